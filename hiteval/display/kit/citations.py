"""Segments that a text cites in brackets, as small links to their passages."""

import re
from collections.abc import Mapping

from hiteval.catalogue import _
from hiteval.display.kit.html import Html, Text, join, markup
from hiteval.study.cited import BRACKETS
from hiteval.study.record import ID_FORM
from hiteval.study.schema import ids

# As `hiteval.study.cited.only_shown` writes them.
PART = re.compile(rf"{ID_FORM}|[0-9]+ not shown")
LINK = '<a href="{}" title="{}" aria-label="{}">{}</a>'


def with_links(written: Html, places: Mapping[str, str]) -> Html:
    """Write a number for each segment that a text cites, which leads to its passage.

    Parameters
    ----------
    written : Html
        A finished text whose tags have no attributes, so that brackets are text.
    places : mapping of str to str
        The address of each segment that there is, by its id; blank if it is on no page.

    Returns
    -------
    Html
        A segment has one number, however often it is cited. One without an address
        stays as its id, and so do the words on what is not shown.
    """
    numbers: dict[str, int] = {}

    def part(name: str) -> Text:
        if not places.get(name):
            return name
        number = numbers.setdefault(name, len(numbers) + 1)
        said = _("Passage {number}: {name}", number=number, name=name)
        return markup(LINK, places[name], name, said, number)

    def again(found: re.Match[str]) -> str:
        named = ids(found[1])
        cites = any(name in places for name in named)
        if not cites or not all(map(PART.fullmatch, named)):
            return found[0]
        inside = join(map(part, named), ", ")
        return str(markup('<span class="cited">[{}]</span>', inside))

    return Html(BRACKETS.sub(again, written.text))

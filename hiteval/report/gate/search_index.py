"""Find what only the search index of a site would reveal.

The index holds words by their stems, without order, so rows of words cannot be found in
it. But each page's entry must come from that page: a stem that the page itself does not
show is out of place, and gives a secret away if the rest of it is there too.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.search.en import SearchEnglish

from hiteval.disclosure.names import folded
from hiteval.errors import DisclosureError
from hiteval.report.gate.decoding import visible_texts

FILE = "searchindex.js"
START, END = "Search.setIndex(", ")"
LANGUAGE = SearchEnglish({})
REFERENCE = re.compile(r"&#?(\w+);")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index files under a page, and which of it that page does not show."""

    stems: set[str]
    hidden: set[str]


def read_index(site: Path) -> dict[str, Any]:
    """Read the index, which must hold data and nothing that runs.

    Raises
    ------
    DisclosureError
        If it holds anything else.
    """
    text = (site / FILE).read_text(encoding="utf-8")
    try:
        index = json.loads(text.removeprefix(START).removesuffix(END))
    except ValueError:
        index = None
    if not isinstance(index, dict) or not text.startswith(START):
        raise DisclosureError(f"{FILE}: expected data in JSON; got something else.")
    return index


def entries(site: Path) -> dict[str, Entry]:
    """Return the index's entry of each page, by the page's address."""
    index = read_index(site)
    pages = [f"{name}.html" for name in index["docnames"]]
    filed: dict[str, set[str]] = {page: set() for page in pages}
    for part in ("terms", "titleterms"):
        for stem, numbers in index[part].items():
            for number in numbers if isinstance(numbers, list) else [numbers]:
                filed[pages[number]].add(folded(stem))
    return {page: _entry(site / page, stems) for page, stems in filed.items()}


def tells(entry: Entry, words: Iterable[str]) -> bool:
    """Say whether an entry holds all these words, and one that its page does not show.

    Words that Sphinx never files, such as *the*, do not count.
    """
    forms = [_forms(word) for word in words if LANGUAGE.word_filter(word)]
    held = all(not form.isdisjoint(entry.stems) for form in forms)
    return held and any(not form.isdisjoint(entry.hidden) for form in forms)


def _entry(page: Path, stems: set[str]) -> Entry:
    content = page.read_bytes()
    shown = folded(" ".join(visible_texts(content)))
    hidden = stems.difference(*map(_forms, LANGUAGE.split(shown)))
    # Sphinx files pieces of references to characters too: the amp of &amp;
    references = set(REFERENCE.findall(content.decode("utf-8", "replace")))
    return Entry(stems, hidden - references)


@cache
def _forms(word: str) -> frozenset[str]:
    """Return the forms under which Sphinx may file a folded word."""
    return frozenset({word, LANGUAGE.stem(word)})

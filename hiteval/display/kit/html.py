"""HTML as a type: text is `str`, finished HTML is `Html`, and mixing them escapes.

`Html` is not a `str`, as `markupsafe.Markup` is: pandas makes plain text of every kind
of `str` in a column, and what was finished would be escaped again.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

import markupsafe
import pandas as pd
from IPython.display import display

from hiteval.catalogue import _, foreign
from hiteval.display.kit.visible import visible

TEXT_FILLER = "–"
FINISHED = "hiteval_html"  # tells a report that an output needs no cleaning
FOLD = '<details class="fold"><summary>{}{}</summary>{}</details>'
TOLD = ' <span class="told">{}</span>'
# What could end a script, or begin a comment in it, in a form that JSON reads alike.
IN_A_SCRIPT = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})
RIGHT_TO_LEFT = ("R", "AL")  # Hebrew; Arabic and scripts like it
WEB_ADDRESS = re.compile(r"(?i:https?)://[A-Za-z0-9\[][^\s\\]*")


@dataclass(frozen=True, slots=True, repr=False)
class Html:
    """A finished piece of HTML; a notebook shows it as its cell's only output."""

    text: str

    def __html__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"Html of {len(self.text)} characters"

    def _ipython_display_(self) -> None:
        # Only HTML: beside it, IPython would put a text form that helps nobody.
        display({"text/html": self.text}, raw=True, metadata={FINISHED: True})


Text = str | Html
NOTHING = Html("")


def escape(value: Any) -> Html:
    """Return a value as HTML that shows it verbatim; missing becomes a dash.

    Finished HTML stays as it is. Text is verbatim but for the characters of
    `hiteval.display.kit.visible`, which are named.

    >>> str(escape("<b>{{ x }}</b>"))
    '&lt;b&gt;{{ x }}&lt;/b&gt;'
    """
    if isinstance(value, Html):
        return value
    missing = not isinstance(value, str) and pd.isna(value)
    known = TEXT_FILLER if missing else visible(str(value))
    return Html(str(markupsafe.escape(known)))


def own_words(text: object) -> Html:
    """Show what a study says, in its language and direction.

    >>> str(own_words("شكرا")), str(own_words("Thanks"))
    ('<span dir="auto">شكرا</span>', 'Thanks')
    """
    shown = escape(text)
    if tag := foreign():
        return markup('<span lang="{}" dir="auto">{}</span>', tag, shown)
    letters = () if shown.text.isascii() else shown.text
    to_left = any(bidirectional(letter) in RIGHT_TO_LEFT for letter in letters)
    return markup('<span dir="auto">{}</span>', shown) if to_left else shown


def markup(template: str, *parts: Any, **named: Any) -> Html:
    """Fill a template of HTML, which the library wrote, with text or HTML.

    The template is a message of `hiteval.catalogue`.

    >>> str(markup("<p>{}: {}</p>", "A & B", markup("<b>{}</b>", 1)))
    '<p>A &amp; B: <b>1</b></p>'
    """
    safe = {name: escape(part) for name, part in named.items()}
    return Html(_(template).format(*map(escape, parts), **safe))


def join(parts: Iterable[Any], between: Text = "") -> Html:
    """Put pieces of text or HTML one after the other.

    >>> str(join(["a < b", markup("<br>"), "c"], ", "))
    'a &lt; b, <br>, c'
    """
    return Html(str(escape(between)).join(str(escape(part)) for part in parts))


def link(address: str, label: object, css: str = "") -> Html:
    """Link to an address that hiteval made."""
    if css:
        return markup('<a class="{}" href="{}">{}</a>', css, address, label)
    return markup('<a href="{}">{}</a>', address, label)


def outside_link(address: Any, label: Any) -> Html:
    """Link to an address that a study gives, if it is a web address; else only text.

    >>> str(outside_link("javascript:alert(1)", "a page"))
    'a page'
    """
    known = "" if pd.isna(address) else str(address)
    if not WEB_ADDRESS.fullmatch(known) or visible(known) != known:
        return escape(label)
    return markup('<a href="{}" rel="noreferrer">{}</a>', known, label)


def anchor(name: str) -> Html:
    """Mark a place that `link` can lead to."""
    return markup('<span class="anchor" id="{}"></span>', name)


def on_phone(heading: str) -> Html:
    """Name a cell where the headings of a stacked table are not seen."""
    return markup('<span class="on-phone">{}: </span>', heading)


def paragraphs(sentences: Iterable[Text]) -> Html:
    """Show one paragraph for each sentence."""
    return join(markup("<p>{}</p>", sentence) for sentence in sentences)


def bullets(items: Iterable[Text]) -> Html:
    """Show a list."""
    return markup("<ul>{}</ul>", join(markup("<li>{}</li>", item) for item in items))


def findings(found: Iterable[tuple[Text, Text]]) -> Html:
    """Show findings: each a heading, and its basis."""
    return join(markup("<h3>{}</h3><p>{}</p>", head, text) for head, text in found)


def joined(parts: Iterable[Html]) -> Html:
    """Show several pieces one after the other, each on lines of its own."""
    return join(parts, Html("\n"))


def folded(label: Text, content: Html) -> Html:
    """Show a piece behind a label that opens it."""
    return markup("<details><summary>{}</summary>{}</details>", label, content)


def fold(heading: Text, told: Text, content: Html) -> Html:
    """Show a piece behind its heading: closed on the screen, open on paper.

    Parameters
    ----------
    heading : str or Html
        A heading of the page, h2 or h3, or a label.
    told : str or Html
        What the piece holds, in a few words beside the heading; may be blank.
    content : Html
        What opens.
    """
    return markup(FOLD, heading, markup(TOLD, told) if told else NOTHING, content)


def data(name: str, value: object) -> Html:
    r"""Put data into a page for its script; a reader and a search see none of it.

    Text must be `visible` beforehand, as the script shows it.

    >>> str(data("shown", {"of": "<b>"}))
    '<script type="application/json" class="shown">{"of":"\\u003cb\\u003e"}</script>'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    template = '<script type="application/json" class="{}">{}</script>'
    return markup(template, name, Html(written.translate(IN_A_SCRIPT)))

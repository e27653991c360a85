"""HTML that is safe to show: made here, or text of the study with its teeth drawn."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from IPython.display import display

from hiteval.display.kit.visible import visible

TEXT_FILLER = "–"
WEB_ADDRESS = re.compile(r"(?i:https?)://[A-Za-z0-9\[][^\s\\]*")


@dataclass(frozen=True, slots=True, repr=False)
class Html:
    """A finished piece of HTML; a notebook shows it as its cell's only output."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Html of {len(self.text)} characters"

    def _ipython_display_(self) -> None:
        # Only HTML: beside it, IPython would put a text form that helps nobody.
        display({"text/html": self.text}, raw=True)


def escape(value: Any) -> str:
    """Turn study text into HTML that shows it verbatim; missing becomes a dash.

    Verbatim but for the characters of `hiteval.display.kit.visible`, which are named.

    >>> escape("<b>{{ x }}</b>")
    '&lt;b&gt;{{ x }}&lt;/b&gt;'
    """
    return TEXT_FILLER if pd.isna(value) else html.escape(visible(str(value)))


def link(address: str, label: object, css: str = "") -> str:
    """Link to an address that hiteval made."""
    attribute = f' class="{css}"' if css else ""
    return f'<a{attribute} href="{html.escape(address)}">{escape(label)}</a>'


def outside_link(address: Any, label: Any) -> str:
    """Link to an address that a study gives, if it is a web address; else only text.

    >>> outside_link("javascript:alert(1)", "a page")
    'a page'
    """
    known = "" if pd.isna(address) else str(address)
    if not WEB_ADDRESS.fullmatch(known) or visible(known) != known:
        return escape(label)
    return f'<a href="{html.escape(known)}" rel="noreferrer">{escape(label)}</a>'


def anchor(name: str) -> str:
    """Mark a place that `link` can lead to."""
    return f'<span class="anchor" id="{html.escape(name)}"></span>'


def on_phone(heading: str) -> str:
    """Name a cell where the headings of a stacked table are not seen."""
    return f'<span class="on-phone">{escape(heading)}: </span>'


def paragraphs(sentences: Iterable[str]) -> Html:
    """Show one paragraph for each sentence of finished HTML."""
    return Html("".join(f"<p>{sentence}</p>" for sentence in sentences))


def bullets(items: Iterable[str]) -> Html:
    """Show a list of finished HTML."""
    return Html(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")


def findings(found: Iterable[tuple[str, str]]) -> Html:
    """Show findings of finished HTML: each a heading, and what it stands on."""
    return Html("".join(f"<h3>{head}</h3><p>{text}</p>" for head, text in found))


def joined(parts: Iterable[Html]) -> Html:
    """Show several pieces one after the other."""
    return Html("\n".join(part.text for part in parts))


def folded(label: str, content: Html) -> Html:
    """Show a piece behind a label that opens it."""
    return Html(
        f"<details><summary>{escape(label)}</summary>{content}</details>",
    )

"""HTML of other libraries and of a notebook's owner, cleaned by the list of a page."""

import re

import nh3
from markdown_it import MarkdownIt

from hiteval.report.markup.allowed import ATTRIBUTES, ELEMENTS, is_harmless

# What a page has once, by its frame. Ids are left out too: those of other libraries are
# drawn at random, and `headers` names ids.
OF_THE_FRAME = {"body", "button", "dialog", "footer", "head", "header", "html", "main"}
OF_THE_FRAME |= {"nav", "title"}
OF_IDS = {"headers", "id", "rel", "tabindex", "type"}
NO_HEADING = re.compile(r"<th([^>]*)>(?:\s|&nbsp;)*</th>")
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def _only_harmless(tag: str, name: str, value: str) -> str | None:
    return value if is_harmless(tag, name, value) else None


CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS - OF_THE_FRAME),
    attributes={"*": {*(ATTRIBUTES - OF_IDS), "aria-hidden", "aria-label"}},
    attribute_filter=_only_harmless,
    url_schemes={"http", "https", "data"},
    link_rel="noreferrer",
)


def clean_html(text: str) -> str:
    """Keep of HTML what a page may hold: no script, no style, no id.

    Tables get the look of the report, and can be scrolled.

    >>> clean_html('<p id="x" onclick="f()">a <b style="color: red">b</b></p>')
    '<p>a <b>b</b></p>'
    """
    cleaned = str(CLEANER.clean(text)).strip()
    if "<table" not in cleaned:
        return cleaned
    table = NO_HEADING.sub(r"<td\1></td>", cleaned)
    return f'<div class="table" tabindex="0">{table}</div>'


def clean_markdown(text: str) -> str:
    """Turn Markdown into HTML that a page may hold; HTML in it is shown verbatim.

    >>> clean_markdown("**a** <script>")
    '<p><strong>a</strong> &lt;script&gt;</p>'
    """
    return clean_html(MARKDOWN.render(text))

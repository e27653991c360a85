"""The index of the search: what the finished pages say, text by text.

A Sphinx extension, named in `_config.yml`, in place of Sphinx's own search. The index
is read from the pages as they were built, so that it holds nothing that they do not
show; the gate compares the two. `book/_static/search.js` looks through it.

It holds whole texts, not words: so the search shows each in its context, finds parts of
words in scripts without blanks, and needs no rules of a language. It is packed, as the
text of a report is as large as a picture.
"""

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from hiteval.catalogue import N_, _
from hiteval.display.kit.table import table_column
from hiteval.report.book.page_frame import FILTERED

FILE = "search-index.js"
START, END = 'globalThis.searchIndex = "', '";\n'
# In the order in which the search shows them; those of the first two are equals.
PASSAGE, FINDING, SUMMARY, PAGE, HEADING, SOURCE, TEXT = range(7)
OWN = (PASSAGE, FINDING, PAGE, HEADING, SOURCE)  # whatever else they lead to
KIND_OF_PLACE = {"segment": PASSAGE, "source": SOURCE}
# These repeat what other pages say.
NOT_SEARCHED = (*FILTERED, "book/results/compare", "book/results/workings-")
NOT_READ = {"button", "caption", "form", "nav", "noscript", "pre", "script", "svg"}
NOT_READ |= {"style", "thead"}
CLASSES_NOT_READ = {"above-input", "cell_input", "headerlink", "limits"}
CLASSES_NOT_READ |= {"cited", "coders", "contact", "from", "given", "on-phone"}
CLASSES_NOT_READ |= {"page-foot", "rests", "told", "used"}
# Columns of words that are the same for many teams.
HEADS_NOT_READ = (N_("Because"), N_("Evidence"), N_("How sure"))
SUMMARIES = N_("Summary")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WITHIN_LINE = frozenset(
    [
        *["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "dfn", "em", "i"],
        *["kbd", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var"],
    ]
)
# A line that leads to one of these says again what stands there.
REPEATED = ("#segment-", "#finding-", "#source-")


@dataclass(frozen=True, slots=True)
class Found:
    """A text of a page: its kind, the place that leads to it, and its words."""

    kind: int
    place: str
    text: str


@dataclass(slots=True)
class Reader:
    """Reads the article of a page from its beginning to its end."""

    place: str = ""
    scopes: list[tuple[int, str]] = field(default_factory=lambda: [(TEXT, "")])
    pieces: list[str] = field(default_factory=list)
    repeats: bool = False
    found: list[Found] = field(default_factory=list)

    def read(self, node: LexborNode) -> None:
        """Read an element and what is in it."""
        tag, attributes = str(node.tag), node.attributes
        if not _is_read(tag, attributes):
            self.end()
            return
        block = tag not in WITHIN_LINE
        if block:
            self.end()
            self.scopes.append(_scope(tag, attributes) or self.scopes[-1])
        self.note(tag, attributes)
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self.pieces.append(child.text_content or "")
            else:
                self.read(child)
        if block:
            self.end()
            self.scopes.pop()

    def note(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Note where the reader is, and what a line leads to."""
        place = attributes.get("id") or ""
        kind = KIND_OF_PLACE.get(place.partition("-")[0])
        if kind is not None:
            self.scopes[-1] = (kind, place)
        elif place and tag not in ("td", "th", "tr"):
            self.place = place
        if tag == "br":
            self.pieces.append(" ")
        self.repeats |= any(to in (attributes.get("href") or "") for to in REPEATED)

    def end(self) -> None:
        """Keep the text that has been read, if it says something of its own."""
        text = " ".join("".join(self.pieces).split())
        kind, place = self.scopes[-1]
        if kind == HEADING and self.place.startswith("finding-"):
            kind = FINDING
        own = kind in OWN or not self.repeats
        if own and 2 * sum(map(str.isalpha, text)) > len(text):  # else mostly numbers
            self.found.append(Found(kind, place or self.place, text))
        self.pieces.clear()
        self.repeats = False


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("search_index", True, "")
    app.connect("builder-inited", _without_search_of_sphinx)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def texts(page: bytes) -> list[Found]:
    """Return what a page says, in its order.

    Parameters
    ----------
    page : bytes
        As it was built.
    """
    reader = Reader()
    for article in LexborHTMLParser(page).css("article")[:1]:
        reader.read(article)
    return reader.found


def index(site: Path, pages: Iterable[str]) -> dict[str, Any]:
    """Make the index of some pages of a site, by their addresses.

    A text that several pages show is found on one: where it is a passage or a finding,
    or else where it comes first.
    """
    named: list[tuple[str, str]] = []
    found: list[tuple[int, Found]] = []
    for address in pages:
        of_page = texts((site / address).read_bytes())
        title = next((f.text for f in of_page if f.kind == PAGE), "")
        found += ((len(named), each) for each in of_page)
        named.append((address, title))
    return {"pages": named, "texts": [*_once(found)]}


def written(index: dict[str, Any]) -> str:
    """Write an index as a script that a page can load from a folder."""
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{START}{b64encode(gzip.compress(data, mtime=0)).decode()}{END}"


def _once(found: list[tuple[int, Found]]) -> Iterator[tuple[int, int, str, str]]:
    """Yield each text once, the kinds that are shown first before the others."""
    seen: set[str] = set()
    for page, each in sorted(found, key=lambda pair: pair[1].kind):
        if each.kind == PAGE or each.text not in seen:
            seen.add(each.text)
            yield each.kind, page, each.place, each.text


def _is_read(tag: str, attributes: dict[str, str | None]) -> bool:
    classes = (attributes.get("class") or "").split()
    heads = set((attributes.get("headers") or "").split())
    return (
        tag not in NOT_READ
        and CLASSES_NOT_READ.isdisjoint(classes)
        and heads.isdisjoint(map(_column, HEADS_NOT_READ))
    )


def _column(heading: str) -> str:
    """Name a column of the ratings of a team, as its cells do in their language."""
    return table_column("ratings", _(heading))


def _scope(tag: str, attributes: dict[str, str | None]) -> tuple[int, str] | None:
    """Tell what kind of text is in an element, if it differs from that around it."""
    if tag in HEADINGS:
        return (PAGE if tag == "h1" else HEADING, "")
    classes = (attributes.get("class") or "").split()
    column = _column(SUMMARIES) in (attributes.get("headers") or "").split()
    view = tag == "div" and "written" in classes  # what is made of a whole team
    return (SUMMARY, "") if column or view or "summary" in classes else None


def _without_search_of_sphinx(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _write(app: Sphinx, fault: Exception | None) -> None:
    if fault is None and app.config.search_index:
        names = sorted(
            name for name in app.env.found_docs if not name.startswith(NOT_SEARCHED)
        )
        site = Path(app.outdir)
        made = index(site, [app.builder.get_target_uri(name) for name in names])
        (site / FILE).write_text(written(made), encoding="utf-8", newline="\n")

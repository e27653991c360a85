"""Read documents for a new study: each paragraph becomes a passage that nobody coded.

A Word document whose changes were never accepted has two texts, and a scanned page has
none: neither is guessed at.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from hiteval.readers import caps
from hiteval.readers.nvivo_code import is_nvivo_code, read_nvivo_code
from hiteval.readers.project import Count, Project, refusal, table
from hiteval.readers.sheets.table_form import PLAIN, TableForm
from hiteval.readers.text_positions import Text, decoded
from hiteval.regular import open_regular, read_regular

SPLIT = "Split it."
DECLARE = ", or write spreadsheet: {encoding: windows-1250} or the like in mapping.yml"
# As the export to REFI-QDA writes, so that a document coded elsewhere meets this one.
BETWEEN = "\n\n"
NVIVO_REPORT = re.compile(r"Coding Summary By \w+", re.IGNORECASE)
FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|$)")
BLOCKS = {
    *("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "pre"),
    *("dt", "dd", "figcaption", "div", "section", "article", "main", "body", "html"),
}
# What pypdf raises on damage, besides its own.
DAMAGE = (
    *(PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError),
    *(RecursionError, OverflowError, NotImplementedError, AssertionError, OSError),
)


def read_pdf(path: Path) -> Project:
    """Read a PDF page by page; pages without text are named."""
    try:
        with open_regular(path, caps.MEMBER_BYTES, smaller=SPLIT) as file:
            reader = PdfReader(file)
            pages = [page.extract_text() for page in reader.pages[: caps.PAGES + 1]]
            facts: dict[str, Any] = dict(reader.metadata or {})
    except DAMAGE:
        expected, got = "a whole PDF without a password", "a damaged or locked one"
        raise refusal(
            path.name, expected, got, "Save or print it as PDF again."
        ) from None
    if len(pages) > caps.PAGES:
        expected, got = f"at most {caps.PAGES} pages", "more"
        raise refusal(path.name, expected, got, SPLIT)
    empty = [str(n) for n, words in enumerate(pages, start=1) if not words.strip()]
    warnings = [f"Pages without text: {', '.join(empty)}."] if empty else []
    passages = [
        (" ".join(part.split()), f"page {n}")
        for n, words in enumerate(pages, start=1)
        for part in re.split(r"\n\s*\n", words)
    ]
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(facts.get("/CreationDate", "")))
    created = "-".join(made.groups()) if made else None
    return document(path, "pdf", passages, facts.get("/Title"), created, warnings)


def read_html(path: Path) -> Project:
    """Read the paragraphs, headings, items and cells of a web page."""
    text = _read_text(path)
    if (number := text.count("<")) > caps.TAGS:
        expected = f"a web page of at most {caps.TAGS} tags"
        raise refusal(path.name, expected, str(number), "Save its text alone.")
    page = BeautifulSoup(text, "html.parser")
    title = page.title.get_text(strip=True) if page.title else None
    stated = page.find("meta", property="article:published_time")
    created = str(stated.get("content")) if stated else None
    for element in page(["script", "style", "template", "nav", "title"]):
        element.decompose()
    passages = [
        (" ".join(words for _, words in run), None)
        for _, run in groupby(_strings(page), key=itemgetter(0))
    ]
    return document(path, "text", passages, title, created, [])


def _strings(page: BeautifulSoup) -> Iterator[tuple[int, str]]:
    """Find each string of a page, and the block that holds it.

    In one pass: elements may nest as deep as a page is long.
    """
    blocks: dict[int, int] = {}
    for node in page.descendants:
        around = blocks.get(id(node.parent), 0)
        if isinstance(node, Tag):
            blocks[id(node)] = id(node) if node.name in BLOCKS else around
        elif type(node) is NavigableString and (words := node.strip()):
            yield around, words


def read_txt(path: Path, form: TableForm = PLAIN) -> Project:
    """Read a plain text, or Markdown; blank lines separate paragraphs.

    ``form`` says its encoding, if it is not UTF-8.

    What stands between lines of three hyphens at the start is about the text, and its
    title is read from there.
    """
    words = Text.of(_read_text(path, form.encoding)).content
    if is_nvivo_code(lines := words.split("\n")):
        return read_nvivo_code(path, lines)
    title = None
    if front := FRONT.match(words):
        words = words[front.end() :]
        stated = re.search(r"^title:[ \t]*(.+)$", front[1], re.M)
        title = stated[1].strip(" \"'") if stated else None
    passages = [(part, None) for part in re.split(r"\n[ \t]*\n", words)]
    return document(path, "text", passages, title, None, [])


def _read_text(path: Path, encoding: str = "utf-8") -> str:
    content = read_regular(path, caps.MEMBER_BYTES, smaller=SPLIT)
    return decoded(content, path.name, encoding, DECLARE)


def document(
    path: Path,
    kind: str,
    passages: Iterable[tuple[str, str | None]],
    title: str | None,
    created: str | None,
    warnings: list[str],
) -> Project:
    """Lay passages out one after the other, with their places in the whole text."""
    kept = [(words.strip(), place) for words, place in passages if words.strip()]
    if not kept:
        expected, got = "a document with text", "none"
        remedy = "A scanned document needs its text recognised first (OCR)."
        raise refusal(path.name, expected, got, remedy)
    if any(NVIVO_REPORT.match(words) for words, _ in kept[:3]):
        expected, got = "a document", "NVivo's coding summary"
        remedy = "Export the project as REFI-QDA (.qdpx), or each code as Word."
        raise refusal(path.name, expected, got, remedy)
    rows, start = [], 0
    for words, place in kept:
        end = start + len(words)
        told = {"source": "1", "start": start, "end": end}
        rows.append(told | {"quote": words, "place": place})
        start = end + len(BETWEEN)
    source = {
        "source": "1",
        "name": path.name,
        "kind": kind,
        "title": (title or "").strip() or None,
        "file": path.name,
        "text": BETWEEN.join(words for words, _ in kept),
        "created": created,
    }
    return Project(
        file=path.name,
        origin="somebody, as a document",
        users=(),
        sources=table("sources", [source]),
        codes=table("codes"),
        codings=table("codings", rows),
        groups=table("groups"),
        variables=table("variables"),
        memos=table("memos"),
        warnings=tuple(warnings),
        ledger=(Count("paragraphs", len(kept), len(rows)),),
    )

"""Word documents: their paragraphs, or the table of a codebook in one."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from hiteval.readers.containers import Archive
from hiteval.readers.documents import document
from hiteval.readers.nvivo_code import is_nvivo_code, read_nvivo_code
from hiteval.readers.project import Project, refusal
from hiteval.readers.sheets.codebook import is_codebook, read_codebook
from hiteval.readers.sheets.workbook import Sheet
from hiteval.readers.xml_tree import Document, parse, value_of

BODY, FACTS = "word/document.xml", "docProps/core.xml"
TRACKED = {"ins", "del", "moveFrom", "moveTo"}
BLANKS = {"tab": "\t", "br": "\n", "cr": "\n"}
NOT_READ = {"word/comments.xml": "Comments", "word/footnotes.xml": "Footnotes"}


def read_docx(path: Path) -> Project:
    """Read a Word document; one with tracked changes is refused."""
    with Archive.open(path) as archive:
        body, told = body_of(archive), facts_of(archive)
        left = [what for name, what in NOT_READ.items() if name in archive.members]
    warnings = [f"{what} of the document are not read." for what in left]
    words = [_words(e) for e in _paragraphs(body.root)]
    if is_nvivo_code(words):
        return read_nvivo_code(path, words)
    sheets = [*_tables(body.root, path)]
    if any(map(is_codebook, sheets)):
        return read_codebook(path.name, sheets)
    passages = [(each, None) for each in words]
    return document(
        path, "text", passages, told.get("title"), told.get("created"), warnings
    )


def _tables(root: Element, path: Path) -> Iterator[Sheet]:
    """Read the tables of a Word document, as a codebook is one."""
    grids = (element for element in root.iter() if element.tag == "tbl")
    for number, grid in enumerate(grids, start=1):
        rows = [[*_cells(row)] for row in grid if row.tag == "tr"]
        held = tuple(n for n, row in enumerate(rows, 1) if any(row))
        name, cells = f"table {number}", tuple(map(tuple, rows))
        yield Sheet(path.name, name, cells, held, len(held))


def _cells(row: Element) -> Iterator[str]:
    """Yield the text of each column; a cell over several fills the first."""
    for cell in (element for element in row if element.tag == "tc"):
        yield "\n".join(map(_words, _paragraphs(cell))).strip()
        yield from [""] * (_width(cell) - 1)


def _width(cell: Element) -> int:
    """Return over how many columns a cell reaches; Word has 63 at most."""
    span = cell.find("tcPr/gridSpan")
    told = "" if span is None else value_of(span, "val")
    return int(told) if re.fullmatch("[1-9][0-9]?", told, re.ASCII) else 1


def body_of(archive: Archive) -> Document:
    """Return the text of a Word document, which must have no tracked changes."""
    body = part_of(archive, BODY)
    if any(tag in TRACKED for _, tag in body.counts):
        expected, got = "a document without tracked changes", "some"
        remedy = "Accept or reject them all, and save it."
        raise refusal(archive.file, expected, got, remedy)
    return body


def facts_of(archive: Archive) -> dict[str, str | None]:
    """Return what a Word document says of itself: title, day and the like."""
    facts = part_of(archive, FACTS) if FACTS in archive.members else None
    return {e.tag: e.text for e in facts.root} if facts else {}


def part_of(archive: Archive, name: str) -> Document:
    """Parse a part of a Word document."""
    return parse(archive.read(name), archive.file, archive.packed(name))


def _paragraphs(root: Element) -> Iterator[Element]:
    """Find paragraphs; those of a text box are in the file twice."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == "p":
            yield element
        waiting += [e for e in reversed(element) if e.tag != "Fallback"]


def _words(paragraph: Element) -> str:
    """Return a paragraph's own words, without those of paragraphs within it."""
    words, waiting = [], list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        words.append(
            element.text or "" if element.tag == "t" else BLANKS.get(element.tag, "")
        )
        skip = element.tag in ("p", "Fallback", "pPr", "instrText")
        waiting += [] if skip else list(reversed(element))
    return "".join(words)

"""Which reader a file needs: by its content, never by its extension."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from hiteval.readers.annotations.reader import is_json, read_annotations
from hiteval.readers.containers import Archive, is_zip, start_of
from hiteval.readers.databases.qualcoder import FILE as QUALCODER_FILE
from hiteval.readers.databases.qualcoder import read_qualcoder
from hiteval.readers.databases.reader import read_database
from hiteval.readers.databases.sqlite_file import MAGIC
from hiteval.readers.documents import read_html, read_pdf, read_txt
from hiteval.readers.project import Project, refusal
from hiteval.readers.refi.package import Package, is_refi_xml, read_document
from hiteval.readers.refi.reader import read_refi
from hiteval.readers.sheets.reader import is_table, read_tables
from hiteval.readers.sheets.table_form import PLAIN, TableForm
from hiteval.readers.word import BODY, read_docx
from hiteval.readers.word_comments import COMMENTS, read_commented_docx

START_BYTES = 4096
LOCKED = b"\xd0\xcf\x11\xe0"  # how the files of old Office begin, and locked ones
TEXTS = (".txt", ".md", ".markdown")
EXPORT = "Export the project there as REFI-QDA project (.qdpx)"
# Files that only their own tool reads, by the endings of their names, and the way out.
ONLY_ITS_OWN = {
    (".nvp", ".nvpx", ".nvcx"): (
        "NVivo",
        f"{EXPORT}: on Windows under Share, Export Project; on a Mac under File.",
    ),
    (".mex", *(f".mx{n}" for n in ("", 3, 4, 5, *range(11, 30)))): (
        "MAXQDA",
        f"{EXPORT}.",
    ),
    (".atlproj", *(f".atlproj{n}" for n in range(22, 30)), ".atlcb", ".hpr7"): (
        "ATLAS.ti",
        f"{EXPORT}.",
    ),
    (".f4p", ".f4a"): ("f4analyse", f"{EXPORT}."),
    (".qpd", ".quirkos"): ("Quirkos", f"{EXPORT}."),
    (".xlsb", ".numbers"): (
        "a spreadsheet program",
        "Open it there, and save it as .xlsx.",
    ),
    (".doc", ".odt", ".rtf", ".pages"): (
        "a word processor",
        "Open it there, and save it as .docx.",
    ),
}
HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at a file: how it begins, and what a ZIP archive lists.

    A folder (QualCoder's projects are folders) begins with nothing.
    """

    path: Path
    start: bytes = b""
    members: frozenset[str] = frozenset()

    @property
    def suffix(self) -> str:
        """How the name ends, in small letters."""
        return self.path.suffix.casefold()

    def holds(self, ending: str) -> bool:
        """Tell whether the archive lists a file of an ending at its root."""
        return any(
            "/" not in name and name.casefold().endswith(ending)
            for name in self.members
        )


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for people, how to recognise it, how to read it."""

    name: str
    known: Callable[[Look], bool]
    read: Callable[[Path], Project]


def _read_qdpx(path: Path) -> Project:
    with Archive.open(path) as archive:
        return read_refi(Package.from_archive(archive))


def _read_qde(path: Path) -> Project:
    return read_refi(read_document(path))


def _has_table(look: Look) -> bool:
    return "xl/workbook.xml" in look.members or is_table(look.path, look.start)


# The first that knows a file reads it.
FORMATS: tuple[Format, ...] = (
    Format("REFI-QDA (.qdpx)", lambda look: look.holds(".qde"), _read_qdpx),
    Format("its XML (.qde, .qdc)", lambda look: is_refi_xml(look.start), _read_qde),
    Format(
        "a database of Taguette, QualCoder or RQDA",
        lambda look: look.start.startswith(MAGIC),
        read_database,
    ),
    Format(
        "a folder of QualCoder (.qda)",
        lambda look: (look.path / QUALCODER_FILE).exists(),
        read_qualcoder,
    ),
    Format(
        "Word coded in comments (.docx)",
        lambda look: {BODY, COMMENTS} <= look.members,
        read_commented_docx,
    ),
    Format("Word (.docx)", lambda look: BODY in look.members, read_docx),
    Format("PDF", lambda look: look.start.startswith(b"%PDF-"), read_pdf),
    Format("a web page", lambda look: bool(HTML.match(look.start)), read_html),
    Format(
        "annotations of Label Studio, doccano or Hypothesis (.json, .jsonl)",
        lambda look: is_json(look.start) and look.suffix not in TEXTS,
        read_annotations,
    ),
    # Any text is text, a table too: here alone the name has to say what it is.
    Format("text (.txt, .md)", lambda look: look.suffix in TEXTS, read_txt),
    Format("spreadsheet (.xlsx, .xls, .ods, .csv)", _has_table, read_tables),
)


def look_at(path: Path) -> Look:
    """Look at a file without reading it.

    Raises
    ------
    StudyError
        If there is none, it cannot be read, or it is a dangerous archive.
    """
    if path.is_dir():
        return Look(path)
    start = start_of(path, START_BYTES)
    if not is_zip(path):
        return Look(path, start)
    with Archive.open(path) as archive:
        return Look(path, start, frozenset(archive.members))


def read_project(path: Path, tables: TableForm = PLAIN) -> Project:
    """Read a coding tool's file, whichever tool wrote it.

    Parameters
    ----------
    path : Path
        The file, or the folder of a QualCoder project.
    tables : TableForm
        How to read spreadsheets, and the encoding of texts.

    Raises
    ------
    StudyError
        If no reader knows it, or the one that does refuses it.
    """
    look = look_at(path)
    for form in FORMATS:
        if form.known(look):
            also = [tables] if form.read in (read_tables, read_txt) else []
            return _composed(form.read(path, *also))
    if look.suffix in (".xlsx", ".docx") and look.start.startswith(LOCKED):
        got = "one with a password, or of an old form"
        remedy = "Open it, take the password away, and save it again."
        raise refusal(path.name, f"an open file ({look.suffix})", got, remedy)
    for endings, (tool, remedy) in ONLY_ITS_OWN.items():
        if look.suffix in endings:
            got = f"a file that only {tool} reads"
            raise refusal(path.name, "a file in a form of exchange", got, remedy)
    expected = f"one of {', '.join(form.name for form in FORMATS)}"
    remedy = "Export the project from your tool in one of these formats."
    raise refusal(path.name, expected, "another kind of file", remedy)


def _composed(project: Project) -> Project:
    """Name files in composed letters: macOS may take an é apart, other systems do not.

    So a file has the same name wherever it is imported, and in whatever mapping.
    """
    compose = partial(unicodedata.normalize, "NFC")
    named = {c: project.sources[c].map(compose, "ignore") for c in ("name", "file")}
    return replace(
        project,
        file=compose(project.file),
        sources=project.sources.assign(**named).astype(project.sources.dtypes),
    )

"""A delimited text file as one sheet: its encoding and separator, found or given."""

import codecs
import csv
import io
import re
from pathlib import Path

from hiteval.errors import Fault, StudyError
from hiteval.readers import caps
from hiteval.readers.project import refusal
from hiteval.readers.sheets.headings import roles_of
from hiteval.readers.sheets.table_form import TableForm
from hiteval.readers.sheets.workbook import Sheet
from hiteval.regular import read_regular

SEPARATORS = {";": "semicolons", ",": "commas", "\t": "tabs"}
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16"} | {
    codecs.BOM_UTF16_BE: "utf-16"
}
TOLD = re.compile(r"sep=([;,\t])(?:\r\n?|\n)", re.IGNORECASE)
SAVE_AS = "Save it as 'CSV UTF-8'"


def read_csv_table(path: Path, form: TableForm) -> Sheet:
    """Read a delimited text file.

    Parameters
    ----------
    path : Path
        The file.
    form : TableForm
        Its encoding counts unless the file begins with a byte-order mark.

    Raises
    ------
    StudyError
        If it is no such text, or a row has more or fewer cells than the first.
    """
    text = _decoded(path, form)
    if told := TOLD.match(text):  # Excel puts it there, and shows it to nobody
        text = text[told.end() :]
    separator = told[1] if told else _separator(text, form)
    csv.field_size_limit(caps.CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        rows.extend(map(tuple, reader))  # keeps what came before an error
    except csv.Error as error:
        remedy = "Check the quotation marks in this row and the one before."
        expected, row = "well-formed CSV", len(rows) + 1
        fault = Fault(path.name, expected, str(error), remedy, row=row)
        raise StudyError([fault]) from None
    _check_widths(path.name, rows)
    numbered = enumerate(rows, start=1)
    held = tuple(n for n, row in numbered if any(cell.strip() for cell in row))
    return Sheet(path.name, path.stem, tuple(rows), held, _filled(text, separator))


def first_row(text: str, separator: str) -> list[str]:
    """Return the cells of the first row, as far as they can be told."""
    lines = io.StringIO(text, newline="")
    try:
        return next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []


def _decoded(path: Path, form: TableForm) -> str:
    content = read_regular(path, caps.MEMBER_BYTES, smaller="Split the table.")
    marked = [name for mark, name in MARKS.items() if content.startswith(mark)]
    encoding = marked[0] if marked else form.encoding
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        told = "or write spreadsheet: {encoding: windows-1252} in mapping.yml."
        remedy = f"{SAVE_AS}, {told}" if encoding == "utf-8" else f"{SAVE_AS}."
        fault = Fault(path.name, f"{encoding} text", "other bytes", remedy, row=row)
        raise StudyError([fault]) from None
    if "\0" in text:
        raise refusal(path.name, "text", "a NUL character", f"{SAVE_AS}.")
    return text


def _separator(text: str, form: TableForm) -> str:
    """Take the separator under which the first row has most known headings."""

    def fit(separator: str) -> tuple[int, int]:
        cells = first_row(text, separator)
        return len(roles_of(cells, form.columns)), len(cells)

    return max(SEPARATORS, key=fit)


def _check_widths(file: str, rows: list[tuple[str, ...]]) -> None:
    width = len(rows[0]) if rows else 0
    remedy = "Put text that holds a separator in quotation marks; add missing cells."
    faults = [
        Fault(
            file, f"{width} cells, as in the first row", f"{len(row)}", remedy, number
        )
        for number, row in enumerate(rows, start=1)
        if len(row) != width and any(cell.strip() for cell in row)
    ]
    if faults:
        raise StudyError(faults)


def _filled(text: str, separator: str) -> int:
    """Count rows that hold anything, by quotation marks and line ends alone."""
    parts = text.split('"')
    outside = "".join('"' if n % 2 else part for n, part in enumerate(parts))
    rows = outside.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return sum(bool(row.replace(separator, "").strip()) for row in rows)

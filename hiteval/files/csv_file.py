"""Read a CSV file exactly as written: every cell is text, every row has its number."""

import codecs
import csv
import gc
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from hiteval.errors import Fault, StudyError, shown
from hiteval.regular import read_regular

MAX_BYTES = 1_000_000_000  # a table of this size belongs in a database
MAX_COLUMNS = 200
# A letter of Mac Roman within a word, where Windows-1252 has a sign or a capital.
OF_A_MAC = re.compile(rb"[a-z][\x87-\x90\x94-\x9f][a-z]")
MAX_CELL = 1_000_000  # characters; more is a missing closing quote


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Look for no garbage while rows are made: there is none, and it takes a third."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_no_collecting()
def read_csv(path: Path, encoding: str = "utf-8", separator: str = ",") -> pd.DataFrame:
    """Read a CSV file without guessing.

    Unlike `pandas.read_csv`, ``NA``, ``None`` and ``007`` stay what they are, and a row
    that is too short or too long is a fault, not a shift. Rows and unnamed columns that
    are wholly blank, as Excel leaves behind, are dropped.

    Parameters
    ----------
    path : Path
        The file.
    encoding : {"utf-8", "windows-1252"}
        As the study declares it; a byte-order mark is accepted.
    separator : {",", ";"}
        As the study declares it.

    Returns
    -------
    DataFrame of str
        Indexed by ``row``, the row in a spreadsheet (header = 1). Blank cells are "".

    Raises
    ------
    StudyError
        With every fault of the file.
    """
    records = _records(path, _text(path, encoding), separator)
    if not any(map(_filled, records)):
        remedy = "Add the header, or delete the file if the table is optional."
        expected = "a header row and rows under it"
        raise StudyError([Fault(path.name, expected, "an empty file", remedy)])
    header, *rows = records
    _check_first_row(path, header)
    _check_header(path, header, separator)
    numbered = [(n, r) for n, r in enumerate(rows, start=2) if _filled(r)]
    _check_widths(path, header, numbered)
    table = pd.DataFrame(
        [row for _, row in numbered],
        columns=[name.strip() for name in header],
        index=pd.Index([n for n, _ in numbered], name="row", dtype="int64"),
        dtype="str",
    )
    return _without_blank_columns(table)


def _filled(record: list[str]) -> bool:
    # Almost always the first cell tells.
    return bool(record and record[0].strip()) or any(map(str.strip, record))


def _text(path: Path, encoding: str) -> str:
    content = read_regular(path, MAX_BYTES)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        got, remedy = (
            "UTF-16, which Excel calls Unicode Text",
            "Save it as 'CSV UTF-8'.",
        )
        raise StudyError([Fault(path.name, f"{encoding} text", got, remedy)])
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise StudyError([_encoding_fault(path, encoding, content, row)]) from None
    if encoding != "utf-8" and not content.isascii() and _decodes(content, "utf-8"):
        got = "bytes that read as UTF-8"
        remedy = "Take the encoding out of csv: in study.yml, or save it as before."
        raise StudyError([Fault(path.name, f"{encoding} text", got, remedy)])
    if "\0" in text:
        got, remedy = "a NUL character", "Save the table as CSV text again."
        raise StudyError([Fault(path.name, "text", got, remedy)])
    return text


def _encoding_fault(path: Path, encoding: str, content: bytes, row: int) -> Fault:
    got, remedy = "bytes of another encoding", "Save it as 'CSV UTF-8'."
    if encoding == "utf-8" and _decodes(content, "windows-1252"):
        got = "bytes that read as Windows-1252"
        remedy = (
            "Save it as 'CSV UTF-8', or write csv: {encoding: windows-1252} in "
            "study.yml if all its tables use it."
        )
    if encoding == "utf-8" and OF_A_MAC.search(content):
        got = "bytes as Excel writes them on a Mac"
        remedy = "Save it there as 'CSV UTF-8'."
    return Fault(path.name, f"{encoding} text", got, remedy, row=row)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _records(path: Path, text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(min(MAX_CELL, sys.maxsize))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    records: list[list[str]] = []
    try:
        records.extend(reader)  # keeps what came before an error
    except csv.Error as error:
        remedy = "Check the quotation marks in this row and the one before."
        fault = Fault(
            path.name, "well-formed CSV", str(error), remedy, row=len(records) + 1
        )
        raise StudyError([fault]) from None
    return records


def _check_first_row(path: Path, header: list[str]) -> None:
    if not _filled(header):
        got, remedy = "a blank row", "Delete everything above the header."
    elif header[0].strip().lower().startswith("sep="):
        got, remedy = "a line for Excel alone, sep=", "Delete that line."
    else:
        return
    raise StudyError([Fault(path.name, "the header", got, remedy, row=1)])


def _check_header(path: Path, header: list[str], separator: str) -> None:
    if len(header) == 1:
        _check_separator(path, header[0], separator)
    if len(header) > MAX_COLUMNS:
        expected, remedy = f"at most {MAX_COLUMNS} columns", "Delete the others."
        got = str(len(header))
        raise StudyError([Fault(path.name, expected, got, remedy, row=1)])
    names = [name.strip() for name in header if name.strip()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        remedy = "Rename or delete one of them."
        got = f"{shown(twice[0])} twice"
        raise StudyError([Fault(path.name, "each column once", got, remedy, row=1)])


def _check_separator(path: Path, header: str, separator: str) -> None:
    """Name the separator that a header of one cell seems to use."""
    words = {",": "commas", ";": "semicolons", "\t": "tabs"}
    for other in [mark for mark in words if mark != separator and mark in header]:
        remedy = f"Save it with {words[separator]}"
        if other != "\t":
            remedy += (
                f', or write csv: {{separator: "{other}"}} in study.yml if all its '
                "tables use it"
            )
        expected = f"columns separated by {words[separator]}"
        fault = Fault(path.name, expected, words[other], f"{remedy}.", row=1)
        raise StudyError([fault])


def _check_widths(
    path: Path, header: list[str], numbered: list[tuple[int, list[str]]]
) -> None:
    expected = f"{len(header)} cells, one for each column"
    remedy = "Put text that holds a separator in quotation marks; add missing cells."
    faults = [
        Fault(path.name, expected, str(len(row)), remedy, row=n)
        for n, row in numbered
        if len(row) != len(header)
    ]
    if faults:
        raise StudyError(faults)


def _without_blank_columns(table: pd.DataFrame) -> pd.DataFrame:
    unnamed = table.columns == ""
    if not unnamed.any():
        return table
    blank = (table == "").all(axis=0).to_numpy()
    return table.loc[:, ~(unnamed & blank)]

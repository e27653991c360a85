"""Open a workbook that may be damaged or hostile, and find its cells by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from hiteval.errors import Fault, StudyError, shown
from hiteval.readers import caps
from hiteval.readers.containers import Archive
from hiteval.regular import open_regular
from hiteval.workbooks import saving
from hiteval.workbooks.matrix_cells import Key
from hiteval.workbooks.sheets import (
    AREA,
    DISPUTES,
    FIELDS,
    FIRST_COLUMN,
    FIRST_ROW,
    FORM,
    MAPPING,
    MAPPING_FORM,
    RECORD,
    SEGMENTS,
    WAITING,
    WRITTEN,
    WRITTEN_FORM,
)

MAX_BYTES = 2 * saving.MAX_BYTES  # unpacked; other programs write a little more
MAX_SHEETS = 100
# How far our sheets reach, in rows and columns; what lies beyond is no part of them.
LIMITS = {
    AREA: (5_000, 2_000),
    FORM: (1_048_576, 5),
    DISPUTES: (100_000, 40),
    SEGMENTS: (1_048_576, 40),
    WAITING: (1_048_576, 40),
    WRITTEN_FORM: (1_048_576, 4),
    **dict.fromkeys(WRITTEN.values(), (100_000, 60)),
    MAPPING_FORM: (1_048_576, 4),
    **dict.fromkeys(MAPPING.values(), (100_000, 60)),
}
EXPORT_AGAIN = "Export a new workbook, and copy into it what was written."
TWICE = ("each row and column once", "a copy", "Delete the copy.")
KINDS = {"f": "a formula", "n": "a number", "d": "a date", "b": "a yes or no"}

Contents = Mapping[tuple[int, int], tuple[str, Any]]  # openpyxl's type, and value


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its cells that hold something, by row and column."""

    file: str
    title: str
    contents: Contents

    def text(self, row: int, column: int) -> str | None:
        """Return the text of a cell, blank where it is; None where it is no text."""
        kind, value = self.contents.get((row, column), ("s", ""))
        # Excel writes a carriage return in a cell as this code.
        return str(value).replace("_x000D_", "\r") if kind == "s" else None

    def kind(self, row: int, column: int) -> str:
        """Say what a cell holds instead of text."""
        return KINDS.get(self.contents[row, column][0], "an error value")

    def no_text(self, row: int, column: int) -> tuple[str, str, str]:
        """Say that a cell holds no text: what was expected, what is there, a remedy."""
        remedy = "Write it as text: put an apostrophe before it."
        return "text", self.kind(row, column), remedy

    def fault(
        self, row: int, column: int, expected: str, got: str, remedy: str
    ) -> Fault:
        """Return a fault of one cell."""
        letter = get_column_letter(column)
        return Fault(self.where, expected, got, remedy, row, letter)

    @property
    def where(self) -> str:
        """Its file and title, for messages."""
        return f"{self.file}, sheet {self.title[:31]!a}"


@dataclass(frozen=True, slots=True)
class Exported:
    """What the record says of a cell: its team's name, hashes of text and evidence."""

    name: str
    written: str
    evidence: str


def open_sheets(path: Path) -> tuple[Sheet, list[Sheet]]:
    """Open a workbook, and return its record and the sheets of its areas.

    Raises
    ------
    StudyError
        If it is no workbook, a dangerous one, or none that hiteval exported.
    """
    found = read_sheets(path)
    record = record_of(found, path, FORM, "hiteval matrix export")
    return record, [s for s in found if s.text(1, 1) == AREA]


def record_of(found: list[Sheet], path: Path, form: str, wrote: str) -> Sheet:
    """Return the record among the sheets of a workbook of some form.

    Raises
    ------
    StudyError
        If it is none that the command ``wrote``.
    """
    records = [s for s in found if s.title == RECORD and s.text(1, 1) == form]
    if len(records) != 1:
        expected, got = f"a workbook that {wrote} wrote", "one without its record"
        raise StudyError([Fault(path.name, expected, got, EXPORT_AGAIN)])
    return records[0]


def check_owner(sheet: Sheet, study_id: str, what: str = "a workbook") -> None:
    """Refuse a workbook of another study than its sheet names in its first row.

    Raises
    ------
    StudyError
        If so.
    """
    # Beside the mark; further on where somebody has inserted a column.
    owner = next((t for n in range(2, 9) if (t := sheet.text(1, n))), "")
    if owner != study_id:
        expected = f"{what} of the study {study_id}"
        remedy = "Name the study that it was exported from."
        raise StudyError([Fault(sheet.file, expected, shown(owner), remedy)])


def read_record(record: Sheet) -> dict[Key, Exported]:
    """Read what was exported, cell by cell."""
    rows = sorted({row for row, _ in record.contents if row > 1})
    found = {}
    for row in rows:
        team_id, criterion_id, *rest = [record.text(row, c) or "" for c in range(1, 6)]
        found[team_id, criterion_id] = Exported(*rest)
    return found


def team_ids(sheet: Sheet) -> dict[int, str]:
    """Return the hidden id of each row that has one."""
    return {
        row: sheet.text(row, 1) or ""
        for row, column in sheet.contents
        if column == 1 and row >= FIRST_ROW
    }


def field_ids(sheet: Sheet) -> dict[int, tuple[str, str]]:
    """Return the hidden criterion and field of each column that is to write in."""
    headings = {
        column: (sheet.text(1, column) or "").partition(" ")
        for row, column in sheet.contents
        if row == 1 and column >= FIRST_COLUMN
    }
    return {
        column: (criterion_id, field)
        for column, (criterion_id, _, field) in headings.items()
        if field in FIELDS
    }


def read_sheets(path: Path) -> list[Sheet]:
    """Read our own sheets in a workbook; of others, only the titles."""
    with Archive.open(path) as archive:
        unpacked = sum(info.file_size for info in archive.members.values())
    if unpacked > MAX_BYTES:
        expected = f"at most {MAX_BYTES} bytes unpacked"
        raise StudyError([Fault(path.name, expected, str(unpacked), EXPORT_AGAIN)])
    try:
        with open_regular(path, caps.FILE_BYTES) as opened:
            book = openpyxl.load_workbook(opened, read_only=True)
            return [_sheet(path.name, s) for s in book.worksheets[:MAX_SHEETS]]
    except StudyError:
        raise
    except Exception:  # openpyxl raises whatever its parts raise
        expected, got = "a workbook (.xlsx)", "a damaged or another file"
        raise StudyError([Fault(path.name, expected, got, EXPORT_AGAIN)]) from None


def _sheet(file: str, sheet: Any) -> Sheet:
    """Read one of our sheets; of any other, nothing."""
    corner = [
        cell.value for row in sheet.iter_rows(max_row=3, max_col=3) for cell in row
    ]
    mark = corner[0] if corner else None
    if mark not in LIMITS:
        if any(value in LIMITS for value in corner):
            where, got = Sheet(file, sheet.title, {}).where, "others before them"
            expected = "its hidden first row and column where they were"
            remedy = "Delete the rows or columns that were inserted before them."
            raise StudyError([Fault(where, expected, got, remedy)])
        return Sheet(file, sheet.title, {})
    # Not as far as the sheet says: a single far cell would make it endless.
    max_row, max_column = LIMITS[mark]
    rows = sheet.iter_rows(max_row=max_row, max_col=max_column)
    values = {
        (number, column): (cell.data_type, cell.value)
        for number, row in enumerate(rows, start=1)
        for column, cell in enumerate(row, start=1)
        if cell.value is not None
    }
    return Sheet(file, sheet.title, values)

"""A workbook's sheets as a person sees them: every cell as text.

The zip is looked at first; then `openpyxl` reads values row by row. What it does not
say (merged cells, formulas that nobody has computed, how many rows there are) is read
from the sheet's XML.
"""

import datetime as dt
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.escape import unescape

from hiteval.errors import Fault, StudyError, shown
from hiteval.readers import caps
from hiteval.readers.containers import Archive
from hiteval.readers.project import named, refusal
from hiteval.regular import open_regular

SAVE_AGAIN = "Open it in Excel or LibreOffice and save it again as .xlsx."
NO_VALUE = "a formula that was never computed"
# A sheet's XML, under any prefix: its rows, cells, and what cells hold.
ROW_NUMBER = re.compile(rb"""[^<>]*\br=["']([0-9]{1,18})["']""")
ROW = re.compile(rb"<(?:\w+:)?row\b")
END = re.compile(rb"</(?:\w+:)?sheetData>")
CELL = re.compile(rb"<(?:\w+:)?c\b")
NAME = re.compile(rb"""^[^<>]*\br=["']([A-Z]+[0-9]+)["']""")
FILLED = re.compile(rb"<(?:\w+:)?(?:v\b[^<>/]*>[^<]|is\b)")
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
HIDDEN = re.compile(rb"""^[^<>]*\bhidden=["'](?:1|true)["']""")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref=["']([A-Z0-9:]+)["']""")
Place = tuple[int, int]  # row and column, from 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, its cells as text: row `n` is ``rows[n - 1]``.

    ``held`` lists the rows that hold anything, and ``filled`` counts them by another
    way; ``faulty`` says what is there instead of a value; ``merged`` lists ranges of
    cells that look like one (first row and column, last row and column).
    """

    file: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    held: tuple[int, ...]
    filled: int
    hidden: bool = False
    hidden_rows: int = 0  # of those that hold anything, as a filter hides them
    faulty: Mapping[Place, str] | None = None
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def notes(self) -> Iterator[str]:
        """Say what of the sheet people do not see, and what is read all the same."""
        if self.hidden:
            yield f"Sheet {named(self.name)} is hidden in the workbook."
        if self.hidden_rows:
            yield (
                f"{self.hidden_rows} rows of {named(self.name)} are hidden, as by a "
                "filter. They are read like the others."
            )

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell, without white space around it."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1].strip() if column <= len(cells) else ""

    def faults(self, columns: set[int]) -> list[Fault]:
        """List the cells of some columns that hold no value."""
        where = f"{self.file}, sheet {shown(self.name)}"
        return [
            Fault(where, "a value", got, SAVE_AGAIN, row, get_column_letter(column))
            for (row, column), got in sorted((self.faulty or {}).items())
            if column in columns
        ]


def read_workbook(archive: Archive) -> list[Sheet]:
    """Read every sheet of a workbook.

    Parameters
    ----------
    archive : Archive
        The ``.xlsx`` file, already looked at.

    Raises
    ------
    StudyError
        If it is damaged, declares entities, or holds more than `caps` allow.
    """
    for name in archive.members:
        is_xml = name.endswith((".xml", ".rels"))
        if is_xml and b"<!DOCTYPE" in archive.read(name)[:4096]:
            expected, got = "XML without a document type", "one in a part of it"
            raise refusal(archive.file, expected, got, SAVE_AGAIN)
    try:
        # Of an open file openpyxl does not mind the name.
        place = Path(str(archive.zipped.filename))
        opened = open_regular(place, caps.FILE_BYTES)
        with warnings.catch_warnings(), opened:
            warnings.simplefilter("ignore")  # of charts and styles that are not read
            form = {"read_only": True, "data_only": True, "keep_links": False}
            reader = ExcelReader(opened, **form)
            reader.read()
            places = {
                sheet.name: at.target for sheet, at in reader.parser.find_sheets()
            }
            return [
                _sheet(archive, sheet, archive.read(places[sheet.title]))
                for sheet in reader.wb.worksheets
            ]
    except StudyError:
        raise
    except Exception:  # openpyxl raises whatever its parts raise
        expected, got = "a whole workbook (.xlsx)", "a damaged one"
        raise refusal(archive.file, expected, got, SAVE_AGAIN) from None


def _sheet(archive: Archive, sheet: Any, content: bytes) -> Sheet:
    raw = _raw(archive.file, content)
    sheet.reset_dimensions()  # what the file says of its own size may be anything
    rows: list[tuple[str, ...]] = []
    faulty: dict[Place, str] = dict.fromkeys(raw.uncomputed, NO_VALUE)
    held, total = [], 0
    for number, row in enumerate(sheet.iter_rows(max_row=raw.last), start=1):
        if not row:
            rows.append(())
            continue
        total += len(row)
        refuse_size(archive.file, number, len(row), total)
        for column, cell in enumerate(row, start=1):
            if cell.data_type == "e":
                faulty[number, column] = f"the error {shown(cell.value)}"
        rows.append(tuple(map(_text, row)))
        if any(cell.value is not None for cell in row):
            held.append(number)
    return Sheet(
        file=archive.file,
        name=sheet.title,
        rows=tuple(rows),
        held=tuple(held),
        filled=raw.filled,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=raw.hidden,
        faulty=faulty,
        merged=raw.merged,
    )


@dataclass(frozen=True, slots=True)
class _Raw:
    filled: int
    hidden: int
    last: int  # Excel keeps blank rows by the thousand below a table
    uncomputed: tuple[Place, ...]
    merged: tuple[tuple[int, int, int, int], ...]


def _raw(file: str, content: bytes) -> _Raw:
    """Read from a sheet's XML what openpyxl leaves out."""
    rows = ROW.split(END.split(content)[0])[1:]
    numbers = _numbers(rows)
    if any(one >= next_ for one, next_ in pairwise(numbers)):
        raise refusal(file, "rows in their order", "others", SAVE_AGAIN)
    refuse_size(file, max(numbers, default=0), 0, 0)
    merged = [range_boundaries(ref.decode()) for ref in MERGED.findall(content)]
    if len(merged) > caps.COLUMNS:
        expected = f"at most {caps.COLUMNS} merged ranges"
        raise refusal(file, expected, str(len(merged)), SAVE_AGAIN)
    filled = [n for n, row in zip(numbers, rows, strict=True) if FILLED.search(row)]
    return _Raw(
        filled=len(filled),
        hidden=sum(bool(HIDDEN.match(r) and FILLED.search(r)) for r in rows),
        last=max(filled, default=1),
        uncomputed=tuple(place for row in rows for place in _uncomputed(row)),
        merged=tuple((top, left, bottom, right) for left, top, right, bottom in merged),
    )


def _numbers(rows: Iterable[bytes]) -> list[int]:
    """Give rows the numbers that they tell, or else one after the other."""
    numbers, number = [], 0
    for row in rows:
        told = ROW_NUMBER.match(row)
        number = int(told[1]) if told else number + 1
        numbers.append(number)
    return numbers


def _uncomputed(row: bytes) -> Iterator[Place]:
    """Find the cells of a row that hold a formula and no value."""
    if FORMULA.search(row):
        for cell in CELL.split(row)[1:]:
            name = NAME.search(cell)
            if name and FORMULA.search(cell) and not FILLED.search(cell):
                yield coordinate_to_tuple(name[1].decode())


def refuse_size(file: str, row: int, columns: int, total: int) -> None:
    """Refuse a sheet of more rows, columns or cells than `caps` allow."""
    limits = {
        f"at most {caps.ROWS} rows": (row, caps.ROWS),
        f"at most {caps.COLUMNS} columns": (columns, caps.COLUMNS),
        f"at most {caps.CELLS} cells": (total, caps.CELLS),
    }
    for expected, (number, limit) in limits.items():
        if number > limit:
            remedy = "Delete cells far from the table, or split it."
            raise refusal(file, expected, f"{number} or more", remedy)


def _text(cell: Any) -> str:
    """Return what a person sees in a cell."""
    if cell.value is None or cell.data_type == "e":
        return ""
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    if number and "%" in (cell.number_format or ""):
        return f"{cell.value * 100:.10g}%"
    return value_text(cell.value)


def value_text(value: object) -> str:
    """Write a value as a person sees it, dates as YYYY-MM-DD."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value}"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return str(unescape(str(value)))

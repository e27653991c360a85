"""Read what people filled into a mapping workbook, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from hiteval.errors import Fault, StudyError
from hiteval.workbooks.mapping_parts import PARTS, Part, plainly
from hiteval.workbooks.opening import (
    EXPORT_AGAIN,
    TWICE,
    Sheet,
    read_sheets,
    record_of,
)
from hiteval.workbooks.sheets import FIRST_ROW, MAPPING, MAPPING_FORM

COMMAND = "hiteval mapping export"
Digests = Mapping[str, str]  # by field, as the workbook was exported


@dataclass(frozen=True, slots=True)
class Row:
    """A row that names a line or says anything of it.

    ``id`` is blank and ``exported`` empty where somebody wrote the name.
    """

    part: Part
    sheet: Sheet
    number: int
    columns: Mapping[str, int]
    id: str
    name: str
    texts: Mapping[str, str]
    exported: Digests

    def fault(self, column: str, expected: str, got: str, remedy: str) -> Fault:
        """Say what is wrong with a cell."""
        place = self.columns[column]
        return self.sheet.fault(self.number, place, expected, got, remedy)


def read_rows(path: Path) -> list[Row]:
    """Read a workbook that `export_mapping` wrote.

    Raises
    ------
    StudyError
        With every fault: a sheet or column that is gone or there twice, what is no
        text. What the texts say is not looked at.
    """
    found = read_sheets(path)
    record = record_of(found, path, MAPPING_FORM, COMMAND)
    exported = _exported(record)
    faults: list[Fault] = []
    rows: list[Row] = []
    for part in PARTS:
        own = [s for s in found if s.text(1, 1) == MAPPING[part.section]]
        if len(own) > 1 or (not own and part.section in exported):
            got = "two of them" if own else "none"
            remedy = f"Undo the deletion or the copy. {EXPORT_AGAIN}"
            faults.append(Fault(path.name, f"one sheet {part.title}", got, remedy))
            continue
        for sheet in own:
            wrong = [*_column_faults(sheet, part), *_cell_faults(sheet, part)]
            faults += wrong
            if not wrong:
                rows += _rows(sheet, part, exported.get(part.section, {}))
    if faults:
        raise StudyError(faults)
    return rows


def _exported(record: Sheet) -> dict[str, dict[str, dict[str, str]]]:
    held: dict[str, dict[str, dict[str, str]]] = {}
    for row in sorted({row for row, _ in record.contents if row > 1}):
        section, line, field, value = (record.text(row, c) or "" for c in range(1, 5))
        held.setdefault(section, {}).setdefault(line, {})[field] = value
    return held


def _columns(sheet: Sheet, part: Part) -> list[tuple[str, int]]:
    """Return the columns that a sheet has of those that are read, with their place."""
    named = [(sheet.text(1, c) or "", c) for row, c in sheet.contents if row == 1]
    return sorted((n, c) for n, c in named if n == "name" or n in part.widths)


def _column_faults(sheet: Sheet, part: Part) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for name, column in _columns(sheet, part):
        if first.setdefault(name, column) != column:
            yield sheet.fault(1, column, *TWICE)
    for name in ("name", *part.widths):
        if name not in first:
            expected, got = "every column that was exported", f"no {name}"
            remedy = f"Undo the deletion. {EXPORT_AGAIN}"
            yield Fault(sheet.where, expected, got, remedy)


def _cell_faults(sheet: Sheet, part: Part) -> Iterator[Fault]:
    read = {1, *(column for _, column in _columns(sheet, part))}
    for row, column in sheet.contents:
        if column in read and row >= FIRST_ROW and _text(sheet, row, column) is None:
            yield sheet.fault(row, column, *sheet.no_text(row, column))


def _text(sheet: Sheet, row: int, column: int) -> str | None:
    """Return a cell's text; Excel may have made a number or a day of it."""
    kind, value = sheet.contents.get((row, column), ("s", ""))
    if kind == "n" and float(value).is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return f"{value:%Y-%m-%d}"
    text = sheet.text(row, column)
    return None if text is None else plainly(text)


def _rows(sheet: Sheet, part: Part, exported: Mapping[str, Digests]) -> Iterator[Row]:
    columns = dict(_columns(sheet, part))
    for number in sorted({row for row, _ in sheet.contents if row >= FIRST_ROW}):
        texts = {
            field: _text(sheet, number, columns[field]) or "" for field in part.widths
        }
        line, name = (
            _text(sheet, number, column) or "" for column in (1, columns["name"])
        )
        if line or name or any(texts.values()):
            said = exported.get(line, {})
            yield Row(part, sheet, number, columns, line, name, texts, said)

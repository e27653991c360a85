"""Read a workbook of findings, theory and responses that people wrote in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from openpyxl.utils import get_column_letter

from hiteval.errors import Fault, StudyError, shown
from hiteval.study.study import Study
from hiteval.study.table_checks import nearest
from hiteval.workbooks.opening import (
    EXPORT_AGAIN,
    TWICE,
    Sheet,
    check_owner,
    read_sheets,
    record_of,
)
from hiteval.workbooks.sheets import FIRST_ROW, WRITTEN, WRITTEN_FORM
from hiteval.workbooks.written_parts import PARTS, Part, Texts, text

COMMAND = "hiteval findings export"


@dataclass(frozen=True, slots=True)
class Lines:
    """What somebody wrote of one table, by the row where it stands.

    ``place`` names the file and sheet, ``letters`` the column of each field;
    ``exported`` holds the hashes of what the workbook was exported with, by id.
    """

    part: Part
    place: str
    letters: Mapping[str, str]
    rows: Mapping[int, Texts]
    exported: Mapping[str, Texts] = field(default_factory=dict)

    def fault(
        self, row: int, column: str, expected: str, got: str, remedy: str
    ) -> Fault:
        """Return a fault of one cell; of a column that is not there, of its row."""
        if column in self.letters:
            letter = self.letters[column]
            return Fault(self.place, expected, got, remedy, row, letter)
        heading = self.part.columns[column][0]
        remedy = f"Add a column {heading}."
        return Fault(self.place, expected, got, remedy, row, heading)


def read_written(path: Path, study: Study) -> list[Lines]:
    """Read a workbook that `export_written` wrote.

    Raises
    ------
    StudyError
        With every fault: a sheet or column that is gone or there twice, an id that is
        changed or there twice, what is no text. What the texts say is not looked at.
    """
    found = read_sheets(path)
    record = record_of(found, path, WRITTEN_FORM, COMMAND)
    check_owner(record, study.settings.id)
    exported = _exported(record)
    faults: list[Fault] = []
    read = []
    for part in PARTS:
        own = [s for s in found if s.text(1, 1) == WRITTEN[part.table]]
        if len(own) != 1:
            got = "two of them" if own else "none"
            remedy = f"Undo the deletion or the copy. {EXPORT_AGAIN}"
            expected = f"one sheet {part.title}"
            faults.append(Fault(path.name, expected, got, remedy))
            continue
        faults += [*_column_faults(own[0], part), *_cell_faults(own[0], part)]
        read.append(_lines(own[0], part, exported.get(part.table, {})))
        faults += _id_faults(read[-1], study)
    if faults:
        raise StudyError(faults)
    return read


def _exported(record: Sheet) -> dict[str, dict[str, Texts]]:
    held: dict[str, dict[str, Texts]] = {}
    for row in sorted({row for row, _ in record.contents if row > 1}):
        table, name, column, value = (record.text(row, c) or "" for c in range(1, 5))
        held.setdefault(table, {}).setdefault(name, {})[column] = value
    return held


def _columns(sheet: Sheet, part: Part) -> dict[int, str]:
    """Return the columns of the table that a sheet has, by number."""
    named = {c: sheet.text(1, c) or "" for row, c in sheet.contents if row == 1}
    return {c: name for c, name in sorted(named.items()) if name in part.columns}


def _column_faults(sheet: Sheet, part: Part) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for column, name in _columns(sheet, part).items():
        if first.setdefault(name, column) != column:
            yield sheet.fault(1, column, *TWICE)
    for name in part.columns:
        if name not in first:
            expected, got = "every column that was exported", f"no {name}"
            remedy = f"Undo the deletion. {EXPORT_AGAIN}"
            yield Fault(sheet.where, expected, got, remedy)


def _cell_faults(sheet: Sheet, part: Part) -> Iterator[Fault]:
    names = _columns(sheet, part)
    for row, column in sheet.contents:
        name = names.get(column)
        if name and row >= FIRST_ROW and _written(sheet, row, column, name) is None:
            yield sheet.fault(row, column, *sheet.no_text(row, column))


def _written(sheet: Sheet, row: int, column: int, name: str) -> str | None:
    """Return a cell's text; Excel may have made a number or a day of it."""
    kind, value = sheet.contents.get((row, column), ("s", ""))
    if name == "order" and kind == "n" and float(value).is_integer():
        return str(int(value))
    if name == "responded_on" and isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else None
    return sheet.text(row, column)


def _lines(sheet: Sheet, part: Part, exported: Mapping[str, Texts]) -> Lines:
    """Read the rows that hold anything; a column that is there twice counts once."""
    places = {name: c for c, name in reversed(_columns(sheet, part).items())}
    rows = {}
    for row in sorted({row for row, _ in sheet.contents if row >= FIRST_ROW}):
        texts = {
            name: text(part, name, _written(sheet, row, column, name) or "")
            for name, column in places.items()
        }
        if any(texts.values()):
            rows[row] = texts
    letters = {name: get_column_letter(column) for name, column in places.items()}
    return Lines(part, sheet.where, letters, rows, exported)


def _id_faults(lines: Lines, study: Study) -> Iterator[Fault]:
    """Find ids that are there twice, or that nobody but the writer has given."""
    key, first = lines.part.key, dict[str, int]()
    known = dict.fromkeys([*lines.exported, *study.tables[lines.part.table][key]])
    for row, texts in lines.rows.items():
        name = texts.get(key)
        if not name:
            continue
        if name not in known:
            expected = "an id that was exported, or none for a new row"
            remedy = nearest(name, known) or "Put the id back, or empty it."
            yield lines.fault(row, key, expected, shown(name), remedy)
        elif first.setdefault(name, row) != row:
            got = f"{shown(name)} of row {first[name]} again"
            remedy = "Delete one, or empty its id if it is new."
            yield lines.fault(row, key, "an id of its own", got, remedy)

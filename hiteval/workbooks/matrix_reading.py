"""Read a filled framework matrix, and tell every fault with its sheet and cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hiteval.errors import Fault, StudyError, shown
from hiteval.study.choices import CLEARANCES
from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.table_checks import nearest
from hiteval.workbooks import matrix_cells
from hiteval.workbooks.matrix_cells import CellText, Key, one_line_end
from hiteval.workbooks.opening import (
    EXPORT_AGAIN,
    TWICE,
    Exported,
    Sheet,
    check_owner,
    field_ids,
    open_sheets,
    read_record,
    team_ids,
)
from hiteval.workbooks.sheets import FIELDS, FIRST_ROW, NAME_COLUMN

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to write in: its key, which of `FIELDS`, and its place."""

    key: Key
    field: str
    sheet: Sheet
    row: int
    column: int

    @property
    def text(self) -> str | None:
        """What is written in it; None where it is no text."""
        return self.sheet.text(self.row, self.column)

    def fault(self, expected: str, got: str, remedy: str) -> Fault:
        """Return a fault of it."""
        return self.sheet.fault(self.row, self.column, expected, got, remedy)


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook as it came back.

    ``written`` and ``places`` hold every cell that was exported and that the study
    still has, also where nothing is written; a place is that of the summary.
    """

    written: dict[Key, CellText]
    places: dict[Key, Cell]
    exported: dict[Key, Exported]


def read_matrix(path: Path, study: Study) -> Filled:
    """Read a workbook that `export_matrix` wrote and people filled in.

    Parameters
    ----------
    path : Path
        The workbook. Its sheets, columns and rows may have been moved.
    study : Study
        Whose teams, criteria and segments it may name.

    Raises
    ------
    StudyError
        With every fault found.
    """
    record, sheets = open_sheets(path)
    check_owner(record, study.settings.id, "a matrix")
    exported = read_record(record)
    known = [key for key in matrix_cells.cell_keys(study) if key in exported]
    found = [cell for sheet in sheets for cell in _cells(sheet, known)]
    names = {team_id: cell.name for (team_id, _), cell in exported.items()}
    faults = [
        *(fault for sheet in sheets for fault in _id_faults(sheet, known)),
        *(fault for sheet in sheets for fault in _row_faults(sheet, names)),
        *_number_faults(path.name, found, known),
        *_content_faults(found, study),
    ]
    if faults:
        raise StudyError(faults)
    texts = {(cell.key, cell.field): cell.text or "" for cell in found}
    written = {key: CellText.of(*(texts[key, f] for f in FIELDS)) for key in known}
    places = {cell.key: cell for cell in found if cell.field == FIELDS[0]}
    return Filled(written, places, exported)


def _cells(sheet: Sheet, known: Sequence[Key]) -> Iterator[Cell]:
    """Yield the cells to write in; a duplicate row or column counts once."""
    rows, columns = _places(team_ids(sheet)), _places(field_ids(sheet))
    for key in known:
        for field in FIELDS:
            if key[0] in rows and (key[1], field) in columns:
                column = columns[key[1], field]
                yield Cell(key, field, sheet, rows[key[0]], column)


def _places(named: Mapping[int, T]) -> dict[T, int]:
    """Return the first place of each name."""
    return {name: place for place, name in reversed(list(named.items()))}


def _id_faults(sheet: Sheet, known: Sequence[Key]) -> Iterator[Fault]:
    """Find unknown and duplicate rows and columns."""
    teams, criteria = {key[0] for key in known}, {key[1] for key in known}
    rows, columns = team_ids(sheet), field_ids(sheet)
    strange = [(row, 1, name) for row, name in rows.items() if name not in teams]
    strange += [
        (1, c, name) for c, (name, _) in columns.items() if name not in criteria
    ]
    for row, column, name in strange:
        expected = "the id of a team or criterion that was exported and is in the study"
        remedy = "Delete this row or column, or export the matrix again."
        yield sheet.fault(row, column, expected, shown(name), remedy)
    first_rows, first_columns = _places(rows), _places(columns)
    double = [(row, 1) for row, name in rows.items() if first_rows[name] != row]
    double += [(1, c) for c, name in columns.items() if first_columns[name] != c]
    for row, column in double:
        yield sheet.fault(row, column, *TWICE)


def _row_faults(sheet: Sheet, names: Mapping[str, str]) -> Iterator[Fault]:
    """Find rows that lost their hidden id, or were sorted without it."""
    rows, columns = team_ids(sheet), field_ids(sheet)
    for row, team_id in rows.items():
        name = sheet.text(row, NAME_COLUMN)
        if team_id in names and one_line_end(name or "") != one_line_end(
            names[team_id]
        ):
            expected = "the name of the team whose row it is"
            remedy = (
                "If the rows were sorted without their hidden first column, undo that; "
                "else put the name back."
            )
            yield sheet.fault(row, NAME_COLUMN, expected, "another name", remedy)
    for row, column in sheet.contents:
        if row >= FIRST_ROW and row not in rows and column in columns:
            expected, got = "text only in the rows of teams", "another row"
            yield sheet.fault(row, column, expected, got, "Move it, or delete it.")


def _number_faults(
    file: str, found: Sequence[Cell], known: Sequence[Key]
) -> Iterator[Fault]:
    """Find cells that are on two sheets, or on none."""
    first: dict[tuple[Key, str], Cell] = {}
    for cell in found:
        if cell is not first.setdefault((cell.key, cell.field), cell):
            yield cell.fault(*TWICE)
    for key in known:
        if lost := [field for field in FIELDS if (key, field) not in first]:
            expected = "every cell that was exported"
            got = f"no {lost[0]} of {key[0]} on {key[1]}"
            yield Fault(file, expected, got, f"Undo the deletion. {EXPORT_AGAIN}")


def _content_faults(found: Sequence[Cell], study: Study) -> Iterator[Fault]:
    """Find what is no text, no segment of the team, no clearance."""
    segments = study.segments.groupby("team_id")["segment_id"].agg(list).to_dict()
    for cell in found:
        if cell.text is None:
            yield cell.fault(*cell.sheet.no_text(cell.row, cell.column))
        elif cell.field == "segments":
            yield from _segment_faults(cell, cell.text, segments.get(cell.key[0], []))
        elif cell.field == "clearance" and cell.text.strip() not in ("", *CLEARANCES):
            expected = f"{' or '.join(CLEARANCES)}, or a blank cell"
            remedy = nearest(cell.text, CLEARANCES) or "Correct it."
            yield cell.fault(expected, shown(cell.text), remedy)


def _segment_faults(cell: Cell, text: str, allowed: Sequence[str]) -> Iterator[Fault]:
    for segment_id in ids(text):
        if segment_id not in allowed:
            expected = "ids of segments of the same team, with ; between"
            remedy = nearest(segment_id, allowed) or "Correct it."
            yield cell.fault(expected, shown(segment_id), remedy)

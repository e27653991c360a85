"""The codes of each row of a table: in one cell, in several, or in numbered columns."""

from collections.abc import Iterator

from hiteval.errors import Fault, StudyError
from hiteval.readers.project import named
from hiteval.readers.sheets.code_cells import divided
from hiteval.readers.sheets.grid import applies
from hiteval.readers.sheets.segment_table import SegmentTable
from hiteval.readers.sheets.table_form import TableForm

LEVELS = (" > ", "\\")
THEME = ": "
Levels = tuple[str, ...]  # of a code, from the root


def codes_by_row(
    table: SegmentTable, form: TableForm
) -> dict[int, list[tuple[Levels, str | None]]]:
    """Return the codes of each row, and the rating beside them.

    Raises
    ------
    StudyError
        If it cannot be told where a code ends and the next begins.
    """
    if table.marked:
        return {row: list(_marked(table, row)) for row in table.rows()}
    if table.numbered:
        return {row: list(_numbered(table, row)) for row in table.rows()}
    names = _names(table, form)
    return {
        row: [(_levels(table, form, name), None) for name in names.get(row, []) if name]
        for row in table.rows()
    }


def _marked(table: SegmentTable, row: int) -> Iterator[tuple[Levels, str | None]]:
    for one in table.marked:
        is_there, rating = applies(table.cell(row, one.column), one.scored)
        weight = table.cell(row, one.weight) if one.weight else None
        if is_there:
            yield (one.code,), weight or rating


def _numbered(table: SegmentTable, row: int) -> Iterator[tuple[Levels, str | None]]:
    for group in table.numbered:
        rating = table.cell(row, group.rating) if group.rating else None
        for column, theme in group.codes.items():
            if name := table.cell(row, column):
                yield ((theme, name) if theme else (name,)), rating or None


def _names(table: SegmentTable, form: TableForm) -> dict[int, list[str]]:
    """Tell apart the codes of each row."""
    cells: dict[int, list[str]] = {
        row: [table.cell(row, column) for column in table.roles["code"]]
        for row in table.rows()
    }
    filled = {row: list(filter(None, c)) for row, c in cells.items() if any(c)}
    between = form.codes_between
    if between is None and "count" in table.roles:
        return _counted(table, filled)
    return {
        row: [name.strip() for text in texts for name in text.split(between or "\n")]
        for row, texts in filled.items()
    }


def _counted(table: SegmentTable, cells: dict[int, list[str]]) -> dict[int, list[str]]:
    counts = {row: table.value(row, "count") or "" for row in cells}
    sound = {row: int(n) for row, n in counts.items() if n.isdecimal() and int(n)}
    texts = [", ".join(cells[row]) for row in sound]
    found = dict(zip(sound, divided(texts, list(sound.values())), strict=True))
    remedy = (
        "Say in mapping.yml what separates codes, as in "
        'spreadsheet: {codes_between: "; "}.'
    )
    faults = [
        Fault(
            f"{table.sheet.file}, sheet {named(table.sheet.name)}",
            f"{counts[row] or 'a number of'} codes that can be told apart",
            "other ones",
            remedy,
            row,
        )
        for row in cells
        if not found.get(row)
    ]
    if faults:
        raise StudyError(faults)
    return {row: names for row, names in found.items() if names}


def _levels(table: SegmentTable, form: TableForm, name: str) -> Levels:
    levels = form.levels_between
    if levels is None:
        marks = (*LEVELS, *([THEME] if "count" in table.roles else []))
        levels = next((mark for mark in marks if mark in name), None)
    parts = name.split(levels, 1 if levels == THEME else -1) if levels else [name]
    return tuple(part.strip() for part in parts if part.strip()) or (name,)

"""Framework matrices of NVivo and summary tables of MAXQDA: cases down, codes across.

NVivo writes a position before each name ("A : Issues", "12 : 20"), a line end in a cell
that is empty, and several paragraphs in one that is not. MAXQDA writes names alone,
under headings for the document and its group. Any other table of cases is one only if
the mapping says so: attributes of participants look the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hiteval.errors import Fault, StudyError
from hiteval.readers.project import NOBODY, Count, Project, named, table
from hiteval.readers.sheets.headings import roles_of
from hiteval.readers.sheets.table_form import Role
from hiteval.readers.sheets.workbook import Sheet

COLUMN_LABEL = re.compile(r"[A-Z]{1,3}\s*:\s*(.+)", re.DOTALL)
ROW_LABEL = re.compile(r"[0-9]{1,6}\s*:\s*(.+)", re.DOTALL)
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?%?")
KEYS: tuple[Role, ...] = ("case", "document")


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cases and codes of a sheet, by row and by column, and the filled cells."""

    cases: dict[int, str]
    codes: dict[int, str]
    cells: dict[tuple[int, int], str]


def matrix_of(sheet: Sheet, told: bool = False) -> Matrix | None:
    """Find the framework matrix of a sheet.

    Parameters
    ----------
    sheet : Sheet
        Any sheet.
    told : bool
        Whether the mapping says that there is one, in whatever form.

    Returns
    -------
    Matrix or None
        None where labels are absent, or where the cells hold numbers alone: NVivo
        writes counts of coding under the same labels.
    """
    if not sheet.rows:
        return None
    across = {c: sheet.cell(1, c) for c in range(1, len(sheet.rows[0]) + 1)}
    codes = _names(across, COLUMN_LABEL)
    cases = _names(_down(sheet, 1), ROW_LABEL)
    if not codes or len(cases) < len(_down(sheet, 1)):
        roles = roles_of(list(across.values()), {})
        key = next((roles[role][0] for role in KEYS if role in roles), None)
        by_maxqda = roles.get("group") == [1] and roles.get("document") == [2]
        if key is None or not (told or by_maxqda):
            return None
        cases = _down(sheet, key)
        codes = {c: name for c, name in across.items() if c > key and name}
    cells = {(r, c): text for r in cases for c in codes if (text := sheet.cell(r, c))}
    if not cells or all(map(NUMBER.fullmatch, cells.values())):
        return None
    return Matrix(cases, codes, cells)


def _down(sheet: Sheet, column: int) -> dict[int, str]:
    names = {row: sheet.cell(row, column) for row in range(2, len(sheet.rows) + 1)}
    return {row: name for row, name in names.items() if name}


def _names(labels: dict[int, str], form: re.Pattern[str]) -> dict[int, str]:
    """Take the positions off labels that have one."""
    found = {place: form.fullmatch(label) for place, label in labels.items()}
    return {place: match[1].strip() for place, match in found.items() if match}


def read_matrices(file: str, sheets: list[tuple[Sheet, Matrix | None]]) -> Project:
    """Read the summaries of a file.

    Parameters
    ----------
    file : str
        Its name.
    sheets : list of (Sheet, Matrix or None)
        Every sheet, and the matrix it holds.

    Raises
    ------
    StudyError
        If a cell holds no value, or two cells speak of one case and code.
    """
    read = [(sheet, matrix) for sheet, matrix in sheets if matrix]
    faults = [f for sheet, m in read for f in sheet.faults({1, *m.codes})]
    if faults := [*faults, *_repeats(read)]:
        raise StudyError(faults)
    names = sorted({name for _, m in read for name in m.codes.values()})
    rows = [
        {"case": m.cases[row], "code": m.codes[column], "text": text, "user": NOBODY}
        for _, m in read
        for (row, column), text in m.cells.items()
    ]
    codes = [{"code": name, "path": (name,), "codable": "yes"} for name in names]
    return Project(
        file=file,
        origin="a framework matrix",
        users=(NOBODY,),
        codes=table("codes", codes),
        warnings=tuple(_warnings(sheets, len(rows))),
        ledger=tuple(_count(sheet, matrix) for sheet, matrix in read),
        summaries=table("summaries", rows),
        **{name: table(name) for name in ("sources", "codings", "groups")},
        **{name: table(name) for name in ("variables", "memos")},
    )


def _repeats(read: list[tuple[Sheet, Matrix]]) -> Iterator[Fault]:
    """List cells of one case and code beyond the first."""
    seen = set()
    for sheet, matrix in read:
        for (row, column), _ in sorted(matrix.cells.items()):
            key = (matrix.cases[row], matrix.codes[column])
            if key in seen:
                where = f"{sheet.file}, sheet {named(sheet.name)}"
                expected = "one summary of a case under a code"
                remedy = "Give the two cases, or the two codes, different names."
                yield Fault(where, expected, "another one", remedy, row)
            seen.add(key)


def _unread(sheet: Sheet, matrix: Matrix) -> dict[int, int]:
    """Count filled cells of columns that are neither labels nor codes."""
    keys = {1, *(c for role in KEYS for c in roles_of(sheet.rows[0], {}).get(role, []))}
    others = set(range(1, len(sheet.rows[0]) + 1)) - keys - matrix.codes.keys()
    counts = {c: len(_down(sheet, c)) for c in sorted(others)}
    return {column: number for column, number in counts.items() if number}


def _count(sheet: Sheet, matrix: Matrix) -> Count:
    """Compare all filled cells right of the cases with those read, or named as not."""
    keys = {1, *(c for role in KEYS for c in roles_of(sheet.rows[0], {}).get(role, []))}
    held = sum(
        bool(text.strip())
        for row in sheet.rows[1:]
        for column, text in enumerate(row, start=1)
        if column not in keys
    )
    left = sum(_unread(sheet, matrix).values())
    note = f"{left} in columns that are not read" if left else ""
    kind = f"cells of {named(sheet.name, 40)}"
    return Count(kind, held, len(matrix.cells) + left, note)


def _warnings(
    sheets: list[tuple[Sheet, Matrix | None]], summaries: int
) -> Iterator[str]:
    yield f"{summaries} summaries of cases under codes were read; they name no author."
    for sheet, matrix in sheets:
        yield from sheet.notes()
        if matrix is None:
            yield f"Sheet {named(sheet.name)} holds no summaries and was not read."
        else:
            headings = [sheet.cell(1, c) for c in _unread(sheet, matrix)]
            if headings:
                told = ", ".join(map(named, headings))
                yield f"Columns of {named(sheet.name)} that are not read: {told}."

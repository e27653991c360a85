"""A table of coded passages in a sheet: where it begins and what its columns are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from hiteval.readers.sheets.headings import roles_of
from hiteval.readers.sheets.table_form import Role, TableForm
from hiteval.readers.sheets.workbook import Place, Sheet
from hiteval.signs import level

HEAD_ROWS = 20  # a title and remarks may come above the headings
NUMBERED = re.compile(r"(.*\S)\s+([0-9]{1,2})")
RATING = re.compile(r"[+-]?[0-9]{1,2}")
ABOUT: set[Role] = {"text", "document", "case", "id"}


@dataclass(frozen=True, slots=True)
class Numbered:
    """Neighbouring columns of one number: codes, and the rating of all of them.

    ``codes`` gives the heading of each column of codes, without its number; the
    heading is the code's theme, or blank where it is itself a word for code.
    """

    codes: dict[int, str]
    rating: int | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A column for one code: where it applies, with its weights in another or itself.

    ``scored`` says that its numbers are scores, 0 and 1 as well, and no signs.
    """

    code: str
    column: int
    weight: int | None = None
    scored: bool = False


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """A table of coded passages.

    Attributes
    ----------
    sheet : Sheet
        The sheet that holds it.
    top : int
        The row of its headings.
    headings : tuple of str
        The headings, those of merged cells repeated.
    roles : dict of role to columns
        What is known of the columns.
    numbered : tuple of Numbered
        Code columns such as ``Activity 1``, ``Impact 1``, ``Activity 2``.
    filler : dict of place to place
        The cell whose text counts for a cell that is merged with it.
    marked : tuple of Marked
        A column for each code (see `hiteval.readers.sheets.grid`).
    """

    sheet: Sheet
    top: int
    headings: tuple[str, ...]
    roles: dict[Role, list[int]]
    numbered: tuple[Numbered, ...]
    filler: dict[Place, Place]
    marked: tuple[Marked, ...] = ()

    @classmethod
    def find(cls, sheet: Sheet, form: TableForm) -> Self | None:
        """Find the table of a sheet; none where no row of headings is one's."""
        found = []
        for top in range(1, min(len(sheet.rows), HEAD_ROWS) + 1):
            headings = headings_of(sheet, top)
            roles = roles_of(headings, form.columns)
            numbered = () if "code" in roles else _numbered(sheet, top, headings)
            codes, about = "code" in roles or numbered, ABOUT & roles.keys()
            if codes and about:
                filler = _filler(sheet, top)
                found.append(cls(sheet, top, headings, roles, numbered, filler))
        return max(
            found, key=lambda table: (len(table.roles), -table.top), default=None
        )

    @property
    def used(self) -> set[int]:
        """The columns that are read."""
        told = {column for columns in self.roles.values() for column in columns}
        for group in self.numbered:
            told |= {*group.codes, *([group.rating] if group.rating else [])}
        for one in self.marked:
            told |= {one.column, *([one.weight] if one.weight else [])}
        return told

    def rows(self) -> Iterator[int]:
        """Give the rows under the headings that hold anything but these again."""
        return (row for row in self._below() if not self._repeats(row))

    @property
    def repeated(self) -> int:
        """How many rows repeat the headings, as lists do that were printed."""
        return sum(map(self._repeats, self._below()))

    def _below(self) -> Iterator[int]:
        return (row for row in self.sheet.held if row > self.top)

    def _repeats(self, row: int) -> bool:
        cells = (self.sheet.cell(row, n) for n in range(1, len(self.headings) + 1))
        filled = {cell.casefold() for cell in cells if cell}
        return len(filled) > 1 and filled <= {h.casefold() for h in self.headings}

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell, or of the one that it is merged with."""
        return self.sheet.cell(*self.filler.get((row, column), (row, column)))

    def value(self, row: int, role: Role) -> str | None:
        """Return what a row says in a role; nothing where it is blank."""
        columns = self.roles.get(role)
        return (self.cell(row, columns[0]) or None) if columns else None

    def unread(self) -> list[tuple[str, int]]:
        """List columns that are not read and hold something: heading, filled cells."""
        columns = set(range(1, len(self.headings) + 1)) - self.used
        counts = {
            column: sum(bool(self.sheet.cell(row, column)) for row in self.rows())
            for column in sorted(columns)
        }
        return [(self.headings[c - 1], n) for c, n in counts.items() if n]


def headings_of(sheet: Sheet, top: int) -> tuple[str, ...]:
    """Return the headings in a row, those of merged cells repeated."""
    headings = [sheet.cell(top, c) for c in range(1, len(sheet.rows[top - 1]) + 1)]
    for first, left, last, right in sheet.merged:
        if first <= top <= last:
            headings += [""] * (right - len(headings))
            headings[left - 1 : right] = [sheet.cell(first, left)] * (right - left + 1)
    return tuple(headings)


def _filler(sheet: Sheet, top: int) -> dict[Place, Place]:
    """Repeat down the rows what is written once in a merged cell of one column."""
    return {
        (row, left): (first, left)
        for first, left, last, right in sheet.merged
        if left == right and first > top
        for row in range(first, min(last, len(sheet.rows)) + 1)
    }


def _numbered(
    sheet: Sheet, top: int, headings: tuple[str, ...]
) -> tuple[Numbered, ...]:
    """Group numbered columns: those of one number that follow each other."""
    matches = {c: NUMBERED.fullmatch(h) for c, h in enumerate(headings, start=1)}
    groups: list[tuple[str, dict[int, str]]] = []
    last = 0
    for column, match in matches.items():
        if match:
            stem, number = match.groups()
            if not groups or last != column - 1 or groups[-1][0] != number:
                groups.append((number, {}))
            groups[-1][1][column] = stem
            last = column
    if "1" not in {number for number, _ in groups}:
        return ()
    return tuple(_group(sheet, top, columns) for _, columns in groups)


def _group(sheet: Sheet, top: int, columns: dict[int, str]) -> Numbered:
    ratings = [column for column in columns if _rates(sheet, top, column)]
    codes = {
        column: "" if "code" in roles_of([stem], {}) else stem
        for column, stem in columns.items()
        if column not in ratings
    }
    return Numbered(codes, ratings[0] if ratings else None)


def _rates(sheet: Sheet, top: int, column: int) -> bool:
    cells = [sheet.cell(row, column) for row in range(top + 1, len(sheet.rows) + 1)]
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(RATING.fullmatch(level(cell)) for cell in filled)

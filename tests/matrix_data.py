"""Ways to fill in a framework matrix as a person would, by the ids of its cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl

from hiteval.workbooks.sheets import AREA


@contextmanager
def opened(path: Path) -> Iterator[openpyxl.Workbook]:
    """Open a workbook to change it; it is saved at the end."""
    book = openpyxl.load_workbook(path)
    yield book
    book.save(path)


def areas(book):
    return [sheet for sheet in book.worksheets if sheet["A1"].value == AREA]


def cell(book, team_id, criterion_id, field="summary"):
    """Find a cell by its hidden ids."""
    (found,) = [
        sheet.cell(row[0].row, column[0].column)
        for sheet in areas(book)
        for row in sheet.iter_rows(max_col=1)
        for column in sheet.iter_cols(max_row=1)
        if (row[0].value, column[0].value) == (team_id, f"{criterion_id} {field}")
    ]
    return found


def write(path, team_id, criterion_id, **fields):
    """Write fields of one cell as text."""
    with opened(path) as book:
        for field, text in fields.items():
            place = cell(book, team_id, criterion_id, field)
            place.value = text
            if text is not None:
                place.data_type = "s"

"""Findings, theory and responses of the tiny study, and ways to write in a workbook."""

import csv

import openpyxl
from matrix_data import opened

from hiteval.workbooks.sheets import FIRST_ROW, WRITTEN

TABLES = {
    "findings": [
        {
            "finding_id": "f1",
            "order": "1",
            "statement": "Patients shape the work of Alpha.",
            "criterion_ids": "working.public",
            "segment_ids": "a1-s1; a2-s1",
            "coherence": "minor",
            "coherence_reason": "Two sources,\nmuch alike.",
            "confidence": "moderate",
            "confidence_reason": "Few sources.",
            "clearance": "public",
        },
        {
            "finding_id": "f2",
            "statement": "=Money is short ",
            "criterion_ids": "working.means",
            "team_ids": "alpha;beta",
            "segment_ids": "a1-s2",
        },
    ],
    "theory": [
        {
            "link_id": "t1",
            "from_id": "working.means",
            "to_id": "working.public",
            "statement": "Money lets patients take part.",
            "sign": "supports",
        }
    ],
    "responses": [
        {
            "response_id": "r1",
            "team_id": "alpha",
            "responded_on": "2021-05-04",
            "role": "director",
            "response": "We agree.",
        }
    ],
}


def write_into(folder, tables=TABLES):
    """Give a study folder these tables, as people write them."""
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        place = folder / f"{name}.csv"
        with place.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sheet_of(book, table):
    (found,) = [s for s in book.worksheets if s["A1"].value == WRITTEN[table]]
    return found


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[1] if cell.column > 1}


def row_of(sheet, name):
    """Find a row by its id; without one, the first blank row."""
    key = next(iter(columns(sheet).values()))
    rows = range(FIRST_ROW, sheet.max_row + 1)
    return next(row for row in rows if sheet.cell(row, key).value == name)


def write(path, table, name, **fields):
    """Write into the row of an id, or, of None, into the first blank row."""
    with opened(path) as book:
        sheet = sheet_of(book, table)
        row = row_of(sheet, name)
        for column, value in fields.items():
            cell = sheet.cell(row, columns(sheet)[column])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    return row


def delete(path, table, name):
    with opened(path) as book:
        sheet = sheet_of(book, table)
        sheet.delete_rows(row_of(sheet, name))


def cell(path, table, name, column):
    sheet = sheet_of(openpyxl.load_workbook(path), table)
    return sheet.cell(row_of(sheet, name), columns(sheet)[column])

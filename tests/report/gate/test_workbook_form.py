import io

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from hiteval.report.gate import unpacking, workbook_form
from hiteval.report.gate.decoding import readings
from hiteval.report.gate.leaks import Rows, keys_in
from hiteval.report.gate.words import Text
from hiteval.workbooks import sheets

IDS = Rows(dict.fromkeys(["p10", "b2", "d1", "sheet1", "rid1", "a1", "l9"], "x"))


def found(book):
    """Say which ids are found in a workbook."""
    into = io.BytesIO()
    book.save(into)
    texts = readings(into.getvalue())
    return {key for text in texts for key in keys_in(Text(text), IDS)}


def workbook(*cells, columns=20):
    """Make a workbook as reports have them, which has a cell P10."""
    book = Workbook()
    book.remove(book.active)
    sheet = book.create_sheet("teams")
    widths = {f"column {'x' * n}": 20 for n in range(columns)}
    sheets.table(sheet, [[*cells, *["text"] * (columns - len(cells))]] * 12, widths)
    sheet["B3"].hyperlink = Hyperlink("B3", location="teams!D1")
    return book


def test_no_cell_and_no_part_of_a_workbook_is_taken_for_an_id():
    assert found(workbook()) == set()


@pytest.mark.parametrize("text", ["said by p10", "P10", "(p10)", "teams!p10", "r=p10"])
def test_an_id_in_a_cell_is_found(text):
    assert found(workbook(text)) == {"p10"}


def test_an_id_in_the_name_of_a_sheet_or_an_address_is_found():
    book = workbook()
    book["teams"]["C3"].hyperlink = "https://example.org/b2"
    book.create_sheet("p10")
    assert found(book) == {"p10", "b2"}


def test_without_its_guard_cells_are_taken_for_ids(monkeypatch):
    monkeypatch.setattr(unpacking, "without_form", bytes)
    assert found(workbook()) >= {"p10", "b2", "a1", "sheet1", "rid1"}


@pytest.mark.parametrize(
    "content",
    [b'x="p10"', b'r="p10 said so"', b'ref="p10,b2"', b'location="p10"', b'Id="p10"'],
)
def test_what_is_no_number_of_a_cell_stays(content):
    assert workbook_form.without_form(content) == content

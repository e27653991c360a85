"""A workbook of findings that lost something, or holds what is no text, is refused."""

import datetime as dt

import openpyxl
import pytest
from matrix_data import opened
from written_data import columns, contents, sheet_of, write

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.workbooks.opening import EXPORT_AGAIN
from hiteval.workbooks.written_import import import_written
from hiteval.workbooks.written_reading import read_written


def faults(path, folder):
    before = contents(folder)
    with pytest.raises(StudyError) as error:
        import_written(path, folder)
    assert contents(folder) == before
    return [str(fault) for fault in error.value.faults]


def test_sheets_columns_and_rows_may_be_moved(book, written):
    with opened(book) as made:
        sheet = sheet_of(made, "findings")
        for row in range(1, 5):
            old, new = sheet.cell(row, 3), sheet.cell(row, 25)
            new.value, new.data_type, old.value = old.value, "s", None
        sheet.move_range("A3:Y3", rows=9)
        made.move_sheet("Findings", 3)
    before = contents(written)
    import_written(book, written)
    assert contents(written) == before


def test_all_that_is_wrong_with_its_form_is_told_at_once(book, written):
    with opened(book) as made:
        del made["Theory"]
        findings = made["Findings"]
        findings["B4"].value = "f1"
        findings["C4"].value = "=1+1"
        responses = made["Responses"]
        responses.delete_cols(columns(responses)["answer"])
        responses["B3"].value = 7
    assert faults(book, written) == [
        "f.xlsx, sheet 'Findings', row 4, C: expected text; got a formula. Write it as "
        "text: put an apostrophe before it.",
        "f.xlsx, sheet 'Findings', row 4, B: expected an id of its own; got 'f1' of "
        "row 3 again. Delete one, or empty its id if it is new.",
        "f.xlsx: expected one sheet Theory; got none. Undo the deletion or the copy. "
        f"{EXPORT_AGAIN}",
        "f.xlsx, sheet 'Responses': expected every column that was exported; got no "
        f"answer. Undo the deletion. {EXPORT_AGAIN}",
        "f.xlsx, sheet 'Responses', row 3, B: expected text; got a number. Write it as "
        "text: put an apostrophe before it.",
    ]


def test_a_changed_id_is_no_new_row(book, written):
    write(book, "findings", "f1", finding_id="g1")
    write(book, "theory", "t1", link_id="money-helps")
    assert faults(book, written) == [
        "f.xlsx, sheet 'Findings', row 3, B: expected an id that was exported, or none "
        "for a new row; got 'g1'. Put the id back, or empty it.",
        "f.xlsx, sheet 'Theory', row 3, B: expected an id that was exported, or none "
        "for a new row; got 'money-helps'. Put the id back, or empty it.",
    ]


def test_a_workbook_of_another_study_or_kind_is_refused(book, written, matrix):
    with opened(book) as made:
        made["hiteval"]["B1"].value = "other"
    assert faults(book, written) == [
        "f.xlsx: expected a workbook of the study tiny; got 'other'. Name the study "
        "that it was exported from."
    ]
    assert faults(matrix, written) == [
        "m.xlsx: expected a workbook that hiteval findings export wrote; got one "
        f"without its record. {EXPORT_AGAIN}"
    ]


def test_a_copied_column_is_told(book, written):
    with opened(book) as made:
        made["Findings"].cell(1, 30).value = "statement"
    assert faults(book, written) == [
        "f.xlsx, sheet 'Findings', row 1, AD: expected each row and column once; got a "
        "copy. Delete the copy."
    ]


def test_numbers_and_days_that_excel_made_of_texts_are_read(book, written):
    write(book, "findings", "f2", order=2)
    write(book, "responses", "r1", responded_on=dt.date(2021, 5, 6))
    findings, _, responses = read_written(book, read_study(written))
    assert findings.rows[4]["order"] == "2"
    assert responses.rows[3]["responded_on"] == "2021-05-06"


def test_notes_beside_the_table_are_not_read(book, written):
    with opened(book) as made:
        made["Findings"].cell(3, 40).value = 1
        made.create_sheet("Notes")["A1"].value = "=1"
    assert openpyxl.load_workbook(book)["Notes"]["A1"].value == "=1"
    import_written(book, written)

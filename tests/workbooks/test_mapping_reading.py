"""A mapping workbook is read only if nothing of it is gone or doubtful."""

import pytest
from mapping_data import columns, fill, write_study
from matrix_data import opened

from hiteval.errors import StudyError
from hiteval.workbooks.mapping_export import export_mapping
from hiteval.workbooks.mapping_reading import read_rows
from hiteval.workbooks.opening import EXPORT_AGAIN


@pytest.fixture
def path(tmp_path):
    export_mapping(write_study(tmp_path / "study"), tmp_path / "m.xlsx")
    return tmp_path / "m.xlsx"


def faults(path):
    with pytest.raises(StudyError) as error:
        read_rows(path)
    return [str(fault) for fault in error.value.faults]


def test_a_sheet_that_is_gone_or_there_twice_is_told(path):
    with opened(path) as book:
        del book["Coders"]
        book.copy_worksheet(book["Weights"])
    remedy = f"Undo the deletion or the copy. {EXPORT_AGAIN}"
    assert faults(path) == [
        f"m.xlsx: expected one sheet Coders; got none. {remedy}",
        f"m.xlsx: expected one sheet Weights; got two of them. {remedy}",
    ]


def test_a_column_that_is_gone_or_there_twice_is_told(path):
    with opened(path) as book:
        book["Coders"].delete_cols(columns(book["Coders"])["coder"])
        book["Weights"]["F1"] = "rating"
    assert faults(path) == [
        "m.xlsx, sheet 'Coders': expected every column that was exported; got no "
        f"coder. Undo the deletion. {EXPORT_AGAIN}",
        "m.xlsx, sheet 'Weights', row 1, F: expected each row and column once; got a "
        "copy. Delete the copy.",
    ]


@pytest.mark.parametrize(
    ("written", "got"),
    [(True, "a yes or no"), (1.5, "a number"), ("=A1", "a formula")],
)
def test_what_is_no_text_is_told(path, written, got):
    fill(path, "Coders", "Ann")
    with opened(path) as book:
        cell = book["Coders"].cell(3, columns(book["Coders"])["coder"])
        cell.value = written
    assert faults(path) == [
        f"m.xlsx, sheet 'Coders', row 3, E: expected text; got {got}. "
        "Write it as text: put an apostrophe before it."
    ]


def test_a_workbook_of_another_kind_is_told(matrix):
    assert faults(matrix) == [
        "m.xlsx: expected a workbook that hiteval mapping export wrote; got one "
        f"without its record. {EXPORT_AGAIN}"
    ]


def test_rows_that_say_nothing_are_none(path):
    assert [row.name for row in read_rows(path) if row.part.title == "Codes"] == [
        *("Barriers/*", "Barriers > Money", "Public", "Off topic"),
    ]

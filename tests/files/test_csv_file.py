import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.files import csv_file
from hiteval.files.csv_file import read_csv


@pytest.fixture
def path(tmp_path):
    return tmp_path / "t.csv"


def fault_of(path, **form):
    with pytest.raises(StudyError) as error:
        read_csv(path, **form)
    return [str(fault) for fault in error.value.faults]


def test_nothing_is_guessed(path):
    path.write_text("a,b\nNA,007\nNone,1e3\n")
    assert read_csv(path).to_numpy().tolist() == [["NA", "007"], ["None", "1e3"]]


def test_rows_are_numbered_as_in_a_spreadsheet(path):
    path.write_text('a,b\n1,"two\nlines"\n3,4\n')
    assert read_csv(path).index.tolist() == [2, 3]


def test_rows_and_unnamed_columns_left_blank_by_excel_are_dropped(path):
    path.write_text("a,b,,\n1,2,,\n,,,\n3,4,,\n")
    table = read_csv(path)
    assert table.columns.tolist() == ["a", "b"]
    assert table.index.tolist() == [2, 4]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(path):
    path.write_bytes("\ufeffa,b\r\n1,é\r\n".encode())
    assert read_csv(path).to_numpy().tolist() == [["1", "é"]]


def test_every_ragged_row_is_named(path):
    path.write_text("a,b\n1\n1,2\n1,2,3\n")
    assert fault_of(path) == [
        f"t.csv, row {row}: expected 2 cells, one for each column; got {got}. "
        "Put text that holds a separator in quotation marks; add missing cells."
        for row, got in [(2, 1), (4, 3)]
    ]


def test_windows_1252_is_offered_by_name(path):
    path.write_bytes("a,b\n1,2\n1,caf\u00e9\n".encode("windows-1252"))
    assert fault_of(path) == [
        "t.csv, row 3: expected utf-8 text; got bytes that read as Windows-1252. "
        "Save it as 'CSV UTF-8', or write csv: {encoding: windows-1252} in study.yml "
        "if all its tables use it."
    ]
    assert read_csv(path, "windows-1252").loc[3, "b"] == "café"


def test_semicolons_are_offered_by_name(path):
    path.write_text("a;b\n1;2\n")
    assert fault_of(path) == [
        "t.csv, row 1: expected columns separated by commas; got semicolons. "
        'Save it with commas, or write csv: {separator: ";"} in study.yml '
        "if all its tables use it."
    ]
    assert read_csv(path, separator=";").loc[2, "b"] == "2"


def test_tabs_are_named(path):
    path.write_text("a\tb\n1\t2\n")
    assert fault_of(path) == [
        "t.csv, row 1: expected columns separated by commas; got tabs. "
        "Save it with commas."
    ]


def test_what_excel_calls_unicode_text_is_named(path):
    path.write_bytes("a\tb\n1\t2\n".encode("utf-16"))
    assert fault_of(path) == [
        "t.csv: expected utf-8 text; got UTF-16, which Excel calls Unicode Text. "
        "Save it as 'CSV UTF-8'."
    ]


def test_utf8_is_noticed_where_windows_1252_is_declared(path):
    path.write_text("a\ncaf\u00e9\n", encoding="utf-8")
    assert fault_of(path, encoding="windows-1252") == [
        "t.csv: expected windows-1252 text; got bytes that read as UTF-8. Take the "
        "encoding out of csv: in study.yml, or save it as before."
    ]


@pytest.mark.parametrize(
    ("above", "got", "remedy"),
    [
        ("\n", "a blank row", "Delete everything above the header."),
        ("sep=,\n", "a line for Excel alone, sep=", "Delete that line."),
    ],
)
def test_what_stands_above_the_header_is_named(path, above, got, remedy):
    path.write_text(f"{above}a,b\n1,2\n")
    assert fault_of(path) == [f"t.csv, row 1: expected the header; got {got}. {remedy}"]


@pytest.mark.parametrize("text", ["", "\n\n", " , \n"])
def test_an_empty_file_is_refused(path, text):
    path.write_text(text)
    assert fault_of(path) == [
        "t.csv: expected a header row and rows under it; got an empty file. "
        "Add the header, or delete the file if the table is optional."
    ]


def test_a_column_named_twice_is_refused(path):
    path.write_text("a,b,a\n")
    assert fault_of(path) == [
        "t.csv, row 1: expected each column once; got 'a' twice. "
        "Rename or delete one of them."
    ]


def test_an_open_quotation_mark_is_refused_with_its_row(path):
    path.write_text('a,b\n1,2\n3,"4\n')
    (message,) = fault_of(path)
    assert message.startswith("t.csv, row 3: expected well-formed CSV;")


def test_a_nul_is_refused(path):
    path.write_bytes(b"a,b\n1,\x00\n")
    assert fault_of(path) == [
        "t.csv: expected text; got a NUL character. Save the table as CSV text again."
    ]


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@given(st.lists(st.tuples(CELLS.filter(str.strip), CELLS), min_size=1))
def test_any_text_comes_back_as_it_was(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    made = io.StringIO(newline="")
    csv.writer(made).writerows([("a", "b"), *rows])
    path.write_text(made.getvalue(), encoding="utf-8", newline="")
    assert read_csv(path).to_numpy().tolist() == [list(row) for row in rows]


@pytest.fixture
def limit():
    """Restore what is one limit for all of Python."""
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


def test_a_cell_that_is_too_large_is_refused(path, limit, monkeypatch):
    path.write_text('a\n"' + "x" * 99 + '"\n')
    monkeypatch.setattr(csv_file, "MAX_CELL", 50)
    assert fault_of(path) == [
        "t.csv, row 2: expected well-formed CSV; got field larger than field limit "
        "(50). Check the quotation marks in this row and the one before."
    ]


def test_a_file_that_is_too_large_is_refused(path, monkeypatch):
    path.write_text("a\n1\n")
    monkeypatch.setattr(csv_file, "MAX_BYTES", 3)
    assert fault_of(path) == [
        "t.csv: expected at most 3 bytes; got 4. Split the study."
    ]


def test_a_table_that_excel_wrote_on_a_mac_is_told_so(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("a,b\n1,Genève\n".encode("mac_roman"))
    assert fault_of(path) == [
        "t.csv, row 2: expected utf-8 text; got bytes as Excel writes them on a Mac. "
        "Save it there as 'CSV UTF-8'."
    ]

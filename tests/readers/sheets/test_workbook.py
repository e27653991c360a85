import datetime as dt
import re

import pytest
from foreign.workbooks import replace_in_sheet, write_workbook

from hiteval.errors import StudyError
from hiteval.readers import caps
from hiteval.readers.containers import Archive
from hiteval.readers.sheets.workbook import _raw, read_workbook


def read(path):
    with Archive.open(path) as archive:
        return read_workbook(archive)


@pytest.fixture
def write(tmp_path):
    def written(*rows, **more):
        return write_workbook(tmp_path / "a.xlsx", One=rows, **more)

    return written


def refused(message):
    return pytest.raises(StudyError, match=re.escape(message))


def test_cells_are_text_as_a_person_sees_them(write):
    row = ["a", 2, 2.5, 0.1 + 0.2, True, None, dt.date(2024, 5, 1)]
    moments = [dt.datetime(2024, 5, 1, 9, 30), dt.time(9, 30)]  # noqa: DTZ001
    (sheet,) = read(write([*row, *moments, "=1+1"]))
    assert sheet.rows[0][:6] == ("a", "2", "2.5", "0.3", "TRUE", "")
    assert sheet.rows[0][6:9] == ("2024-05-01", "2024-05-01 09:30:00", "09:30:00")


def test_percentages_are_read_as_percentages(write):
    path = write([0.5])
    replace_in_sheet(path, '<c r="A1"', '<c r="A1" s="1"')
    style = '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    replace_in_sheet(path, "</cellXfs>", style, "styles.xml")
    assert read(path)[0].rows == (("50%",),)


def test_rows_are_counted_in_two_ways(write):
    (sheet,) = read(write(["a"], [None], ["", "b"], [None, None, 0]))
    assert (sheet.held, sheet.filled) == ((1, 3, 4), 3)


def test_a_formula_that_was_never_computed_is_no_value(write):
    (sheet,) = read(write(["a", "=B2"], ["b", 1]))
    (fault,) = sheet.faults({1, 2})
    assert str(fault) == (
        "a.xlsx, sheet 'One', row 1, B: expected a value; got a formula that was never "
        "computed. Open it in Excel or LibreOffice and save it again as .xlsx."
    )
    assert sheet.faults({1}) == []


def test_a_formula_with_its_value_is_read(write):
    path = write(["=1+1"])
    replace_in_sheet(path, "</f>", "</f><v>2</v>")
    (sheet,) = read(path)
    assert (sheet.rows, sheet.faults({1})) == ((("2",),), [])


def test_an_error_value_is_named(write):
    (sheet,) = read(write(["#REF!"]))
    (fault,) = sheet.faults({1})
    assert fault.got == "the error '#REF!'"


def test_hidden_sheets_and_merged_cells_are_known(write):
    one, two = read(write(["a", None], Two=[["b"]], hidden=["Two"], merged=["A1:B1"]))
    assert (one.hidden, two.hidden) == (False, True)
    assert one.merged == ((1, 1, 1, 2),)


def test_blank_rows_below_a_table_are_not_read(write):
    path = write(["Document"], ["a"])
    blank = "".join(f'<row r="{n}"/>' for n in range(3, 3000))
    replace_in_sheet(path, "</sheetData>", f"{blank}</sheetData>")
    (sheet,) = read(path)
    assert len(sheet.rows) == sheet.filled == 2


def test_the_size_that_a_sheet_claims_does_not_matter(write):
    path = write(["a"])
    replace_in_sheet(path, 'ref="A1"', 'ref="A1:XFD1048576"')
    assert read(path)[0].rows == (("a",),)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("XFD3", f"at most {caps.COLUMNS} columns; got 16384 or more."),
        ("A1048577", f"at most {caps.ROWS} rows; got {caps.ROWS + 1} or more."),
        ("A99999999999", f"at most {caps.ROWS} rows; got 99999999999 or more."),
    ],
)
def test_a_far_cell_is_refused(write, cell, message):
    path = write(["a"], ["b"])
    row = re.sub("[A-Z]", "", cell)
    far = f'<row r="{row}"><c r="{cell}" t="n"><v>1</v></c></row></sheetData>'
    replace_in_sheet(path, "</sheetData>", far)
    with refused(f"a.xlsx: expected {message}"):
        read(path)


def test_too_many_merged_ranges_are_refused(write, monkeypatch):
    monkeypatch.setattr(caps, "COLUMNS", 1)
    path = write(["a"], ["b"])
    merged = '<mergeCell ref="A1:A2"/><mergeCell ref="A3:A4"/>'
    end = f"</sheetData><mergeCells>{merged}</mergeCells>"
    replace_in_sheet(path, "</sheetData>", end)
    with refused("a.xlsx: expected at most 1 merged ranges; got 2."):
        read(path)


def test_too_many_cells_are_refused(write, monkeypatch):
    monkeypatch.setattr(caps, "CELLS", 3)
    with refused("a.xlsx: expected at most 3 cells; got 4 or more."):
        read(write(["a", "b"], ["c", "d"]))


@pytest.mark.parametrize("part", ["sheet1.xml", "workbook.xml", "styles.xml"])
def test_entities_are_refused(write, part):
    path = write(["a"])
    begin = {"styles.xml": "<styleSheet"}.get(part, "<work")
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>{begin}'
    replace_in_sheet(path, begin, bomb, part)
    with refused("a.xlsx: expected XML without a document type; got one in a part"):
        read(path)


def test_a_row_that_comes_twice_is_refused(write):
    path = write(["a"])
    again = '<row r="1"><c r="A1" t="n"><v>1</v></c></row></sheetData>'
    replace_in_sheet(path, "</sheetData>", again)
    with refused("a.xlsx: expected rows in their order; got others."):
        read(path)


def test_a_remark_in_the_last_row_that_excel_has_is_read(write):
    path = write(["a"])
    last = f'<row r="{caps.ROWS}"><c r="A{caps.ROWS}" t="n"><v>1</v></c></row>'
    replace_in_sheet(path, "</sheetData>", f"{last}</sheetData>")
    (sheet,) = read(path)
    assert (sheet.held, sheet.filled) == ((1, caps.ROWS), 2)


def test_a_bomb_is_refused(write):
    path = write(["a"])
    replace_in_sheet(path, "</sheetData>", "</sheetData>" + " " * 5_000_000)
    with refused("a.xlsx: expected files that unpack to at most 100 times their size"):
        read(path)


def test_other_warnings_of_the_library_do_no_harm(write):
    path = write(["a"])
    extension = (
        '</sheetData><extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/>'
    )
    replace_in_sheet(path, "</sheetData>", f"{extension}</extLst>")
    assert read(path)[0].rows == (("a",),)


def test_a_workbook_cut_off_anywhere_is_refused(write):
    path = write(["a", "b"], ["c", "d"])
    content = path.read_bytes()
    for size in range(4, len(content), 101):
        path.write_bytes(content[:size])
        with pytest.raises(StudyError):
            read(path)


@pytest.mark.parametrize("piece", ["<mergeCell ", "<row r=", "<c r=", "<f", "<v "])
def test_no_sheet_takes_long(piece):
    """Each would take hours if a search began again at every piece."""
    assert _raw("a.xlsx", piece.encode() * 300_000).merged == ()


def test_rows_that_a_filter_hides_are_read_and_told(write):
    path = write(["a"], ["b"], [None], ["c"])
    replace_in_sheet(path, '<row r="2"', '<row r="2" hidden="1"')
    (sheet,) = read(path)
    assert [sheet.cell(row, 1) for row in (1, 2, 4)] == ["a", "b", "c"]
    assert [*sheet.notes()] == [
        "1 rows of 'One' are hidden, as by a filter. They are read like the others."
    ]


def test_hidden_rows_without_anything_are_not_told(write):
    path = write(["a"], [None, ""], ["c"])
    replace_in_sheet(path, '<row r="2"', '<row r="2" hidden="1"')
    assert [*read(path)[0].notes()] == []

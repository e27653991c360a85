"""The workbook that comes back: known by its ids, and every fault named by its cell."""

import contextlib
import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from examples import at_most
from hypothesis import assume, given
from hypothesis import strategies as st
from matrix_data import areas, cell, opened, write

from hiteval.errors import StudyError
from hiteval.workbooks import matrix_cells, opening
from hiteval.workbooks.matrix_export import export_matrix
from hiteval.workbooks.matrix_reading import read_matrix
from hiteval.workbooks.sheets import FORM, RECORD, holds

MEANS = ("alpha", "working.means")


@pytest.fixture
def path(matrix, tmp_path):
    return Path(shutil.copy(matrix, tmp_path / "m.xlsx"))


def faults(path, study):
    with pytest.raises(StudyError) as error:
        read_matrix(path, study)
    return [str(fault) for fault in error.value.faults]


def texts(path, study):
    """Return what is written where something is."""
    written = read_matrix(path, study).written
    return {key: text for key, text in written.items() if text.summary}


def test_what_goes_out_comes_back(path, study):
    assert texts(path, study) == matrix_cells.cell_texts(study)
    assert len(read_matrix(path, study).written) == 12


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@pytest.mark.integration
@at_most(30)
@given(TEXTS | st.sampled_from("=+-@").flatmap(lambda c: TEXTS.map(c.__add__)))
def test_any_summary_comes_back_verbatim_or_is_refused(tmp_path_factory, study, text):
    assume(text.strip())
    changed = study.with_tables({"summaries": study.summaries.assign(summary=text)})
    place = tmp_path_factory.mktemp("any") / "m.xlsx"
    if not holds(text):
        with pytest.raises(StudyError):
            export_matrix(changed, place)
        return
    export_matrix(changed, place)
    summary = read_matrix(place, changed).written[MEANS].summary
    assert summary == text.replace("\r\n", "\n").replace("\r", "\n")


def test_sheets_columns_and_rows_may_be_moved(path, study):
    before = texts(path, study)
    with opened(path) as book:
        book.move_sheet(areas(book)[0], 3)
        sheet = areas(book)[-1]
        assert sheet.title == "1 Working together"
        sheet.move_range("D1:F6", cols=8)
        sheet.insert_rows(3, 2)
        sheet.move_range("A5:N5", rows=9)
    assert texts(path, study) == before


def test_notes_in_columns_and_sheets_of_one_s_own_are_not_read(path, study):
    before = texts(path, study)
    with opened(path) as book:
        book.create_sheet("mine")["A1"] = "=1+1"
        areas(book)[0]["Z4"] = "to do"
    assert texts(path, study) == before


def test_lines_end_as_excel_and_libreoffice_write_them(path, study):
    write(path, *MEANS, summary="One._x000D_\nTwo.")
    assert texts(path, study)[MEANS].summary == "One.\nTwo."


NOT_TEXT = [
    ("=1+1", "a formula"),
    (12, "a number"),
    (True, "a yes or no"),
    ("#N/A", "an error value"),
]


@pytest.mark.parametrize(("value", "name"), NOT_TEXT)
@pytest.mark.parametrize("field", ["summary", "segments", "clearance"])
def test_what_is_no_text_is_named_with_its_cell(path, study, value, name, field):
    with opened(path) as book:
        place = cell(book, *MEANS, field)
        place.value = value
    assert faults(path, study) == [
        f"m.xlsx, sheet '1 Working together', row 3, {place.column_letter}: expected "
        f"text; got {name}. Write it as text: put an apostrophe before it."
    ]


def test_a_segment_of_another_team_is_named_with_its_cell(path, study):
    write(path, *MEANS, segments="a1-s2; b1-s1; a1-s9")
    assert faults(path, study) == [
        "m.xlsx, sheet '1 Working together', row 3, I: expected ids of segments of the "
        f"same team, with ; between; got '{got}'. Did you mean '{meant}'?"
        for got, meant in (("b1-s1", "a1-s1"), ("a1-s9", "a1-s2"))
    ]


def test_a_clearance_that_there_is_not_is_named_with_its_cell(path, study):
    write(path, *MEANS, clearance="pubic")
    assert faults(path, study) == [
        "m.xlsx, sheet '1 Working together', row 3, J: expected public or internal, or "
        "a blank cell; got 'pubic'. Did you mean 'public'?"
    ]


def test_a_sheet_that_is_gone_is_told_cell_by_cell(path, study):
    with opened(path) as book:
        book.remove(areas(book)[1])
    found = faults(path, study)
    assert len(found) == 4
    assert found[0] == (
        "m.xlsx: expected every cell that was exported; got no summary of alpha on "
        "change.results. Undo the deletion. Export a new workbook, and copy into it "
        "what was written."
    )


def test_a_row_that_is_gone_is_told(path, study):
    with opened(path) as book:
        areas(book)[0].delete_rows(4)
    assert len(faults(path, study)) == 2


def test_a_column_that_is_gone_is_told(path, study):
    with opened(path) as book:
        areas(book)[0].delete_cols(6)
    assert "got no clearance of alpha on working.public" in faults(path, study)[0]


def test_what_is_written_outside_a_team_s_row_is_not_passed_over(path, study):
    with opened(path) as book:
        areas(book)[0]["D7"] = "below the last row"
    assert faults(path, study) == [
        "m.xlsx, sheet '1 Working together', row 7, D: expected text only in "
        "the rows of teams; got another row. Move it, or delete it."
    ]


def test_a_row_that_is_there_twice_is_told(path, study):
    with opened(path) as book:
        sheet = areas(book)[0]
        for column in range(1, 11):
            sheet.cell(8, column).value = sheet.cell(3, column).value
    assert faults(path, study) == [
        "m.xlsx, sheet '1 Working together', row 8, A: expected each row and column "
        "once; got a copy. Delete the copy."
    ]


def test_a_sheet_that_is_there_twice_is_told(path, study):
    with opened(path) as book:
        book.copy_worksheet(areas(book)[1])
    assert len(faults(path, study)) == 12  # four teams, three fields


def test_an_id_that_nobody_knows_is_told(path, study):
    with opened(path) as book:
        areas(book)[0]["A4"] = "../../x"
    assert faults(path, study)[0] == (
        "m.xlsx, sheet '1 Working together', row 4, A: expected the id of a team or "
        "criterion that was exported and is in the study; got '../../x'. Delete this "
        "row or column, or export the matrix again."
    )


def test_rows_sorted_without_their_hidden_ids_are_told(path, study):
    with opened(path) as book:
        sheet = areas(book)[0]
        for column in range(2, 11):
            a, b = sheet.cell(3, column), sheet.cell(4, column)
            a.value, b.value = b.value, a.value
    assert faults(path, study)[0] == (
        "m.xlsx, sheet '1 Working together', row 3, B: expected the name of the team "
        "whose row it is; got another name. If the rows were sorted without their "
        "hidden first column, undo that; else put the name back."
    )


def test_all_faults_are_told_at_once(path, study):
    write(path, *MEANS, clearance="x", segments="zz")
    with opened(path) as book:
        cell(book, "beta", "change.results").value = "=1"
    assert len(faults(path, study)) == 3


def test_a_team_that_has_left_the_study_may_be_deleted_here_too(path, study):
    tables = {n: t for n, t in study.tables.items() if "team_id" in t}
    smaller = study.with_tables(
        {n: t[t["team_id"] != "beta"] for n, t in tables.items()}
    )
    assert "got 'beta'" in faults(path, smaller)[0]
    with opened(path) as book:
        for sheet in areas(book):
            sheet.delete_rows(4)
    assert len(texts(path, smaller)) == 2


def test_the_matrix_of_another_study_is_refused(path, study):
    settings = study.settings.model_copy(update={"id": "other"})
    other = type(study)(settings, study.framework, **study.tables)
    assert faults(path, other) == [
        "m.xlsx: expected a matrix of the study other; got 'tiny'. "
        "Name the study that it was exported from."
    ]


def test_another_workbook_is_refused(study, tmp_path):
    openpyxl.Workbook().save(tmp_path / "m.xlsx")
    assert faults(tmp_path / "m.xlsx", study) == [
        "m.xlsx: expected a workbook that hiteval matrix export wrote; got one without "
        "its record. Export a new workbook, and copy into it what was written."
    ]


def test_no_message_quotes_what_was_written(path, study):
    passage = "Somebody said that the chair had left."
    with opened(path) as book:
        for sheet in areas(book):
            for row in sheet.iter_rows():
                for c in row:
                    c.value = passage if c.coordinate != "A1" else c.value
        book[RECORD]["A2"] = passage
    assert passage not in "".join(faults(path, study))


def test_a_workbook_cut_off_anywhere_is_refused(path, study):
    whole = path.read_bytes()
    for end in range(0, len(whole), 307):
        path.write_bytes(whole[:end])
        assert len(faults(path, study)) == 1


@pytest.mark.parametrize("start", range(0, 3000, 300))
def test_damaged_bytes_are_refused_or_harmless(path, study, start):
    content = bytearray(path.read_bytes())
    for n in range(start, len(content), 3001):
        content[n] ^= 0x55
    path.write_bytes(content)
    with contextlib.suppress(StudyError):
        assert len(texts(path, study)) == 2


def replaced(path, member, change):
    """Change one member of a workbook."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name,
                change(content) if name == member else content,
                zipfile.ZIP_DEFLATED,
            )
    path.write_bytes(made.getvalue())


SHEET = "xl/worksheets/sheet2.xml"


def test_entities_are_refused(path, study):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    replaced(path, SHEET, lambda xml: bomb + xml.replace(b"Alpha", b"&b;"))
    assert faults(path, study) == [
        "m.xlsx: expected a workbook (.xlsx); got a damaged or another file. "
        "Export a new workbook, and copy into it what was written."
    ]


def test_a_bomb_is_refused_unopened(path, study):
    replaced(path, SHEET, lambda xml: xml + b" " * 20_000_000)
    (message,) = faults(path, study)
    assert "times their size" in message


def test_a_workbook_too_large_to_be_a_matrix_is_refused(path, study, monkeypatch):
    monkeypatch.setattr(opening, "MAX_BYTES", 10_000)
    (message,) = faults(path, study)
    assert message.startswith("m.xlsx: expected at most 10000 bytes unpacked; got ")


def test_a_far_cell_is_neither_read_nor_waited_for(path, study):
    with opened(path) as book:
        for place in ("XFD1", "A1048576", "XFD1048576"):
            areas(book)[0][place] = "far"
    _, (sheet, _) = opening.open_sheets(path)
    assert max(row for row, _ in sheet.contents) == 6
    assert max(column for _, column in sheet.contents) == 10
    assert len(texts(path, study)) == 2


@pytest.mark.integration
def test_a_record_longer_than_any_area_is_read_whole(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = RECORD
    book.active.append([FORM, "tiny"])
    for n in range(5100):
        book.active.append([f"team-{n}", "working.means", "name", "text", "evidence"])
    book.save(tmp_path / "m.xlsx")
    record, _ = opening.open_sheets(tmp_path / "m.xlsx")
    assert len(opening.read_record(record)) == 5100

"""The workbook of findings: what is there, what may be chosen, and where links lead."""

import openpyxl
import pytest
from written_data import cell, sheet_of, write_into

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.workbooks.written_export import export_written


def texts(sheet, row):
    return [each.value for each in sheet[row] if each.value]


def test_each_table_is_a_sheet_and_the_record_is_out_of_sight(book):
    sheets = openpyxl.load_workbook(book).worksheets
    assert [sheet.title for sheet in sheets if sheet.sheet_state == "visible"] == [
        *("How to use this", "Findings", "Theory", "Responses", "Segments", "Ids")
    ]


def test_headings_are_plain(book):
    sheet = openpyxl.load_workbook(book)["Responses"]
    assert sheet.row_dimensions[1].hidden
    assert texts(sheet, 2)[1:] == [
        *("Id", "Team", "Criterion (blank: the whole page)", "Day"),
        *("Role of who responds", "Response", "Your answer", "What changed"),
        "Clearance",
    ]


def test_a_text_that_looks_like_a_formula_is_text(book):
    written = cell(book, "findings", "f2", "statement")
    assert (written.value, written.data_type) == ("=Money is short", "s")


def test_closed_choices_and_single_ids_are_offered(book):
    offered = {
        table: {
            each.formula1
            for each in sheet_of(
                openpyxl.load_workbook(book), table
            ).data_validations.dataValidation
        }
        for table in ("findings", "theory", "responses")
    }
    assert offered == {
        "findings": {
            '"none,minor,moderate,serious"',
            '"high,moderate,low,very_low"',
            '"public,internal"',
        },
        "theory": {
            '"supports,hinders,mixed"',
            '"public,internal"',
            "Ids!$A$2:$A$6",
        },
        "responses": {"Ids!$C$2:$C$5", "Ids!$A$2:$A$4", '"public,internal"'},
    }


def test_ids_stand_where_they_are_offered_from(book):
    sheet = openpyxl.load_workbook(book)["Ids"]
    ids = [[row[0].value, row[2].value] for row in sheet["A2:D5"]]
    assert ids == [
        ["working.public", "alpha"],
        ["working.means", "beta"],
        ["change.results", "gamma"],
        ["working", "whole"],
    ]


def test_a_finding_leads_to_its_segments_and_they_lead_back(book):
    opened = openpyxl.load_workbook(book)
    findings, segments = opened["Findings"], opened["Segments"]
    assert findings["A4"].value == "3 segments"
    assert findings["A4"].hyperlink.location == "Segments!A5"
    assert segments["A5"].value == "f2"
    assert segments["A5"].hyperlink.location == "Findings!B4"


def test_segments_say_whether_they_are_listed_those_overlooked_first(book):
    sheet = openpyxl.load_workbook(book)["Segments"]
    rows = [[each.value for each in row] for row in sheet["A2:E7"]]
    assert rows == [
        ["f1", "not listed", "+", "+1", "a3-s1"],
        ["f1", "for", "+", "+2", "a1-s1"],
        ["f1", "for", "+", "+2", "a2-s1"],
        ["f2", "overlooked", "+", "+1", "a2-s2"],
        ["f2", "not listed", "\u2212", "\u22121", "b1-s1"],
        ["f2", "for", "\u2212", "\u22121.5", "a1-s2"],
    ]


def test_the_same_study_gives_the_same_bytes(book, written, tmp_path):
    (tmp_path / "again").mkdir()
    export_written(read_study(written), tmp_path / "again" / "f.xlsx")
    assert (tmp_path / "again" / "f.xlsx").read_bytes() == book.read_bytes()


def test_a_study_without_the_tables_gives_blank_rows(folder, tmp_path):
    made = export_written(read_study(folder), tmp_path / "f.xlsx")
    assert made == {"findings": 0, "theory": 0, "responses": 0}


def test_what_excel_cannot_hold_is_refused_by_name(folder, tmp_path):
    rows = {"responses": [{"response_id": "r1", "team_id": "alpha", "role": "chair"}]}
    rows["responses"][0] |= {"responded_on": "2021-05-04", "response": "A _x0041_."}
    study = read_study(write_into(folder, rows))
    with pytest.raises(StudyError) as error:
        export_written(study, tmp_path / "f.xlsx")
    assert [str(fault) for fault in error.value.faults] == [
        "responses.csv, response: expected at most 32767 characters, none of them a "
        "control character or a code such as _x0041_; got a text that Excel cannot "
        "hold, of r1. Take the characters out, or shorten it."
    ]
    assert not (tmp_path / "f.xlsx").exists()

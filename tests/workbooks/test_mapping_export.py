"""The mapping's questions go out as a workbook that says what may be answered."""

import openpyxl
import pytest
from mapping_data import MAPPING, columns, row_of, write_study

from hiteval.errors import StudyError
from hiteval.workbooks.mapping_export import export_mapping
from hiteval.workbooks.mapping_parts import EVERY_SOURCE


@pytest.fixture
def study(tmp_path):
    return write_study(tmp_path / "study")


def exported(study):
    path = study.parent / "m.xlsx"
    export_mapping(study, path)
    return openpyxl.load_workbook(path)


def line(sheet, name):
    row = row_of(sheet, name)
    return [sheet.cell(row, place).value for place in columns(sheet).values()][1:]


def test_a_row_has_the_name_the_codings_the_hint_and_what_is_said(study):
    sheet = exported(study)["Codes"]
    hint = "nearest: working.means"
    assert line(sheet, "Barriers > Money") == ["Barriers > Money", 12, hint, None, None]
    named = "working.public: Public voice"
    assert line(sheet, "Public") == ["Public", 3, None, named, "1"]
    assert line(sheet, "Off topic") == ["Off topic", None, None, "ignore", None]


def test_what_is_said_of_every_source_comes_before_the_sources(study):
    sheet = exported(study)["Sources"]
    assert row_of(sheet, EVERY_SOURCE) == 3
    assert row_of(sheet, "I.docx") == 4


def test_sheets_without_lines_are_left_out_unless_lines_may_be_added(tmp_path):
    book = exported(write_study(tmp_path / "s", "codes: {}\n"))
    shown = ["How to use this", "Codes", "Teams", "Sources", "Choices"]
    assert book.sheetnames == [*shown, "hiteval"]
    assert book["hiteval"].sheet_state == "veryHidden"


def offers(book, title, field):
    sheet = book[title]
    letter = sheet.cell(2, columns(sheet)[field]).column_letter
    (found,) = [
        offer
        for offer in sheet.data_validations.dataValidation
        if str(offer.sqref).startswith(letter)
    ]
    return found


def test_cells_offer_criteria_with_their_names_levels_and_ids(study):
    book = exported(study)
    assert [row[0].value for row in book["Choices"]["A2:A5"]] == [
        *("ignore", "working.public: Public voice", "working.means: Means"),
        "change.results: Results",
    ]
    assert offers(book, "Codes", "criterion").formula1 == "Choices!$A$2:$A$5"
    assert offers(book, "Codes", "rating").formula1 == '"-2,-1,0,1,2,later"'
    assert offers(book, "Weights", "rating").formula1 == '"-2,-1,0,1,2,ignore"'
    assert offers(book, "Coders", "coder").formula1 == "Choices!$B$2:$B$4"
    assert offers(book, "Sources", "strand").formula1 == "Choices!$D$2:$D$3"


def test_new_coders_and_teams_may_be_written_but_no_new_criteria(study):
    book = exported(study)
    assert offers(book, "Codes", "criterion").showErrorMessage
    assert not offers(book, "Coders", "coder").showErrorMessage
    assert not offers(book, "Teams", "team").showErrorMessage


def test_a_study_of_which_nothing_is_filled_in_yet_can_be_exported(study):
    (study / "study.yml").write_text("id:\n")
    assert [row[0].value for row in exported(study)["Choices"]["B2:B3"]] == [
        "ignore",
        None,
    ]


def test_the_same_mapping_makes_the_same_bytes(study, tmp_path):
    path = tmp_path / "m.xlsx"
    export_mapping(study, path)
    before = path.read_bytes()
    path.unlink()
    export_mapping(study, path)
    assert path.read_bytes() == before


def test_names_that_look_like_formulas_are_text(tmp_path):
    book = exported(write_study(tmp_path / "s", 'codes: {"=1+1": {rating: 1}}\n'))
    sheet = book["Codes"]
    assert sheet.cell(row_of(sheet, "=1+1"), columns(sheet)["name"]).data_type == "s"


def test_a_value_that_excel_cannot_hold_is_refused(tmp_path):
    study = write_study(tmp_path / "s", 'sources: {"I": {title: "a _x0041_"}}\n')
    with pytest.raises(StudyError) as error:
        exported(study)
    assert [str(fault) for fault in error.value.faults] == [
        "mapping.yml, title: expected at most 32767 characters, none of them a control "
        "character or a code such as _x0041_; got a text that Excel cannot hold, of "
        "'I'. Take the characters out, or shorten it."
    ]


def test_it_says_how_much_is_blank(study):
    assert MAPPING.count('": #') + MAPPING.count('":  #') == 3
    found = export_mapping(study, study.parent / "m.xlsx")
    assert found == {"codes": 1, "coders": 1, "weights": 1, "teams": 1}


def test_patterns_for_codes_with_others_below_are_offered_on_top(study):
    rows = exported(study)["Codes"].iter_rows(min_row=3, max_row=4, values_only=True)
    assert [row[1:4] for row in rows] == [
        ("Barriers/*", None, "fits 1 codes"),
        (None, None, "Blank rows for patterns, such as Barriers/*"),
    ]

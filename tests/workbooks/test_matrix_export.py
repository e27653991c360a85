"""The workbook that goes out: what stands where, and that nothing in it computes."""

import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from matrix_data import areas, cell, opened
from unrated_data import add_unrated, never_rated, with_unrated

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.workbooks import saving
from hiteval.workbooks.matrix_export import export_matrix
from hiteval.workbooks.sheets import RECORD

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def book(matrix):
    return openpyxl.load_workbook(matrix)


def test_the_first_sheet_says_how_to_bring_it_back(book):
    (*_, last) = [row[0].value for row in book.worksheets[0].rows]
    assert "hiteval matrix import m.xlsx --into STUDY" in last


def test_a_sheet_is_an_area_with_teams_down_and_criteria_across(book):
    working, change = areas(book)
    assert (working.title, change.title) == ("1 Working together", "2 Change")
    names = [row[1].value for row in working.rows][1:]
    assert names == ["Team", "Alpha", "Beta", "Gamma", "The partnership"]
    headings = [c.value.split("\n")[0] for c in working[2][2:]]
    assert headings[::4] == ["Public voice: evidence", "Means: evidence"]
    assert headings[1:4] == [
        "Public voice: summary",
        "Public voice: segments",
        "Public voice: clearance",
    ]


def test_a_cell_shows_what_the_evidence_proposes_and_how_much_there_is(book):
    evidence = [cell(book, "alpha", c, "evidence").value for c in CRITERIA]
    assert evidence == [
        "+2: 3 segments, 3 sources",
        "0: 2 segments, 2 sources",
        "no evidence",
    ]


CRITERIA = ("working.public", "working.means", "change.results")


def test_a_cell_leads_to_its_passages(book):
    link = cell(book, "alpha", "working.means", "evidence").hyperlink.location
    sheet, place = link.split("!")
    row = [c.value for c in book[sheet][int(place[1:])]]
    assert row[:5] == ["Alpha", "Means", "a1-s2", "−1.5", "Money ran out in May."]
    before = [c.value for c in book[sheet][int(place[1:]) - 1]]
    assert before[1] == "Public voice"


@pytest.fixture
def waiting(folder, tmp_path):
    export_matrix(read_study(add_unrated(folder)), tmp_path / "w.xlsx")
    return openpyxl.load_workbook(tmp_path / "w.xlsx")


def test_a_cell_says_how_many_codings_wait_for_a_rating(waiting):
    told = [
        cell(waiting, *place, "evidence").value
        for place in (("alpha", "working.means"), ("beta", "change.results"))
    ]
    assert told == [
        "0: 2 segments, 2 sources\nwaiting for a rating: 1 coding",
        "no evidence\nwaiting for a rating: 2 codings",
    ]


def test_a_passage_that_waits_is_shown_once_and_without_a_rating(waiting):
    link = cell(waiting, "beta", "change.results", "evidence").hyperlink.location
    row = [c.value for c in waiting["Segments"][int(link.split("!A")[1])]]
    assert row[:5] == ["Beta", "Results", "b1-s1", "waits", "Nobody had time."]
    ratings = [row[3] for row in waiting["Segments"].iter_rows(2, values_only=True)]
    assert ratings.count("waits") == 2


def test_what_another_coder_rated_is_shown_with_that_rating(folder, tmp_path):
    study = with_unrated(read_study(folder), [("a2-s1", "bob", "working.public")])
    export_matrix(study, tmp_path / "w.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["Segments"]
    rows = [row[2:4] for row in sheet.iter_rows(2, values_only=True)]
    assert [row for row in rows if row[0] == "a2-s1"] == [("a2-s1", "+2")]


def test_a_study_without_any_rating_goes_out(folder, tmp_path):
    study = read_study(never_rated(folder), coded=False)
    export_matrix(study, tmp_path / "w.xlsx")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    told = cell(book, "alpha", "working.public", "evidence").value
    assert told == "no evidence\nwaiting for a rating: 4 codings"


def test_what_was_written_stands_in_its_cell(book):
    fields = ("summary", "segments", "clearance")
    written = [cell(book, "alpha", "working.means", f).value for f in fields]
    assert written == ["Money came and went.", "a1-s2; a2-s2", "internal"]


def test_ids_are_hidden_and_headings_stay_in_view(book):
    sheet = areas(book)[0]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "C3"
    assert book[RECORD].sheet_state == "veryHidden"


def test_clearance_is_chosen_from_a_list(book):
    (allowed,) = areas(book)[0].data_validations.dataValidation
    assert allowed.formula1 == '"public,internal"'
    assert str(allowed.sqref) == "F3:F6 J3:J6"


def test_a_row_may_grow_when_somebody_writes_more(matrix):
    with zipfile.ZipFile(matrix) as made:
        sheet = made.read("xl/worksheets/sheet2.xml").decode()
    assert re.search(r'<row r="3"[^>]* ht="', sheet)
    assert "customHeight" not in sheet


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "#N/A", "{=1}"])
def test_nothing_in_it_computes(study, tmp_path, text):
    tables = {
        "teams": study.teams.assign(name=text + study.teams["team_id"]),
        "segments": study.segments.assign(summary=text, quote=text),
        "sources": study.sources.assign(title=text),
        "summaries": study.summaries.assign(summary=text),
    }
    export_matrix(study.with_tables(tables), tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert {c.data_type for c in cells} == {"s"}
    assert {c.number_format for c in cells} == {"@"}
    assert cell(book, "alpha", "working.means").value == text


def test_the_same_study_gives_the_same_bytes(matrix, folder, tmp_path):
    for path in folder.glob("*.csv"):
        rows = pd.read_csv(path, dtype=str).sample(frac=1, random_state=1)
        rows.to_csv(path, index=False)
    export_matrix(read_study(folder), tmp_path / "m.xlsx")
    assert (tmp_path / "m.xlsx").read_bytes() == matrix.read_bytes()


def test_the_time_at_which_it_was_made_stands_nowhere(matrix):
    with zipfile.ZipFile(matrix) as made:
        assert {info.date_time[0] for info in made.infolist()} == {1980}
        years = re.findall(
            r"(\d{4})-\d\d-\d\dT", made.read("docProps/core.xml").decode()
        )
    assert years == ["2000", "2000"]


def test_a_workbook_that_may_hold_summaries_is_not_overwritten(study, tmp_path):
    path = tmp_path / "m.xlsx"
    path.write_bytes(b"work of a week")
    with pytest.raises(StudyError) as error:
        export_matrix(study, path)
    assert str(error.value.faults[0]) == (
        "m.xlsx: expected a new file; got one that exists. "
        "Import it first, or give another name."
    )
    assert path.read_bytes() == b"work of a week"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("m.xls", "a name that ends in .xlsx; got another ending. Rename it."),
        ("no/m.xlsx", "a folder to write it into; got none. Make the folder first."),
    ],
)
def test_a_place_that_cannot_be_is_refused(study, tmp_path, name, message):
    with pytest.raises(StudyError) as error:
        export_matrix(study, tmp_path / name)
    file = name.removeprefix("no/")
    assert str(error.value.faults[0]) == f"{file}: expected {message}"


@pytest.mark.parametrize("text", ["bell \a", "_x0041_", "an x005F_", "x" * 32_768])
def test_a_summary_that_excel_cannot_hold_is_named_and_not_quoted(
    study, tmp_path, text
):
    summaries = study.summaries.assign(summary=[text, "fine"])
    with pytest.raises(StudyError) as error:
        export_matrix(study.with_tables({"summaries": summaries}), tmp_path / "m.xlsx")
    assert [str(fault) for fault in error.value.faults] == [
        "summaries.csv, summary: expected at most 32767 characters, none of them a "
        "control character or a code such as _x0041_; got a text that Excel cannot "
        "hold, of alpha on working.means. Take the characters out, or shorten it."
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_might_not_be_read_back_is_not_written(
    study, tmp_path, monkeypatch
):
    monkeypatch.setattr(saving, "MAX_BYTES", 10_000)
    with pytest.raises(StudyError) as error:
        export_matrix(study, tmp_path / "m.xlsx")
    message = str(error.value.faults[0])
    assert message.startswith("m.xlsx: expected at most 10000 bytes unpacked; got ")
    assert list(tmp_path.iterdir()) == []


def test_of_evidence_that_excel_cannot_hold_a_mark_is_shown(study, tmp_path):
    segments = study.segments.assign(summary="bell \a" + "x" * 40_000)
    export_matrix(study.with_tables({"segments": segments}), tmp_path / "m.xlsx")
    with opened(tmp_path / "m.xlsx") as book:
        assert book["Segments"]["E2"].value.startswith("bell \ufffdx")


def test_a_name_that_no_sheet_may_have_is_made_fit(study, tmp_path):
    areas_ = [
        a.model_copy(update={"name": "A/B [x]: 'a very long name of an area'?"})
        for a in study.framework.areas
    ]
    framework = study.framework.model_copy(update={"areas": tuple(areas_)})
    settings = study.settings
    changed = type(study)(settings, framework, **study.tables)
    export_matrix(changed, tmp_path / "m.xlsx")
    titles = openpyxl.load_workbook(tmp_path / "m.xlsx").sheetnames
    assert titles[1:3] == [
        "1 A B  x    a very long name of",
        "2 A B  x    a very long name of",
    ]

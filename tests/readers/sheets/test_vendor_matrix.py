import re

import pytest
from foreign.workbooks import write_workbook

from hiteval.errors import StudyError
from hiteval.readers.sheets.reader import read_tables
from hiteval.readers.sheets.table_form import TableForm


@pytest.fixture
def write(tmp_path):
    def written(*rows, **more):
        return write_workbook(tmp_path / "a.xlsx", Matrix=rows, **more)

    return written


def summaries(project):
    return project.summaries[["case", "code", "text"]].to_numpy().tolist()


NVIVO = [
    [None, "A : Issues", "B : Trust: old"],
    ["1 : Anna", "First.\n\nSecond.", "\n"],
    ["12 : 20", None, "Slow"],
]


def test_labels_of_nvivo_lose_their_positions_and_paragraphs_stay(write):
    project = read_tables(write(*NVIVO))
    assert summaries(project) == [
        ["Anna", "Issues", "First.\n\nSecond."],
        ["20", "Trust: old", "Slow"],
    ]
    assert list(project.codes["path"]) == [("Issues",), ("Trust: old",)]
    assert project.codings.empty
    assert [(line.held, line.read) for line in project.ledger] == [(2, 2)]


def test_counts_under_the_same_labels_are_no_summaries(write):
    path = write([None, "A : Issues"], ["1 : Anna", 3], ["2 : Bo", 0])
    with pytest.raises(StudyError, match=r"a\.xlsx: expected a table with headings"):
        read_tables(path)


def test_a_summary_table_of_maxqda_is_read(write):
    project = read_tables(
        write(
            ["Dokumentgruppe", "Dokument", "Reach", "Cost"],
            ["North", "Talk", "Few come.", None],
            ["South", "Visit", None, "It is dear."],
        )
    )
    assert summaries(project) == [
        ["Talk", "Reach", "Few come."],
        ["Visit", "Cost", "It is dear."],
    ]


ATTRIBUTES = [
    ["Participant", "Gender", "Job title"],
    ["P1", "female", "Ward sister"],
    ["P2", "male", "GP"],
]


def test_attributes_of_participants_are_no_summaries(write):
    with pytest.raises(StudyError, match=r"got neither.*write spreadsheet: {form: mat"):
        read_tables(write(*ATTRIBUTES))


def test_a_matrix_of_another_form_is_read_when_told(write):
    project = read_tables(write(*ATTRIBUTES), TableForm(form="matrix"))
    assert summaries(project)[0] == ["P1", "Gender", "female"]


def test_a_list_that_is_told_to_be_one_is_no_matrix(write):
    with pytest.raises(StudyError, match="got neither"):
        read_tables(write(*NVIVO), TableForm(form="list"))


def test_columns_beside_the_matrix_are_said(write):
    project = read_tables(
        write([None, "Age", "A : Issues"], ["1 : Anna", "40s", "First."])
    )
    assert project.warnings == (
        "1 summaries of cases under codes were read; they name no author.",
        "Columns of 'Matrix' that are not read: 'Age'.",
    )
    (line,) = project.ledger
    assert (line.held, line.read, line.note) == (2, 2, "1 in columns that are not read")


def test_cells_beyond_the_labels_are_not_lost(write):
    path = write([None, "A : Issues"], ["1 : Anna", "First."], [None, "Whose?"])
    message = "expected 2 cells of 'Matrix', as the file holds; got 1 read."
    with pytest.raises(StudyError, match=re.escape(message)):
        read_tables(path)


def test_two_summaries_of_one_case_and_code_are_refused(write):
    path = write([None, "A : Issues"], ["1 : Anna", "First."], ["2 : Anna", "Second."])
    message = (
        "a.xlsx, sheet 'Matrix', row 3: expected one summary of a case under a code; "
        "got another one. Give the two cases, or the two codes, different names."
    )
    with pytest.raises(StudyError, match=re.escape(message)):
        read_tables(path)


def test_an_error_value_in_the_matrix_is_refused(write):
    path = write([None, "A : Issues"], ["1 : Anna", "#REF!"], ["2 : Bo", "Slow"])
    with pytest.raises(StudyError, match="row 2, B: expected a value; got the error"):
        read_tables(path)

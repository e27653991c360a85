"""A column for each code is read where the mapping, or Dedoose, says that it is one."""

import re

import pytest
from foreign.workbooks import write_workbook

from hiteval.errors import StudyError
from hiteval.readers.sheets.grid import applies
from hiteval.readers.sheets.reader import read_tables
from hiteval.readers.sheets.table_form import TableForm

GRID = TableForm(form="grid", columns={"text": "Comment", "case": "Trust"})
HEAD = ["Comment ID", "Trust", "Comment", "Staff", "Parking", "Said by"]
ROWS = [["1", "T1", "Kind nurses.", 1, 0, "Ann"], ["2", "T1", "No spaces.", 0, 1, "Bo"]]


@pytest.fixture
def write(tmp_path):
    return lambda *rows: write_workbook(tmp_path / "a.xlsx", Sheet=rows)


def codings(project):
    return project.codings[["quote", "code", "case"]].to_numpy().tolist()


def test_a_column_of_signs_is_a_code(write):
    project = read_tables(write(HEAD, *ROWS), GRID)
    assert codings(project) == [
        ["Kind nurses.", "Staff", "T1"],
        ["No spaces.", "Parking", "T1"],
    ]
    assert "'Said by' (2 cells)" in project.warnings[0]


def test_nothing_is_taken_for_a_code_before_it_is_told(write):
    with pytest.raises(StudyError, match=re.escape("{form: grid, columns: {text:")):
        read_tables(write(HEAD, *ROWS))


def test_numbers_above_one_are_ratings(write):
    rows = [["a", "Kind.", 2, None], ["a", "Far.", None, -1]]
    form = TableForm(form="grid")
    project = read_tables(write(["Document", "Text", "Staff", "Access"], *rows), form)
    weights = project.codings[["code", "weight"]].to_numpy().tolist()
    assert weights == [["Staff", "2"], ["Access", "-1"]]


def test_where_one_number_is_a_score_0_and_1_are_scores_too(write):
    rows = [["a", "Kind.", 1, 0], ["a", "Far.", None, 2]]
    form = TableForm(form="grid")
    project = read_tables(write(["Document", "Text", "Staff", "Access"], *rows), form)
    assert project.codings[["quote", "code", "weight"]].to_numpy().tolist() == [
        ["Kind.", "Staff", "1"],
        ["Kind.", "Access", "0"],
        ["Far.", "Access", "2"],
    ]


def test_dedoose_s_columns_are_read_with_their_weights(write):
    head = ["Media Title", "Excerpt Creator", "Excerpt Copy", "Codes Applied Combined"]
    head += ["Code: Far, or dear Applied", "Code: Trust Applied", "Code: Trust Weight"]
    rows = [
        ["I1.docx", "ann", "It was far.", "Far, or dear", "True", "False", None],
        ["I2.docx", "ben", "They listened.", "Trust", "False", "True", 2],
    ]
    found = read_tables(write(head, *rows)).codings
    assert found[["code", "user"]].to_numpy().tolist() == [
        ["Far, or dear", "ann"],
        ["Trust", "ben"],
    ]
    assert found["weight"].tolist()[1] == "2"


@pytest.mark.parametrize("sign", ["1", "x", "X", "TRUE", "yes", "✓"])
def test_signs_that_a_code_applies(sign):
    assert applies(sign) == (True, None)


@pytest.mark.parametrize("sign", ["", "0", "no", "False", "–"])
def test_signs_that_it_does_not(sign):
    assert applies(sign) == (False, None)

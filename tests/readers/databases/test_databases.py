import re

import pytest
from foreign.qualcoder_file import write_qualcoder
from foreign.rqda_file import write_rqda
from foreign.taguette_file import TaguetteFile, change
from foreign.workbooks import write_workbook

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project
from hiteval.readers.sheets.table_form import TableForm


def test_each_tool_is_known_by_what_is_in_its_file(tmp_path):
    files = {
        "Taguette": TaguetteFile(tmp_path / "a.txt").close(),
        "RQDA 0.2.2": write_rqda(tmp_path / "b.db"),
        "QualCoder 3.6": write_qualcoder(tmp_path / "c"),
    }
    assert [read_project(path).origin for path in files.values()] == list(files)
    inside = tmp_path / "c" / "data.qda"
    assert read_project(inside).origin == "QualCoder 3.6"


def test_a_spreadsheet_is_read_as_the_mapping_says(tmp_path):
    path = write_workbook(tmp_path / "a.bin", S=[["Code", "Said"], ["A;B", "x"]])
    form = TableForm(columns={"text": "Said"}, codes_between=";")
    assert list(read_project(path, form).codings["code"]) == ["A", "B"]
    text = tmp_path / "b"
    text.write_text("Text,Code\nx,A\n", encoding="utf-8")
    assert list(read_project(text).codings["quote"]) == ["x"]


def test_a_database_of_another_tool_is_refused(tmp_path):
    path = change(tmp_path / "a.db", "CREATE TABLE t (a)")
    message = (
        "a.db: expected a database of Taguette, QualCoder, RQDA; got one of another "
        "tool. Export the project as REFI-QDA (.qdpx) or as a spreadsheet."
    )
    with pytest.raises(StudyError, match=re.escape(message)):
        read_project(path)


def test_a_folder_of_anything_else_is_refused(tmp_path):
    with pytest.raises(StudyError, match=r"expected one of REFI-QDA \(\.qdpx\), "):
        read_project(tmp_path)

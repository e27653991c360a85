"""The passages of one code, as NVivo exports them to Word and to text."""

import pytest
from foreign.word import docx, p, r

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project

LINES = [
    "<Files\\Interviews\\Ana> - § 2 references coded  [1.38% Coverage]",
    "",
    "Reference 1 - 0.29% Coverage",
    "",
    "The clinic was far away.",
    "",
    "Reference 2 - 1,09 % Coverage",
    "",
    "Nobody asked us.",
    "We were told.",
    "<Files\\Plan> - § 1 reference coded  [2% Coverage]",
    "Reference 1 - 2% Coverage",
    "The plan came late.",
]
FOUND = [
    ["Ana", "The clinic was far away."],
    ["Ana", "Nobody asked us.\nWe were told."],
    ["Plan", "The plan came late."],
]


def as_word(folder, lines):
    escaped = (line.replace("<", "&lt;") for line in lines)
    return docx(folder / "Access.docx", *(p(r(line)) for line in escaped))


def as_text(folder, lines):
    path = folder / "Access.txt"
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("write", [as_word, as_text])
def test_passages_come_with_their_file_and_the_code_of_the_name(tmp_path, write):
    project = read_project(write(tmp_path, LINES))
    names = project.sources.set_index("source")["name"]
    rows = project.codings.assign(source=project.codings["source"].map(names))
    assert rows[["source", "quote"]].to_numpy().tolist() == FOUND
    assert project.codes["path"].tolist() == [("Access",)]
    assert project.groups["name"].tolist() == ["Files\\Interviews", "Files"]


def test_a_code_that_is_named_first_is_named_so(tmp_path):
    project = read_project(as_text(tmp_path, ["Name: Getting there", *LINES]))
    assert project.codes["path"].tolist() == [("Getting there",)]


def test_a_passage_that_is_lost_is_noticed(tmp_path):
    with pytest.raises(StudyError) as error:
        read_project(
            as_text(tmp_path, [line.replace("Reference 2", "") for line in LINES])
        )
    assert str(error.value.faults[0]) == (
        "Access.txt: expected 3 references, as the file holds; got 2 read. Nothing was "
        "written. Please report the file's tool and version."
    )


@pytest.mark.parametrize("write", [as_word, as_text])
def test_other_documents_are_read_as_documents(tmp_path, write):
    project = read_project(write(tmp_path, ["We met.", "", "Reference 1 - a book"]))
    assert project.codings["quote"].tolist() == ["We met.", "Reference 1 - a book"]


def test_files_of_one_name_in_two_folders_stay_two(tmp_path):
    lines = [
        line for folder in "AB" for line in of_file(f"Files\\{folder}\\Int", folder)
    ]
    project = read_project(as_text(tmp_path, lines))
    assert project.sources["name"].tolist() == ["Files\\A\\Int", "Files\\B\\Int"]
    assert project.groups["name"].tolist() == ["Files\\A", "Files\\B"]


def of_file(place, words):
    return [f"<{place}> - § 1 reference coded [1% Coverage]", *passage(words)]


def passage(words, number="1"):
    return [f"Reference {number} - 1% Coverage", words]


def test_references_that_stand_together_count_as_many(tmp_path):
    head = "<Plan> - § 1,002 references coded [9% Coverage]"
    lines = [head, *passage("One and two.", "1-2"), *passage("The rest.", "3-1002")]
    assert len(read_project(as_text(tmp_path, lines)).codings) == 2


def test_what_stands_before_the_first_file_may_be_long(tmp_path):
    lines = [*(f"Line {n}" for n in range(50)), *LINES]
    assert len(read_project(as_text(tmp_path, lines)).codings) == 3

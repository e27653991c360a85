import re

import pytest
from foreign.qualcoder_file import write_qualcoder
from foreign.taguette_file import change

from hiteval.errors import StudyError
from hiteval.readers.databases.find_passage import MOVED
from hiteval.readers.databases.qualcoder import read_qualcoder

TEXT = "\U0001f600 The van came.\nIt was late."
WHAT = ("quote", "code", "user", "comment")
CODES = [
    {"cid": 1, "name": "rural", "catid": 11, "memo": "Far away"},
    {"cid": 2, "name": "late"},
]
CATEGORIES = [
    {"catid": 10, "name": "reach"},
    {"catid": 11, "name": "places", "supercatid": 10},
]


def coding(words, cid=1, owner="ana", shift=0, **more):
    start = TEXT.index(words) + shift
    place = {"pos0": start, "pos1": start + len(words), "seltext": words}
    return {"cid": cid, "fid": 1, "owner": owner, **place, **more}


@pytest.fixture
def write(tmp_path):
    def written(*codings, **tables):
        rows = {
            "source": [{"id": 1, "name": "Talk", "fulltext": TEXT, "owner": "ana"}],
            "code_name": CODES,
            "code_cat": CATEGORIES,
            "code_text": codings,
        }
        return write_qualcoder(tmp_path / "My study.qda", **rows | tables)

    return written


def found(table, *columns):
    return table[list(columns)].to_dict("records")


def test_positions_are_characters_and_owners_are_coders(write):
    path = write(coding("The van"), coding("late", cid=2, owner="bo", memo="Again"))
    project = read_qualcoder(path)
    assert found(project.codings.fillna({"comment": ""}), *WHAT) == [
        {"quote": "The van", "code": "1", "user": "ana", "comment": ""},
        {"quote": "late", "code": "2", "user": "bo", "comment": "Again"},
    ]
    assert project.codings["doubt"].isna().all()
    assert (project.file, project.origin) == ("My study.qda", "QualCoder 3.6")
    assert project.users == ("ana", "bo")


def test_the_folder_and_its_file_are_read_alike(write):
    folder = write(coding("The van"))
    by_file = read_qualcoder(folder / "data.qda")
    assert by_file.file == read_qualcoder(folder).file
    assert by_file.codings.equals(read_qualcoder(folder).codings)


def test_utf_16_positions_are_known_by_their_words(write):
    project = read_qualcoder(write(coding("The", shift=1), coding("came", shift=1)))
    assert list(project.codings["quote"]) == ["The", "came"]
    assert project.codings["doubt"].isna().all()


def test_a_shifted_passage_is_found_and_flagged(write):
    project = read_qualcoder(
        write(coding("The", shift=1), coding("came"), coding("late"))
    )
    assert project.codings.loc[0, "quote"] == "The"
    assert project.warnings == (f"1 of the passages: {MOVED}.",)


def test_categories_are_codes_that_hold_others(write):
    project = read_qualcoder(write())
    assert found(project.codes, "path", "codable") == [
        {"path": ("reach", "places", "rural"), "codable": "yes"},
        {"path": ("late",), "codable": "yes"},
        {"path": ("reach",), "codable": "no"},
        {"path": ("reach", "places"), "codable": "no"},
    ]
    assert project.codes.loc[0, "description"] == "Far away"


def test_a_category_within_itself_is_refused(write):
    path = write(code_cat=[{"catid": 11, "name": "a", "supercatid": 11}])
    message = "data.qda: expected categories within others; got one within itself."
    with pytest.raises(StudyError, match=re.escape(message)):
        read_qualcoder(path)


def test_cases_hold_whole_sources_and_parts(write):
    part = TEXT.index("It")
    path = write(
        cases=[{"caseid": 3, "name": "Alpha", "memo": "A team"}],
        case_text=[
            {"caseid": 3, "fid": 1, "pos0": 0, "pos1": len(TEXT)},
            {"caseid": 3, "fid": 1, "pos0": part, "pos1": part + 2},
            {"caseid": 99, "fid": 1, "pos0": 0, "pos1": 1},
        ],
    )
    project = read_qualcoder(path)
    assert project.warnings == (
        "1 parts of cases are of no source, no case or no place in a text.",
    )
    whole, piece = found(project.groups, "kind", "name", "source", "start", "end")
    assert piece == {"kind": "case", "name": "Alpha", "source": "1"} | {
        "start": part,
        "end": part + 2,
    }
    assert project.groups["start"].isna().tolist() == [True, False]
    assert whole["name"] == "Alpha"


def test_attributes_keep_their_type_and_owner(write):
    path = write(
        cases=[{"caseid": 3, "name": "Alpha"}],
        attribute_type=[{"name": "size", "valuetype": "numeric"}],
        attribute=[
            {"name": "size", "attr_type": "case", "value": "12", "id": 3},
            {"name": "day", "attr_type": "file", "value": "1 May", "id": 1},
        ],
    )
    variables = read_qualcoder(path).variables.fillna("")
    assert variables.values.tolist() == [
        ["size", "float", "", "Alpha", "12"],
        ["day", "text", "1", "", "1 May"],
    ]


def test_pictures_and_recordings_are_counted_and_not_quoted(write):
    path = write(
        source=[
            {"id": 1, "name": "Talk", "fulltext": TEXT},
            {"id": 2, "name": "map.png", "mediapath": "/images/map.png"},
            {"id": 3, "name": "talk.mp3", "mediapath": "audio:C:/me/talk.mp3"},
            {"id": 4, "name": "plan", "mediapath": "/docs/p.pdf", "fulltext": "Plan"},
        ],
        code_image=[{"id": 2, "cid": 1, "x1": 1, "y1": 2, "width": 3, "height": 4}],
        code_av=[{"id": 3, "cid": 1, "pos0": 1000, "pos1": 3_671_500}],
    )
    project = read_qualcoder(path)
    kinds = ["text", "picture", "audio", "pdf"]
    assert list(project.sources["kind"]) == kinds
    assert list(project.sources["file"]) == ["Talk", "map.png", "talk.mp3", "p.pdf"]
    assert list(project.codings["place"]) == [
        *["area 1, 2, 3 wide, 4 high", "00:00:01 to 01:01:11"]
    ]
    assert project.warnings == (
        "2 codings of pictures or recordings have no text to quote.",
    )


def test_memos_and_annotations_are_no_evidence(write):
    path = write(
        cases=[{"caseid": 3, "name": "Alpha", "memo": "A team"}],
        annotation=[{"fid": 1, "pos0": 2, "pos1": 5, "memo": "Check"}],
        journal=[{"name": "Day 1", "jentry": "Began"}],
    )
    project = read_qualcoder(path)
    assert project.codings.empty
    assert found(project.memos.fillna({"key": ""}), "about", "key", "text") == [
        {"about": "case", "key": "Alpha", "text": "A team"},
        {"about": "passage", "key": "1", "text": "Check"},
        {"about": "project", "key": "", "text": "Began"},
    ]


def test_codings_of_what_was_deleted_are_counted(write):
    path = write(coding("The"), coding("van", cid=99), coding("came", fid=99))
    project = read_qualcoder(path)
    counts = {line.kind: (line.held, line.read, line.note) for line in project.ledger}
    note = "their source or code is no longer there"
    assert counts["codings"] == (1, 1, "")
    assert counts["codings left out"] == (2, 2, note)


def test_hidden_coders_and_marks_of_importance_are_said(write):
    path = write(coding("The", important=1))
    script = (
        "CREATE TABLE coder_names (name TEXT UNIQUE NOT NULL, visibility INTEGER);"
        "INSERT INTO coder_names VALUES ('ana', 0), ('bo', 1);"
        "CREATE VIEW code_text_visible AS SELECT * FROM code_text"
    )
    change(path / "data.qda", script)
    assert read_qualcoder(path).warnings == (
        "Read although hidden in QualCoder: 1 coders' codings.",
        "1 codings are marked as important; the mark is not read.",
    )


def test_early_versions_are_read(write):
    path = write(coding("The"))
    script = (
        "DROP TABLE code_av; ALTER TABLE code_text DROP COLUMN important;"
        "ALTER TABLE source RENAME COLUMN mediapath TO imagepath"
    )
    change(path / "data.qda", script)
    assert list(read_qualcoder(path).codings["quote"]) == ["The"]


def test_a_view_in_place_of_a_table_is_refused(write):
    path = write(coding("The"))
    endless = (
        "WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a FROM n) "
        "SELECT a AS caseid, a AS name FROM n"
    )
    change(path / "data.qda", f"DROP TABLE cases; CREATE VIEW cases AS {endless}")
    with pytest.raises(
        StudyError, match=r"data\.qda: expected a table cases; got none"
    ):
        read_qualcoder(path)


def test_a_folder_without_a_project_is_refused(tmp_path):
    with pytest.raises(StudyError, match=r"data\.qda: expected a readable file;"):
        read_qualcoder(tmp_path)


def test_a_file_cut_off_anywhere_is_refused(write):
    path = write(coding("The")) / "data.qda"
    content = path.read_bytes()
    for size in range(0, len(content), 1999):
        path.write_bytes(content[:size])
        with pytest.raises(StudyError):
            read_qualcoder(path)

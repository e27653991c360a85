import pytest
from examples import at_most
from foreign.rqda_file import write_rqda
from foreign.taguette_file import change
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.readers.databases.find_passage import MOVED, OTHER_SPACE, OTHER_WORDS
from hiteval.readers.databases.rqda import read_rqda

TEXT = "\U0001f600 The van came.\r\nIt  was late."
KEPT = TEXT.replace("\r\n", "\n")


def coding(start, end, words, **more):
    place = {"selfirst": float(start), "selend": float(end), "seltext": words}
    return {"cid": 1, "fid": 1, "status": 1, "owner": "ana", **place, **more}


@pytest.fixture
def write(tmp_path):
    def written(*codings, text=TEXT, **tables):
        sources = [{"id": 1, "name": "Talk", "file": text, "status": 1}]
        sources += [{"id": 2, "name": "Gone", "file": "x", "status": 0}]
        codes = [{"id": n, "name": f"code {n}", "status": 2 - n} for n in (1, 2, 3)]
        rows = {"source": sources, "freecode": codes, "coding": codings} | tables
        return write_rqda(tmp_path / "a.rqda", **rows)

    return written


def kept(project, *columns):
    return project.codings[list(columns)].to_dict("records")


def test_positions_are_characters_and_line_ends_become_one(write):
    start = TEXT.index("It")
    project = read_rqda(write(coding(start, start + 2, "It"), coding(2, 5, "The")))
    assert project.sources.loc[0, "text"] == KEPT
    assert kept(project, "start", "end", "quote") == [
        {"start": start - 1, "end": start + 1, "quote": "It"},
        {"start": 2, "end": 5, "quote": "The"},
    ]
    assert project.warnings == ()


def test_what_was_deleted_is_counted_and_left_out(write):
    path = write(
        coding(2, 5, "The"),
        coding(2, 5, "The", status=0),
        coding(2, 5, "The", status=-1),
        coding(2, 5, "The", cid=2),
        coding(0, 1, "x", fid=2),
    )
    project = read_rqda(path)
    assert len(project.codings) == len(project.sources) == len(project.codes) == 1
    counts = {line.kind: (line.held, line.note) for line in project.ledger}
    deleted = "deleted in RQDA, by themselves or with their code or file"
    assert counts["codings"] == (1, "")
    assert counts["codings left out"] == (4, deleted)


def test_a_shifted_passage_is_found_and_flagged(write):
    project = read_rqda(write(coding(3, 6, "The"), coding(6, 9, "van")))
    assert kept(project, "start", "end", "quote", "doubt")[0] == {
        "start": 2,
        "end": 5,
        "quote": "The",
        "doubt": MOVED,
    }
    assert project.warnings == (f"1 of the passages: {MOVED}.",)


def test_other_white_space_and_other_words_are_flagged(write):
    start = TEXT.index("It")
    project = read_rqda(
        write(coding(start, start + 7, "It was"), coding(2, 5, "No words of it"))
    )
    assert kept(project, "quote", "doubt") == [
        {"quote": "It  was", "doubt": OTHER_SPACE},
        {"quote": "No words of it", "doubt": OTHER_WORDS},
    ]


def test_a_second_round_of_coding_is_read_with_its_coder(write):
    second = [coding(2, 5, "The", owner="bo")]
    project = read_rqda(write(coding(2, 5, "The"), coding2=second))
    assert list(project.codings["user"]) == ["ana", "bo"]
    assert project.users == ("ana", "bo")


def test_cases_categories_and_attributes_are_read(write):
    path = write(
        cases=[{"id": 5, "name": "Alpha", "status": 1, "memo": "A team"}],
        caselinkage=[
            {"caseid": 5, "fid": 1, "selfirst": 0, "selend": len(TEXT), "status": 1},
            {"caseid": 5, "fid": 1, "selfirst": 0, "selend": 5, "status": 0},
        ],
        filecat=[{"catid": 1, "name": "Talks", "status": 1}],
        treefile=[{"catid": 1, "fid": 1, "status": 1}],
        codecat=[{"catid": 1, "name": "Themes", "status": 1}],
        treecode=[{"catid": 1, "cid": 1, "status": 1}, {"cid": 3, "status": 1}],
        attributes=[{"name": "size", "class": "numeric", "status": 1}],
        caseAttr=[{"variable": "size", "value": "12", "caseID": 5, "status": 1}],
        fileAttr=[{"variable": "day", "value": "1 May", "fileID": 1, "status": 1}],
        annotation=[{"fid": 1, "position": 3, "annotation": "Check", "status": 1}],
    )
    project = read_rqda(path)
    members = project.groups[["kind", "name", "source", "code"]].fillna("")
    assert members.values.tolist() == [
        ["case", "Alpha", "1", ""],
        ["set", "Talks", "1", ""],
        ["set", "Themes", "", "1"],
    ]
    assert project.variables.fillna("").values.tolist() == [
        ["day", "text", "1", "", "1 May"],
        ["size", "float", "", "Alpha", "12"],
    ]
    assert list(project.memos["text"]) == ["A team", "Check"]


def test_a_file_without_its_tables_is_refused(write):
    path = change(write(), "DROP TABLE freecode")
    message = "a.rqda: expected a table freecode; got none."
    with pytest.raises(StudyError, match=message):
        read_rqda(path)


def test_a_file_cut_off_anywhere_is_refused(write):
    path = write(coding(2, 5, "The"))
    content = path.read_bytes()
    for size in range(0, len(content), 997):
        path.write_bytes(content[:size])
        with pytest.raises(StudyError):
            read_rqda(path)


LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n"),
    min_size=1,
)


@at_most(40)  # each writes a file
@given(LETTERS, st.data())
def test_a_shift_never_loses_the_words(tmp_path_factory, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shift = data.draw(st.integers(-1, 1))
    path = tmp_path_factory.mktemp("r") / "a.rqda"
    sources = [{"id": 1, "name": "Talk", "file": text, "status": 1}]
    codes = [{"id": 1, "name": "a", "status": 1}]
    shifted = coding(start + shift, end + shift, text[start:end])
    project = read_rqda(
        write_rqda(path, source=sources, freecode=codes, coding=[shifted])
    )
    row, whole = project.codings.loc[0], project.sources.loc[0, "text"]
    if text[start:end].replace("\ufeff", "").strip():  # a blank of any kind is no word
        assert whole[row["start"] : row["end"]] == row["quote"]

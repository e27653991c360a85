"""Every tool's file becomes evidence of a study, with its coders and teams."""

import pytest
from conftest import TINY
from foreign.qualcoder_file import write_qualcoder
from foreign.rqda_file import write_rqda
from foreign.taguette_file import TaguetteFile
from foreign.workbooks import write_workbook

from hiteval.importers.importing import import_files
from hiteval.study.reading import read_study

WORDS = "Few are heard."
TEXT = f"Café. {WORDS} It is late."
START = TEXT.index(WORDS)
END = START + len(WORDS)
CODE = {"id": 1, "name": "Voice", "status": 1}
MAPPING = """
codes: {Voice: {criterion: change.results, rating: -1}}
coders: {ana: ann, Sheet of Bob: bob, Sheet of Ana: ann}
teams: {"name: beta*": beta}
all_sources: {strand: document, type: interview}
"""


def taguette(place):
    made = TaguetteFile(place / "a.sqlite3")
    made.document(1, f"<p>{TEXT}</p>", name="beta talk")
    made.tag(1, "Voice")
    span = [len(TEXT[:at].encode()) for at in (START, END)]
    made.highlight(1, 1, span, WORDS, [1])
    return made.close()


def qualcoder(place):
    passage = {"pos0": START, "pos1": END, "seltext": WORDS}
    return write_qualcoder(
        place / "b.qda",
        source=[{"id": 1, "name": "beta talk", "fulltext": TEXT}],
        code_name=[{"cid": 1, "name": "Voice"}],
        code_text=[{"cid": 1, "fid": 1, "owner": "ana", **passage}],
    )


def rqda(place):
    passage = {"selfirst": START, "selend": END, "seltext": WORDS}
    return write_rqda(
        place / "c.rqda",
        source=[{"id": 1, "name": "beta talk", "file": TEXT, "status": 1}],
        freecode=[CODE],
        coding=[{"cid": 1, "fid": 1, "owner": "ana", "status": 1, **passage}],
    )


def workbook(place):
    rows = [["Document", "Text", "Code", "Coder"], ["beta talk", WORDS, "Voice", "ana"]]
    return write_workbook(place / "d.xlsx", One=rows)


@pytest.fixture
def bring(folder):
    def bringing(*files):
        (folder / "mapping.yml").write_text(MAPPING, encoding="utf-8")
        return import_files(files, folder, TINY / "framework.yml")

    return bringing


@pytest.mark.parametrize("make", [taguette, qualcoder, rqda, workbook])
def test_a_file_of_each_tool_becomes_evidence(bring, folder, tmp_path, make):
    done = bring(make(tmp_path))
    assert done.merged.added == {"sources": 1, "segments": 1, "codings": 1}
    study = read_study(folder)
    (segment,) = study.segments.query("quote == @WORDS").to_dict("records")
    assert segment["team_id"] == "beta"
    assert segment["summary"].startswith("[To be summarised: ")
    coding = study.codings.query(f"segment_id == '{segment['segment_id']}'")
    values = coding[["coder_id", "criterion_id", "rating"]].to_numpy().tolist()
    assert values == [["ann", "change.results", -1]]


def test_one_passage_from_three_tools_is_one_segment(bring, folder, tmp_path):
    done = bring(taguette(tmp_path), qualcoder(tmp_path), rqda(tmp_path))
    assert done.merged.added == {"sources": 1, "segments": 1, "codings": 1}


def test_importing_twice_adds_nothing(bring, tmp_path):
    bring(workbook(tmp_path))
    again = bring(workbook(tmp_path))
    assert again.merged.added == {"sources": 0, "segments": 0, "codings": 0}


def test_two_raters_sheets_meet_in_their_segments(bring, folder, tmp_path):
    rows = [["Document", "Text", "Code"], ["beta talk", WORDS, "Voice"]]
    sheets = {"Sheet_of_Ana": rows, "Sheet_of_Bob": rows}
    bring(write_workbook(tmp_path / "e.xlsx", **sheets))
    study = read_study(folder)
    (segment,) = study.segments.query("quote == @WORDS")["segment_id"]
    coders = study.codings.loc[study.codings["segment_id"] == segment, "coder_id"]
    assert sorted(coders) == ["ann", "bob"]

import pytest
from conftest import TINY
from foreign.workbooks import write_workbook

from hiteval.errors import StudyError
from hiteval.importers.importing import import_files
from hiteval.study.reading import read_study

MAPPING = """
codes:
  "Voice": {criterion: change.results}
  "Money": {criterion: working.means}
  "Time": {criterion: working.means}
  "Other": ignore
coders: {ana: ann}
teams: {"case: Beta team": beta}
sources: {"gamma.docx": {team: gamma}}
"""
MATRIX = [
    [None, "A : Voice", "B : Money", "C : Time", "D : Other"],
    ["1 : Beta team", "Few are heard.", "It is spent.", "There is none.", "Else."],
    ["2 : gamma.docx", "\n", None, "Enough.", None],
]
NEW = ["beta", "gamma"]


@pytest.fixture
def bring(folder, tmp_path):
    """Import a matrix into the tiny study, with a mapping."""

    def bringing(*rows, mapping=MAPPING):
        (folder / "mapping.yml").write_text(mapping, encoding="utf-8")
        path = write_workbook(tmp_path / "matrix.xlsx", Matrix=rows)
        return import_files([path], folder, TINY / "framework.yml")

    return bringing


def written(folder):
    table = read_study(folder).summaries
    columns = ["team_id", "criterion_id", "summary"]
    return table.loc[table["team_id"].isin(NEW), columns].to_numpy().tolist()


def test_cells_of_a_matrix_become_summaries(bring, folder):
    done = bring(*MATRIX)
    assert written(folder) == [
        ["beta", "change.results", "Few are heard."],
        ["beta", "working.means", "It is spent.\n\nThere is none."],
        ["gamma", "working.means", "Enough."],
    ]
    assert done.found[0].summaries.outcomes == {
        "written": 3,
        "joined to one of the same team and criterion": 1,
        "ignored, as the mapping says": 1,
    }


def test_what_the_study_says_already_stands_and_is_told(bring, folder):
    bring(*MATRIX)
    changed = [row[:] for row in MATRIX]
    changed[1][1] = "Many are heard."
    done = bring(*changed)
    assert written(folder)[0][2] == "Few are heard."
    assert done.merged.differing["summaries"] == 1
    assert done.merged.added["summaries"] == 0


def test_nothing_is_written_while_a_case_or_code_has_no_meaning(bring, folder):
    before = (folder / "summaries.csv").read_bytes()
    with pytest.raises(StudyError) as error:
        bring(*MATRIX, mapping="codes: {Voice: {criterion: change.results}}")
    told = [str(fault) for fault in error.value.faults]
    assert (
        "mapping.yml, teams: expected a team, or the word ignore, for every case; got "
        "'Beta team' with 4 summaries and none. Fill it in."
    ) in told
    assert (
        "mapping.yml, codes: expected a criterion, or ignore, for every code; got "
        "'Money' with 1 summaries and none. Fill it in."
    ) in told
    assert (folder / "summaries.csv").read_bytes() == before


def test_the_mapping_is_drafted_with_cases_and_codes(folder, tmp_path):
    path = write_workbook(tmp_path / "matrix.xlsx", Matrix=MATRIX)
    import_files([path], folder, TINY / "framework.yml")
    text = (folder / "mapping.yml").read_text(encoding="utf-8")
    assert '"case: Beta team": ' in text
    assert '"Time": {criterion: , rating: }  # codings: 0, summaries: 2' in text


def test_an_author_is_known_by_the_mapping(folder, tmp_path):
    rows = [["Document", "Code", "Summary", "Author"]]
    rows += [["gamma.docx", "Voice", "Few.", "ana"]]
    path = write_workbook(tmp_path / "list.xlsx", Summaries=rows)
    (folder / "mapping.yml").write_text(MAPPING, encoding="utf-8")
    import_files([path], folder, TINY / "framework.yml")
    table = read_study(folder).summaries
    assert table.set_index("team_id").loc["gamma", "author"] == "ann"


def test_summaries_alone_make_a_study_that_waits_for_coded_passages(bring, folder):
    for table in folder.glob("*.csv"):
        table.unlink()
    bring(*MATRIX)
    study = read_study(folder, coded=False)
    assert (len(study.summaries), len(study.segments)) == (3, 0)
    with pytest.raises(StudyError) as error:
        read_study(folder)
    assert [fault.file for fault in error.value.faults] == [
        *("sources.csv", "segments.csv", "codings.csv")
    ]

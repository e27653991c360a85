"""What a workbook brings to a study: nothing lost, nothing half done."""

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from matrix_data import write

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.workbooks.matrix_export import export_matrix
from hiteval.workbooks.matrix_merging import import_matrix

PUBLIC, MEANS = ("alpha", "working.public"), ("alpha", "working.means")
NEW = ("beta", "working.means")


@pytest.fixture
def path(matrix, tmp_path):
    return Path(shutil.copy(matrix, tmp_path / "m.xlsx"))


def summaries(folder):
    table = read_study(folder).summaries.drop(columns="wave")
    return {
        (r.team_id, r.criterion_id): tuple(r)[2:] for r in table.itertuples(index=False)
    }


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def change_here(folder, old, new):
    """Change the study's own table, as a colleague would meanwhile."""
    table = folder / "summaries.csv"
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new))


def test_a_workbook_as_it_went_out_changes_nothing(path, folder):
    before = contents(folder)
    assert import_matrix(path, folder).changes == {}
    assert contents(folder) == before


def test_a_new_summary_rests_on_all_segments_unless_it_names_some(path, folder):
    write(path, *NEW, summary="Nobody had time.", clearance="public")
    write(path, *MEANS, segments="a2-s2")
    made = import_matrix(path, folder, author="cy")
    assert (made.new, made.changed, made.deleted) == ([NEW], [MEANS], [])
    assert summaries(folder)[NEW] == ("Nobody had time.", "b1-s1", "cy", "public")
    assert summaries(folder)[MEANS][1:3] == ("a2-s2", "cy")


def test_all_other_files_stay_as_they_were(path, folder):
    before = contents(folder)
    write(path, *NEW, summary="Nobody had time.")
    import_matrix(path, folder)
    after = contents(folder)
    assert before.pop("summaries.csv") != after.pop("summaries.csv")
    assert before == after


def test_importing_twice_changes_nothing_more(path, folder):
    write(path, *NEW, summary="Nobody had time.")
    write(path, *MEANS, summary="Money came late.")
    import_matrix(path, folder)
    before = contents(folder)
    assert import_matrix(path, folder).changes == {}
    assert contents(folder) == before


def test_a_summary_that_was_emptied_is_deleted(path, folder):
    write(path, *MEANS, summary=None)
    assert import_matrix(path, folder).deleted == [MEANS]
    assert list(summaries(folder)) == [PUBLIC]


def test_the_last_summary_may_be_deleted(path, folder):
    write(path, *MEANS, summary=" ")
    write(path, *PUBLIC, summary=None)
    import_matrix(path, folder)
    assert summaries(folder) == {}


def test_a_study_without_the_table_gets_one(folder, tmp_path):
    (folder / "summaries.csv").unlink()
    export_matrix(read_study(folder), tmp_path / "m.xlsx")
    write(tmp_path / "m.xlsx", *PUBLIC, summary="They lead.")
    import_matrix(tmp_path / "m.xlsx", folder)
    text, segments, author, clearance = summaries(folder)[PUBLIC]
    assert (text, segments) == ("They lead.", "a1-s1;a2-s1;a3-s1")
    assert pd.isna(author)
    assert pd.isna(clearance)


def test_a_changed_summary_keeps_its_author_unless_another_is_named(path, folder):
    write(path, *PUBLIC, summary="They lead.")
    import_matrix(path, folder)
    assert summaries(folder)[PUBLIC][2] == "ann"


def test_what_a_colleague_changed_meanwhile_stays(path, folder):
    change_here(folder, "Money came and went.", "Money came.")
    write(path, *PUBLIC, summary="They lead.")
    assert import_matrix(path, folder).changed == [PUBLIC]
    assert summaries(folder)[MEANS][0] == "Money came."


def test_the_same_change_on_both_sides_is_no_conflict(path, folder):
    change_here(folder, "Money came and went.", "Money came.")
    write(path, *MEANS, summary="Money came.")
    assert import_matrix(path, folder).changes == {}


@pytest.fixture
def conflict(path, folder):
    change_here(folder, "Money came and went.", "Money came.")
    write(path, *MEANS, summary="=Money went.")
    write(path, *NEW, summary="Nobody had time.")
    return path


def test_a_conflict_writes_nothing_and_names_the_cell(conflict, folder):
    before = contents(folder)
    with pytest.raises(StudyError) as error:
        import_matrix(conflict, folder)
    assert contents(folder) == before
    assert error.value.exit_status == 3
    assert [str(fault) for fault in error.value.faults] == [
        "m.xlsx, sheet '1 Working together', row 3, H: expected a summary that was "
        "changed here or in the study since the export; got two versions of alpha on "
        "working.means. Both are in m.conflicts.xlsx. Make the two alike, or say "
        "--keep workbook or --keep study."
    ]


@pytest.mark.parametrize("keep", [None, "study", "workbook"])
def test_both_versions_of_a_conflict_are_put_aside(conflict, folder, keep):
    try:
        import_matrix(conflict, folder, keep)
    except StudyError:
        assert keep is None
    sheet = openpyxl.load_workbook(conflict.with_name("m.conflicts.xlsx")).active
    assert [c.value for c in sheet[2]] == [
        *["alpha", "working.means"],
        *["Money came.", "a1-s2; a2-s2", "internal"],
        *["=Money went.", "a1-s2; a2-s2", "internal"],
    ]
    assert sheet["F2"].data_type == "s"


@pytest.mark.parametrize(
    ("keep", "text"), [("study", "Money came."), ("workbook", "=Money went.")]
)
def test_a_conflict_is_settled_by_word(conflict, folder, keep, text):
    assert import_matrix(conflict, folder, keep).conflicts == [MEANS]
    assert summaries(folder)[MEANS][0] == text
    assert summaries(folder)[NEW][0] == "Nobody had time."


def test_a_deletion_here_and_a_change_there_are_in_conflict(path, folder):
    text = (folder / "summaries.csv").read_text().splitlines()
    (folder / "summaries.csv").write_text("\n".join(text[:2]))
    write(path, *MEANS, summary="Money came.")
    with pytest.raises(StudyError):
        import_matrix(path, folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("segments.csv", "Money ran out in May.", "Money ran out in June."),
        ("codings.csv", "a2-s2,bob,working.means,1", "a2-s2,bob,working.means,2"),
        ("codings.csv", "a3-s1,ann,working.public", "a3-s1,ann,working.means"),
    ],
)
def test_a_summary_whose_evidence_has_changed_is_named_and_kept(
    path, spoil, file, old, new
):
    folder = spoil(file, old, new)
    made = import_matrix(path, folder)
    assert MEANS in made.stale
    assert made.changes == {}


def test_evidence_that_changed_under_an_empty_cell_makes_nothing_stale(path, spoil):
    folder = spoil("segments.csv", "Nobody had time.", "Somebody had time.")
    assert import_matrix(path, folder).stale == []


def test_a_study_of_other_form_stays_in_its_form(folder, tmp_path):
    with (folder / "study.yml").open("a") as settings:
        settings.write('csv: {encoding: windows-1252, separator: ";"}\n')
    for table in folder.glob("*.csv"):
        pd.read_csv(table, dtype=str).to_csv(table, sep=";", index=False)
    path = tmp_path / "m.xlsx"
    export_matrix(read_study(folder), path)
    write(path, *MEANS, summary="Café")
    import_matrix(path, folder)
    assert b"Caf\xe9" in (folder / "summaries.csv").read_bytes()
    before = contents(folder)
    write(path, *PUBLIC, summary="\u03b1")
    with pytest.raises(StudyError) as error:
        import_matrix(path, folder)
    assert [str(fault) for fault in error.value.faults] == [
        "m.xlsx, sheet '1 Working together', row 3, D: expected characters that "
        "windows-1252 holds, as study.yml declares it; got others. Save the study's "
        "tables in UTF-8, or write it otherwise."
    ]
    assert contents(folder) == before


def test_an_author_is_an_id(path, folder):
    with pytest.raises(StudyError) as error:
        import_matrix(path, folder, author="Ann Other")
    assert str(error.value.faults[0]) == (
        "--author: expected the id of an author; got 'Ann Other'. "
        "Write it as in the study's tables."
    )


def test_a_fault_of_the_workbook_leaves_the_study_as_it_was(path, folder):
    before = contents(folder)
    write(path, *NEW, summary="Nobody had time.", segments="zz")
    with pytest.raises(StudyError):
        import_matrix(path, folder)
    assert contents(folder) == before

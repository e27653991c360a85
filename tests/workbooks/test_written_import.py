"""What a workbook of findings brings to a study: nothing lost, nothing half done."""

import tempfile
from pathlib import Path

import openpyxl
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from simulated import framework
from two_waves import two_waves
from written_data import contents, delete, write, write_into

from hiteval.errors import StudyError
from hiteval.simulation.simulate import simulate
from hiteval.simulation.truth import Design
from hiteval.study.reading import read_study
from hiteval.study.writing import write_study
from hiteval.workbooks.written_export import export_written
from hiteval.workbooks.written_import import import_written


def findings(folder, name="findings"):
    table = read_study(folder).tables[name]
    return table.astype("str").fillna("").set_index(table.columns[0])


def faults(path, folder, **how):
    before = contents(folder)
    with pytest.raises(StudyError) as error:
        import_written(path, folder, **how)
    assert contents(folder) == before
    return [str(fault) for fault in error.value.faults]


def change_here(folder, old, new, table="findings.csv"):
    place = folder / table
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")


def test_a_workbook_as_it_went_out_changes_nothing(book, written):
    before = contents(written)
    import_written(book, written)
    assert contents(written) == before


@at_most(5)
@given(
    seed=st.integers(0, 99),
    teams=st.integers(2, 6),
    waves=st.booleans(),
)
@pytest.mark.integration
def test_any_study_comes_back_as_it_went_out(seed, teams, waves):
    design = Design(teams=teams, documents=3 * teams, interviews=0, coders=2, seed=seed)
    study = simulate(design, framework()).study
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place) / "study", Path(place) / "f.xlsx"
        write_study(study, folder)
        before = contents(folder)
        assert export_written(read_study(folder), path)["findings"] == len(
            study.findings
        )
        made = import_written(path, folder, delete=waves)
        assert contents(folder) == before
        assert not any(of.changes or of.gone for of in made.values())


def test_only_what_was_changed_changes(book, written):
    before = contents(written)
    write(book, "findings", "f1", so_what="患者に聞く")
    made = import_written(book, written)
    assert made["findings"].changed == ["f1"]
    after = contents(written)
    assert before.pop("findings.csv") != after.pop("findings.csv")
    assert after == before
    assert findings(written).loc["f1", "so_what"] == "患者に聞く"
    assert findings(written).loc["f2", "statement"] == "=Money is short "


def test_ids_with_a_semicolon_between_them_are_stored_as_ever(book, written):
    write(book, "findings", "f2", contrary_segment_ids="a2-s2 ;b1-s1;")
    import_written(book, written)
    assert findings(written).loc["f2", "contrary_segment_ids"] == "a2-s2;b1-s1"


def new(path, **fields):
    given = {"statement": "Nobody had time.", "criterion_ids": "working.means"}
    write(path, "findings", None, **given | {"segment_ids": "b1-s1"} | fields)


def test_a_new_row_gets_an_id_and_is_no_other_when_it_comes_again(book, written):
    new(book)
    assert import_written(book, written)["findings"].new == ["nobody-had-time"]
    before = contents(written)
    assert import_written(book, written)["findings"].changes == {}
    assert contents(written) == before


def test_a_study_without_the_tables_gets_them(folder, tmp_path):
    export_written(read_study(folder), tmp_path / "f.xlsx")
    new(tmp_path / "f.xlsx")
    import_written(tmp_path / "f.xlsx", folder)
    assert findings(folder)["statement"].tolist() == ["Nobody had time."]
    assert not (folder / "theory.csv").exists()


def test_a_row_that_was_deleted_goes_only_when_told(book, written):
    delete(book, "findings", "f1")
    delete(book, "theory", "t1")
    before = contents(written)
    made = import_written(book, written)
    assert (made["findings"].gone, made["theory"].gone) == (["f1"], ["t1"])
    assert contents(written) == before
    import_written(book, written, delete=True)
    assert list(findings(written).index) == ["f2"]
    assert findings(written, "theory").empty


def test_every_bad_value_is_told_with_its_cell_and_remedy(book, written):
    write(book, "findings", "f1", confidence="sure", team_ids="alpah")
    write(book, "findings", "f2", statement="word " * 41, segment_ids="a1-s9")
    write(book, "theory", "t1", to_id="working.means")
    write(book, "responses", "r1", responded_on="4 May", response=None)
    new(book, criterion_ids=None, coherence="minor")
    assert faults(book, written) == [
        "f.xlsx, sheet 'Findings', row 3, Q: expected one of high, moderate, low, "
        "very_low; got 'sure'. Correct it, here and wherever else it is used.",
        "f.xlsx, sheet 'Findings', row 5, E: expected a value; got a blank cell. Fill "
        "it in.",
        "f.xlsx, sheet 'Findings', row 3, F: expected one of alpha, beta, gamma, "
        "whole; got 'alpah'. Did you mean 'alpha'?",
        "f.xlsx, sheet 'Findings', row 4, G: expected one of a1-s1, a1-s2, a2-s1, "
        "a2-s2, a3-s1, b1-s1, w1-s1; got 'a1-s9'. Did you mean 'a1-s2'?",
        "f.xlsx, sheet 'Responses', row 3, E: expected a day, YYYY-MM-DD; got '4 May'. "
        "Correct the date or its precision.",
        "f.xlsx, sheet 'Responses', row 3, G: expected a value; got a blank cell. Fill "
        "it in.",
        "f.xlsx, sheet 'Findings', row 4, C: expected a sentence of at most 40 words; "
        "got 41 words. Shorten it: so_what and the reasons have room for the rest.",
        "f.xlsx, sheet 'Findings', row 5, L: expected a reason, as coherence is given; "
        "got a blank cell. Fill it in.",
        "f.xlsx, sheet 'Theory', row 3, F: expected another area or criterion than "
        "from_id; got 'working.means'. Correct one of the two.",
    ]


def test_a_response_to_a_rating_that_does_not_exist_is_told(book, written):
    write(book, "responses", "r1", criterion_id="working.means", team_id="gamma")
    (told,) = faults(book, written)
    assert told == (
        "f.xlsx, sheet 'Responses', row 3, D: expected a criterion on which gamma has "
        "a rating; got 'working.means'. Correct it, or leave it blank for a response "
        "to the whole page."
    )


@pytest.fixture
def conflict(book, written):
    change_here(written, "Few sources.", "Two sources.")
    write(book, "findings", "f1", confidence_reason="Few people.")
    write(book, "findings", "f2", order=7)
    return book


def test_a_conflict_writes_nothing_and_names_the_cell(conflict, written):
    assert faults(conflict, written) == [
        "f.xlsx, sheet 'Findings', row 3, R: expected what was changed here or in the "
        "study, not in both; got two versions of confidence_reason of f1. Both are in "
        "f.conflicts.xlsx. Make the two alike, or say --keep workbook or --keep study."
    ]


def test_conflicts_are_shown_side_by_side(conflict, written):
    faults(conflict, written)
    sheet = openpyxl.load_workbook(conflict.with_name("f.conflicts.xlsx")).active
    assert list(sheet.values) == [
        ("Sheet", "Id", "Column", "In the study", "In the workbook"),
        ("Findings", "f1", "Confidence: why", "Two sources.", "Few people."),
    ]


@pytest.mark.parametrize(
    ("keep", "reason"), [("workbook", "Few people."), ("study", "Two sources.")]
)
def test_a_conflict_is_settled_by_saying_whose_version_is_kept(
    conflict, written, keep, reason
):
    import_written(conflict, written, keep)
    assert findings(written).loc["f1", "confidence_reason"] == reason
    assert findings(written).loc["f2", "order"] == "7"


def test_a_deletion_of_what_was_changed_meanwhile_is_a_conflict(book, written):
    change_here(written, "Money lets", "Money helps", "theory.csv")
    delete(book, "theory", "t1")
    assert faults(book, written, delete=True) == [
        "f.xlsx, sheet 'Theory': expected what was changed here or in the study, not "
        "in both; got two versions of the row of t1. Both are in f.conflicts.xlsx. "
        "Make the two alike, or say --keep workbook or --keep study."
    ]
    import_written(book, written, "workbook", delete=True)
    assert findings(written, "theory").empty


def test_what_a_colleague_added_meanwhile_stays(book, written):
    line = "f9,,Nobody had time.,working.means,b1-s1,,,,,,\n"
    with (written / "findings.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    write(book, "findings", "f1", so_what="Ask them.")
    import_written(book, written)
    assert list(findings(written).index) == ["f1", "f2", "f9"]


def test_a_text_that_the_tables_cannot_hold_is_told_by_its_cell(book, written):
    settings = written / "study.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "csv: {encoding: windows-1252}\n", encoding="utf-8")
    write(book, "findings", "f1", so_what="患者に聞く")
    assert faults(book, written) == [
        "f.xlsx, sheet 'Findings', row 3, S: expected characters that windows-1252 "
        "holds, as study.yml declares it; got others. Save the study's tables in "
        "UTF-8, or write it otherwise."
    ]


def test_of_two_waves_the_latest_goes_out_and_the_other_stays(tmp_path):
    folder = write_into(two_waves(tmp_path / "study"), {})
    (folder / "findings.csv").write_text(
        "finding_id,statement,criterion_ids,segment_ids,wave\n"
        "f1,It was so.,working.public,a1-s1,w1\n"
        "f1,It is so.,working.public,a4-s1,w2\n",
        encoding="utf-8",
    )
    export_written(read_study(folder), tmp_path / "f.xlsx")
    write(tmp_path / "f.xlsx", "findings", "f1", statement="It is still so.")
    new(tmp_path / "f.xlsx", segment_ids="b2-s1")
    import_written(tmp_path / "f.xlsx", folder)
    table = read_study(folder).findings
    assert table[["finding_id", "wave", "statement"]].to_numpy().tolist() == [
        ["f1", "w1", "It was so."],
        ["f1", "w2", "It is still so."],
        ["nobody-had-time", "w2", "Nobody had time."],
    ]

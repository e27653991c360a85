"""What people rate becomes a coding of its coder, once; all else stays as it was."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from command import hiteval
from conftest import TINY
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from matrix_data import opened
from two_waves import two_waves
from unrated_data import ROWS, add_unrated, never_rated

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.study.waiting import waiting
from hiteval.workbooks.disagreements_export import export_disagreements
from hiteval.workbooks.disagreements_import import import_decisions

DAY = date(2026, 3, 31)
SHEET = "Waiting for a rating"
WHERE = f"w.xlsx, sheet '{SHEET}', row"


@pytest.fixture
def path(folder, tmp_path):
    made = tmp_path / "w.xlsx"
    export_disagreements(read_study(add_unrated(folder)), made)
    return made


def fill(path, row=3, rating="1", about=None, reason=None):
    with opened(path) as book:
        for column, text in zip((11, 12, 13), (about, rating, reason), strict=True):
            book[SHEET].cell(row, column).value = text


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def faults(path, folder):
    before = contents(folder)
    with pytest.raises(StudyError) as error:
        import_decisions(path, folder, DAY)
    assert contents(folder) == before
    return [str(fault) for fault in error.value.faults]


def coding(folder, *key):
    study = read_study(folder)
    rows = study.codings.set_index(["segment_id", "coder_id", "criterion_id"])
    return rows.loc[key, ["rating", "about", "note"]].tolist()


def test_what_is_rated_moves_to_the_codings_and_the_rest_waits_on(path, folder):
    before = read_study(folder).codings
    fill(path, rating="-1", about="context")
    done = import_decisions(path, folder, DAY)["unrated"]
    assert (done.new, done.known, done.open) == (1, 0, 2)
    assert coding(folder, *ROWS[0][:3]) == [-1, "context", "late"]
    study = read_study(folder)
    assert len(study.codings) == len(before) + 1
    left = study.unrated[["segment_id", "coder_id", "criterion_id"]]
    assert list(left.itertuples(index=False, name=None)) == [r[:3] for r in ROWS[1:]]


def test_other_codings_stay_as_they_were(path, folder):
    before = read_study(folder).codings
    fill(path)
    import_decisions(path, folder, DAY)
    after = read_study(folder).codings
    mine = (after["segment_id"] == "a3-s1") & (after["coder_id"] == "bob")
    assert after[~mine].reset_index(drop=True).equals(before)


def test_a_reason_is_kept_below_the_coders_note(path, folder):
    fill(path, reason="Said twice.")
    import_decisions(path, folder, DAY)
    assert coding(folder, *ROWS[0][:3]) == [1, "team", "late\nSaid twice."]


def test_what_does_not_belong_is_withdrawn_and_its_reason_kept(path, folder):
    codings = read_study(folder).codings
    fill(path, rating="none", reason="Of another team.")
    import_decisions(path, folder, DAY)
    study = read_study(folder)
    assert study.codings.equals(codings)
    assert study.unrated["withdrawn"].tolist()[:1] == ["Of another team."]
    assert len(waiting(study)) == len(ROWS) - 1


def test_the_same_again_changes_no_byte(path, folder):
    fill(path, reason="Said twice.")
    fill(path, row=4, rating="none", about="context", reason="Of another team.")
    import_decisions(path, folder, DAY)
    before = contents(folder)
    done = import_decisions(path, folder, DAY)["unrated"]
    assert (done.new, done.known, done.open) == (0, 2, 1)
    assert contents(folder) == before


def test_another_rating_than_was_given_is_refused(path, folder):
    fill(path)
    import_decisions(path, folder, DAY)
    fill(path, rating="2")
    assert faults(path, folder) == [
        f"{WHERE} 3, L: expected one decision on a coding; got another than "
        "codings.csv has of a3-s1. Correct codings.csv, or empty the row."
    ]


def test_a_rating_of_what_was_withdrawn_is_refused(path, folder):
    fill(path, rating="none", reason="Of another team.")
    import_decisions(path, folder, DAY)
    fill(path, rating="2")
    assert faults(path, folder) == [
        f"{WHERE} 3, L: expected one decision on a coding; got another than "
        "unrated.csv has of a3-s1. Correct unrated.csv, or empty the row."
    ]


def test_all_faults_are_told_at_once_and_nothing_is_written(path, folder):
    fill(path, row=3, rating="4", about="need")
    fill(path, row=4, rating="none")
    fill(path, row=5, rating=None, reason="Said twice.")
    assert faults(path, folder) == [
        f"{WHERE} 3, L: expected one of -2, -1, 0, 1, 2, none; got '4'. Write the "
        "rating that was agreed on, or empty the row.",
        f"{WHERE} 3, K: expected one of team, context, baseline; got 'need'. Write one "
        "of these, or leave it blank.",
        f"{WHERE} 4, M: expected a reason; got none. Say why, or empty the row.",
        f"{WHERE} 5, L: expected one of -2, -1, 0, 1, 2, none; got ''. Write the "
        "rating that was agreed on, or empty the row.",
    ]


@pytest.mark.parametrize(
    ("column", "text"), [(3, "ann"), (3, None), (2, "change.results")]
)
def test_a_row_of_no_coding_is_refused(path, folder, column, text):
    fill(path)
    with opened(path) as book:
        book[SHEET].cell(3, column).value = text
    assert faults(path, folder) == [
        f"{WHERE} 3, C: expected a coding of the study; got a row without its hidden "
        "ids. Export a new workbook, and copy into it what was written."
    ]


def test_a_row_that_was_copied_is_refused(path, folder):
    fill(path)
    with opened(path) as book:
        for column in range(1, 14):
            book[SHEET].cell(4, column).value = book[SHEET].cell(3, column).value
    assert faults(path, folder) == [
        f"{WHERE} 4, A: expected each row once; got the same again. Delete one."
    ]


def test_a_study_without_any_rating_gets_its_first(folder, tmp_path):
    export_disagreements(
        read_study(never_rated(folder), coded=False), tmp_path / "w.xlsx"
    )
    fill(tmp_path / "w.xlsx", rating="2")
    done = hiteval("settle", "import", tmp_path / "w.xlsx", "--into", folder)
    told = "Codings that waited for a rating: 1 new, 0 already there, 9 open."
    assert done.stdout.splitlines()[-1] == told
    assert read_study(folder).codings["rating"].tolist() == [2]


def test_what_waits_in_the_latest_wave_is_rated_in_it_and_only_that(tmp_path):
    study, book = two_waves(tmp_path / "study"), tmp_path / "w.xlsx"
    rows = ["a3-s1,bob,working.means,w1", "a3-s1,bob,working.means,w2"]
    head = "segment_id,coder_id,criterion_id,wave"
    (study / "unrated.csv").write_text("\n".join([head, *rows]) + "\n")
    assert export_disagreements(read_study(study), book).unrated == 1
    fill(book, rating="-2")
    import_decisions(book, study, DAY)
    held = read_study(study)
    mine = held.codings[held.codings["criterion_id"] == "working.means"]
    mine = mine[mine["segment_id"] == "a3-s1"]
    assert mine[["coder_id", "rating", "wave"]].to_numpy().tolist() == [
        ["bob", -2, "w2"]
    ]
    assert held.unrated["wave"].tolist() == ["w1"]


@given(
    st.dictionaries(
        st.sampled_from(range(3)), st.sampled_from(["-2", "-1", "0", "1", "2", "none"])
    )
)
@at_most(10)
def test_each_coding_ends_in_one_table_and_no_rating_is_invented(given_ratings):
    with TemporaryDirectory() as place:
        folder, book = Path(place) / "study", Path(place) / "w.xlsx"
        before = read_study(add_unrated(Path(shutil.copytree(TINY, folder)))).codings
        export_disagreements(read_study(folder), book)
        for number, rating in given_ratings.items():
            fill(book, row=3 + number, rating=rating, reason="So.")
        import_decisions(book, folder, DAY)
        after = read_study(folder)
    rated = [int(r) for r in given_ratings.values() if r != "none"]
    assert sorted([*before["rating"], *rated]) == sorted(after.codings["rating"])
    assert len(after.unrated) == len(ROWS) - len(rated)
    assert after.unrated["withdrawn"].notna().sum() == len(given_ratings) - len(rated)

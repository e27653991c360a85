"""What people disagree on goes out to be decided, and decisions come back whole."""

from datetime import date

import openpyxl
import pytest
from command import hiteval
from matrix_data import opened

from hiteval.errors import StudyError
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.workbooks.disagreements_export import (
    disputed_ratings,
    export_disagreements,
)
from hiteval.workbooks.disagreements_import import import_decisions
from hiteval.workbooks.opening import EXPORT_AGAIN
from hiteval.workbooks.segments_sheet import disputed_segments

DAY = date(2026, 3, 31)


@pytest.fixture
def path(folder, tmp_path):
    """Two disputes: three raters of beta disagree; coders of alpha do."""
    with (folder / "ratings.csv").open("a") as table:
        for rater, rating in (("john-doe", 2), ("ann-lee", 1)):
            table.write(f"beta,working.means,{rater},2021-01-05,{rating},\n")
    made = tmp_path / "to-settle.xlsx"
    assert export_disagreements(read_study(folder), made).ratings == 2
    return made


def decide(path, row=3, rating="1", reason="The minutes say so."):
    with opened(path) as book:
        book["To settle"].cell(row, 7).value = rating
        book["To settle"].cell(row, 8).value = reason


def settle(path, row=3, about=None, rating="1", reason="It says so."):
    with opened(path) as book:
        for column, text in zip((9, 10, 11), (about, rating, reason), strict=True):
            book["Segments"].cell(row, column).value = text


def faults(path, folder):
    before = (folder / "consensus.csv").read_bytes()
    with pytest.raises(StudyError) as error:
        import_decisions(path, folder, DAY)
    assert (folder / "consensus.csv").read_bytes() == before
    assert not (folder / "adjudications.csv").exists()
    return [str(fault) for fault in error.value.faults]


def test_where_there_is_nothing_to_settle_no_workbook_is_written(folder, tmp_path):
    for name in ("ratings.csv", "consensus.csv"):
        (folder / name).unlink()
    codings = (folder / "codings.csv").read_text().splitlines(keepends=True)
    of_ann = [line for line in codings[1:] if ",ann," in line]
    (folder / "codings.csv").write_text("".join([codings[0], *of_ann]))
    made = tmp_path / "none.xlsx"
    done = hiteval("settle", "export", folder, made)
    told = f"Nothing to settle: raters and coders agree. Not written: {made}.\n"
    assert (done.returncode, done.stdout) == (0, told)
    assert not made.exists()


@pytest.mark.parametrize("written", ["\u20131", "\uff0d1", "\u2011\uff11"])
def test_an_agreed_rating_may_have_any_minus_sign(path, folder, written):
    decide(path, rating=written)
    import_decisions(path, folder, DAY)
    assert -1 in read_study(folder).consensus["rating"].tolist()


def test_each_dispute_says_why_it_is_here_those_of_raters_first(path):
    sheet = openpyxl.load_workbook(path)["To settle"]
    assert [row[:4] + row[5:] for row in sheet.iter_rows(3, values_only=True)] == [
        ("beta", "working.means", "Beta", "Means", "3 raters: −2 to +2.", None, None),
        (
            *("alpha", "working.means", "Alpha", "Means"),
            "Coders differ on 1 passage, up to 1 level apart.",
            *(None, None),
        ),
    ]


def test_segments_that_coders_code_differently_are_there_the_worst_first(path):
    first, *_ = openpyxl.load_workbook(path)["Segments"].iter_rows(3, values_only=True)
    assert first[:5] == (
        *("a1-s2", "working.means", "Alpha", "Means", "Money ran out in May."),
    )
    assert first[7:] == ("ann −2\nbob −1", None, None, None)


def test_what_is_settled_of_a_segment_replaces_its_codings(path, folder):
    settle(path, about="context", rating="-1")
    done = hiteval(
        *("settle", "import", path, "--into", folder),
        *("--agreed-on", "2026-03-31", "--decided-by", "ann"),
    )
    assert done.stdout.splitlines()[1].startswith("Segments: 1 new, 0 already there")
    study = read_study(folder)
    (row,) = study.adjudications.drop(columns=["clearance", "wave"]).to_dict("records")
    assert row == {
        "segment_id": "a1-s2",
        "criterion_id": "working.means",
        "about": "context",
        "rating": -1,
        "decided_on": "2026-03-31",
        "decided_by": "ann",
        "reason": "It says so.",
    }
    assert "a1-s2" in set(evaluate(study).beside["segment_id"])
    assert "a1-s2" not in set(disputed_segments(evaluate(study))["segment_id"])


def test_a_segment_may_be_said_not_to_belong_to_the_criterion(path, folder):
    settle(path, rating="none")
    import_decisions(path, folder, DAY)
    evaluation = evaluate(read_study(folder))
    of = evaluation.rated[evaluation.rated["segment_id"] == "a1-s2"]
    assert "working.means" not in set(of["criterion_id"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"rating": "4"}, "J: expected one of -2, -1, 0, 1, 2, none; got '4'."),
        ({"rating": None}, "J: expected one of -2, -1, 0, 1, 2, none; got ''."),
        (
            {"about": "need"},
            "I: expected one of team, context, baseline; got 'need'.",
        ),
        ({"reason": None}, "K: expected a reason; got none."),
    ],
)
def test_what_says_nothing_of_a_segment_is_refused(path, folder, given, expected):
    settle(path, **given)
    (fault,) = faults(path, folder)
    assert fault.startswith(f"to-settle.xlsx, sheet 'Segments', row 3, {expected}")


def test_faults_of_both_sheets_are_told_at_once(path, folder):
    decide(path, reason=None)
    settle(path, reason=None)
    assert [fault.split("row")[0] for fault in faults(path, folder)] == [
        "to-settle.xlsx, sheet 'To settle', ",
        "to-settle.xlsx, sheet 'Segments', ",
    ]


def test_a_segment_settled_twice_the_same_way_changes_nothing(path, folder):
    settle(path)
    import_decisions(path, folder, DAY)
    assert import_decisions(path, folder, DAY)["adjudications"].known == 1
    settle(path, rating="2")
    with pytest.raises(StudyError, match="one decision on a segment and criterion"):
        import_decisions(path, folder, DAY)


def test_a_rating_far_from_the_evidence_is_disputed(spoil):
    folder = spoil("ratings.csv", "2021-01-05,-2", "2021-01-05,2")
    assert disputed_ratings(evaluate(read_study(folder)))["far"].tolist() == [
        False,
        True,
    ]


def test_a_decision_becomes_the_consensus_and_is_no_longer_disputed(path, folder):
    decide(path, row=4, rating="-1")
    done = hiteval(
        "settle", "import", path, "--into", folder, "--agreed-on", "2026-03-31"
    )
    assert done.stdout.splitlines()[0] == "Ratings: 1 new, 0 already there, 1 open."
    evaluation = evaluate(read_study(folder))
    cell = evaluation.cells.set_index(["team_id", "criterion_id"]).loc[
        "alpha", "working.means"
    ]
    assert (cell["rating"], cell["reason"]) == (-1, "The minutes say so.")
    assert disputed_ratings(evaluation)["team_id"].tolist() == ["beta"]


@pytest.mark.parametrize("rating", ["+1", "1", "1.0", 1, 1.0, " 1 "])
def test_a_rating_may_be_written_in_any_usual_way(path, folder, rating):
    decide(path, rating=rating)
    import_decisions(path, folder, DAY)
    consensus = read_study(folder).consensus.set_index("agreed_on")
    assert consensus.loc["2026-03-31", "rating"] == 1


@pytest.mark.parametrize("rating", ["3", "1.5", "+", "0_1", "=1+1", True, "yes", None])
def test_what_is_no_level_is_refused(path, folder, rating):
    decide(path, rating=rating)
    (fault,) = faults(path, folder)
    assert fault.startswith("to-settle.xlsx, sheet 'To settle', row 3, G: ")
    assert fault.endswith("Write the rating that was agreed on, or empty the row.")


@pytest.mark.parametrize(
    ("reason", "got"), [(None, "none"), (" ", "no text"), (7, "no text")]
)
def test_a_decision_without_a_reason_is_refused(path, folder, reason, got):
    decide(path, reason=reason)
    where = "to-settle.xlsx, sheet 'To settle', row 3, H"
    remedy = "Say why, or empty the row."
    assert faults(path, folder) == [f"{where}: expected a reason; got {got}. {remedy}"]


def test_the_same_again_changes_nothing_and_another_that_day_is_refused(path, folder):
    decide(path)
    import_decisions(path, folder, DAY)
    table = (folder / "consensus.csv").read_bytes()
    assert import_decisions(path, folder, DAY)["consensus"].known == 1
    assert (folder / "consensus.csv").read_bytes() == table
    decide(path, rating="2")
    assert faults(path, folder) == [
        "to-settle.xlsx, sheet 'To settle', row 3, G: expected one decision on "
        "2026-03-31; got another than consensus.csv has of beta. Give another day with "
        "--agreed-on, or correct consensus.csv."
    ]


def test_a_row_that_was_copied_is_refused(path, folder):
    decide(path)
    with opened(path) as book:
        sheet = book["To settle"]
        for column in range(1, 9):
            sheet.cell(4, column).value = sheet.cell(3, column).value
    assert faults(path, folder) == [
        "to-settle.xlsx, sheet 'To settle', row 4, A: expected each row once; got the "
        "same again. Delete one."
    ]


def test_a_row_without_its_ids_is_refused(path, folder):
    decide(path)
    with opened(path) as book:
        book["To settle"]["A3"].value = None
    assert faults(path, folder) == [
        "to-settle.xlsx, sheet 'To settle', row 3, A: expected a team and criterion of "
        f"the study; got a row without its hidden ids, or of none. {EXPORT_AGAIN}"
    ]


def test_a_workbook_of_another_study_or_kind_is_refused(path, matrix, folder, spoil):
    (fault,) = faults(matrix, folder)
    assert "expected a workbook that hiteval settle export wrote" in fault
    spoil("study.yml", "id: tiny", "id: other")
    assert faults(path, folder) == [
        "to-settle.xlsx: expected a workbook of the study other; got 'tiny'. "
        "Name the study that it was exported from."
    ]


def test_a_reason_that_the_study_s_files_cannot_hold_is_refused(path, folder):
    with (folder / "study.yml").open("a") as settings:
        settings.write("\ncsv: {encoding: windows-1252}\n")
    decide(path, reason="→ the minutes say so")
    assert faults(path, folder) == [
        "to-settle.xlsx: expected reasons that windows-1252, as study.yml says, can "
        "hold; got others. Save the study's tables in UTF-8, or write it otherwise."
    ]


@pytest.mark.parametrize("column", [2, 5, 10])
def test_a_column_that_was_inserted_changes_nothing(path, folder, column):
    settle(path)
    with opened(path) as book:
        book["Segments"].insert_cols(column)
    assert import_decisions(path, folder, DAY)["adjudications"].new == 1


def test_a_row_that_was_inserted_between_others_changes_nothing(path, folder):
    settle(path, row=4)
    with opened(path) as book:
        book["Segments"].insert_rows(4)
    assert import_decisions(path, folder, DAY)["adjudications"].new == 1


@pytest.mark.parametrize("insert", ["insert_rows", "insert_cols"])
def test_what_was_inserted_before_all_is_told(path, folder, insert):
    with opened(path) as book:
        getattr(book["Segments"], insert)(1)
    assert faults(path, folder) == [
        "to-settle.xlsx, sheet 'Segments': expected its hidden first row and column "
        "where they were; got others before them. Delete the rows or columns that were "
        "inserted before them."
    ]


def test_a_heading_that_was_changed_is_told(path, folder):
    with opened(path) as book:
        book["Segments"].cell(2, 10).value = "My rating"
    assert faults(path, folder) == [
        "to-settle.xlsx, sheet 'Segments': expected the headings that were exported; "
        f"got none with Settled rating. {EXPORT_AGAIN}"
    ]


def test_rows_that_were_sorted_without_their_hidden_ids_are_refused(path, folder):
    settle(path)
    with opened(path) as book:
        sheet = book["Segments"]
        first, second = sheet.cell(3, 5).value, sheet.cell(4, 5).value
        sheet.cell(3, 5).value, sheet.cell(4, 5).value = second, first
    assert faults(path, folder) == [
        "to-settle.xlsx, sheet 'Segments', row 3, E: expected the passage that its "
        "hidden id names; got another. Undo the sorting, or the change of the summary. "
        f"{EXPORT_AGAIN}"
    ]

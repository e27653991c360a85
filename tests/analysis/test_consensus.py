import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.consensus import (
    CONSENSUS,
    MISSING,
    PROPOSED,
    RATERS,
    UNCERTAIN,
    by_raters,
    latest_consensus,
    shown_ratings,
)


def ratings(rows):
    """Make ratings of rows (rater, rating, day, team, criterion)."""
    filled = [(*row, *("01", "t1", "c1")[len(row) - 2 :]) for row in rows]
    columns = ["rater_id", "rating", "rated_on", "team_id", "criterion_id"]
    table = pd.DataFrame(filled, columns=columns)
    types = dict.fromkeys(columns, "str") | {"rating": "Int64"}
    return table.astype(types).assign(
        rated_on="2025-01-" + table["rated_on"].astype("str")
    )


def consensus(*rows):
    columns = ["team_id", "criterion_id", "agreed_on", "rating", "reason"]
    table = pd.DataFrame([("t1", "c1", *row) for row in rows], columns=columns)
    return table.astype(dict.fromkeys(columns, "str") | {"rating": "Int64"})


def settled(*given):
    return by_raters(ratings([(f"r{i:02}", r) for i, r in enumerate(given)])).loc[0]


def shown(proposed, rated=(), agreed=()):
    cells = pd.DataFrame(
        {"team_id": ["t1"], "criterion_id": ["c1"], "rating": [proposed]}
    ).astype({"team_id": "str", "criterion_id": "str", "rating": "Int64"})
    people = by_raters(ratings([(f"r{i:02}", r) for i, r in enumerate(rated)]))
    return shown_ratings(cells, people, latest_consensus(consensus(*agreed))).loc[0]


def test_three_of_twelve_outside_still_agree():
    row = settled(*[1] * 9, -1, -1, -2)
    assert (row["raters"], row["outside"], row["agreed"]) == (12, 3, True)


def test_four_of_twelve_outside_are_split():
    row = settled(*[1] * 8, -1, -1, -2, -2)
    assert (row["outside"], row["agreed"]) == (4, False)


def test_one_point_from_the_median_is_inside():
    assert settled(0, 1, 2)["outside"] == 0


def test_two_raters_far_apart_are_split():
    row = settled(2, -2)
    assert (row["median"], row["agreed"]) == (0, False)
    assert (row["lowest"], row["highest"]) == (-2, 2)


def test_a_half_point_median_stays_half():
    assert settled(1, 2)["median"] == 1.5
    assert shown(None, rated=[1, 2])["shown"] == 1.5


def test_one_rating_stands_alone():
    row = settled(-1)
    assert (row["raters"], row["median"], row["agreed"]) == (1, -1, True)


def test_each_raters_latest_rating_counts():
    rows = [("r1", -2, "01"), ("r1", 1, "09"), ("r1", 2, "03"), ("r2", 1, "02")]
    row = by_raters(ratings(rows)).loc[0]
    assert (row["raters"], row["median"], row["lowest"]) == (2, 1, 1)


def test_a_missing_rating_is_no_rating():
    assert by_raters(ratings([("r1", None)])).empty


@pytest.mark.parametrize(
    ("proposed", "rated", "agreed", "basis", "rating"),
    [
        (1, [2, 2], [("2025-01-01", -1, "seen")], CONSENSUS, -1),
        (1, [2, -2], [("2025-01-01", 0, "seen")], CONSENSUS, 0),
        (1, [2, 2], [], RATERS, 2),
        (1, [2, -2], [], UNCERTAIN, None),
        (1, [], [], PROPOSED, 1),
        (None, [], [], MISSING, None),
        (None, [0], [], RATERS, 0),
    ],
)
def test_consensus_goes_before_raters_before_evidence(
    proposed, rated, agreed, basis, rating
):
    row = shown(proposed, rated, agreed)
    assert row["basis"] == basis
    assert row["shown"] == rating if rating is not None else row["shown"] is pd.NA


def test_the_latest_consensus_counts_with_its_reason():
    rows = [("2025-03-01", 2, "later"), ("2025-01-01", -1, "earlier")]
    row = shown(None, agreed=rows)
    assert (row["shown"], row["reason"]) == (2, "later")


def test_a_later_consensus_without_rating_withdraws_it():
    rows = [("2025-01-01", 2, "agreed"), ("2025-02-01", None, "withdrawn")]
    row = shown(1, agreed=rows)
    assert (row["basis"], row["shown"]) == (PROPOSED, 1)


@pytest.mark.parametrize(("rated", "far"), [([1, 2], False), ([2], True), ([0], False)])
def test_two_points_from_the_evidence_is_far(rated, far):
    assert shown(0, rated)["far_from_evidence"] == far


def test_far_is_undefined_where_nothing_is_proposed_or_shown():
    assert shown(None, [2])["far_from_evidence"] is pd.NA
    assert shown(1, [2, -2])["far_from_evidence"] is pd.NA


def test_without_people_the_evidence_is_shown():
    row = shown(2)
    assert (row["basis"], row["raters"]) == (PROPOSED, 0)
    assert row[["raters_median", "reason"]].isna().all()


def outside_by_loop(given):
    ordered = sorted(given)
    middle = len(ordered) // 2
    median = (ordered[middle] + ordered[-middle - 1]) / 2
    return sum(abs(r - median) > 1 for r in ordered)


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=15))
@at_most(40)
def test_agreement_follows_a_loop(given):
    row = settled(*given)
    assert row["outside"] == outside_by_loop(given)
    assert row["agreed"] == (outside_by_loop(given) < len(given) / 3)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["r1", "r2", "r3"]),
            st.integers(-2, 2),
            st.sampled_from(["01", "02", "03"]),
            st.sampled_from(["t1", "t2"]),
        ),
        min_size=1,
        unique_by=lambda row: (row[0], row[2], row[3]),
    ),
    st.randoms(use_true_random=False),
)
@at_most(25)
def test_order_of_rows_and_names_of_raters_never_matter(rows, random):
    names = {"r1": "z", "r2": "a", "r3": "m"}
    renamed = [(names[rater], *rest) for rater, *rest in rows]
    random.shuffle(renamed)
    pd.testing.assert_frame_equal(by_raters(ratings(rows)), by_raters(ratings(renamed)))

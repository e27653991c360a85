from statistics import median

import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.distinguishing import (
    INSUFFICIENT,
    NOT,
    STRONG,
    WEAK,
    by_chance,
    distinguishing,
)

PAIR = ("high", "low")
# Ratings of four units of high implementation and one of low, and the authors' codes:
# J Med Internet Res 17(11) (2015), e262, table 2, domains 1 to 4; None is missing.
PUBLISHED = [
    ("relative advantage", [2, 2, 0, 1], [0], WEAK),
    ("adaptability", [1, 2, 1, 1], [1], NOT),
    ("trialability", [2, 2, 2, 2], [-1], STRONG),
    ("complexity", [1, 1, 1, 1], [1], NOT),
    ("design quality", [1, 1, 1, -1], [0], NOT),
    ("cost", [0, 0, -1, -2], [None], INSUFFICIENT),
    ("patient needs", [0, 1, 0, 0], [-1], WEAK),
    ("structural characteristics", [0, 0, 0, 0], [-1], WEAK),
    ("networks", [1, 0, 1, 2], [1], NOT),
    ("culture", [-1, -1, 1, -1], [-2], WEAK),
    ("tension for change", [1, 1, 0, 1], [-2], STRONG),
    ("compatibility", [None, 1, 0, 2], [-2], STRONG),
    ("relative priority", [0, None, 0, 1], [-2], STRONG),
    ("incentives", [0, 1, 0, None], [None], INSUFFICIENT),
    ("goals", [None, None, None, 0], [0], INSUFFICIENT),
    ("learning climate", [1, 1, None, None], [1], NOT),
    ("leadership", [1, 0, 1, 0], [1], NOT),
    ("resources", [2, 2, 2, 2], [-1], STRONG),
    ("access to knowledge", [2, 1, 2, 2], [None], INSUFFICIENT),
    ("knowledge and belief", [2, 2, 0, 2], [-1], WEAK),
    ("self-efficacy", [1, 1, 2, 2], [1], NOT),
    ("stage of change", [-1, 2, -1, -1], [-1], NOT),
]


def ratings(high, low, criterion="c1"):
    teams = [
        f"{name}{i}"
        for name, of in zip(PAIR, (high, low), strict=True)
        for i in range(len(of))
    ]
    table = pd.DataFrame({"team_id": teams, "criterion_id": criterion})
    return table.assign(rating=pd.array([*high, *low], dtype="Int64"))


def compared(table, pair=PAIR):
    groups = {team: team.rstrip("0123456789") for team in table["team_id"]}
    return distinguishing(table, groups, pair)


def outcome(high, low):
    return compared(ratings(high, low)).loc[0, "outcome"]


@pytest.mark.parametrize(("construct", "high", "low", "code"), PUBLISHED)
def test_published_constructs_come_out_as_coded(construct, high, low, code):
    assert outcome(high, low) == code


def test_a_quarter_of_a_larger_group_may_be_exceptions():
    low = [-1, -1, -1, -1]
    assert outcome([2, 2, 2, 2, 2, 2, -2], low) == STRONG
    assert outcome([2, 2, 2, 2, 2, -2, -2], low) == NOT


def test_the_higher_group_may_be_either():
    there, back = compared(ratings([2], [0])), compared(ratings([0], [2]))
    assert (there.loc[0, "higher"], back.loc[0, "higher"]) == PAIR
    assert (there.loc[0, "gap"], back.loc[0, "gap"]) == (2, 2)
    assert (there.loc[0, "difference"], back.loc[0, "difference"]) == (2, -2)


def test_half_rated_is_enough_and_less_is_not():
    assert outcome([2, 2, None, None], [0, 0]) == STRONG
    assert outcome([2, None, None], [0, 0]) == INSUFFICIENT


def test_a_group_without_teams_is_insufficient():
    row = compared(ratings([2, 2], [])).loc[0]
    assert (row["outcome"], row["second_teams"]) == (INSUFFICIENT, 0)
    assert row[["gap", "difference", "second_median", "higher"]].isna().all()


def test_small_groups_carry_a_warning():
    row = compared(ratings([2] * 5, [0, 0, None])).loc[0]
    assert row["warning"] == "only 2 of low rated"
    assert pd.isna(compared(ratings([2] * 5, [0] * 5)).loc[0, "warning"])


def test_teams_of_no_group_are_left_out():
    table = pd.concat([ratings([2], [0]), ratings([], []).assign(team_id="z")])
    other = pd.DataFrame({"team_id": ["z"], "criterion_id": ["c1"], "rating": [-2]})
    found = distinguishing(
        pd.concat([table, other]), {"high0": "high", "low0": "low"}, PAIR
    )
    pd.testing.assert_frame_equal(found, compared(ratings([2], [0])))


def test_an_empty_table_has_no_criteria():
    assert compared(ratings([], [])).empty


def outcome_by_loop(high, low):
    """Apply the module's rule in plain Python, for groups of up to four."""
    sides = [sorted(r for r in side if r is not None) for side in (high, low)]
    if any(
        not s or 2 * len(s) < len(of) for s, of in zip(sides, (high, low), strict=True)
    ):
        return INSUFFICIENT
    medians = [median(s) for s in sides]
    upper, lower = sides if medians[0] > medians[1] else sides[::-1]
    gap, apart = upper[0] - lower[-1], abs(medians[0] - medians[1])
    if apart > 0 and gap >= 2:
        return STRONG
    return WEAK if apart >= 1 and gap >= 0 else NOT


RATINGS = st.lists(st.one_of(st.none(), st.integers(-2, 2)), max_size=4)


@given(RATINGS, RATINGS.filter(len))
@at_most(40)
def test_outcomes_follow_a_loop(high, low):
    assert outcome(high, low) == outcome_by_loop(high, low)


@given(RATINGS, RATINGS.filter(len), st.randoms(use_true_random=False))
@at_most(20)
def test_order_of_rows_and_of_groups_changes_no_outcome(high, low, random):
    table = ratings(high, low)
    shuffled = table.sample(frac=1, random_state=random.randrange(2**32))
    pd.testing.assert_frame_equal(compared(table), compared(shuffled))
    swapped = compared(table, pair=PAIR[::-1])
    same = ["outcome", "higher", "gap"]
    pd.testing.assert_frame_equal(compared(table)[same], swapped[same])


def test_groups_that_differ_in_nothing_distinguish_nothing_by_chance():
    table = ratings([1] * 6, [1] * 6)
    groups = {team: team.rstrip("0123456789") for team in table["team_id"]}
    found = by_chance(table, groups, PAIR, seed=1)
    assert found[["found", "mean", "at_least"]].to_numpy().tolist() == [[0, 0, 1]] * 2


def test_chance_reaches_a_perfect_split_as_often_as_it_deals_it():
    # Of 6 teams, 3 at 2 and 3 at -2: 2 of the 20 ways to deal them keep the two apart.
    table = ratings([2] * 3, [-2] * 3)
    groups = {team: team.rstrip("0123456789") for team in table["team_id"]}
    strong = by_chance(table, groups, PAIR, seed=1).iloc[0]
    assert (strong["outcome"], strong["found"]) == (STRONG, 1)
    assert strong["mean"] == strong["at_least"] == pytest.approx(2 / 20, abs=0.03)


@pytest.mark.parametrize(("high", "low"), [([0, 1, 1, 1], [1]), ([1], [0, 1, 1, 1])])
def test_with_equal_medians_the_wider_gap_of_both_directions_counts(high, low):
    (row,) = compared(ratings(high, low)).to_dict("records")
    assert (row["difference"], row["gap"]) == (0, 0)

import pandas as pd
import pytest
from scales import LIKERT, LONG, MATURITY, SCALE

from hiteval.display.kit import rating_groups
from hiteval.language import Language

ENGLISH = Language("en-GB")


def cells(*ratings):
    table = pd.DataFrame({"rating": pd.Series(ratings, dtype="Float64")})
    return table.assign(contrary=0)


@pytest.mark.parametrize(
    ("scale", "ratings", "expected"),
    [
        (SCALE, (-1, 0, 0.5, 2), [False, False, True, True]),
        (LIKERT, (2, 3, 4, 5), [False, False, True, True]),
        (MATURITY, (3, 4, 4.5, 5), [False, False, False, True]),
    ],
)
def test_strong_is_above_the_middle_or_at_the_top(scale, ratings, expected):
    assert rating_groups.is_strong(cells(*ratings), scale).tolist() == expected


def test_a_missing_rating_is_neither_strong_nor_marked():
    flags = rating_groups.flags(cells(pd.NA), SCALE)
    assert flags.loc[0].tolist() == [False, False, False]


def test_contrary_evidence_needs_a_scale_of_two_sides():
    table = cells(0).assign(contrary=1)
    assert rating_groups.flags(table, SCALE)["contrary"].tolist() == [True]
    assert rating_groups.flags(table, MATURITY)["contrary"].tolist() == [False]


@pytest.mark.parametrize(
    ("scale", "strong", "side", "marked"),
    [
        (SCALE, "+1 or +2", "Above 0", 0),
        (LONG, "+1 or above", "Above 0", 0),
        (LIKERT, "4 or 5", "Above 3", 3),
        (MATURITY, "5", "At 5", 0),
    ],
)
def test_levels_are_named_as_the_scale_writes_them(scale, strong, side, marked):
    assert rating_groups.strong(scale) == strong
    assert rating_groups.strong_side(scale) == side
    assert rating_groups.marked(scale) == marked


def test_every_rating_is_in_one_group_the_highest_first():
    found = rating_groups.groups(cells(2, 1.5, 0, -0.5, -2), SCALE)
    assert {lead: rows["rating"].tolist() for lead, rows in found.items()} == {
        "Rated +2": [2],
        "Rated above 0": [1.5],
        "Mixed or neutral evidence": [0],
        "Contrary evidence prevails": [-0.5, -2],
    }


def test_on_one_side_a_group_is_a_level_or_between_two():
    found = rating_groups.groups(cells(5, 4.5, 0), MATURITY)
    held = {lead: rows["rating"].tolist() for lead, rows in found.items() if len(rows)}
    assert held == {"Rated 5": [5], "Rated 0": [0], "Rated between two levels": [4.5]}


def test_a_distribution_adds_up():
    ratings = pd.Series([2, 1, 0, -1], dtype="Float64")
    said = rating_groups.distribution(ratings, SCALE, ENGLISH)
    assert said == "2 are rated above 0, 1 at 0 and 1 below 0"


def test_a_distribution_on_one_side_names_each_level():
    ratings = pd.Series([5, 5, 0], dtype="Float64")
    said = rating_groups.distribution(ratings, MATURITY, ENGLISH)
    assert said.startswith("2 are at 5, 0 at 4")

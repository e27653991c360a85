import pandas as pd
import pytest
from scales import LIKERT, LONG, MATURITY, SCALE

from hiteval.display.kit import rating_groups


def cells(*ratings):
    table = pd.DataFrame({"rating": pd.Series(ratings, dtype="Float64")})
    return table.assign(contrary=0)


def test_a_missing_rating_is_neither_strong_nor_marked():
    flags = rating_groups.flags(cells(pd.NA), SCALE)
    assert flags.loc[0].tolist() == [False, False, False]


def test_contrary_evidence_needs_a_scale_of_two_sides():
    table = cells(0).assign(contrary=1)
    assert rating_groups.flags(table, SCALE)["contrary"].tolist() == [True]
    assert rating_groups.flags(table, MATURITY)["contrary"].tolist() == [False]


@pytest.mark.parametrize(
    ("scale", "strong"),
    [
        (SCALE, "+1 or +2"),
        (LONG, "+1 or above"),
        (LIKERT, "4 or 5"),
        (MATURITY, "5"),
    ],
)
def test_levels_are_named_as_the_scale_writes_them(scale, strong):
    assert rating_groups.strong(scale) == strong


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

"""Titles of pictures: what most teams are is said only where it is so."""

import pandas as pd
import pytest

from hiteval.display import titles


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ([4, 1, 1], "Most teams are above 0 on A; fewest on B and C."),
        ([5, 0, 1], "All teams are above 0 on A; fewest on B."),
        ([2, 1, 0], "Where most teams are above 0: A; where fewest: C."),
        ([2, 2, 2], "On every criterion, 2 teams are above 0."),
    ],
)
def test_the_title_of_levels_claims_no_more_than_is_so(tiny, above, expected):
    assert titles.of_levels(of_five(above), tiny, 5) == expected


def of_five(above):
    """Count teams of five at +1, and the others as missing."""
    counts = pd.DataFrame({1: above}, index=["A", "B", "C"])
    return counts.reindex(columns=[*range(-2, 3)], fill_value=0)


@pytest.mark.parametrize(
    ("supporting", "contrary", "expected"),
    [
        ([3, 1], 0, "A has the most support (3 sources); nothing contrary was found."),
        ([1, 1], 2, "A and B have the most support (1 source); 2 criteria meet "),
        ([0, 0], 1, "No source supports any criterion; 1 criterion meets contrary "),
        ([0, 0], 0, "No source supports or contradicts any criterion."),
    ],
)
def test_the_title_of_a_profile_says_where_support_is(
    tiny, supporting, contrary, expected
):
    cells = pd.DataFrame({"supporting": supporting}, index=["A", "B"])
    assert titles.of_sides(cells, contrary, tiny.language).startswith(expected)

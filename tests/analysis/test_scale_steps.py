import pandas as pd
import pytest
from scales import SCALE, UNEVEN

from hiteval.analysis.scale_steps import as_steps, from_steps


def numbers(*values):
    return pd.Series(values, dtype="Float64")


def test_levels_are_neighbours_whatever_their_values():
    assert as_steps(numbers(0, 1, 3, 9), UNEVEN).tolist() == [0, 1, 2, 3]


def test_half_way_between_two_levels_is_half_a_step():
    assert as_steps(numbers(6, -0.5), UNEVEN)[0] == 2.5
    assert as_steps(numbers(-0.5), SCALE)[0] == 1.5
    assert from_steps(numbers(2.5), UNEVEN)[0] == 6


def test_missing_stays_missing():
    for turn in (as_steps, from_steps):
        found = turn(numbers(pd.NA, 1), UNEVEN)
        assert found.isna().tolist() == [True, False]


@pytest.mark.parametrize("scale", [SCALE, UNEVEN])
def test_there_and_back_is_where_it_was(scale):
    values = numbers(*scale.ratings)
    assert from_steps(as_steps(values, scale), scale).equals(values)

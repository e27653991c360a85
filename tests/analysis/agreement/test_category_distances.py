import numpy as np
import pytest
from coding_data import SCALE
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.agreement.category_distances import (
    agreement_weights,
    squared_distances,
)

UNEVEN = np.array([0.0, 1, 4])
ONES = np.ones(3)


@pytest.mark.parametrize(
    ("weighting", "expected"),  # credit for 0 and 1, 0 and 4, 1 and 4
    [
        ("identity", [0, 0, 0]),
        ("linear", [3 / 4, 0, 1 / 4]),
        ("quadratic", [15 / 16, 0, 7 / 16]),
        ("ordinal", [2 / 3, 0, 2 / 3]),  # 1 - pairs of ranks within / all pairs
    ],
)
def test_credit_falls_as_its_kind_says(weighting, expected):
    weights = agreement_weights(UNEVEN, weighting)
    found = [weights[0, 1], weights[0, 2], weights[1, 2]]
    assert found == pytest.approx(expected)
    assert np.diag(weights).tolist() == [1, 1, 1]
    assert (weights == weights.T).all()


@pytest.mark.parametrize("weighting", ["identity", "linear", "quadratic", "ordinal"])
def test_a_single_category_is_full_agreement(weighting):
    assert agreement_weights(np.array([3.0]), weighting).tolist() == [[1]]


@pytest.mark.parametrize(
    ("metric", "expected"),  # of 0 and 1, 0 and 4, 1 and 4
    [("nominal", [1, 1, 1]), ("interval", [1, 16, 9]), ("ratio", [1, 1, (3 / 5) ** 2])],
)
def test_distances_are_those_of_krippendorff(metric, expected):
    delta = squared_distances(UNEVEN, ONES, metric)
    assert [delta[0, 1], delta[0, 2], delta[1, 2]] == pytest.approx(expected)


@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_ordinal_distance_is_the_sum_between_less_half_the_ends(n_c):
    n_c = np.array(n_c, dtype=float)
    got = squared_distances(np.array(SCALE), n_c, "ordinal")
    between = n_c[0:4].sum() - (n_c[0] + n_c[3]) / 2
    assert got[0, 3] == got[3, 0] == between**2


def test_ratio_of_zero_to_zero_is_no_distance():
    delta = squared_distances(np.array([0.0, 1, 3]), ONES, "ratio")
    assert delta.tolist() == [[0, 1, 1], [1, 0, 0.25], [1, 0.25, 0]]


def test_a_ratio_is_undefined_where_a_category_may_be_negative():
    assert np.isnan(squared_distances(np.array([-1.0, 0, 1]), ONES, "ratio")).all()
    assert not np.isnan(squared_distances(UNEVEN, ONES, "ratio")).any()

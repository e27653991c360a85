import re

import numpy as np
import pytest
from coding_data import NAN, SCALE, ratings
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.agreement.coincidences import count, source_weights
from hiteval.analysis.agreement.estimates import ORDINAL


def test_every_unit_coded_twice_weighs_one():
    array = np.array([[1, 2, NAN, NAN], [1, 3, 4, NAN], [2, 3, NAN, NAN]])
    counts = count(array, SCALE).total()
    assert counts.pairs.sum() == pytest.approx(2)
    assert counts.shares.sum() == pytest.approx(3)
    assert counts.coincidences.sum() == pytest.approx(6)


def test_unknown_rating_is_named():
    message = "ratings: expected one of [1.0, 2.0]; got [3.0]"
    with pytest.raises(ValueError, match=re.escape(message)):
        count(np.array([[1.0, 3.0]]), [2, 1])


def test_draw_holds_as_many_sources_as_there_are():
    assert (source_weights(7, 50, seed=1).sum(axis=1) == 7).all()


def test_same_seed_same_draws():
    first, second = source_weights(9, 20, seed=3), source_weights(9, 20, seed=3)
    assert first.tobytes() == second.tobytes()


def test_no_sources_give_empty_draws():
    assert source_weights(0, 5, seed=1).shape == (5, 0)


@given(ratings(units=(6, 6)), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_resampled_counts_equal_recomputation_on_resampled_units(array, drawn):
    sources = np.array([0, 0, 1, 1, 1, 2])
    weights = np.array([drawn], dtype=np.uint16)
    pooled = count(array, SCALE, sources, 3).resampled(weights)
    units = np.repeat(np.arange(6), weights[0][sources])
    direct = count(array[:, units], SCALE).total()
    # A coder may be silent in the resample, and is still one of the study's coders.
    statistics = [s for s in ORDINAL if not s.name.startswith("cohen")]
    got = [statistic.of(pooled)[0] for statistic in statistics]
    expected = [statistic.of(direct) for statistic in statistics]
    assert np.allclose(got, expected, equal_nan=True)


@given(ratings(coders=(2, 2), units=(6, 6), missing=False))
def test_resampled_cohen_kappa_equals_recomputation(array):
    sources = np.array([0, 0, 1, 1, 1, 2])
    weights = np.array([[2, 0, 1], [0, 1, 2]], dtype=np.uint16)
    pooled = count(array, SCALE, sources, 3).resampled(weights)
    units = [np.repeat(np.arange(6), row[sources]) for row in weights]
    for statistic in (s for s in ORDINAL if s.name.startswith("cohen")):
        direct = [statistic.of(count(array[:, u], SCALE).total()) for u in units]
        assert np.allclose(statistic.of(pooled), direct, equal_nan=True)


@given(ratings(units=(6, 6)))
def test_sources_each_drawn_once_are_the_total(array):
    counts = count(array, SCALE, np.array([0, 1, 2, 2, 1, 0]), 3)
    once = counts.resampled(np.ones((1, 3), dtype=np.uint16))
    assert np.allclose(once.coincidences[0], counts.total().coincidences)


def test_a_unit_coded_by_two_of_three_weighs_as_much_as_one_coded_by_all():
    array = np.array([[1, 2], [1, 3], [1, NAN]])
    counts = count(array, SCALE).total()
    assert counts.pairs[0, 0] == pytest.approx(1)
    assert counts.pairs[1, 2] == counts.pairs[2, 1] == pytest.approx(1 / 2)


def test_of_one_source_every_draw_is_that_source():
    assert source_weights(1, 50, seed=1).tolist() == [[1]] * 50

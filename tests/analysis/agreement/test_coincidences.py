import re

import numpy as np
import pytest
from coding_data import NAN, SCALE, ratings
from hypothesis import given

from hiteval.analysis.agreement.coincidences import count
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


SOURCES = np.array([0, 0, 1, 1, 1, 3])


@given(ratings(coders=(2, 2), units=(6, 6), missing=False))
def test_counts_without_a_source_equal_those_of_the_other_units(array):
    without = count(array, SCALE, SOURCES, 4).without_each()
    others = [array[:, source != SOURCES] for source in (0, 1, 3)]
    for statistic in ORDINAL:
        direct = [statistic.of(count(units, SCALE).total()) for units in others]
        assert np.allclose(statistic.of(without), direct, equal_nan=True)


@given(ratings(coders=(3, 3), units=(6, 6)))
def test_what_nobody_else_gave_is_exactly_0_without_its_source(array):
    """A trace of it, left by subtraction, would make a coefficient of nothing."""
    without = count(array, SCALE, SOURCES, 4).without_each()
    held = [s for s in (0, 1, 3) if not np.isnan(array[:, s == SOURCES]).all()]
    for shares, source in zip(without.shares, held, strict=True):
        used = np.isin(SCALE, array[:, source != SOURCES])
        assert ((shares == 0) == ~used).all()


def test_a_source_without_units_is_not_left_out():
    counts = count(np.array([[1.0], [1.0]]), SCALE, np.array([2]), 5)
    assert counts.without_each().pairs.tolist() == np.zeros((1, 4, 4)).tolist()


def test_a_unit_coded_by_two_of_three_weighs_as_much_as_one_coded_by_all():
    array = np.array([[1, 2], [1, 3], [1, NAN]])
    counts = count(array, SCALE).total()
    assert counts.pairs[0, 0] == pytest.approx(1)
    assert counts.pairs[1, 2] == counts.pairs[2, 1] == pytest.approx(1 / 2)

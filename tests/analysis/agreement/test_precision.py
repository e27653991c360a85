from functools import partial

import numpy as np
import pytest
from coding_data import NAN, SCALE
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from hiteval.analysis.agreement import precision as p
from hiteval.analysis.agreement.coefficients import percent_agreement
from hiteval.analysis.agreement.coincidences import count

LEFT_OUT = arrays(np.float64, st.integers(20, 40), elements=st.floats(-0.9, 0.95))
known = partial(p.precision, clusters=20)


def test_error_is_that_of_a_mean_where_the_coefficient_is_one():
    """Left-out means of n values have the textbook standard error, here of logs.

    With values that hardly differ, log is a straight line of slope 1 / (1 - mean).
    """
    values = 0.5 + np.random.default_rng(1).normal(0, 1e-4, 30)
    left_out = (values.sum() - values) / 29
    found = known(values.mean(), left_out)
    expected = values.std(ddof=1) / np.sqrt(30) / (1 - values.mean())
    assert found.error == pytest.approx(expected, rel=1e-4)
    low, high = found.interval()
    reach = stats.t.ppf(0.975, 29) * expected * 0.5
    assert (high - low) / 2 == pytest.approx(reach, rel=1e-3)


@given(st.floats(-0.9, 0.95), LEFT_OUT)
def test_interval_holds_the_value_and_ends_below_one(value, left_out):
    low, high = known(value, left_out).interval()
    assert low - 1e-9 <= value <= high + 1e-9 <= 1 + 1e-9


@given(st.floats(-0.9, 0.95), LEFT_OUT)
def test_order_of_sources_does_not_matter(value, left_out):
    first, second = known(value, left_out), known(value, left_out[::-1])
    assert first.interval() == pytest.approx(second.interval())


def test_the_ends_of_an_interval_are_passed_with_975_and_25_in_1000():
    found = known(0.7, np.linspace(0.68, 0.72, 20))
    low, high = found.interval()
    assert found.at_least(low) == pytest.approx(0.975)
    assert found.at_least(high) == pytest.approx(0.025)


def test_twice_each_source_narrows_the_interval_by_the_root_of_two():
    array = np.random.default_rng(3).choice(SCALE[:2], (2, 200), p=[0.7, 0.3])
    once = count(array, SCALE, np.arange(200), 200)
    twice = count(np.tile(array, 2), SCALE, np.arange(400), 400)
    errors = [
        known(float(percent_agreement(c.total())), percent_agreement(c.without_each()))
        for c in (once, twice)
    ]
    assert errors[0].error / errors[1].error == pytest.approx(np.sqrt(2), rel=0.01)


@pytest.mark.parametrize(
    ("value", "left_out", "clusters", "reason"),
    [
        (0.5, [0.5] * 19, 19, "fewer than 20 of them can be left out in turn"),
        (0.5, [0.5] * 19 + [NAN], 20, "without one of them it is undefined"),
        (1.0, [1.0] * 20, 20, "without one of them, or with all, nobody disagrees"),
        (0.9, [0.9] * 19 + [1.0], 20, p.NO_DISAGREEMENT),
    ],
)
def test_interval_is_missing_with_its_reason(value, left_out, clusters, reason):
    found = p.precision(value, np.array(left_out), clusters)
    assert found.reason == reason
    assert np.isnan(found.interval()).all()


def test_sources_without_which_it_is_undefined_are_counted():
    assert known(0.5, np.array([0.5, NAN, 0.4, NAN] * 5)).undefined == 10

import numpy as np
import pytest
from coding_data import NAN, SCALE, ratings
from hypothesis import given

from hiteval.analysis.agreement import estimates as e
from hiteval.analysis.agreement.coincidences import count

CORRECTED = [s for s in e.ORDINAL if s.corrected]


def reasons(array, statistics, categories=SCALE):
    counts = count(np.array(array, dtype=float), categories).total()
    return {e.estimate(statistic, counts).reason for statistic in statistics}


@pytest.mark.parametrize("array", [[[1, 2, 3]], [[1, 2], [NAN, NAN]], [[NAN], [NAN]]])
def test_one_coder_is_the_reason(array):
    assert reasons(array, e.ORDINAL) == {e.FEWER_THAN_TWO_CODERS}


def test_no_unit_coded_twice_is_the_reason():
    assert reasons([[1, NAN], [NAN, 2]], e.ORDINAL) == {e.NOTHING_TWICE}


def test_no_units_at_all_have_a_reason():
    assert reasons(np.empty((2, 0)), e.ORDINAL) == {e.FEWER_THAN_TWO_CODERS}


@pytest.mark.parametrize("categories", [SCALE, [2.0]])
def test_one_category_used_is_the_reason(categories):
    assert reasons([[2, 2], [2, 2]], CORRECTED, categories) == {e.ONE_CATEGORY}


def test_no_variation_where_coded_twice_is_the_reason():
    assert reasons([[2, 2, 1], [2, 2, NAN]], CORRECTED) == {e.NO_VARIATION}


def test_three_coders_are_the_reason_for_cohen_alone():
    array = np.array([[1.0, 2], [1, 2], [2, 2]])
    counts = count(array, SCALE).total()
    missing = {s.name: e.estimate(s, counts).reason for s in e.ORDINAL}
    missing = {name: reason for name, reason in missing.items() if reason}
    assert set(missing.values()) == {e.NOT_TWO_CODERS}
    assert all(name.startswith("cohen_kappa") for name in missing)


def test_scale_below_zero_is_the_reason_for_ratios_alone():
    counts = count(np.array([[1.0, 2], [1, 1]]), [-1, 1, 2]).total()
    missing = {s.name for s in e.ORDINAL if e.estimate(s, counts).reason}
    assert missing == {"alpha_ratio"}


def test_percent_agreement_needs_no_variation():
    counts = count(np.array([[2.0, 2], [2, 2]]), SCALE).total()
    assert e.estimate(e.ORDINAL[0], counts) == e.Coefficient(1.0)


@given(ratings(coders=(1, 4)))
def test_value_or_reason_but_never_both(array):
    counts = count(array, SCALE).total()
    for statistic in [*e.ORDINAL, *e.byrt_indices(1.0)]:
        result = e.estimate(statistic, counts)
        assert np.isnan(result.value) == bool(result.reason)

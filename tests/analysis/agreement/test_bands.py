import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hiteval.analysis.agreement.bands import SCALES, band_probabilities

DRAWS = arrays(np.float64, st.integers(1, 60), elements=st.floats(-1, 1))


def stated(draws):
    bands = band_probabilities(np.array(draws))
    return {band.scale: band.band for band in bands if band.stated}


@given(DRAWS)
def test_probabilities_of_a_scale_add_up_to_one(draws):
    bands = band_probabilities(draws)
    for scale in SCALES:
        total = sum(band.probability for band in bands if band.scale == scale)
        assert total == pytest.approx(1)


@given(DRAWS)
def test_each_scale_states_one_band(draws):
    bands = band_probabilities(draws)
    assert [band.scale for band in bands if band.stated] == list(SCALES)


def test_sure_agreement_is_stated_at_its_band():
    assert stated([0.85] * 100) == {
        "landis_koch": "almost perfect",
        "altman": "very good",
        "fleiss": "excellent",
    }


def test_band_is_stated_only_with_95_percent():
    assert stated([0.7] * 94 + [0.5] * 6)["landis_koch"] == "moderate"
    assert stated([0.7] * 95 + [0.5] * 5)["landis_koch"] == "substantial"


def test_value_on_a_bound_belongs_to_the_band_above():
    assert stated([0.4])["fleiss"] == "intermediate to good"
    assert stated([0.0])["landis_koch"] == "slight"


def test_undefined_draws_are_left_out():
    assert stated([0.9, np.nan]) == stated([0.9])
    assert band_probabilities(np.array([np.nan])) == []

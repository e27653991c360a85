import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hiteval.analysis.agreement.bands import SCALES, band_probabilities
from hiteval.analysis.agreement.precision import TOO_FEW, Precision

VALUES = st.floats(-0.9, 0.99)
ERRORS = st.floats(0.001, 2)


def known(value, error, freedom=99):
    return Precision(float(np.log1p(-value)), error, freedom, undefined=0)


def stated(value, error):
    bands = band_probabilities(known(value, error))
    return {band.scale: band.band for band in bands if band.stated}


@given(VALUES, ERRORS)
def test_probabilities_of_a_scale_add_up_to_one(value, error):
    bands = band_probabilities(known(value, error))
    for scale in SCALES:
        total = sum(band.probability for band in bands if band.scale == scale)
        assert total == pytest.approx(1)


@given(VALUES, ERRORS)
def test_each_scale_states_one_band(value, error):
    bands = band_probabilities(known(value, error))
    assert [band.scale for band in bands if band.stated] == list(SCALES)


def test_sure_agreement_is_stated_at_its_band():
    assert stated(0.85, error=0.01) == {
        "landis_koch": "almost perfect",
        "altman": "very good",
        "fleiss": "excellent",
    }


@pytest.mark.parametrize(
    ("probability", "band"), [(0.949, "moderate"), (0.951, "substantial")]
)
def test_band_is_stated_only_with_95_percent(probability, band):
    apart = np.log(0.4) - np.log(0.3)  # from 0.7 down to the bound at 0.6
    error = apart / stats.t.ppf(probability, 99)
    assert stated(0.7, error)["landis_koch"] == band


def test_value_on_a_bound_belongs_to_the_band_above():
    assert stated(0.4, error=0.0)["fleiss"] == "intermediate to good"
    assert stated(0.0, error=0.0)["landis_koch"] == "slight"


def test_of_unknown_precision_no_band_is_probable():
    assert band_probabilities(Precision(np.nan, np.nan, 0, 0, TOO_FEW)) == []

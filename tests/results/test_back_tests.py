import pandas as pd
import pytest
from back_tests import EXPECTED, results

pytestmark = pytest.mark.integration

TOLERANCE = 1e-8  # of floats; the files hold nine digits


@pytest.fixture(scope="module")
def got(shipped):
    return results(shipped)


def differences(got, expected):
    """Compare as text, but floats within the tolerance; name the cells that differ."""
    assert list(got.columns) == list(expected.columns)
    assert len(got) == len(expected)
    apart = []
    for column in got:
        if pd.api.types.is_float_dtype(got[column]):
            number = pd.to_numeric(expected[column])
            value = got[column].astype("float64")
            same = (value - number).abs() <= TOLERANCE * (1 + number.abs())
            same |= value.isna() & number.isna()
        else:
            same = got[column].astype("str").fillna("").eq(expected[column].fillna(""))
        apart += [(column, row) for row in same.index[~same]]
    return apart


@pytest.mark.parametrize(
    "name", ["cells", "profiles", "agreement", "robustness", "coverage"]
)
def test_the_shipped_study_gives_what_it_gave(got, name):
    expected = pd.read_csv(EXPECTED / f"{name}.csv", dtype="str")
    assert differences(got[name], expected) == []


def test_every_expected_table_is_compared(got):
    assert {path.stem for path in EXPECTED.iterdir()} == set(got)


def test_a_result_that_moved_is_found(got):
    expected = pd.read_csv(EXPECTED / "agreement.csv", dtype="str")
    table = got["agreement"].assign(value=got["agreement"]["value"] + 1e-6)
    defined = int(table["value"].notna().sum())
    assert len(differences(table, expected)) == defined > 0

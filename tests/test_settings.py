import pytest

from hiteval.errors import StudyError
from hiteval.settings import Settings
from hiteval.yaml_file import read_yaml


@pytest.fixture
def values(folder):
    return read_yaml(folder / "study.yml")


def test_a_period_is_two_dates(values):
    period = Settings.from_yaml(values, "study.yml").period
    assert (period.start.year, period.end.year) == (2019, 2020)


@pytest.mark.parametrize("asked", [{"quotes": True}, {"small_count": 7}])
def test_what_disclosure_cannot_guarantee_cannot_be_asked_for(values, asked):
    values["editions"] = {"public": asked}
    with pytest.raises(
        StudyError, match=r"editions\.public\.\w+: expected Input should"
    ):
        Settings.from_yaml(values, "study.yml")


def test_a_study_must_state_its_limits(values):
    values["limits"] = []
    with pytest.raises(StudyError, match=r"study\.yml, limits: expected Tuple should"):
        Settings.from_yaml(values, "study.yml")

import pytest

from hiteval.errors import StudyError
from hiteval.files.yaml_file import read_yaml
from hiteval.study.settings import Settings


@pytest.fixture
def values(folder):
    return read_yaml(folder / "study.yml")


def test_a_period_is_two_dates(values):
    period = Settings.from_yaml(values, "study.yml").period
    assert (period.start.year, period.end.year) == (2019, 2020)


def test_small_counts_are_hidden_unless_the_study_says_otherwise(values):
    rules = Settings.from_yaml(values, "study.yml").editions.public
    assert (rules.small_count, rules.round_to, rules.min_role_holders) == (7, 5, 3)
    assert rules.quotes is False


def test_a_confidential_strand_is_one_of_the_strands(values):
    values["confidential"] = ["interview"]
    with pytest.raises(StudyError) as error:
        Settings.from_yaml(values, "study.yml")
    assert str(error.value.faults[0]) == (
        "study.yml: expected confidential strands among the strands, not interview; "
        "got another. Correct it."
    )


def test_confidential_strands_need_a_threshold(values):
    values["confidential"] = ["account"]
    values["editions"] = {"public": {"small_count": 2}}
    with pytest.raises(StudyError, match="expected a small_count of at least 3"):
        Settings.from_yaml(values, "study.yml")


def test_a_study_must_state_its_limits(values):
    values["limits"] = []
    with pytest.raises(
        StudyError, match=r"study\.yml, limits: expected at least 1 of them"
    ):
        Settings.from_yaml(values, "study.yml")


@pytest.mark.parametrize("day", [0, "86400.0", "2019", "01/02/2019"])
def test_a_day_is_written_as_one(values, day):
    values["period"]["from"] = day
    with pytest.raises(StudyError, match="expected a day, YYYY-MM-DD"):
        Settings.from_yaml(values, "study.yml")


def test_a_period_ends_after_it_begins(values):
    values["period"] = {"from": "2020-01-01", "to": "2019-01-01"}
    with pytest.raises(StudyError, match="expected a period that ends after it begins"):
        Settings.from_yaml(values, "study.yml")


@pytest.mark.parametrize("contact", ["team@example.org", "https://example.org/tell"])
def test_corrections_go_to_an_address(values, contact):
    settings = Settings.from_yaml(values | {"contact": contact}, "study.yml")
    assert settings.contact == contact


@pytest.mark.parametrize("end", ["", "/"])
def test_the_address_of_a_report_is_that_of_its_folder(values, end):
    address = f"https://example.org:8443/our-teams/2026{end}"
    settings = Settings.from_yaml(values | {"address": address}, "study.yml")
    assert settings.address == "https://example.org:8443/our-teams/2026/"


@pytest.mark.parametrize(
    ("field", "got", "expected"),
    [
        *[
            ("contact", text, "a mail address, or an address that begins with https://")
            for text in ("ask-us", "http://example.org", "javascript:x@b.c/alert(1)")
        ],
        ("published", "1/2/2026", "a day, YYYY-MM-DD"),
        *[
            (
                "address",
                text,
                "the address of the folder that is published, which begins with "
                "https:// and has no query",
            )
            for text in (
                *("http://example.org", "https://example.org/?a=b", "https://host"),
                *("https://example.org/a#b", "https://example.org/index.html"),
                *("https://me@example.org/", 'https://example.org/"><script>', ""),
            )
        ],
    ],
)
def test_what_is_said_of_the_publication_has_its_form(values, field, got, expected):
    with pytest.raises(StudyError) as error:
        Settings.from_yaml(values | {field: got}, "study.yml")
    (fault,) = error.value.faults
    assert (fault.column, fault.expected, fault.got) == (field, expected, f"'{got}'")

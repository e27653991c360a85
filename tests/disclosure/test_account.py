"""A reviewer is told of each output what it shows of the study, and why no more."""

import pytest

from hiteval.disclosure.account import account
from hiteval.disclosure.editions import release
from hiteval.study.reading import read_study

ONE_LESS = "segments (no clearance 'public' 1)"


@pytest.fixture
def told(folder):
    """A study of two teams; a passage of alpha's on `working` is not cleared."""
    path = folder / "segments.csv"
    path.write_text(path.read_text().replace(",public", ",internal", 1))
    study = read_study(folder)
    return lambda name: account(study, release(study, "public"), name)


def test_a_page_counts_the_passages_that_it_is_about(told):
    for page in ("teams/alpha", "cy/teams/alpha", "results/workings-alpha"):
        assert told(page) == f"from 4 of 5 {ONE_LESS}"
    assert told("teams/beta") == "from 1 of 1 segments"
    assert told("results/findings") == f"from 6 of 7 {ONE_LESS}"


def test_a_page_of_an_area_counts_passages_coded_there(told):
    assert told("areas/working") == f"from 6 of 7 {ONE_LESS}"
    assert told("areas/change") == "from 0 of 0 segments"


def test_a_table_counts_its_rows_and_names_the_columns_that_are_left_out(told):
    assert told("downloads/segments.csv") == "6 of 7 rows"
    assert told("downloads/codings.csv") == "8 of 10 rows; without note"

"""A number of teams that a finding states is held against its evidence."""

import pandas as pd
import pytest

from hiteval.analysis.finding_numbers import differing


def found(statement, counted=10, called="teams"):
    row = {"finding_id": "f1", "statement": statement, "teams": counted}
    rows = differing(pd.DataFrame([row]), 23, called)
    return rows[["stated", "of", "counted", "teams"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "statement",
    [
        "In 10 of 23 teams it is told.",
        "It is told, in 10 of the 23 teams, twice.",
        "In ten of 23 teams it is told.",
        "In 11 of 23 sources it is told.",
        "In 2023 it was told in Wales.",
    ],
)
def test_equal_numbers_and_those_of_other_things_are_no_difference(statement):
    assert found(statement) == []


def test_another_number_of_teams_is_told_with_the_evidence_s_own():
    assert found("In 12 of 23 teams it is told.") == [[12, 23, 10, 23]]


def test_another_whole_is_told_too():
    assert found("Of all, 10 of 24 teams tell it.") == [[10, 24, 10, 23]]


def test_teams_are_called_as_the_study_calls_them():
    assert found("In 9 of 23 services it is told.", called="services") == [
        [9, 23, 10, 23]
    ]
    assert found("In 9 of 23 teams it is told.", called="services") == []

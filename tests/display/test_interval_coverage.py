"""The table of simulated coverage, as the method page shows it."""

import pytest
from shown import rows

from hiteval.display import interval_coverage

USED = "log jackknife"


@pytest.fixture(scope="module")
def measured():
    return interval_coverage.measured()


def test_intervals_that_are_given_hold_the_truth_as_often_as_they_promise(measured):
    given = measured[measured["sources"] >= 40]
    assert given[USED].between(0.93, 0.97).all()


def test_no_other_method_comes_as_near_to_95_percent(measured):
    off = (
        measured.query("sources >= 20")[list(interval_coverage.METHODS)] - 0.95
    ).abs()
    assert off.mean().idxmin() == USED


def test_methods_are_shown_one_below_the_other_the_used_one_first(measured):
    shown = rows(interval_coverage.as_table(measured))
    assert shown[0] == ["Of", *(f"{n} sources" for n in (10, 20, 40, 80, 150))]
    heads = [row[0] for row in shown if len(row) == 1]
    assert heads == list(interval_coverage.METHODS.values())
    assert len(shown) == 1 + 4 * (1 + 8)

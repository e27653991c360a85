import pandas as pd
import pytest

from hiteval.analysis.measures import comparable, folded, interval, months


def one(text):
    return pd.Series([text], dtype="str")


def month(year, number):
    return year * 12 + number


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2016", month(2016, 1), month(2016, 12)),
        ("2016-07", month(2016, 7), month(2016, 7)),
        ("2017-10-18", month(2017, 10), month(2017, 10)),
        ("2016-17", month(2016, 4), month(2017, 3)),
        ("2020/21", month(2020, 4), month(2021, 3)),
        ("2011-12", month(2011, 4), month(2012, 3)),
        ("2016-07/2017-03", month(2016, 7), month(2017, 3)),
        ("2016-13", month(2016, 1), month(2016, 12)),  # no month, no reporting year
        ("2015 against 2014", month(2014, 1), month(2015, 12)),
        ("as at 2013-12", month(2013, 12), month(2013, 12)),
    ],
)
def test_a_period_is_read_as_months(period, start, end):
    assert months(one(period)).loc[0].tolist() == [start, end]


@pytest.mark.parametrize("period", ["undated", "first year", None, "12345"])
def test_a_period_without_a_year_has_no_months(period):
    assert months(one(period)).loc[0].isna().all()


def test_months_keep_the_index():
    assert months(pd.Series(["2016", None], index=[7, 3])).index.tolist() == [7, 3]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("95% CI -254 to 77", [-254, 77]),
        ("odds ratio (95% CI 0.83 to 1.26)", [0.83, 1.26]),
        ("95 per cent CI: \u22123 to 2", [-3, 2]),
    ],
)
def test_an_interval_is_read(text, ends):
    assert interval(one(text)).loc[0].tolist() == ends


def test_no_interval_is_missing():
    assert interval(one("12 before")).loc[0].isna().all()


def test_folding_collapses_case_and_spaces():
    assert folded(pd.Series(["  GPs \n Trained", None])).tolist() == ["gps trained", ""]


def row(**cells):
    blank = {"measure": "m", "period": "2016", "qualifier": None, "unit": None}
    table = pd.DataFrame([blank | {"value": 80} | cells])
    text = table.columns.drop("value")
    return comparable(table.astype(dict.fromkeys(text, "str"))).loc[0]


def test_a_qualifier_in_brackets_is_taken_from_the_name():
    cells = row(measure="People  asked (more than)", unit="people")
    assert (cells["name"], cells["said"]) == ("people asked", "more than 80 people")
    assert (cells["low"], cells["high"]) == (80, float("inf"))


def test_at_most_has_no_lower_bound():
    cells = row(qualifier="Fewer than")
    assert (cells["low"], cells["high"]) == (-float("inf"), 80)


def test_about_leaves_the_value_as_it_is():
    cells = row(measure="people asked (about)")
    assert (cells["low"], cells["high"], cells["name"]) == (80, 80, "people asked")


def test_brackets_of_another_kind_stay_in_the_name():
    assert row(measure="kits (two areas)")["name"] == "kits (two areas)"

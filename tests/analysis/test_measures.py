import pandas as pd
import pytest

from hiteval.analysis.measures import comparable, folded, interval, is_ratio, months


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
        ("RR 1.02, 95 % CI 0.83\u20131.26", [0.83, 1.26]),
        ("HR 0.7 (95% CI 0.5-1.1)", [0.5, 1.1]),
        ("OR 0.56 (95% CI, 0.16, 1.88)", [0.16, 1.88]),
        ("95% CI [0.8; 1.2]", [0.8, 1.2]),
        ("(95% confidence interval 0.8 to 1.2)", [0.8, 1.2]),
        ("95% confidence interval [CI]: 0.8 to 1.2", [0.8, 1.2]),
        ("95% confidence interval (CI) 0.8 to 1.2", [0.8, 1.2]),
        ("relative risk, 90% CI 0.8 to 1.2", [0.8, 1.2]),
        ("99 % CI from 0.8 to 1.2", [0.8, 1.2]),
        ("CI 0.8 to 1.2", [0.8, 1.2]),
        ("CI95 0.8 to 1.2", [0.8, 1.2]),
        ("C.I. (95%) 0.8 to 1.2", [0.8, 1.2]),
        ("95% CrI 0.8 to 1.2", [0.8, 1.2]),
        ("95% CI \u00a3-1,254 to \u00a32,077", [-1254, 2077]),
        ("95% CI \u2212\u00a31,254.50 to \u00a377", [-1254.5, 77]),
        ("95% CI -0.3--0.1", [-0.3, -0.1]),
        ("95% CI 0\u00b783 to 1\u00b726", [0.83, 1.26]),
        ("95% CI 1% to 12%", [1, 12]),
        ("95% CI between 3 and 12", [3, 12]),
    ],
)
def test_an_interval_is_read(text, ends):
    assert interval(one(text)).loc[0, ["lower", "upper"]].tolist() == ends


@pytest.mark.parametrize(
    ("text", "level"),
    [("90% CI 1 to 2", "90%"), ("99.5 % CI 1 to 2", "99.5 %")],
)
def test_the_level_of_an_interval_is_kept_as_written(text, level):
    assert interval(one(text))["level"].tolist() == [level]


@pytest.mark.parametrize(
    "text", ["odds ratio", "RR", "aOR", "adj. HR", "relative risk", "Hazard", "IRR"]
)
def test_a_ratio_is_known_by_its_usual_names(text):
    assert is_ratio(one(f"{text} of falls")).all()


@pytest.mark.parametrize("text", ["days or nights", "hr per week", "chr", "GBP"])
def test_what_is_no_ratio_is_none(text):
    assert not is_ratio(one(text)).any()


def test_no_interval_is_missing():
    for text in ("12 before", "the City 3 to 4", "12 to 15", "NICE 3 to 4"):
        assert interval(one(text)).loc[0].isna().all()


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

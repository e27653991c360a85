import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scales import SCALE, scale

from hiteval.analysis.evidence import source_evidence
from hiteval.analysis.recency import early_and_late, halves, recency


def found(*dates):
    """Give a team one source for each date, two passages each; None is undated."""
    ids = [f"s{n}" for n in range(len(dates))]
    sources = pd.DataFrame({"source_id": ids, "date": dates}).astype("str")
    sources["date"] = sources["date"].where([d is not None for d in dates])
    sources["date_precision"] = sources["date"].str.len().map({4: "year", 7: "month"})
    rated = pd.DataFrame({"source_id": ids * 2, "team_id": "t", "criterion_id": "c"})
    return recency(rated, sources)


def test_the_newest_source_is_named_with_its_precision():
    (row,) = found("2014", "2016-05", "2015-12").to_dict("records")
    assert (row["date"], row["date_precision"], row["undated"]) == (
        "2016-05",
        "month",
        0,
    )


def test_of_a_year_and_a_month_in_it_the_month_is_named():
    assert found("2016", "2016-01")["date"].tolist() == ["2016-01"]


def test_undated_sources_are_counted_once_and_never_newest():
    (row,) = found(None, "2014", None).to_dict("records")
    assert (row["date"], row["undated"]) == ("2014", 2)


def test_where_no_source_is_dated_there_is_no_newest():
    (row,) = found(None).to_dict("records")
    assert pd.isna(row["date"])
    assert row["undated"] == 1


def test_what_has_no_evidence_has_no_row():
    assert found().empty


@given(st.lists(st.sampled_from(["2014", "2015-02", None]), min_size=1), st.randoms())
def test_the_order_of_sources_never_matters(dates, random):
    shuffled = random.sample(dates, len(dates))
    pd.testing.assert_frame_equal(found(*dates), found(*shuffled))


def half_of(dates, of=SCALE, rating=1):
    """Place sources s00, s01 and so on of a team, each of which supports criterion c.

    A source is dated, undated (None), or dated with a rating of its own.
    """
    pairs = [d if isinstance(d, tuple) else (d, rating) for d in dates]
    ids = [f"s{n:02}" for n in range(len(pairs))]
    sources = pd.DataFrame({"source_id": ids, "date": [d for d, _ in pairs]})
    rows = {"source_id": ids, "team_id": "t", "criterion_id": "c"}
    rated = pd.DataFrame(rows | {"rating": [float(r) for _, r in pairs]})
    by_source = source_evidence(rated, of)
    placed = early_and_late(by_source, sources.astype({"date": "str"}), of)
    return placed, halves(by_source, placed, of)


def sides(dates, **options):
    return half_of(dates, **options)[0]["half"].fillna("-").str[0].str.cat()


def test_halves_part_at_the_turn_of_a_year_nearest_the_median():
    assert sides(["2012", "2013", "2014-05", "2015"]) == "eell"
    assert sides(["2012", "2013", "2013-11", "2015", "2016"]) == "eeell"


def test_of_two_turns_as_near_the_first_is_taken():
    assert sides(["2012", "2014", "2014-02", "2016"]) == "elll"


def test_a_year_is_never_in_both_halves_whatever_else_a_date_says():
    assert sides(["2014", "2014-01-01", "2014-12", "2015"]) == "eeel"


def test_undated_sources_are_in_no_half():
    assert sides(["2012", None, "2013", "2014", None, "2015"]) == "e-el-l"


@pytest.mark.parametrize("dates", [["2012", "2013", "2014"], ["2014"] * 9, [None], []])
def test_too_few_dated_sources_or_years_make_no_halves(dates):
    placed, rated = half_of(dates)
    assert placed["half"].isna().all()
    assert rated.empty


def test_a_rule_that_asks_for_more_sources_asks_for_more_in_each_half():
    years = ["2012", "2013", "2014", "2015"]
    assert sides(years, of=scale(-2, -1, 0, 1, 2, explicit=3)) == "----"


def test_each_half_is_rated_alone_by_the_rule():
    early, late = [("2012", 1), ("2013", 1)], [("2014", 2), ("2015", 2)]
    (row,) = half_of(early + late)[1].to_dict("records")
    assert (row["early"], row["late"], row["change"]) == (1, 2, "higher")
    (row,) = half_of([(d, -r) for d, r in early + late])[1].to_dict("records")
    assert (row["early"], row["late"], row["change"]) == (-1, -2, "lower")


def test_of_a_half_with_one_source_no_change_is_claimed():
    (row,) = half_of([("2012", -1), *["2013"] * 3])[1].to_dict("records")
    assert (row["early"], row["late"]) == (-1, 1)
    assert (row["early_sources"], row["late_sources"]) == (1, 3)
    assert pd.isna(row["change"])


def test_a_silent_half_has_no_rating():
    ids = ["s0", "s1", "s2", "s3"]
    rows = {"source_id": ids, "team_id": "t", "rating": 1.0}
    rated = pd.DataFrame(rows | {"criterion_id": ["c", "c", "d", "d"]})
    dated = pd.DataFrame({"source_id": ids, "date": ["2012", "2013", "2014", "2015"]})
    by_source = source_evidence(rated, SCALE)
    found = halves(by_source, early_and_late(by_source, dated, SCALE), SCALE)
    assert found["early"].tolist() == [1, pd.NA]
    assert found["late_sources"].tolist() == [0, 2]


DATES = st.sampled_from(["2012", "2013-05", "2013", "2014-01-31", "2016", None])
DATED = st.lists(st.tuples(DATES, st.integers(-2, 2)), min_size=1, max_size=12)


@given(DATED, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_half(dated, random):
    found = half_of(dated)[1]
    again = half_of(random.sample(dated, len(dated)))[1]
    pd.testing.assert_frame_equal(found, again)


@given(DATED)
def test_undated_sources_change_no_half(dated):
    known = [(date, rating) for date, rating in dated if date]
    pd.testing.assert_frame_equal(half_of(dated)[1], half_of(known)[1])


@given(DATED)
def test_every_early_year_is_before_every_late_one(dated):
    years = half_of(dated)[0].groupby("half")["year"].agg(["min", "max"])
    assert len(years) != 1
    if len(years):
        assert years.loc["early", "max"] < years.loc["late", "min"]

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.recency import recency


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

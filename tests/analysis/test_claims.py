import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis import claims

SOURCES = pd.DataFrame(
    {
        "source_id": ["d1", "d2", "a1", "a2"],
        "strand": ["document", "document", "account", "account"],
    }
).astype("str")
COLUMNS = ["source_id", "value", "period", "measure", "unit", "qualifier", "comparator"]
DEFAULTS = ("2016", "people trained", "people", None, None)


def measures(*rows):
    """Make measures of team t1; a row may stop after any column from value on."""
    filled = [(*row, *DEFAULTS[len(row) - 2 :]) for row in rows]
    table = pd.DataFrame(filled, columns=COLUMNS).assign(team_id="t1")
    return table.astype(dict.fromkeys(table.columns, "str") | {"value": "Float64"})


def events(*rows):
    """Make events of rows (event, date); the precision follows from the length."""
    table = pd.DataFrame(rows, columns=["event", "date"], dtype="str")
    precision = table["date"].str.len().map({10: "day", 7: "month", 4: "year"})
    return table.assign(
        team_id="t1",
        date_precision=precision.fillna("unknown"),
        source_id=[f"s{i}" for i in range(len(table))],
    )


def kinds(*rows):
    return claims.differing_measures(measures(*rows), SOURCES)["kind"].tolist()


def test_two_sources_with_other_values_of_one_period_are_a_pair():
    found = claims.differing_measures(measures(("d1", 5), ("d2", 6.5)), SOURCES).loc[0]
    assert (found["kind"], found["about"]) == (claims.SAME_PERIOD, "people trained")
    assert (found["first"], found["second"]) == ("5 people", "6.5 people")
    assert (found["first_source_id"], found["second_source_id"]) == ("d1", "d2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("d1", 5), ("d2", 5)),
        (("d1", 5), ("d1", 6)),
        (("d1", 5, "2015"), ("d2", 6, "2016")),
        (("d1", 5, "undated"), ("d2", 6, "2016")),
        (("d1", 5, "2016", "people trained"), ("d2", 6, "2016", "people asked")),
        (("d1", 5, "2016", "people trained", "GBP"), ("d2", 6)),
    ],
)
def test_what_does_not_contradict_is_no_pair(one, other):
    assert kinds(one, other) == []


def test_names_are_compared_without_case_and_spaces():
    one, other = ("d1", 5, "2016"), ("d2", 6, " 2016 ", "People  TRAINED")
    assert kinds(one, other) == [claims.SAME_PERIOD]


def test_periods_that_overlap_are_a_pair_of_their_own_kind():
    rows = ("d1", 11, "2014-12 to 2015-02"), ("d2", 10, "2014-12 to 2015-05")
    assert kinds(*rows) == [claims.OVERLAPPING]


def test_without_a_period_only_other_strands_are_a_pair():
    assert kinds(("d1", 5, None), ("a1", 6, None)) == [claims.OTHER_STRAND]
    assert kinds(("d1", 5, None), ("d2", 6, None)) == []


@pytest.mark.parametrize(
    ("more_than", "expected"), [(80, []), (200, [claims.SAME_PERIOD])]
)
def test_more_than_allows_what_is_more(more_than, expected):
    bracket = ("d1", more_than, "2016", "People trained (more than)")
    column = ("d1", more_than, "2016", "people trained", "people", "more than")
    assert kinds(bracket, ("d2", 140)) == kinds(column, ("d2", 140)) == expected


def test_three_sources_make_every_pair():
    assert len(kinds(("d1", 5), ("d2", 6), ("a1", 7))) == 3


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2014", "2014-05", 0),
        ("2014-05", "2014-05-31", 0),
        ("2016-02-17", "2016-03", 1),
        ("2014", "2015-01-01", 1),
        ("2014-05-01", "2014-05-02", 1),
        ("2014", None, 0),
    ],
)
def test_dates_are_compared_at_the_coarser_precision(one, other, found):
    table = events(("accredited", one), ("accredited", other))
    assert len(claims.incompatible_dates(table)) == found


def test_an_event_that_can_recur_may_have_many_dates():
    table = events(("reviewed", "2014"), ("reviewed", "2015"), ("launched", "2016"))
    assert claims.incompatible_dates(table).empty


@pytest.mark.parametrize(
    ("unit", "comparator", "uncertain"),
    [
        ("GBP", "95% CI -254 to 77", True),
        ("GBP", "95% CI \u2212254 to \u221212.5", False),
        ("odds ratio (95% CI 0.83 to 1.26)", None, True),
        ("odds ratio (95% CI 0.14 to 0.51)", None, False),
        ("odds ratio (95% CI 1 to 1.5)", None, True),
        ("GBP", "12 before", False),
    ],
)
def test_an_interval_is_held_against_no_effect(unit, comparator, uncertain):
    table = measures(("d1", 1, "2016", "change", unit, None, comparator))
    assert len(claims.uncertain_results(table)) == uncertain


RESULT = ("d1", -84, "2015", "change in cost", "GBP", None, "95% CI -254 to 77")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (("a1", 170000, None, "annual saving", "GBP per year"), 1),
        (("a1", 170000, None, "annual investment", "GBP per year"), 0),
        (("a1", 9, None, "fall in admissions", "per cent"), 0),
        (("d1", 170000, None, "annual saving", "GBP per year"), 0),
        (("a1", -9, None, "saving", "GBP", None, "95% CI -12 to -3"), 0),
    ],
)
def test_a_claimed_effect_is_set_against_an_interval_with_none(claim, found):
    assert len(claims.claimed_effects(measures(RESULT, claim))) == found


def test_a_claimed_effect_shows_both_sides():
    claim = ("a1", 170000, "2017", "annual saving", "GBP per year")
    row = claims.claimed_effects(measures(claim, RESULT)).loc[0]
    assert row["first"] == "annual saving: 170000 GBP per year"
    assert row["second"] == "-84 GBP, 95% CI -254 to 77"
    assert (row["about"], row["team_id"]) == ("change in cost", "t1")


def test_no_rows_give_no_claims_in_the_same_columns():
    found = claims.claims_to_check(measures(), events(), SOURCES)
    assert found.empty
    assert found.columns.tolist() == claims.CLAIM_COLUMNS


def test_all_kinds_are_collected_in_one_table():
    claim = ("a1", 170000, "2017", "annual saving", "GBP per year")
    table = measures(RESULT, claim, ("d1", 5), ("d2", 6))
    dates = events(("launched", "2014"), ("launched", "2015"))
    found = claims.claims_to_check(table, dates, SOURCES)["kind"].tolist()
    assert found == [claims.DATES, claims.NO_EFFECT, claims.SAME_PERIOD]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(SOURCES["source_id"].tolist()),
        st.integers(1, 4),
        st.sampled_from(["2016", "2016-05", "2017", None]),
        st.sampled_from(["people trained", "people asked (more than)"]),
    ),
    max_size=6,
    unique=True,
)


@given(ROWS, st.randoms(use_true_random=False))
@at_most(25)
def test_the_order_of_rows_never_matters(rows, random):
    shuffled = random.sample(rows, len(rows))
    there, again = (
        claims.claims_to_check(measures(*r), events(), SOURCES)
        for r in (rows, shuffled)
    )
    columns = claims.CLAIM_COLUMNS
    pd.testing.assert_frame_equal(
        there.sort_values(columns, ignore_index=True),
        again.sort_values(columns, ignore_index=True),
    )


@given(ROWS)
@at_most(25)
def test_another_team_adds_only_its_own_pairs(rows):
    table = measures(*rows)
    both = pd.concat([table, table.assign(team_id="t2")], ignore_index=True)
    alone, found = (claims.differing_measures(t, SOURCES) for t in (table, both))
    assert found["team_id"].tolist().count("t1") == len(alone)
    assert len(found) == 2 * len(alone)


@pytest.mark.parametrize("date", [None, "2016"])
def test_one_event_or_none_dated_gives_no_claim(date):
    table = events(("launched", date), ("renamed", "2014"), ("renamed", "2015"))
    assert claims.incompatible_dates(table).empty

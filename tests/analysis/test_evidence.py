import numpy as np
import pandas as pd
import pytest
from coding_data import NOTHING_SETTLED
from hypothesis import given
from hypothesis import strategies as st
from scales import LONG

from hiteval.analysis import coded_segments, evidence


@pytest.fixture
def rated(study):
    return coded_segments.segment_ratings(
        study.codings, study.segments, study.adjudications
    )


def test_a_source_may_support_and_contradict(study, rated):
    turned = rated.assign(source_id="a1", criterion_id="working.means")
    by_source = evidence.source_evidence(turned, study.framework.rating_scale)
    alpha = by_source[by_source["team_id"] == "alpha"].iloc[0]
    assert alpha[["supporting", "contrary"]].tolist() == [True, True]


def test_only_the_end_of_the_scale_is_explicit(study, rated):
    by_source = evidence.source_evidence(rated, study.framework.rating_scale)
    means = by_source[by_source["criterion_id"] == "working.means"]
    assert not means["contrary_explicitly"].any()  # -1.5 is not -2


def test_every_team_stands_on_every_criterion(study, rated):
    by_source = evidence.source_evidence(rated, study.framework.rating_scale)
    counts = evidence.tally(by_source, ["gamma", "alpha"], ["change.results"])
    assert counts[["team_id", "sources"]].to_numpy().tolist() == [
        ["gamma", 0],
        ["alpha", 0],
    ]


def test_years_follow_one_another_and_undated_comes_last(study):
    years = evidence.by_year(study.segments, study.sources)
    assert years["year"].fillna("undated").tolist() == [
        *["2019", "2020", "2020", "undated"],
    ]
    assert years["segments"].tolist() == [2, 3, 1, 1]


CODINGS = st.lists(
    st.tuples(st.sampled_from("pqrs"), st.sampled_from("xyz"), st.integers(-2, 2)),
    min_size=1,
    unique_by=lambda coding: coding[:2],
)


def by_hand(codings):
    """Count supporting and contrary segments with plain Python."""
    medians = {
        s: np.median([r for t, _, r in codings if t == s]) for s, _, _ in codings
    }
    return (
        sum(median > 0 for median in medians.values()),
        sum(median < 0 for median in medians.values()),
    )


@given(CODINGS, st.randoms())
def test_counts_match_plain_python_in_any_order(study, codings, random):
    random.shuffle(codings)
    table = pd.DataFrame(codings, columns=["segment_id", "coder_id", "rating"])
    table = table.astype({"rating": "Int64"}).assign(criterion_id="c", about=pd.NA)
    segments = pd.DataFrame({"segment_id": list("pqrs"), "source_id": list("1234")})
    rated = coded_segments.segment_ratings(
        table, segments.assign(team_id="t"), NOTHING_SETTLED
    )
    by_source = evidence.source_evidence(rated, study.framework.rating_scale)
    counts = evidence.tally(by_source, ["t"], ["c"]).iloc[0]
    assert (counts["supporting"], counts["contrary"]) == by_hand(codings)


def test_levels_between_are_numbered_from_the_neutral_one_outwards():
    assert evidence.flags(LONG) == {
        "supporting": 1,
        "supporting_2": 2,
        "supporting_explicitly": 3,
        "contrary": -1,
        "contrary_2": -2,
        "contrary_explicitly": -3,
    }

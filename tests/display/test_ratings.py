"""Ratings: what leads where, why each is given, and what is said of none."""

import pandas as pd
from shown import rows, view

from hiteval.display import ratings
from hiteval.results.evaluation import evaluate


def test_a_rating_far_from_the_evidence_is_listed(tiny):
    beta = tiny.study.ratings.assign(rating=pd.array([1, 2, 2], dtype="Int64"))
    far = evaluate(tiny.study.with_tables({"ratings": beta}))
    assert rows(view(ratings.far_from_evidence, far))[1][:3] == ["Beta", "Means", "+2"]


def test_no_rating_far_from_the_evidence_is_said(tiny):
    assert view(ratings.far_from_evidence, tiny).text == (
        "<p>No rating lies far from what the evidence proposes.</p>"
    )


def test_coverage_counts_criteria_sources_and_segments(tiny):
    assert rows(view(ratings.coverage, tiny.all_teams()))[1:] == [
        ["Alpha", "2 of 3", "3", "5"],
        ["Beta", "1 of 3", "1", "1"],
        ["Gamma", "0 of 3", "0", "0"],
    ]


def test_a_profile_counts_levels_and_keeps_the_median_apart(tiny):
    head, working, change = rows(view(ratings.profile, tiny.team("alpha")))
    assert dict(zip(head, working, strict=True))["Median"] == "+1.25"
    assert dict(zip(head, change, strict=True)) == {
        "Area": "Change",
        "Kind": "outcome",
        "Strong (+2)": "0",
        "Present (+1)": "0",
        "Mixed (0)": "0",
        "Difficult (−1)": "0",
        "Failing (−2)": "0",
        "Between": "0",
        "No evidence": "1",
        "Coverage": "0 of 1",
        "Median": "–",
    }


def test_a_concluded_team_is_marked(tiny):
    events = tiny.study.team_events.assign(event="concluded")
    of = evaluate(tiny.study.with_tables({"team_events": events})).all_teams()
    marked = {line[0] for line in rows(view(ratings.coverage, of))[1:]}
    ended = of.teams["team_id"].isin(events["team_id"])
    expected = of.teams["name"] + ended.map({True: " (concluded)", False: ""})
    assert marked == set(expected)

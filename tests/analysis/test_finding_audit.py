"""Counted evidence on the other side that a finding lists nowhere is overlooked."""

import pandas as pd

from hiteval.analysis.finding_audit import overlooked, sides, suggestions

RATED = pd.DataFrame(
    [
        ("a", "means", "a1", "s1", 2.0),
        ("a", "means", "a1", "s2", -1.0),
        ("a", "means", "a2", "s3", 0.0),
        ("a", "reach", "a2", "s4", -2.0),
        ("b", "means", "b1", "s5", -0.5),
        ("whole", "means", "w1", "s6", -2.0),
    ],
    columns=["team_id", "criterion_id", "source_id", "segment_id", "rating"],
)


def findings(team_ids=None, segment_ids="s1", contrary=None):
    row = {
        "finding_id": "f1",
        "criterion_ids": "means",
        "team_ids": team_ids,
        "segment_ids": segment_ids,
        "contrary_segment_ids": contrary,
    }
    return pd.DataFrame([row])


def missed(found, middle=0):
    return overlooked(found, RATED, ["a", "b"], middle)["segment_id"].tolist()


def test_only_its_criteria_and_teams_count():
    assert missed(findings("a")) == ["s2"]


def test_a_finding_that_names_no_team_is_about_every_team_proper():
    assert missed(findings()) == ["s2", "s5"]


def test_a_partnership_that_is_named_counts():
    assert missed(findings("whole")) == ["s6"]


def test_what_is_listed_on_either_side_is_not_overlooked():
    assert missed(findings(contrary="s5; s2")) == []


def test_the_side_is_that_of_most_supporting_segments():
    assert missed(findings(segment_ids="s2;s5")) == ["s1"]
    assert sides(findings(segment_ids="s2;s5"), RATED, 0).tolist() == [-1]


def test_without_a_side_nothing_is_overlooked():
    assert missed(findings(segment_ids="s1;s2")) == []
    assert missed(findings(segment_ids="s3")) == []
    assert missed(findings(), middle=None) == []
    assert sides(findings(segment_ids="s3"), RATED, 0).isna().all()


def test_no_findings_overlook_nothing():
    none = overlooked(findings().iloc[:0], RATED, ["a"], 0)
    assert len(none) == 0
    assert none.columns[0] == "finding_id"


def suggested(found, middle=0):
    rows = suggestions(found, RATED, ["a", "b"], middle)
    columns = ["segment_id", "sign", "listed"]
    return rows[columns].fillna({"listed": "", "sign": 9}).to_numpy().tolist()


def test_every_counted_segment_on_its_criteria_and_teams_is_suggested():
    assert suggested(findings("a", contrary="s3")) == [
        ["s1", 1, "for"],
        ["s2", -1, ""],
        ["s3", 0, "against"],
    ]


def test_on_a_scale_without_a_neutral_level_nothing_has_a_sign():
    assert suggested(findings("a"), None) == [
        ["s1", 9, "for"],
        ["s2", 9, ""],
        ["s3", 9, ""],
    ]


def test_without_findings_nothing_is_suggested():
    assert suggested(findings().iloc[:0]) == []

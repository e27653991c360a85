import pandas as pd
from coding_data import CODINGS, SEGMENTS, grid
from pandas.testing import assert_frame_equal

from hiteval.analysis.agreement.comparisons import SAME_CRITERION, SAME_RATING
from hiteval.analysis.agreement.disagreements import disagreements, marginals

SCALE = [-2, -1, 0, 1, 2]


def test_widest_gap_comes_first_then_criterion_given_by_one():
    table = disagreements(grid(), SCALE)
    assert table["segment_id"].tolist() == ["s3", "s1", "s1", "s2"]
    assert table["criterion_id"].tolist() == ["b", "a.one", "b", "b"]
    assert table["gap"].tolist() == [4, 1, pd.NA, pd.NA]
    assert table["about"].tolist() == [SAME_RATING] * 2 + [SAME_CRITERION] * 2


def test_equal_gaps_go_by_team_then_segment():
    teams = SEGMENTS.assign(team_id=["v", "v", "t", "u"])
    equal = CODINGS.assign(rating=CODINGS["coder_id"].eq("ann").astype("Int64"))
    table = disagreements(grid(equal, teams), SCALE)
    known = table[table["gap"].notna()]
    assert known["team_id"].tolist() == ["t", "v", "v"]
    assert known["segment_id"].tolist() == ["s3", "s1", "s2"]


def test_each_disagreement_shows_every_coders_rating():
    table = disagreements(grid(), SCALE)
    assert table["rating_ann"].tolist() == [2, 2, 1, pd.NA]
    assert table["rating_bob"].tolist() == [-2, 1, pd.NA, -1]
    assert table["team_id"].tolist() == ["t"] * 4


def test_coder_who_did_not_see_a_segment_cannot_disagree():
    assert "s4" not in set(disagreements(grid(), SCALE)["segment_id"])
    seen = pd.DataFrame({"segment_id": ["s4"], "coder_id": ["bob"]})
    assert "s4" in set(disagreements(grid(seen=seen), SCALE)["segment_id"])


def test_same_ratings_that_one_of_three_did_not_give_have_no_gap():
    rows = [("s2", "cat", "b", -1)]
    third = pd.DataFrame(rows, columns=CODINGS.columns)
    table = disagreements(grid(pd.concat([CODINGS, third])), SCALE)
    zero = table[(table["segment_id"] == "s2") & (table["criterion_id"] == "a.two")]
    assert zero["gap"].tolist() == [0]
    assert zero[["given_by", "seen_by"]].to_numpy().tolist() == [[2, 3]]


def test_order_of_rows_does_not_change_the_list():
    turned = grid(CODINGS.iloc[::-1], SEGMENTS.iloc[::-1])
    assert_frame_equal(disagreements(turned, SCALE), disagreements(grid(), SCALE))


def test_study_without_codings_has_nothing_to_settle():
    assert disagreements(grid(CODINGS.head(0)), SCALE).empty
    assert marginals(grid(CODINGS.head(0)), SCALE).empty


def test_marginals_of_criteria_are_of_the_segments_seen():
    table = marginals(grid(), SCALE).set_index(["question", "coder_id", "category"])
    ann = table.loc[(SAME_CRITERION, "ann", "a.one")]
    bob = table.loc[(SAME_CRITERION, "bob", "b")]
    assert (ann["count"], ann["of"], ann["share"]) == (2, 4, 0.5)
    assert (bob["count"], bob["of"]) == (2, 3)


def test_marginals_of_ratings_are_of_the_comparable_codings():
    table = marginals(grid(), SCALE)
    ann = table[(table["question"] == SAME_RATING) & (table["coder_id"] == "ann")]
    assert ann["category"].tolist() == ["-2", "-1", "0", "1", "2"]
    assert ann["count"].tolist() == [0, 0, 1, 0, 2]
    assert ann["of"].unique().tolist() == [3]

"""A slice of some teams holds what is theirs, and nothing of others."""

from dataclasses import replace

import pandas as pd
import pytest

from hiteval.study import schema
from hiteval.study.reading import read_study
from hiteval.study.team_slices import each_of, of_teams
from hiteval.study.writing import write_study


@pytest.fixture(scope="module")
def settled(study):
    """Settle a segment of each of two teams."""
    rows = pd.DataFrame(
        {
            "segment_id": ["a1-s2", "b1-s1"],
            "criterion_id": "working.means",
            "about": ["context", "team"],
            "rating": pd.array([-1, -2], dtype="Int64"),
            "reason": "It says so.",
        }
    )
    table = rows.reindex(columns=list(study.adjudications))
    return study.with_tables({"adjudications": table})


def test_what_names_a_segment_goes_with_it(settled):
    alpha = of_teams(settled, ["alpha"])
    assert set(alpha.segments["team_id"]) == {"alpha"}
    for name in ("codings", "adjudications"):
        segments = set(alpha.tables[name]["segment_id"])
        assert segments
        assert segments <= set(alpha.segments["segment_id"])


def test_many_slices_at_once_are_those_made_one_by_one(settled):
    ids = settled.teams["team_id"].tolist()
    for team_id, made in zip(ids, map(each_of(settled), ids), strict=True):
        alone = of_teams(settled, [team_id])
        for name in ("segments", "codings", "adjudications", "sources"):
            pd.testing.assert_frame_equal(made.tables[name], alone.tables[name])


@pytest.fixture(scope="module")
def found(study):
    """Add a finding about alpha, one that uses a segment of alpha, and one of beta."""
    rows = pd.DataFrame(
        {
            "finding_id": ["f1", "f2", "f3"],
            "statement": "Money is short.",
            "criterion_ids": "working.means",
            "team_ids": ["alpha", "beta", "beta"],
            "segment_ids": ["b1-s1", "b1-s1;a1-s1", "b1-s1"],
        }
    )
    findings = schema.typed("findings", rows)
    return replace(study.with_tables({"findings": findings}), model="Whole.")


def test_a_finding_goes_to_the_teams_that_it_names_or_whose_segments_it_lists(found):
    alpha = of_teams(found, ["alpha"]).findings
    assert alpha["finding_id"].tolist() == ["f1", "f2"]
    assert alpha["segment_ids"].fillna("").tolist() == ["", "a1-s1"]
    assert alpha["segments_not_shown"].tolist() == [1, 1]


def test_the_model_in_words_is_the_partnerships_alone(found):
    assert of_teams(found, ["alpha"]).model == ""
    assert of_teams(found, ["whole"]).model == "Whole."


def test_findings_are_sliced_alike_one_by_one_and_all_at_once(found):
    made = each_of(found)("alpha")
    alone = of_teams(found, ["alpha"])
    pd.testing.assert_frame_equal(made.findings, alone.findings)


def test_a_slice_with_findings_of_others_is_read_back(found, tmp_path):
    settings = found.settings.model_copy(update={"edition": "public"})
    write_study(of_teams(replace(found, settings=settings), ["alpha"]), tmp_path)
    assert read_study(tmp_path).findings["finding_id"].tolist() == ["f1", "f2"]

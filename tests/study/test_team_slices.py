"""A slice of some teams holds what is theirs, and nothing of others."""

import pandas as pd
import pytest

from hiteval.study.team_slices import of_teams, team_studies


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
    for team_id, made in zip(ids, team_studies(settled, ids), strict=True):
        alone = of_teams(settled, [team_id])
        for name in ("segments", "codings", "adjudications", "sources"):
            pd.testing.assert_frame_equal(made.tables[name], alone.tables[name])

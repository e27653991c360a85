import pandas as pd

from hiteval.analysis.theory_of_change import by_part, links

PUBLIC, MEANS, RESULTS = "working.public", "working.means", "change.results"


def coded(*rows):
    names = ["team_id", "source_id", "segment_id", "criterion_id"]
    return pd.DataFrame(rows, columns=names)


def test_a_source_and_a_segment_count_once_for_each_part():
    rated = coded(
        ("a", "s1", "p1", PUBLIC),
        ("a", "s1", "p1", PUBLIC),
        ("a", "s1", "p2", PUBLIC),
        ("b", "s2", "p3", MEANS),
    )
    found = by_part(rated, rated["criterion_id"])
    assert found.loc[PUBLIC].tolist() == [1, 2]
    assert found.loc[MEANS].tolist() == [1, 1]


def test_a_link_needs_one_source_that_speaks_of_both_areas_for_one_team(study):
    rated = coded(
        ("a", "s1", "p1", PUBLIC),
        ("a", "s1", "p2", MEANS),  # process again: counted once
        ("a", "s1", "p3", RESULTS),
        ("b", "s2", "p4", PUBLIC),
        ("b", "s3", "p5", RESULTS),  # another source
        ("c", "s4", "p6", PUBLIC),
        ("d", "s4", "p7", RESULTS),  # another team
    )
    (link,) = links(rated, study.framework).to_dict("records")
    assert link == {"process": "working", "outcome": "change", "sources": 1, "teams": 1}


def test_one_source_of_two_teams_is_one_source_and_two_teams(study):
    rated = coded(*[(t, "s1", t + c, c) for t in "ab" for c in (PUBLIC, RESULTS)])
    (link,) = links(rated, study.framework).to_dict("records")
    assert (link["sources"], link["teams"]) == (1, 2)


def test_without_evidence_a_link_has_nothing(study):
    (link,) = links(coded(), study.framework).to_dict("records")
    assert (link["sources"], link["teams"]) == (0, 0)

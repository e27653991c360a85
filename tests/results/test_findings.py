"""The facts beside the findings of the study that ships, which its authors counted."""

from hiteval.results import findings


def facts(shipped, finding_id):
    table = findings.findings_with_facts(shipped).set_index("finding_id")
    return table.loc[finding_id]


def test_facts_are_those_that_the_authors_counted(shipped):
    found = facts(shipped, "f01-results-mixed")
    names = ["segments", "sources", "teams", "first_year", "last_year", "one_coder"]
    assert found[names].tolist() == [31, 18, 10, 2016, 2024, 5]
    assert found["sources"] - found["self_published"] == 14
    assert found["contrary_segments"] == 16


def test_a_share_is_of_the_sources_of_which_it_is_known(shipped):
    found = facts(shipped, "f03-evidence-reaches-decisions")
    assert found["self_published"] == 29
    assert found["self_published_share"] == 29 / 31
    assert (found["one_coder"], found["contrary_segments"]) == (14, 4)


def test_the_partnership_is_no_team(shipped):
    assert facts(shipped, "f13-partnership-held-by-choice")["teams"] == 0


def test_strands_add_up(shipped):
    whole = findings.findings_with_facts(shipped).set_index("finding_id")["segments"]
    parts = findings.by_strand(shipped).groupby("finding_id")["segments"].sum()
    assert parts.to_dict() == whole.to_dict()


def test_what_is_overlooked_is_counted_beside_the_finding(shipped):
    rows = findings.overlooked(shipped)
    counted = findings.findings_with_facts(shipped)["overlooked"].sum()
    assert len(rows.drop_duplicates(["finding_id", "segment_id"])) == counted > 0

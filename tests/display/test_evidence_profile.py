"""The evidence profile of a finding."""

from finding_data import with_findings
from shown import page, rows

from hiteval.display import evidence_profile
from hiteval.results.findings import findings_with_facts

CONCERNS = {"coherence": "serious", "coherence_reason": "They say two things."}


def profile(tiny, **said):
    of = with_findings(tiny, said)
    return evidence_profile.profiles(findings_with_facts(of), of)


def test_a_profile_stands_where_links_to_the_finding_lead(tiny):
    assert page(profile(tiny)).h3["id"] == "finding-f1"


def test_what_is_judged_is_shown_and_what_is_not_is_said_to_be_absent(tiny):
    made = rows(profile(tiny, **CONCERNS))
    assert ["Coherence", "serious", "They say two things."] in made
    assert ["Relevance", "not judged", ""] in made


def test_facts_stand_beside_the_judgement(tiny):
    facts = dict(row for row in rows(profile(tiny)) if len(row) == 2)
    assert facts["Supporting it"] == "2 segments from 2 sources on 1 team"
    assert facts["Contrary to it"] == "0 segments from 0 sources"
    assert facts["Overlooked"] == "nothing"
    assert facts["Published by the partnership or a team"] == "not said of any source"


def test_every_passage_is_there_behind_a_label_that_counts_them(tiny):
    made = page(profile(tiny, contrary_segment_ids="b1-s1"))
    labels = [s.text for s in made.find_all("summary")]
    assert labels == [
        "Two of three teams are governed. confidence: not judged",
        *("2 passages for it", "1 passage against it"),
    ]
    assert [a.text for a in made.select("details a")] == ["a1-s1", "a2-s1", "b1-s1"]


def test_passages_that_this_edition_does_not_show_are_counted(tiny):
    made = page(profile(tiny, segments_not_shown=3))
    assert "Not shown in this edition: 3." in made.text

"""Findings as readers meet them: the answer, the summary table and the audit."""

from finding_data import with_findings
from shown import page, rows

from hiteval.display import findings
from hiteval.results.findings import differing_numbers, findings_with_facts, overlooked

JUDGED = {"confidence": "very_low", "confidence_reason": "There is little of it."}
AGAINST = {"contrary_segment_ids": "b1-s1"}


def test_the_answer_says_who_read_the_evidence_and_who_wrote_it(shipped):
    said = paragraphs(page(findings.answer(shipped)))
    assert said[0].startswith("The published record shows most teams")
    assert said[1] == (
        "No person has coded the evidence: models did. "
        "The answer was written by models."
    )


def test_without_an_answer_nothing_is_said(tiny):
    assert not findings.answer(tiny)


def paragraphs(made):
    return [p.get_text(" ", strip=True) for p in made.find_all("p")]


def test_a_team_page_lists_the_findings_that_draw_on_it(tiny):
    of = with_findings(tiny, {"contrary_segment_ids": "b1-s1"}).team("beta")
    made = page(findings.of_team(of.study.findings))
    assert [a["href"] for a in made.find_all("a")] == [
        "../results/findings.html#finding-f1"
    ]


def test_the_summary_has_a_row_for_each_finding_in_the_authors_order(tiny):
    second = {"finding_id": "f0", "order": 2, "statement": "Money is short."}
    of = with_findings(tiny, JUDGED | AGAINST, second)
    made = rows(findings.summary(findings_with_facts(of), of))
    assert [row[:2] for row in made[1:]] == [
        ["Two of three teams are governed.", "Confidence: very low"],
        ["Money is short.", "Confidence: not judged"],
    ]
    assert made[1][4] == "Against: 1 segment"


def test_what_a_finding_overlooks_is_listed_with_its_rating(shipped):
    missed = overlooked(shipped).query("finding_id == 'f01-results-mixed'")
    made = findings.overlooked(missed, shipped)
    assert rows(made)[2:] == [["Evidence of impact", "immunisation-2022-01-s06", "−1"]]
    (way,) = (a["href"] for a in page(made).select("td a"))
    assert way == "../teams/immunisation.html#segment-immunisation-2022-01-s06"


def test_where_nothing_is_overlooked_that_is_said(tiny):
    of = with_findings(tiny, {})
    text = page(findings.overlooked(overlooked(of).head(0), of)).text
    assert text == "No finding overlooks a counted segment of opposite sign."


def test_a_number_that_the_evidence_does_not_bear_out_is_listed(tiny):
    of = with_findings(tiny, {"statement": "In 3 of 3 teams people are heard."})
    made = rows(findings.numbers(differing_numbers(of), of))
    assert made[1:] == [["f1", "3 of 3 teams", "1 of 3"]]


def test_numbers_that_agree_are_said_to(tiny):
    of = with_findings(tiny, {"statement": "In 1 of 3 teams people are heard."})
    said = page(findings.numbers(differing_numbers(of), of)).text
    assert said == "No finding states a number of teams that its evidence does not."

"""Findings as readers meet them: cards, the summary table and the audit."""

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


def card(tiny, **said):
    of = with_findings(tiny, said)
    return page(findings.cards(findings_with_facts(of), of))


def paragraphs(made):
    return [p.get_text(" ", strip=True) for p in made.find_all("p")]


def test_a_card_states_the_finding_its_confidence_and_what_follows(tiny):
    made = card(tiny, **JUDGED, so_what="Ask the others.")
    assert made.h3.text == "Two of three teams are governed."
    said = paragraphs(made)
    assert said[0] == "Confidence: very low . There is little of it."
    assert "Suggested action. Ask the others." in said


def test_confidence_that_nobody_judged_is_said_to_be_absent(tiny):
    assert paragraphs(card(tiny))[0] == "Confidence: not judged ."


def test_what_speaks_against_stands_on_the_card_or_is_said_to_be_nothing(tiny):
    none = "Evidence against. Its authors list nothing against it."
    assert none in paragraphs(card(tiny))
    made = card(tiny, **AGAINST)
    assert "Evidence against." in paragraphs(made)
    assert made.find("a", string="b1-s1")["href"] == "../teams/beta.html#segment-b1-s1"


def test_a_card_leads_to_all_of_its_evidence(tiny):
    made = card(tiny)
    place = made.find("a", string="All of its evidence")["href"]
    assert place == "../results/findings.html#finding-f1"
    assert paragraphs(made)[-1] == (
        "All of its evidence : 2 segments from 2 sources on 1 team."
    )


def test_a_card_has_what_its_authors_list_first(shipped):
    written = findings_with_facts(shipped).head(1)
    ways = [a.text for a in page(findings.cards(written, shipped)).select("li a")]
    supporting = written["segment_ids"][0].split(";")
    assert ways == [*supporting[:2], written["contrary_segment_ids"][0].split(";")[0]]


def test_findings_without_a_card_are_listed_with_their_confidence(tiny):
    told = [JUDGED | {"finding_id": f"f{n}", "order": n} for n in range(1, 6)]
    of = with_findings(tiny, *told)
    made = page(findings.others(findings_with_facts(of)))
    assert [a["href"][-2:] for a in made.find_all("a")] == ["f4", "f5"]
    assert [em.text for em in made.find_all("em")] == ["Confidence: very low."] * 2


def test_where_every_finding_has_a_card_none_is_listed(tiny):
    assert not findings.others(findings_with_facts(with_findings(tiny, {})))


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


def test_text_of_a_finding_is_shown_and_never_run(tiny):
    made = card(tiny, statement="<b>x</b> {{ y }}", so_what="<script>z</script>")
    assert made.h3.text == "<b>x</b> {{ y }}"
    assert not made.find_all(["b", "script"])

"""Findings on the first page: cards of those that lead, a list of the others."""

from finding_data import with_findings
from shown import page

from hiteval.display import finding_cards
from hiteval.results.findings import findings_with_facts

JUDGED = {"confidence": "very_low", "confidence_reason": "There is little of it."}
AGAINST = {"contrary_segment_ids": "b1-s1"}


def paragraphs(made):
    return [p.get_text(" ", strip=True) for p in made.find_all("p")]


def card(tiny, **said):
    of = with_findings(tiny, said)
    return page(finding_cards.cards(findings_with_facts(of), of))


def test_a_card_states_the_finding_its_confidence_and_what_follows(tiny):
    made = card(tiny, **JUDGED, so_what="Ask the others.")
    assert made.h3.text == "Two of three teams are governed."
    said = paragraphs(made)
    assert said[0] == "Confidence: very low There is little of it."
    assert "Suggested action. Ask the others." in said


def test_confidence_that_nobody_judged_is_said_to_be_absent(tiny):
    assert paragraphs(card(tiny))[0] == "Confidence: not judged"


def test_what_speaks_against_stands_on_the_card_or_is_said_to_be_nothing(tiny):
    none = card(tiny).select_one(".against")
    assert paragraphs(none)[1] == "Its authors list nothing against it."
    against = card(tiny, **AGAINST).select_one(".against")
    assert paragraphs(against) == ["Evidence against"]
    assert against.li.a["href"] == "../teams/beta.html#segment-b1-s1"


def test_a_card_leads_to_all_of_its_evidence(tiny):
    made = card(tiny)
    place = made.find("a", string="All of its evidence")["href"]
    assert place == "../results/findings.html#finding-f1"
    assert paragraphs(made)[-1] == (
        "All of its evidence : 2 segments from 2 sources on 1 team."
    )


def test_a_card_has_what_its_authors_list_first(shipped):
    written = findings_with_facts(shipped).head(1)
    links = page(finding_cards.cards(written, shipped)).select("li a")
    ways = [a["href"].partition("#segment-")[2] for a in links]
    supporting = written["segment_ids"][0].split(";")
    assert ways == [*supporting[:2], written["contrary_segment_ids"][0].split(";")[0]]


def test_findings_without_a_card_are_listed_with_their_confidence(tiny):
    told = [JUDGED | {"finding_id": f"f{n}", "order": n} for n in range(1, 6)]
    of = with_findings(tiny, *told)
    made = page(finding_cards.others(findings_with_facts(of)))
    assert [a["href"][-2:] for a in made.find_all("a")] == ["f4", "f5"]
    assert [label.text for label in made.select("li strong")] == ["very low"] * 2


def test_where_every_finding_has_a_card_none_is_listed(tiny):
    assert not finding_cards.others(findings_with_facts(with_findings(tiny, {})))


def test_text_of_a_finding_is_shown_and_never_run(tiny):
    made = card(tiny, statement="<b>x</b> {{ y }}", so_what="<script>z</script>")
    assert made.h3.text == "<b>x</b> {{ y }}"
    assert not made.find_all(["b", "script"])

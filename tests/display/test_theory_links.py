"""Each link is told whole, with its evidence; the drawing leads to each of them."""

import re
from pathlib import PurePosixPath

import pytest
from hostile_strings import ALL
from shown import page, view
from written_theory import LINKS, with_theory

from hiteval.disclosure.editions import release
from hiteval.display import passages, theory_links
from hiteval.display.kit.html import join
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.results.evaluation import evaluate
from hiteval.results.theory import links_with_evidence

TEXTS = ["statement", "mechanism", "context", "then"]


def shown(show, evaluation):
    return page(show(links_with_evidence(evaluation), evaluation))


def told(evaluation, number):
    section = shown(theory_links.each, evaluation).find_all("section")[number - 1]
    parts = section.select("h3, p, summary, li")
    return [" ".join(part.text.split()) for part in parts]


def test_a_link_is_told_whole(study):
    assert told(with_theory(study), 1) == [
        "1. Patients bring results.",
        "What leads to what. Public voice → Results. Supports: the first helps the "
        "second along.",
        "How. They know.",
        "Under what conditions. If asked.",
        "Then, in the earlier account. It was hoped for.",
        "Now, in the record. For it: 3 segments from 3 sources on 1 team. Against it: "
        "1 segment from 1 source on 1 team. Dated from 2019 to 2020.",
        "3 passages for it",
        "Patients chair the board. (Alpha's first report, 18 May 2019; a1-s1)",
        "Patients wrote the leaflet. (Alpha looks back, March 2020; a2-s1)",
        "Teams share a purpose. (The whole, 31 December 2020; w1-s1)",
        "1 passage against it",
        "Nobody had time. (Beta's report, 2020; b1-s1)",
    ]


def test_what_nobody_wrote_is_said_to_be_unwritten(study):
    said = told(with_theory(study), 2)
    assert said[1:3] == [
        "What leads to what. Working together → Results. Mixed: it does both.",
        "How. Nothing is written of this.",
    ]
    assert said[5:] == [
        "Now, in the record. For it: nothing. Against it: nothing.",
        "No passage is listed for it.",
        "No passage is listed against it.",
    ]


def test_every_arrow_and_line_of_the_list_leads_to_its_link(study):
    of = with_theory(study)
    places = {h3["id"] for h3 in shown(theory_links.each, of).find_all("h3")}
    drawn = shown(theory_links.drawing, of)
    for part in (drawn.svg, drawn.ol):
        assert {a["href"].lstrip("#") for a in part.find_all("a")} == places


def test_a_passage_leads_to_where_it_stands(study):
    of = with_theory(study)
    found = [a["href"] for a in shown(theory_links.each, of).select("section a")]
    pages = {"alpha": "../teams/alpha.html", "whole": "../results/model.html"}
    for team_id, address in pages.items():
        made = page(view(passages.by_criterion, of.team(team_id)))
        places = {f"{address}#{part['id']}" for part in made.select("[id]")}
        assert {a for a in found if a.startswith(address)} <= places


def test_the_drawing_says_its_pattern(study):
    assert shown(theory_links.drawing, with_theory(study)).svg["aria-label"] == (
        "Diagram of links between: Working together (process) and Change (outcome). "
        "Of them, supports: 1; hinders: 1; mixed: 1. The most lead to: Results."
    )


def test_the_list_for_phones_has_what_the_drawing_has(study):
    items = shown(theory_links.drawing, with_theory(study)).select("ol.links > li")
    assert [item.text for item in items] == [
        "Public voice → Results (supports)",
        "Working together → Results (mixed)",
        "Means → Public voice (hinders)",
    ]


def without(study, *withheld):
    """Release the theory of a study of which some segments are internal."""
    internal = study.segments["segment_id"].isin(withheld)
    clearance = study.segments["clearance"].mask(internal, "internal")
    segments = study.segments.assign(clearance=clearance)
    whole = with_theory(study.with_tables({"segments": segments})).study
    return evaluate(release(whole, "public").study)


def test_an_edition_says_how_many_passages_it_does_not_show(study):
    said = told(without(study, "a1-s1"), 1)
    assert "2 passages for it" in said
    assert "Not shown in this edition: 1." in said
    assert "a1-s1" not in " ".join(said)


def test_what_is_not_shown_is_not_said_to_be_nothing(study):
    now = told(without(study, "b1-s1"), 1)[5]
    assert "Against it: nothing that this edition shows." in now


def test_without_an_earlier_account_there_is_only_now(study):
    said = told(with_theory(study, then=[None] * 3), 1)
    assert said[4].startswith("Now, in the record. ")
    assert "earlier" not in " ".join(said)


@pytest.mark.parametrize(("kind", "said"), [("model", True), ("person", False)])
def test_a_model_that_wrote_a_link_is_named(study, kind, said):
    author = {"ann": {"did": "Wrote", "kind": kind, "name": "a language model"}}
    data = study.settings.model_dump(by_alias=True) | {"authors": author}
    of = evaluate(
        with_theory(study).study.with_tables(
            {"settings": type(study.settings).model_validate(data)}
        )
    )
    assert ("Written by a model: ann, a language model." in told(of, 1)) == said


def of_texts(study, texts):
    """Show a link for each text, which stands wherever a link has one."""
    many = {name: [cells[0]] * len(texts) for name, cells in LINKS.items()}
    many["link_id"] = [f"t{number}" for number in range(len(texts))]
    of = with_theory(study, **(many | dict.fromkeys(TEXTS, texts)))
    links = links_with_evidence(of)
    return join([theory_links.drawing(links, of), theory_links.each(links, of)])


def test_no_text_bites(study):
    made, quiet = of_texts(study, ALL), of_texts(study, ["x"] * len(ALL))
    # Of what is written from right to left, only its direction is said.
    tags = [[tag.name for tag in page(m).find_all(dir=None)] for m in (made, quiet)]
    assert tags[0] == tags[1]
    body = f"<body>{made}".encode()
    assert [*unknown_markup(body, PurePosixPath("a.html"))] == []


def test_the_order_of_rows_changes_nothing(study):
    turned = {name: cells[::-1] for name, cells in LINKS.items()}
    for show in (theory_links.drawing, theory_links.each):
        made = shown(show, with_theory(study, **turned))
        assert made == shown(show, with_theory(study))


def test_every_link_of_the_shipped_study_is_drawn_and_told(shipped):
    numbers = shipped.study.theory["link_id"].size
    drawn = shown(theory_links.drawing, shipped)
    assert len(drawn.select("svg path.line")) == numbers
    assert len(shown(theory_links.each, shipped).find_all("section")) == numbers
    assert not re.search(r"\bnan\b|<NA>", str(drawn))

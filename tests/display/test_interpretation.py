"""What evaluators write is shown as they wrote it, and nothing in it bites."""

import re
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from hostile_strings import ALL
from hypothesis import given
from hypothesis import strategies as st
from written_theory import with_theory

from hiteval.disclosure.editions import release
from hiteval.display.interpretation import in_html, of_model, of_team
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.results.evaluation import evaluate

TAGS = {"p", "em", "strong", "ul", "ol", "li", "br"}


def shown(evaluation, team_id):
    team = evaluation.team(team_id)
    return of_team(team.study.interpretations, team).text


def test_paragraphs_lists_and_stress_are_shown(tiny):
    made = shown(tiny, "alpha")
    assert "<p>Patients hold the <em>chair</em>.</p>" in made
    assert [li.text for li in BeautifulSoup(made, "html.parser").find_all("li")] == [
        *("Money is short.", "It need not be.")
    ]


def test_who_judged_is_said_people_or_models(tiny, shipped):
    assert "Written by people as a judgement; no" in shown(tiny, "alpha")
    assert "Written by models as a judgement; no" in shown(shipped, "dementia")


def test_without_a_text_the_page_says_so(tiny):
    assert "nothing that the evaluators wrote about Gamma.</p>" in shown(tiny, "gamma")


def test_a_text_that_is_not_cleared_is_withheld(study, tiny):
    assert "wrote about Beta" in shown(tiny, "beta")
    internal = evaluate(release(study, "internal").study)
    assert "what to make of it" in shown(internal, "beta")


@pytest.mark.parametrize(
    "text",
    ["# Heading", "[here](https://x)", "![p](x.png)", "<b>x</b>", "`x`", "{{x}}"],
)
def test_what_is_not_known_stays_as_it_is_written(text):
    assert BeautifulSoup(in_html(text).text, "html.parser").text.strip() == text


@given(st.sampled_from(ALL) | st.text(alphabet="<>*_-0123456789.)#[](){}!`\\\n &;:ab"))
def test_no_text_makes_more_than_paragraphs_lists_and_stress(text):
    made = in_html(text).text
    tags = BeautifulSoup(made, "html.parser").find_all(True)
    assert {tag.name for tag in tags} <= TAGS
    assert all(tag.attrs == {} for tag in tags)
    assert [*unknown_markup(f"<body>{made}".encode(), PurePosixPath("a.html"))] == []


def test_the_model_in_words_has_no_title_and_skips_no_level(study):
    made = BeautifulSoup(of_model(with_theory(study)).text, "html.parser")
    assert [(h.name, h.text) for h in made.find_all(re.compile("h[1-6]"))] == [
        *(("h3", "What it is"), ("h4", "More"))
    ]


def test_the_model_in_words_cites_passages(study):
    made = BeautifulSoup(of_model(with_theory(study)).text, "html.parser")
    assert [a["href"] for a in made.select(".cited a")] == [
        "../teams/alpha.html#segment-a1-s1",
        "../results/model.html#segment-w1-s1",
    ]


def test_a_teams_text_cites_its_own_passages(tiny):
    alpha = tiny.team("alpha")
    texts = alpha.study.interpretations.assign(text="So [a1-s1; b1-s1; w1-s1].")
    made = BeautifulSoup(of_team(texts, alpha).text, "html.parser")
    assert made.p.text == "So [1, b1-s1, w1-s1]."
    assert made.a["href"] == "../teams/alpha.html#segment-a1-s1"


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\n# B", ["h3"]),
        ("## A\n\n# B", ["h3", "h3"]),
        ("#### A\n\n###### B\n\n## C", ["h3", "h4", "h3"]),
        ("Text.\n\n# A", ["h3"]),
        ("A\n=", []),
    ],
)
def test_headings_stand_under_that_of_the_page(text, levels):
    made = BeautifulSoup(in_html(text, under=2).text, "html.parser")
    assert [h.name for h in made.find_all(re.compile("h[1-6]"))] == levels

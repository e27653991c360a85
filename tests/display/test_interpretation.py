"""What evaluators write is shown as they wrote it, and nothing in it bites."""

from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from hostile_strings import ALL
from hypothesis import given
from hypothesis import strategies as st

from hiteval.disclosure.editions import release
from hiteval.display.interpretation import in_html, of_team
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
    assert "A judgement by people; it follows from no" in shown(tiny, "alpha")
    assert "A judgement by models; it follows from no" in shown(shipped, "dementia")


def test_without_a_text_the_page_says_so_and_how_to_add_one(tiny):
    assert "nothing that the evaluators wrote about Gamma. <a" in shown(tiny, "gamma")


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

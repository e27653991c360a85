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


def test_paragraphs_lists_and_stress_are_shown(tiny):
    shown = of_team(tiny.team("alpha")).text
    assert "<p>Patients hold the <em>chair</em>.</p>" in shown
    assert [li.text for li in BeautifulSoup(shown, "html.parser").find_all("li")] == [
        *("Money is short.", "It need not be.")
    ]


def test_without_a_text_the_page_says_so_and_how_to_add_one(tiny):
    assert "have written nothing about it" in of_team(tiny.team("gamma")).text


def test_a_text_that_is_not_cleared_is_withheld(study, tiny):
    assert "nothing about it" in of_team(tiny.team("beta")).text
    internal = evaluate(release(study, "internal").study)
    assert "what to make of it" in of_team(internal.team("beta")).text


@pytest.mark.parametrize(
    "text",
    ["# Heading", "[here](https://x)", "![p](x.png)", "<b>x</b>", "`x`", "{{x}}"],
)
def test_what_is_not_known_stays_as_it_is_written(text):
    assert BeautifulSoup(in_html(text), "html.parser").text.strip() == text


@given(st.sampled_from(ALL) | st.text(alphabet="<>*_-0123456789.)#[](){}!`\\\n &;:ab"))
def test_no_text_makes_more_than_paragraphs_lists_and_stress(text):
    made = in_html(text)
    tags = BeautifulSoup(made, "html.parser").find_all(True)
    assert {tag.name for tag in tags} <= TAGS
    assert all(tag.attrs == {} for tag in tags)
    assert [*unknown_markup(f"<body>{made}".encode(), PurePosixPath("a.html"))] == []

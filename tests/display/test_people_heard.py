from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from interviews import add_interviews

from hiteval.disclosure.editions import release
from hiteval.display.people_heard import heard_in_confidence
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study


@pytest.fixture
def interviewed(folder):
    return read_study(add_interviews(folder))


def shown(study, edition):
    evaluation = evaluate(release(study, edition).study)
    page = heard_in_confidence(evaluation.study.people, evaluation).text
    rows = BeautifulSoup(page, "html.parser").select("tbody tr")
    return page, [[cell.text for cell in row.find_all("td")] for row in rows]


def test_small_numbers_of_people_are_not_shown(interviewed):
    page, rows = shown(interviewed, "public")
    assert rows == [
        ["In all", "Everybody", "about 10"],
        ["Kind", "Interviews", "about 10"],
        ["Role", "director", "not shown"],
        ["Role", "leader", "not shown"],
        ["Spoke of", "Working together", "about 10"],
    ]
    assert "Numbers up to 7 (few, or none any more) are not shown" in page


def test_the_internal_edition_shows_true_numbers(interviewed):
    page, rows = shown(interviewed, "internal")
    assert ["Role", "leader", "1"] in rows
    assert "true numbers" in page


def test_a_study_without_confidential_strands_says_so(tiny):
    page = heard_in_confidence(tiny.study.people, tiny).text
    assert page == "<p>No strand of the evidence was heard in confidence.</p>"


def test_without_a_roster_nothing_is_said_of_how_many_were_heard(tiny):
    settings = tiny.study.settings.model_copy(update={"confidential": ("account",)})
    of = replace(tiny, study=replace(tiny.study, settings=settings))
    page = heard_in_confidence(tiny.study.people, of).text
    assert page == ("<p>How many people were heard in confidence is not told.</p>")

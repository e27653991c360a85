"""A team's page begins with what evaluators wrote of it, theirs or their cells'."""

from dataclasses import replace

import pandas as pd
import pytest
from shown import page

from hiteval.display import lead
from hiteval.display.kit import words
from hiteval.results.evaluation import evaluate
from hiteval.study.settings import Author


def shown(team):
    return lead.of_team(team.study.interpretations, team)


def with_cells(study, *rows, team_id="beta", **authors):
    """Return a team with these summaries, and no interpretations."""
    cells = pd.DataFrame(rows, columns=["criterion_id", "summary"], dtype="str")
    cells = cells.assign(team_id=team_id).reindex(columns=study.summaries.columns)
    cells = cells.astype(study.summaries.dtypes)
    empty = study.interpretations.iloc[:0]
    made = study.with_tables({"summaries": cells, "interpretations": empty})
    known = {name: Author(did="wrote", kind=kind) for name, kind in authors.items()}
    settings = study.settings.model_copy(update={"authors": known})
    return evaluate(replace(made, settings=settings)).team(team_id)


def test_the_evaluators_own_words_come_first(tiny):
    made = shown(tiny.team("alpha"))
    assert page(made).select_one(".muted").text == "Written by people."
    assert "<p>Patients hold the <em>chair</em>.</p>" in made.text


def test_without_them_the_cells_speak_one_an_area_by_their_sources(study):
    team = with_cells(
        study,
        ("working.public", "Nobody came. Nobody was asked."),
        ("working.means", "Nobody had time. It was May."),
        ("change.results", "Nothing is known."),
    )
    assert [p.text for p in page(shown(team)).find_all("p")] == [
        "Nobody had time. (Means) Nothing is known. (Results)",
        "From the cells written by people.",
    ]


def test_each_sentence_leads_to_its_rating(study):
    team = with_cells(study, ("working.means", "Nobody had time."))
    assert page(shown(team)).a["href"] == "#rating-working.means"


def test_of_cells_with_as_many_sources_the_first_of_the_framework_speaks(study):
    cells = [("working.means", "Means."), ("working.public", "Public.")]
    team = with_cells(study, *cells, team_id="gamma")
    assert lead.leading_cells(team)["criterion_id"].tolist() == ["working.public"]


@pytest.mark.parametrize(
    ("authors", "who"),
    [
        ({}, "by people."),
        ({"ann": "person"}, "by people."),
        ({"ann": "person", "m": "model"}, "by people and models."),
        ({"m": "model"}, "by models."),
    ],
)
def test_who_wrote_is_said(study, authors, who):
    team = with_cells(study, ("working.means", "Nobody had time."), **authors)
    assert who in page(shown(team)).text


def test_without_any_words_nothing_is_shown(tiny):
    assert shown(tiny.team("gamma")).text == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("One", "One"),
        ("It cost £1.5m in all. Then", "It cost £1.5m in all."),
        ('She said "Stop." Then', 'She said "Stop."'),
        (
            "Prof. J. Roe (of St. Paul's) came. Then",
            "Prof. J. Roe (of St. Paul's) came.",
        ),
        ("Half, i.e. three, e.g. A. Then", "Half, i.e. three, e.g. A. Then"),
        ("一。二。", "一。"),
        ("", ""),
    ],
)
def test_a_sentence_ends_where_it_ends(text, sentence):
    assert words.first_sentence(text) == sentence


def test_hostile_cells_stay_text(study):
    team = with_cells(study, ("working.means", "<script>x</script> [a](b) {{c}}"))
    assert page(shown(team)).script is None
    assert "<script>x</script> [a](b) {{c}}" in page(shown(team)).p.text

"""Partners: a network with two sides, drawn so that it can be read."""

import pytest
from shown import page, rows
from simulated import framework

from hiteval.display import network as shown
from hiteval.results.evaluation import evaluate
from hiteval.simulation.simulate import simulate
from hiteval.simulation.truth import Design


def seen(view, evaluation):
    return view(shown.partners(evaluation), evaluation)


@pytest.fixture(scope="module")
def many():
    return evaluate(simulate(Design(120, 30, 0, 1, seed=1), framework()).study)


def test_what_is_said_of_the_network_is_counted_by_hand(tiny):
    assert [p.text for p in page(seen(shown.overview, tiny)).find_all("p")][:3] == [
        "2 organisations are named as partners of 1 of 3 teams; 0 of them of more "
        "than one.",
        "Of all possible links between a team and an organisation, 33 % are named (2).",
        "The network is in one piece.",
    ]
    assert seen(shown.picture_of, tiny).text == (
        "<p>No organisation is named with more than one team.</p>"
    )


def test_every_organisation_stands_in_the_table_with_its_teams(tiny):
    assert rows(seen(shown.by_organisation, tiny))[1:] == [
        ["A hospital trust", "NHS provider", "1 team: Alpha"],
        ["A university", "University", "1 team: Alpha"],
    ]


def test_a_network_that_would_be_a_tangle_is_a_table_of_dots(many, shipped):
    assert (
        page(seen(shown.picture_of, shipped))
        .img["alt"]
        .startswith("Network of 21 teams")
    )
    alt = page(seen(shown.picture_of, many)).img["alt"]
    assert alt.startswith("Table of dots of ")
    assert f" and {shown.COLUMNS} organisations" in alt


def test_without_partners_nothing_is_drawn(tiny):
    none = tiny.study.team_organisations.iloc[:0]
    empty = evaluate(tiny.study.with_tables({"team_organisations": none}))
    said = {
        seen(shown.overview, empty).text,
        seen(shown.by_organisation, empty).text,
    }
    assert said == {"<p>No partner organisations are recorded.</p>"}


def test_a_picture_of_too_many_teams_is_not_drawn(shipped, monkeypatch):
    monkeypatch.setattr(shown, "MOST_ROWS", 1)
    told = seen(shown.picture_of, shipped).text
    assert told == "<p>Of 21 teams no picture could be read.</p>"

"""Partners: how many there are, and which are named with many teams."""

from itertools import groupby

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
    assert rows(seen(shown.by_organisation, tiny))[-2:] == [
        ["A hospital trust", "NHS provider", "1 team: Alpha"],
        ["A university", "University", "1 team: Alpha"],
    ]


def test_the_organisations_of_most_teams_are_drawn_by_sector(many, shipped):
    made = page(seen(shown.picture_of, shipped))
    pairs = shipped.study.team_organisations[["team_id", "org_id"]].drop_duplicates()
    pairs = pairs[pairs["team_id"].isin(shipped.teams["team_id"])]
    most = pairs["org_id"].value_counts().iloc[0]
    assert f"({most} teams)" in made.figcaption.b.text
    drawn = page(seen(shown.picture_of, many)).details.find_all("tr")[1:]
    assert len(drawn) == shown.DRAWN
    sectors = [row.find_all("td")[1].text for row in drawn]
    assert len([s for s, _ in groupby(sectors)]) == len(set(sectors))


def test_organisations_of_a_team_are_counted_by_sector(tiny):
    assert rows(seen(shown.by_sector, tiny)) == [
        ["Team", "NHS provider", "University", "All"],
        ["Alpha", "1", "1", "2"],
        ["Beta", "0", "0", "0"],
        ["Gamma", "0", "0", "0"],
    ]


def test_without_partners_nothing_is_drawn(tiny):
    none = tiny.study.team_organisations.iloc[:0]
    empty = evaluate(tiny.study.with_tables({"team_organisations": none}))
    said = {
        seen(shown.overview, empty).text,
        seen(shown.by_organisation, empty).text,
    }
    assert said == {"<p>No partner organisations are recorded.</p>"}

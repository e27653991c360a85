"""Facts about a team: as its sources state them, and said where there are none."""

import pytest
from shown import page, rows, view

from hiteval.display import team_facts


def facts(team):
    made = page(team_facts.at_a_glance(team))
    return [made.p.text, *(li.text for li in made.find_all("li"))]


def test_a_team_at_a_glance(tiny):
    assert facts(tiny.team("alpha")) == [
        "First things",
        "Launched (2019)",
        "Also known as The A Team, Team A",
        "5 segments from 3 sources (1 account and 2 documents, 2019 to 2020; "
        "1 undated)",
        "2 of 3 criteria have evidence",
    ]


def test_a_team_without_evidence_at_a_glance(tiny):
    assert facts(tiny.team("gamma"))[1:] == [
        "No evidence",
        "0 of 3 criteria have evidence",
    ]


@pytest.mark.parametrize(
    "show", [team_facts.timeline, team_facts.partners, team_facts.measures]
)
def test_where_nothing_is_recorded_nothing_is_shown(tiny, show):
    assert not view(show, tiny.team("gamma"))


def test_what_is_not_recorded_is_named_in_one_line(tiny):
    assert page(team_facts.not_recorded(tiny.team("gamma"))).text == (
        "Not in this study of the team: dated events, partners, measures, "
        "an improvement plan and the need and the start."
    )


def test_partners_are_named_once_with_all_their_roles(tiny):
    assert ["A university", "Funder and Member"] in rows(
        view(team_facts.partners, tiny.team("alpha"))
    )


def test_a_measure_stands_as_its_source_states_it(tiny):
    assert rows(view(team_facts.measures, tiny.team("alpha")))[1] == [
        *["people reached", "2019", "more than 1,200 people", "900 before"],
        "Alpha's first report",
    ]


def test_measures_of_several_teams_are_a_fold_each(shipped):
    measures = shipped.study.measures
    made = page(team_facts.measures_by_team(measures, shipped))
    assert len(made.select("details > summary > h3")) == measures["team_id"].nunique()
    assert len(made.select("tbody tr")) == len(measures)


def test_dated_events_come_before_undated_ones(tiny):
    dates = [
        line[0] for line in rows(view(team_facts.timeline, tiny.team("alpha")))[1:]
    ]
    assert dates == ["2019", "undated"]

"""Facts about a team: as its sources state them, and said where there are none."""

import pytest
from shown import rows, view

from hiteval.display import team_facts


def test_a_team_at_a_glance(tiny):
    assert rows(team_facts.at_a_glance(tiny.team("alpha"))) == [
        ["Focus", "First things"],
        ["Also known as", "The A Team, Team A"],
        ["History", "launched (2019)"],
        [
            "Evidence",
            "5 segments from 3 sources (1 account and 2 documents, 2019 to 2020; "
            "1 undated)",
        ],
        ["Coverage", "2 of 3 criteria have evidence"],
        ["Partners named", "2 organisations"],
    ]


def test_a_team_without_evidence_at_a_glance(tiny):
    lines = dict(rows(team_facts.at_a_glance(tiny.team("gamma"))))
    assert lines["Evidence"] == "none"
    assert lines["Coverage"] == "0 of 3 criteria have evidence"
    assert lines["History"] == "nothing recorded"


@pytest.mark.parametrize(
    ("show", "said"),
    [
        (team_facts.timeline, "No events are recorded."),
        (team_facts.partners, "No partner organisations are recorded."),
        (team_facts.measures, "No measures are recorded."),
    ],
)
def test_nothing_recorded_is_said(tiny, show, said):
    assert view(show, tiny.team("gamma")).text == f"<p>{said}</p>"


def test_partners_are_named_once_with_all_their_roles(tiny):
    assert ["A university", "Funder and Member"] in rows(
        view(team_facts.partners, tiny.team("alpha"))
    )


def test_a_measure_stands_as_its_source_states_it(tiny):
    assert rows(view(team_facts.measures, tiny.team("alpha")))[1] == [
        *["people reached", "2019", "more than 1,200 people", "900 before"],
        "Alpha's first report",
    ]


def test_dated_events_come_before_undated_ones(tiny):
    dates = [
        line[0] for line in rows(view(team_facts.timeline, tiny.team("alpha")))[1:]
    ]
    assert dates == ["2019", "undated"]

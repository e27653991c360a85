"""The life of teams: where each stands, and events as precise as their dates."""

import pandas as pd
from shown import page, rows

from hiteval.display import lifecycle
from hiteval.results.evaluation import evaluate


def events(*kinds):
    return pd.DataFrame({"team_id": "a", "event": list(kinds)}, dtype="str")


def test_a_date_is_as_long_as_it_is_vague(study):
    dates = {"2019": "year", "2019-07": "month", "2019-07-02": "day", None: "unknown"}
    made = pd.DataFrame(
        {
            "team_id": "alpha",
            "event": ["launched", "renamed", "paused", "concluded"],
            "date": list(dates),
            "date_precision": list(dates.values()),
            "source_id": "a1",
        }
    ).reindex(columns=study.team_events.columns)
    found = lifecycle.events(evaluate(study.with_tables({"team_events": made})))
    length = (found["end"] - found["start"]).fillna(-1).round(3)
    assert dict(zip(found["event"], length, strict=True)) == {
        "launched": 1,
        "renamed": 0.083,
        "paused": 0,
        "concluded": -1,
    }
    assert found["start"].iloc[0] == 2019


def test_the_table_says_where_each_team_stands(tiny):
    assert rows(lifecycle.by_team(lifecycle.standing(tiny), tiny))[1:] == [
        ["Alpha", "No end recorded", "launched (2019)"],
        ["Beta", "Nothing recorded", "–"],
        ["Gamma", "Nothing recorded", "–"],
    ]


def test_the_overview_counts_by_hand(tiny):
    first = page(lifecycle.overview(lifecycle.standing(tiny), tiny)).p.text
    assert first == "3 teams: 1 no end recorded and 2 nothing recorded."


def test_the_picture_counts_what_is_undated(shipped):
    made = page(lifecycle.picture_of(lifecycle.events(shipped), shipped))
    alt = made.svg["aria-label"]
    undated = shipped.study.team_events["date"].isna() & (
        shipped.study.team_events["event"].isin(lifecycle.LOOKS)
    )
    of_teams = shipped.study.team_events["team_id"].isin(shipped.teams["team_id"])
    assert alt.startswith("Timeline of 23 teams: ")
    assert f"{(undated & of_teams).sum()} events undated" in alt
    concluded = shipped.study.team_events.query("event == 'concluded'")["team_id"]
    assert made.figcaption.b.text.startswith(f"{concluded.nunique()} teams have ")


def test_a_team_in_the_picture_leads_to_its_page(shipped):
    made = page(lifecycle.picture_of(lifecycle.events(shipped), shipped))
    links = {a["href"]: a.get_text(" ") for a in made.select("svg.wide a")}
    assert links["../teams/dementia.html"] == "Dementia"
    assert len(links) == 23


def test_without_events_nothing_is_drawn(study):
    empty = evaluate(study.with_tables({"team_events": study.team_events.iloc[:0]}))
    assert lifecycle.picture_of(lifecycle.events(empty), empty).text == (
        "<p>No events in the life of a team are recorded.</p>"
    )


def test_a_picture_of_too_many_teams_is_not_drawn(tiny, monkeypatch):
    monkeypatch.setattr(lifecycle, "MOST_ROWS", 1)
    told = lifecycle.picture_of(lifecycle.events(tiny), tiny).text
    assert told == "<p>Of 3 teams no picture could be read.</p>"

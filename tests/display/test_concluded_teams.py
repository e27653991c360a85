"""What tells concluded teams from the others."""

import pandas as pd
from shown import page, rows

from hiteval.display.concluded_teams import concluded_teams
from hiteval.results import sureness
from hiteval.results.evaluation import evaluate


def shown(teams):
    apart = sureness.what_tells_concluded_teams_apart(teams)
    return concluded_teams(apart, sureness.what_chance_tells_apart(teams), teams)


def test_few_concluded_teams_carry_a_warning_and_are_folded_away(shipped):
    made = shown(shipped.all_teams())
    assert all(row[-1].startswith("only ") for row in rows(made)[1:])
    assert page(made).find("details").find("table")


def test_what_distinguishes_stands_beside_what_chance_would_give(shipped):
    said = [p.text for p in page(shown(shipped.all_teams())).find_all("p")]
    assert said[0].startswith(
        "0 criteria distinguish strongly. If the concluded teams were"
    )
    assert said[1].startswith(
        "2 criteria distinguish weakly. If the concluded teams were"
    )


def test_without_concluded_teams_there_is_nothing_to_tell(tiny):
    assert shown(tiny).text == "<p>No team is recorded as concluded.</p>"


def test_few_others_are_folded_away_too(shipped):
    ended = shipped.teams["team_id"].tolist()[2:]
    events = shipped.study.team_events
    added = events.iloc[[0] * len(ended)].assign(team_id=ended, event="concluded")
    tables = {"team_events": pd.concat([events, added], ignore_index=True)}
    made = shown(evaluate(shipped.study.with_tables(tables)).all_teams())
    assert page(made).summary.text.startswith(
        "Only 2 teams with ratings are not concluded"
    )

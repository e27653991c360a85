"""What a team's page begins with: profile, passages for and against, measures."""

import pandas as pd
import pytest
from shown import page

from hiteval.analysis.area_spans import area_spans
from hiteval.display import (
    area_bars,
    context,
    leading_passages,
    measure_lines,
    thin_record,
)
from hiteval.results.evaluation import evaluate


def bars(evaluation, team_id):
    team = evaluation.team(team_id)
    spans = area_spans(evaluation.all_teams().profiles)
    return page(area_bars.of_team(team.profiles, spans, team))


def sides(team):
    for_, against = leading_passages.strongest(team), leading_passages.contrary(team)
    return page(leading_passages.both_sides(for_, against, team))


def test_an_area_shows_its_median_and_the_span_of_all_teams(shipped):
    first, *others = bars(shipped, "dementia").find_all("li")
    assert first.get_text(" ", strip=True) == (
        "Whole system engagement +2 all teams: +1 to +2"
    )
    assert first.a["href"] == "#area-engagement"
    assert len(others) == 3


def test_the_dot_of_a_median_lies_where_its_level_is(shipped):
    first = bars(shipped, "dementia").svg
    mark, track = (first.find(class_=name) for name in ("mark", "track"))
    right = float(track["x"]) + float(track["width"])
    assert float(mark["x"]) + float(mark["width"]) / 2 == right  # +2 of -2 to +2


def test_passages_for_and_against_lead_to_their_places(tiny):
    made = sides(tiny.team("alpha"))
    strong, contested = made.find_all("section")
    assert strong.a["href"].startswith("#segment-")
    assert contested.find(class_="rating").text == "−1.5"
    assert contested.a.text == "Money ran out in May."


def test_a_passage_whose_quote_is_withheld_is_told_by_its_summary(study):
    quotes = study.segments["quote"].astype("str").fillna("[withheld]")
    quoted = study.with_tables({"segments": study.segments.assign(quote=quotes)})
    contested = sides(evaluate(quoted).team("alpha")).select_one(".contested")
    assert contested.a.text == "Money ran out in May."


def test_a_team_with_nothing_contrary_is_said_to_have_none(shipped):
    teams = (shipped.team(t) for t in shipped.teams["team_id"])
    team = next(
        t for t in teams if leading_passages.contrary(t).empty and len(t.rated) > 20
    )
    assert "No contrary evidence was coded" in sides(team).select_one(".contested").text


def test_measures_over_time_are_one_line_each(shipped):
    team = shipped.team("dementia")
    lines = page(measure_lines.over_time(measure_lines.series(team), team))
    assert [li.get_text(" ", strip=True) for li in lines.find_all("li")][::2] == [
        "49.8 → 70.4 → 73.2 % diagnosis rate, Bristol "
        "2012-13 to 2017-03; against national target 67",
        "2,160 → 3,015 people diagnosed, Bristol "
        "as at 2013-12 to 2017; against estimated prevalence 4121",
    ]


def test_money_has_its_sign_before_each_value(tiny):
    rows = {"period": ["2018", "2019"], "value": [900, 1200], "unit": "GBP"}
    money = pd.concat([tiny.study.measures] * 2, ignore_index=True).assign(
        **rows, measure="grant", qualifier=None, comparator=None
    )
    money = money.astype(tiny.study.measures.dtypes)
    team = evaluate(tiny.study.with_tables({"measures": money})).team("alpha")
    made = page(measure_lines.over_time(measure_lines.series(team), team))
    assert made.strong.text == "£900 → £1,200"


def test_a_team_without_a_series_has_no_lines(tiny):
    team = tiny.team("alpha")
    assert not measure_lines.over_time(measure_lines.series(team), team)


def test_what_a_team_set_out_to_change_is_two_lines_at_most(shipped):
    team = shipped.team("dementia")
    lines = page(context.set_out(team.beside, team)).find_all("a")
    assert len(lines) == 2
    assert lines[0]["href"] == "#segment-dementia-2013-01-s03"
    assert not context.set_out(team.beside.iloc[:0], team)


@pytest.mark.parametrize(
    ("team_id", "thin"), [("alpha", False), ("beta", True), ("gamma", True)]
)
def test_a_record_is_thin_by_its_criteria_with_evidence(tiny, team_id, thin):
    team = tiny.team(team_id)
    assert thin_record.is_thin(team) == thin
    assert bool(thin_record.can_you_help(team)) == thin
    assert bool(sides(team).text) != thin


def test_a_thin_record_asks_and_says_where_to_answer(shipped):
    made = page(thin_record.can_you_help(shipped.team("ckd")))
    assert "Only 1 of 17 criteria have evidence here, from 1 source." in made.text
    assert made.a["href"] == "../how-to-read.html#if-something-is-wrong-or-missing"

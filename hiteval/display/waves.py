"""What became of ratings since the wave before: across teams, and for one team."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, escape, joined, link, on_phone, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, verb
from hiteval.display.ratings import chip
from hiteval.display.team_facts import told
from hiteval.language import day, numeral
from hiteval.results.evaluation import Evaluation
from hiteval.results.wave_changes import (
    FIRST,
    GONE,
    HIGHER,
    LOWER,
    NEITHER,
    NEW,
    REWORDED,
    SAME,
    SPLIT,
    SPLIT_BEFORE,
    WHATS,
    between_waves,
    events_between,
)
from hiteval.study.settings import Wave

Pair = tuple[str, str]  # ids of waves: the earlier, the later
PAIR = 2
ONE_WAVE = "This study has no earlier wave to compare with."
COUNTED = {
    HIGHER: "rated higher than before",
    LOWER: "rated lower than before",
    SAME: "at the same level",
    FIRST: "not rated before",
    GONE: "no longer evidenced",
    SPLIT: "on which raters disagree now",
    SPLIT_BEFORE: "on which raters disagreed before",
    REWORDED: "on criteria that were asked about in other words",
    NEW: "on criteria that were not asked about before",
    NEITHER: "rated in neither wave",
}


def overview(evaluation: Evaluation) -> Html:
    """Say which waves are compared, and count what became of the ratings."""
    waves = evaluation.whole.settings.waves
    if len(waves) < PAIR:
        return paragraphs([ONE_WAVE])
    rows = _rows(evaluation.all_teams())
    sentences = [
        f"The report shows the latest wave, {_named(list(waves.values())[-1])}."
    ]
    for (earlier, later), pair in _pairs(rows):
        tally = pair["what"].value_counts()
        parts = [f"{tally[w]} {COUNTED[w]}" for w in WHATS if w in tally]
        sentences.append(
            f"From {_named(waves[earlier])} to {_named(waves[later])}, of "
            f"{numeral(len(pair))} pairs of {evaluation.labels.team} and criterion: "
            f"{'; '.join(parts)}."
        )
    return paragraphs(sentences)


def changes(evaluation: Evaluation) -> Html:
    """Show every team's ratings in each wave beside those of the wave before."""
    return _tables(evaluation.all_teams(), "Team")


def of_team(team: Evaluation) -> Html:
    """Show one team's ratings beside those of the wave before, and what happened."""
    if team.cells.empty:
        return paragraphs(["Nobody is rated here."])
    return _tables(team, "Area")


def events(evaluation: Evaluation) -> Html:
    """Say of which teams something happened between waves that may matter."""
    study, waves = evaluation.whole, evaluation.whole.settings.waves
    names = study.teams.set_index("team_id")["name"]
    sentences = []
    for earlier, later in reversed(list(pairwise(waves))):
        found = events_between(study, earlier, later)
        after = f"After {escape(waves[earlier].name)}"
        sentences += [
            f"{after}, {escape(names[team_id])}: {escape('; '.join(told(rows)))}."
            for team_id, rows in found.groupby("team_id")
        ]
    nothing = "No renaming, change of director, pause or end is recorded between waves."
    return paragraphs(sentences or [nothing])


def _tables(evaluation: Evaluation, group: str) -> Html:
    if len(evaluation.whole.settings.waves) < PAIR:
        return paragraphs([ONE_WAVE])
    rows = _rows(evaluation)
    somewhere = (rows["basis_before"] != MISSING) | (rows["basis_after"] != MISSING)
    rows = rows[somewhere]
    if rows.empty:
        return paragraphs(["Nothing was rated in any wave."])
    return joined(_table(evaluation, *part, group) for part in _pairs(rows))


def _table(evaluation: Evaluation, waves: Pair, rows: pd.DataFrame, group: str) -> Html:
    study, places = evaluation.whole, addresses.rating_place
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(study.teams)
    homes = [f"{pages[r.team_id]}#{places(r.criterion_id)}" for r in records(rows)]
    heads = _areas if group == "Area" else _teams
    shown = pd.DataFrame(
        {
            group: heads(evaluation, waves, rows),
            "Criterion": list(map(link, homes, rows["criterion_id"].map(criteria))),
            "Before": [_rating(evaluation, r, "before") for r in records(rows)],
            "Now": [_rating(evaluation, r, "after") for r in records(rows)],
            "What became of it": [_told(r) for r in records(rows)],
        }
    )
    before, now = (study.settings.waves[wave].name for wave in waves)
    caption = f"{before} (before) and {now} (now), with the sources of each"
    html_columns = ["Criterion", "Before", "Now"]
    name = f"waves-{waves[1]}"
    return table(shown, name, caption, html_columns, group=group, css="stacked")


def _areas(evaluation: Evaluation, _waves: Pair, rows: pd.DataFrame) -> pd.Series:
    areas = evaluation.framework.areas
    names = {c.id: area.name for area in areas for c in area.criteria}
    return rows["criterion_id"].map(names)


def _teams(evaluation: Evaluation, waves: Pair, rows: pd.DataFrame) -> pd.Series:
    """Name each row's team, with what happened to it between the waves."""
    study = evaluation.whole
    events = events_between(study, *waves).groupby("team_id")
    happened = {team_id: f": {'; '.join(told(found))}" for team_id, found in events}
    names = study.teams.set_index("team_id")["name"]
    return rows["team_id"].map(names) + rows["team_id"].map(happened).fillna("")


def _rating(evaluation: Evaluation, row: Any, when: str) -> str:
    """Show a rating with what it rests on, in HTML."""
    heading = on_phone("Before" if when == "before" else "Now")
    if when == "before" and row.what == NEW:
        return f"{heading}not asked"
    basis, sources = getattr(row, f"basis_{when}"), getattr(row, f"sources_{when}")
    label = chip(
        getattr(row, f"rating_{when}"), evaluation.framework.rating_scale, basis
    )
    if basis == MISSING:
        return heading + label
    return f"{heading}{label} {escape(basis)}, {count(int(sources), 'source')}"


def _told(row: Any) -> str:
    if row.what in (HIGHER, LOWER):
        return f"{row.levels:g} {verb(row.levels, 'level', 'levels')} {row.what}"
    if row.what == REWORDED:
        return "asked in other words: not comparable"
    return str(row.what).capitalize() if row.what != NEW else "Not asked before"


def _rows(evaluation: Evaluation) -> pd.DataFrame:
    """Compare the waves of the teams that an evaluation is of."""
    rows = between_waves(evaluation.whole)
    criteria = {c: n for n, c in enumerate(evaluation.framework.criterion_ids)}
    names = evaluation.study.teams.set_index("team_id")["name"].str.casefold()
    waves = list(evaluation.whole.settings.waves)
    kept = rows[rows["team_id"].isin(names.index) & rows["criterion_id"].isin(criteria)]
    order = pd.DataFrame(
        {
            "pair": kept["later"].map({w: -n for n, w in enumerate(waves)}),
            "name": kept["team_id"].map(names),
            "criterion": kept["criterion_id"].map(criteria),
        }
    )
    return kept.loc[
        order.sort_values(["pair", "name", "criterion"], kind="stable").index
    ]


def _pairs(rows: pd.DataFrame) -> Iterator[tuple[Pair, pd.DataFrame]]:
    """Part rows by the two waves that they compare."""
    for (earlier, later), part in rows.groupby(["earlier", "later"], sort=False):
        yield (str(earlier), str(later)), part


def _named(wave: Wave) -> str:
    return f"{escape(wave.name)} ({day(wave.start)} to {day(wave.end)})"

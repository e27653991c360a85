"""What became of ratings since the wave before: across teams, and for one team."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    joined,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.quantity import sources
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import verb
from hiteval.display.team_facts import told
from hiteval.language import Language
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


def changed(evaluation: Evaluation) -> pd.DataFrame:
    """Compare each wave with the one before, as `between_waves`, for these teams.

    The latest pair comes first, then teams by name and criteria in their order. A study
    without waves has nothing to compare: no rows, and no columns.
    """
    waves = list(evaluation.whole.settings.waves)
    if len(waves) < 2:
        return pd.DataFrame()
    rows = between_waves(evaluation.whole)
    criteria = {c: n for n, c in enumerate(evaluation.framework.criterion_ids)}
    names = evaluation.study.teams.set_index("team_id")["name"].str.casefold()
    kept = rows[rows["team_id"].isin(names.index) & rows["criterion_id"].isin(criteria)]
    order = pd.DataFrame(
        {
            "pair": kept["later"].map({w: -n for n, w in enumerate(waves)}),
            "name": kept["team_id"].map(names),
            "criterion": kept["criterion_id"].map(criteria),
        }
    )
    return kept.loc[order.sort_values([*order.columns], kind="stable").index]


def happened(evaluation: Evaluation) -> pd.DataFrame:
    """List the events between two waves that may matter, the latest pair first.

    With the ids of the waves, ``earlier, later``, beside the columns of
    `events_between`.
    """
    study = evaluation.whole
    pairs = reversed(list(pairwise(study.settings.waves)))
    found = [
        events_between(study, earlier, later).assign(earlier=earlier, later=later)
        for earlier, later in pairs
    ]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def overview(changed: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say which waves are compared, and count what became of the ratings."""
    waves, say = evaluation.whole.settings.waves, evaluation.language
    if len(waves) < 2:
        return paragraphs([ONE_WAVE])
    latest = _named(list(waves.values())[-1], say)
    sentences = [f"The report shows the latest wave, {latest}."]
    for (earlier, later), pair in _pairs(changed):
        tally = pair["what"].value_counts()
        parts = [f"{say.numeral(tally[w])} {COUNTED[w]}" for w in WHATS if w in tally]
        sentences.append(
            f"From {_named(waves[earlier], say)} to {_named(waves[later], say)}, of "
            f"{say.numeral(len(pair))} pairs of {evaluation.labels.team} and "
            f"criterion: {'; '.join(parts)}."
        )
    return paragraphs(sentences)


def events(happened: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say of which teams something happened between waves that may matter."""
    study, say = evaluation.whole, evaluation.language
    waves = study.settings.waves
    if len(waves) < 2:
        return NOTHING
    names = study.teams.set_index("team_id")["name"]
    sentences = [
        f"After {waves[earlier].name}, {names[team_id]}: {'; '.join(told(rows, say))}."
        for (earlier, _), pair in _pairs(happened)
        for team_id, rows in pair.groupby("team_id")
    ]
    nothing = "No renaming, change of director, pause or end is recorded between waves."
    return paragraphs(sentences or [nothing])


def changes(
    changed: pd.DataFrame, happened: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Show every team's ratings in each wave beside those of the wave before.

    What happened to a team between the two is told beside its name.
    """
    names = evaluation.whole.teams.set_index("team_id")["name"]
    say = evaluation.language
    lived = {
        pair: {t: f": {'; '.join(told(e, say))}" for t, e in rows.groupby("team_id")}
        for pair, rows in _pairs(happened)
    }
    heads = [
        names[r.team_id] + lived.get((r.earlier, r.later), {}).get(r.team_id, "")
        for r in records(changed)
    ]
    return _tables(changed.assign(group=heads), "Team", evaluation)


def of_team(changed: pd.DataFrame, team: Evaluation) -> Html:
    """Show one team's ratings in each wave beside those of the wave before."""
    if team.cells.empty:
        return paragraphs(["Nobody is rated here."])
    areas = {c.id: area.name for area in team.framework.areas for c in area.criteria}
    heads = [areas[r.criterion_id] for r in records(changed)]
    return _tables(changed.assign(group=heads), "Area", team)


def _tables(rows: pd.DataFrame, group: str, evaluation: Evaluation) -> Html:
    """Show one table for each pair of waves, grouped by the column ``group``."""
    if len(evaluation.whole.settings.waves) < 2:
        return NOTHING
    somewhere = (rows["basis_before"] != MISSING) | (rows["basis_after"] != MISSING)
    rows = rows[somewhere]
    if rows.empty:
        return paragraphs(["Nothing was rated in any wave."])
    return joined(_table(*part, group, evaluation) for part in _pairs(rows))


def _table(waves: Pair, rows: pd.DataFrame, group: str, evaluation: Evaluation) -> Html:
    study, places = evaluation.whole, addresses.rating_place
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(study.teams)
    homes = [f"{pages[r.team_id]}#{places(r.criterion_id)}" for r in records(rows)]
    shown = pd.DataFrame(
        {
            group: rows["group"],
            "Criterion": list(map(link, homes, rows["criterion_id"].map(criteria))),
            "Before": [_rating(evaluation, r, "before") for r in records(rows)],
            "Now": [_rating(evaluation, r, "after") for r in records(rows)],
            "What became of it": [_became(r) for r in records(rows)],
        }
    )
    before, now = (study.settings.waves[wave].name for wave in waves)
    caption = f"{before} (before) and {now} (now), with the sources of each"
    return table(shown, f"waves-{waves[1]}", caption, group=group, css="stacked")


def _rating(evaluation: Evaluation, row: Any, when: str) -> Html:
    """Show a rating with what it rests on."""
    heading = on_phone("Before" if when == "before" else "Now")
    if when == "before" and row.what == NEW:
        return markup("{}not asked", heading)
    basis, number = getattr(row, f"basis_{when}"), getattr(row, f"sources_{when}")
    scale = evaluation.framework.rating_scale
    label = chip(getattr(row, f"rating_{when}"), scale, basis)
    if basis == MISSING:
        return markup("{}{}", heading, label)
    pooled = getattr(row, f"in_confidence_{when}")
    told = sources(number, pooled, evaluation.language)
    return markup("{}{} {}, {}", heading, label, basis, told)


def _became(row: Any) -> str:
    if row.what in (HIGHER, LOWER):
        return f"{row.levels:g} {verb(row.levels, 'level', 'levels')} {row.what}"
    if row.what == REWORDED:
        return "asked in other words: not comparable"
    return str(row.what).capitalize() if row.what != NEW else "Not asked before"


def _pairs(rows: pd.DataFrame) -> Iterator[tuple[Pair, pd.DataFrame]]:
    """Part rows by the two waves that they compare."""
    if rows.empty:
        return
    for (earlier, later), part in rows.groupby(["earlier", "later"], sort=False):
        yield (str(earlier), str(later)), part


def _named(wave: Wave, say: Language) -> str:
    return f"{wave.name} ({say.day(wave.start)} to {say.day(wave.end)})"

"""What became of ratings since the wave before: across teams, and for one team."""

from itertools import pairwise

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display import wave_table
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    paragraphs,
)
from hiteval.display.kit.table import records
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

ONE_WAVE = "This study has no earlier wave to compare with."
COUNTED = {
    HIGHER: N_("{number} rated higher than before"),
    LOWER: N_("{number} rated lower than before"),
    SAME: N_("{number} at the same level"),
    FIRST: N_("{number} not rated before"),
    GONE: N_("{number} no longer evidenced"),
    SPLIT: N_("{number} on which raters disagree now"),
    SPLIT_BEFORE: N_("{number} on which raters disagreed before"),
    REWORDED: N_("{number} on criteria that were asked about in other words"),
    NEW: N_("{number} on criteria that were not asked about before"),
    NEITHER: N_("{number} rated in neither wave"),
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
        return paragraphs([_(ONE_WAVE)])
    latest = _named(list(waves.values())[-1], say)
    sentences = [_("The report shows the latest wave, {wave}.", wave=latest)]
    for (earlier, later), pair in wave_table.pairs(changed):
        tally = pair["what"].value_counts()
        parts = [
            _(COUNTED[what], number=say.numeral(tally[what]))
            for what in WHATS
            if what in tally
        ]
        sentences.append(
            _(
                "From {earlier} to {later}, of {number} pairs of {team} and criterion: "
                "{parts}.",
                earlier=_named(waves[earlier], say),
                later=_named(waves[later], say),
                number=say.numeral(len(pair)),
                team=evaluation.labels.team,
                parts="; ".join(parts),
            )
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
        _(
            "After {wave}, {team}: {events}.",
            wave=waves[earlier].name,
            team=names[team_id],
            events="; ".join(told(rows, say)),
        )
        for (earlier, _later), pair in wave_table.pairs(happened)
        for team_id, rows in pair.groupby("team_id")
    ]
    nothing = _(
        "No renaming, change of director, pause or end is recorded between waves."
    )
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
        for pair, rows in wave_table.pairs(happened)
    }
    heads = [
        names[r.team_id] + lived.get((r.earlier, r.later), {}).get(r.team_id, "")
        for r in records(changed)
    ]
    return wave_table.tables(changed.assign(group=heads), _("Team"), evaluation)


def of_team(changed: pd.DataFrame, team: Evaluation) -> Html:
    """Show one team's ratings in each wave beside those of the wave before."""
    if team.cells.empty:
        return paragraphs([_("Nobody is rated here.")])
    areas = {c.id: area.name for area in team.framework.areas for c in area.criteria}
    heads = [areas[r.criterion_id] for r in records(changed)]
    return wave_table.tables(changed.assign(group=heads), _("Area"), team)


def _named(wave: Wave, say: Language) -> str:
    return _(
        "{wave} ({start} to {end})",
        wave=wave.name,
        start=say.day(wave.start),
        end=say.day(wave.end),
    )

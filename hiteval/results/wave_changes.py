"""How each rating changed from one wave of a study to the next.

A change of rating need not be a change of the team: more evidence, other sources, other
coders or other raters lead to other ratings as well. So the number of sources is
shown beside each rating, and events that may have changed the team itself. Where a
criterion is new or was reworded, ratings cannot be compared.
"""

from itertools import pairwise

import numpy as np
import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.scale_steps import as_steps
from hiteval.catalogue import N_
from hiteval.results.evaluation import evaluate
from hiteval.study.framework import Criterion
from hiteval.study.study import Study
from hiteval.study.waves import in_wave

HIGHER, LOWER, SAME = N_("higher"), N_("lower"), N_("the same")
NEW, REWORDED = "not asked before", "asked in other words"
FIRST, GONE = "not rated before", "no longer evidenced"
SPLIT, SPLIT_BEFORE = "raters disagree now", "raters disagreed before"
NEITHER = "in neither"
WHATS = (
    *(HIGHER, LOWER, SAME, FIRST, GONE, SPLIT, SPLIT_BEFORE, REWORDED, NEW, NEITHER),
)
# What may make another team of it, or end it.
EVENTS = [
    *("renamed", "director_change", "paused", "restarted"),
    *("concluded", "business_as_usual"),
]
SHOWN = ["rating", "basis", "sources"]


def between_waves(study: Study) -> pd.DataFrame:
    """Compare each wave of a study with the one before it.

    Parameters
    ----------
    study : Study
        With two waves or more.

    Returns
    -------
    DataFrame
        One row per pair of waves, team and criterion, the latest pair first: ``earlier,
        later`` (ids of waves), ``team_id, criterion_id``; ``rating_before,
        rating_after`` (Float64, as shown), ``basis_before, basis_after``,
        ``sources_before, sources_after`` (int, that speak of the criterion); ``what``
        (one of `WHATS`); ``levels`` (Float64, how many levels of the scale the rating
        rose or fell, missing unless ``what`` is higher, lower or the same).
    """
    waves = list(study.settings.waves)
    cells = {wave: evaluate(in_wave(study, wave)).cells for wave in waves}
    pairs = [
        _pair(study, earlier, later, cells[earlier], cells[later])
        for earlier, later in reversed(list(pairwise(waves)))
    ]
    return pd.concat(pairs, ignore_index=True)


def events_between(study: Study, earlier: str, later: str) -> pd.DataFrame:
    """Return the events between two waves that may have changed a team itself.

    Those dated after the earlier wave's end, up to the later one's: a date that is
    vague counts if any day that it may mean lies there; one without a date does not.
    """
    waves = study.settings.waves
    events = study.team_events[study.team_events["event"].isin(EVENTS)]
    first = pd.to_datetime(events["date"], format="ISO8601")
    last = first.mask(
        events["date_precision"] == "month", first + pd.offsets.MonthEnd(0)
    ).mask(events["date_precision"] == "year", first + pd.offsets.YearEnd(0))
    start, end = (pd.Timestamp(waves[wave].end) for wave in (earlier, later))
    return events[(last > start) & (first <= end)].reset_index(drop=True)


def _pair(
    study: Study,
    earlier: str,
    later: str,
    before: pd.DataFrame,
    after: pd.DataFrame,
) -> pd.DataFrame:
    both = before[[*CELL, *SHOWN]].merge(
        after[[*CELL, *SHOWN]],
        on=CELL,
        suffixes=("_before", "_after"),
        validate="1:1",
    )
    scale = study.framework.rating_scale
    rose = as_steps(both["rating_after"], scale) - as_steps(
        both["rating_before"], scale
    )
    what = _what(both, rose, _incomparable(study, earlier, later))
    compared = what.isin([HIGHER, LOWER, SAME])
    rows = both.assign(what=what, levels=rose.abs().where(compared))
    rows.insert(0, "earlier", earlier)
    rows.insert(1, "later", later)
    return rows


def _what(
    both: pd.DataFrame, rose: pd.Series, incomparable: dict[str, str]
) -> pd.Series:
    """Name the change of each rating; the first that applies."""
    before, after = both["basis_before"], both["basis_after"]
    asked = both["criterion_id"].map(incomparable)
    found = {
        NEW: asked == NEW,
        NEITHER: (before == MISSING) & (after == MISSING),
        FIRST: before == MISSING,
        GONE: after == MISSING,
        REWORDED: asked == REWORDED,
        SPLIT: after == UNCERTAIN,
        SPLIT_BEFORE: before == UNCERTAIN,
        HIGHER: rose > 0,
        LOWER: rose < 0,
    }
    where = [flag.fillna(False).to_numpy(dtype=bool) for flag in found.values()]
    return pd.Series(np.select(where, list(found), SAME), both.index, dtype="str")


def _incomparable(study: Study, earlier: str, later: str) -> dict[str, str]:
    """Say which criteria cannot be compared between two waves, and why."""
    order = {wave: n for n, wave in enumerate(study.settings.waves)}

    def why(criterion: Criterion) -> str:
        if criterion.since and order[criterion.since] > order[earlier]:
            return NEW
        return REWORDED if later in (criterion.reworded or ()) else ""

    found = {c.id: why(c) for c in study.framework.criteria}
    return {criterion: reason for criterion, reason in found.items() if reason}

"""How new the evidence for a rating is, and what early and late sources say alone."""

import numpy as np
import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.analysis.evidence import flags
from hiteval.analysis.scoring import NONE, proposed_step
from hiteval.catalogue import N_
from hiteval.study.framework import RatingScale

EARLY, LATE = N_("early"), N_("late")
HIGHER, LOWER, SAME = N_("higher"), N_("lower"), N_("the same")


def recency(rated: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Find the newest dated source of each team on each criterion.

    Parameters
    ----------
    rated : DataFrame
        See `hiteval.analysis.coded_segments.segment_ratings`; ``team_id, criterion_id,
        source_id`` are read.
    sources : DataFrame
        ``source_id, date, date_precision``; dates as ``2016``, ``2016-05`` or
        ``2016-05-31``.

    Returns
    -------
    DataFrame
        A row for each pair with evidence, in their order: ``team_id, criterion_id``;
        ``date`` and ``date_precision`` of the newest source, missing where all are
        undated; ``undated``, how many sources are. Of dates that begin alike the more
        precise one counts as newer.
    """
    spoken = rated[[*CELL, "source_id"]].drop_duplicates().astype("str")
    dated = spoken.merge(sources[["source_id", "date", "date_precision"]])
    dated = dated.sort_values([*CELL, "date", "source_id"], na_position="first")
    newest = dated.drop_duplicates(CELL, keep="last").drop(columns="source_id")
    undated = dated["date"].isna().groupby([dated[name] for name in CELL]).sum()
    return newest.merge(undated.rename("undated").reset_index(), on=CELL)


def least_sources(scale: RatingScale) -> int:
    """Return how many sources a half needs for its rating to be compared.

    With fewer than ``explicit_sources`` no outer level can be reached, so that a
    change of rating would tell of numbers alone. One source never makes a half.
    """
    return max(2, scale.proposal_rule.explicit_sources)


def early_and_late(
    by_source: pd.DataFrame, sources: pd.DataFrame, scale: RatingScale
) -> pd.DataFrame:
    """Part each team's dated sources where the median date lies, at a turn of the year.

    Some dates are years alone, so only whole years can be told apart: of all turns of
    a year the one is taken that makes the halves most alike, the first of several.

    Parameters
    ----------
    by_source : DataFrame
        From `hiteval.analysis.evidence.source_evidence`.
    sources : DataFrame
        ``source_id, date``; a date begins with its year, or is missing.
    scale : RatingScale
        Decides the `least_sources` of a half.

    Returns
    -------
    DataFrame
        One row per team and source with evidence, in order of both: ``team_id,
        source_id``; ``year`` (str, missing where undated); ``half`` (`EARLY` or
        `LATE`; missing where undated, and for a team whose dated sources are of one
        year or fewer than twice `least_sources`).
    """
    keys = ["team_id", "source_id"]
    placed = by_source[keys].drop_duplicates().sort_values(keys, ignore_index=True)
    date = sources.set_index("source_id")["date"].astype("str")
    placed["year"] = placed["source_id"].map(date).astype("str").str[:4]
    turns = {
        team: _last_early_year(years, least_sources(scale))
        for team, years in placed.dropna().groupby("team_id")["year"]
    }
    turn = placed["team_id"].map(turns).astype("str")
    half = pd.Series(np.where(placed["year"] <= turn, EARLY, LATE), dtype="str")
    return placed.assign(half=half.where(placed["year"].notna() & turn.notna()))


def _last_early_year(years: pd.Series, least: int) -> str | None:
    """Find the last year of the early half; none where there are no halves."""
    up_to = years.value_counts().sort_index().cumsum().iloc[:-1]
    if up_to.empty or len(years) < 2 * least:
        return None
    return str((2 * up_to - len(years)).abs().idxmin())


def halves(
    by_source: pd.DataFrame, placed: pd.DataFrame, scale: RatingScale
) -> pd.DataFrame:
    """Propose the rating of each half alone.

    Parameters
    ----------
    by_source : DataFrame
        As for `early_and_late`.
    placed : DataFrame
        From `early_and_late`.
    scale : RatingScale
        With the rule.

    Returns
    -------
    DataFrame
        One row per team and criterion with a source in a half, in order of both:
        ``team_id, criterion_id``; ``early`` and ``late``, the ratings (Int64, missing
        where the half is silent); ``early_sources`` and ``late_sources``, how many
        speak; ``change`` (the late half is `HIGHER`, `LOWER` or `SAME`; missing where
        a half has fewer than `least_sources`).
    """
    rows = by_source.merge(placed.dropna(subset=["half"]), on=["team_id", "source_id"])
    shown = ["sources", *flags(scale)]
    sums = rows.assign(sources=1).groupby([*CELL, "half"])[shown].sum()
    step = proposed_step(sums.to_numpy().T, scale)
    level = np.array(scale.ratings, dtype=np.int64)[step]
    sums["rating"] = pd.arrays.IntegerArray(level, step == NONE)
    parts = sums.reset_index()
    found = parts[CELL].drop_duplicates(ignore_index=True)
    for half in (EARLY, LATE):
        names = {"rating": half, "sources": f"{half}_sources"}
        of = parts.loc[parts["half"] == half, [*CELL, *names]].rename(columns=names)
        found = found.merge(of, how="left", on=CELL)
        found[names["sources"]] = found[names["sources"]].fillna(0).astype("int64")
    return found.assign(change=_change(found, least_sources(scale)))


def _change(found: pd.DataFrame, least: int) -> pd.Series:
    enough = found[[f"{EARLY}_sources", f"{LATE}_sources"]].min(axis=1) >= least
    up, down = (found[LATE] > found[EARLY]), (found[LATE] < found[EARLY])
    change = np.select([up.fillna(False), down.fillna(False)], [HIGHER, LOWER], SAME)
    return pd.Series(change, found.index, "str").where(enough)

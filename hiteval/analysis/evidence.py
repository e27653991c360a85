"""From rated segments to the evidence of each source on a team and criterion."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from hiteval.analysis.coded_segments import CELL, SEGMENT
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.framework import RatingScale

PARTS = {  # columns of sources that part the evidence
    "strand_alone": "strand",
    "type_alone": "type",
    "publisher_alone": "self_published",
}
NO_POOLS: Mapping[str, str] = MappingProxyType({})
MOST = 0.5  # a larger share of a source's segments decides on a one-sided scale


def flags(scale: RatingScale) -> dict[str, int]:
    """Name what a source can show on a scale, each with the level that it needs.

    On a two-sided scale, for either side from the neutral level outwards:
    ``supporting`` (its first level), ``supporting_2`` and so on where there are levels
    between, ``supporting_explicitly`` (its outermost level, which may be the first).
    On a one-sided scale: ``reaches_<level>`` for each level but the lowest.
    """
    if not scale.two_sided:
        return {f"reaches_{level}": level for level in scale.ratings[1:]}
    return _side("supporting", scale.above) | _side("contrary", scale.below)


def _side(name: str, levels: list[int]) -> dict[str, int]:
    between = {f"{name}_{n}": v for n, v in enumerate(levels[1:-1], start=2)}
    return {name: levels[0]} | between | {f"{name}_explicitly": levels[-1]}


def source_evidence(
    rated: pd.DataFrame, scale: RatingScale, apart: str | None = None
) -> pd.DataFrame:
    """Say for each source what it shows: the `flags` of the scale.

    On a two-sided scale a source is *supporting* if one of its segments is rated
    above the neutral level. It is so *explicitly* if one is at the top of the scale.
    It is *contrary* likewise below, and can be both. On a one-sided scale a source
    *reaches* a level if more than half of its segments do: a mixed source goes with
    the majority of its segments.

    Parameters
    ----------
    rated : DataFrame
        From `hiteval.analysis.coded_segments.segment_ratings`.
    scale : RatingScale
        Its sides and ends decide the flags.
    apart : str, optional
        A further column to keep apart, such as ``coder_id``.

    Returns
    -------
    DataFrame
        One row per team, criterion and source with evidence (and value of the column
        kept apart): ``segments`` (how many) and the `flags`.
    """
    keys = [*CELL, "source_id", *([apart] if apart else [])]
    shown = {f: _shows(rated["rating"], f, v, scale) for f, v in flags(scale).items()}
    how = "max" if scale.two_sided else "mean"
    by_source = (
        rated.assign(segments=1, **shown)
        .groupby(keys, sort=True)
        .agg({"segments": "sum"} | dict.fromkeys(shown, how))
        .reset_index()
    )
    if not scale.two_sided:
        by_source[list(shown)] = by_source[list(shown)] > MOST
    return by_source


def _shows(rating: pd.Series, flag: str, level: int, scale: RatingScale) -> pd.Series:
    """Say where a segment's rating raises a flag: half a level to a side is on it."""
    if flag == "supporting":
        return rating > scale.middle
    if flag == "contrary":
        return rating < scale.middle
    return rating <= level if level in scale.below else rating >= level


def by_strand(by_source: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Name the strand of each source: the rows of `source_evidence`, and ``part``."""
    return _by_part(by_source, sources, "strand")


def by_parts(by_source: pd.DataFrame, sources: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Name a part of the evidence in each way of `PARTS`, as `by_strand` does one.

    ``part`` is missing where ``sources`` does not say it.
    """
    return {k: _by_part(by_source, sources, of) for k, of in PARTS.items()}


def _by_part(
    by_source: pd.DataFrame, sources: pd.DataFrame, column: str
) -> pd.DataFrame:
    parts = sources[["source_id", column]].rename(columns={column: "part"})
    return by_source.merge(parts, validate="m:1")


def by_coder(
    codings: pd.DataFrame, segments: pd.DataFrame, scale: RatingScale
) -> pd.DataFrame:
    """Say what each source shows by one coder's codings alone.

    The columns are those of `source_evidence`, and ``part``, the coder.
    """
    of = segments[["segment_id", "source_id", "team_id"]]
    ours = codings["about"].fillna(ABOUT_TEAM) == ABOUT_TEAM
    alone = codings.loc[ours, [*SEGMENT, "coder_id", "rating"]]
    evidence = source_evidence(alone.merge(of, validate="m:1"), scale, "coder_id")
    return evidence.rename(columns={"coder_id": "part"})


def tally(
    by_source: pd.DataFrame,
    team_ids: list[str],
    criterion_ids: list[str],
    pools: Mapping[str, str] = NO_POOLS,
) -> pd.DataFrame:
    """Count segments and sources for every team on every criterion.

    Parameters
    ----------
    by_source : DataFrame
        From `source_evidence`.
    team_ids, criterion_ids : list of str
        All there are; the result follows their order.
    pools : mapping of str to str
        The sources that stand for several, as `hiteval.study.study.Study.pools`.

    Returns
    -------
    DataFrame
        One row per team and criterion, those without evidence included with counts of
        0: ``segments``, and of sources ``sources``, each of the `flags` and, on a
        two-sided scale, ``both`` (that support the criterion and are contrary), all
        int; ``in_confidence``, from `in_confidence`. A pool counts as one source.
    """
    if "contrary" in by_source:
        both = by_source["supporting"] & by_source["contrary"]
        by_source = by_source.assign(both=both)
    shown = by_source.columns.drop([*CELL, "source_id", "segments"])
    cells = pd.MultiIndex.from_product([team_ids, criterion_ids], names=CELL)
    counts = (
        by_source.assign(sources=1)
        .groupby(CELL)[["segments", "sources", *shown]]
        .sum()
        .reindex(cells, fill_value=0)
        .astype(np.int64)
    )
    pooled = in_confidence(by_source, CELL, pools).reindex(cells).astype("str")
    return counts.assign(in_confidence=pooled).reset_index()


def in_confidence(
    rows: pd.DataFrame, by: list[str], pools: Mapping[str, str]
) -> pd.Series:
    """Name the strands of which a source stands for several, how many is not told.

    Parameters
    ----------
    rows : DataFrame
        ``source_id`` and the columns ``by``.
    pools : mapping of str to str
        As for `tally`.

    Returns
    -------
    Series of str
        By the columns ``by``: strands, with ``"; "`` between. A group that rests on no
        pool is not in it.
    """
    strand = rows["source_id"].map(dict(pools)).astype("str")
    mine = rows.assign(strand=strand).dropna(subset="strand")
    each = mine[[*by, "strand"]].drop_duplicates().sort_values("strand")
    return each.groupby(by)["strand"].agg("; ".join).astype("str")


def by_year(segments: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Count segments and sources for each year and strand.

    Parameters
    ----------
    segments, sources : DataFrame
        Of the same study; a source's ``date`` begins with its year, or is missing.

    Returns
    -------
    DataFrame
        One row per year and strand with evidence, undated last: ``year`` (str, missing
        where undated), ``strand``, ``segments``, ``sources``.
    """
    dated = sources.assign(year=sources["date"].str[:4])
    return (
        segments.merge(dated[["source_id", "strand", "year"]], validate="m:1")
        .groupby(["year", "strand"], dropna=False)
        .agg(segments=("segment_id", "size"), sources=("source_id", "nunique"))
        .reset_index()
    )

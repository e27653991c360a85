"""From coders' ratings to what each source says of a team on a criterion."""

import numpy as np
import pandas as pd

from hiteval.framework import RatingScale

CELL = ["team_id", "criterion_id"]
COUNTS = [
    "segments",
    "sources",
    "supporting",
    "supporting_explicitly",
    "contrary",
    "contrary_explicitly",
]


def segment_ratings(codings: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Settle the coders' ratings of each segment on each criterion by their median.

    A coder who did not code the segment on the criterion is missing, not at 0.

    Parameters
    ----------
    codings : DataFrame
        One row a coding: ``segment_id, coder_id, criterion_id, rating``.
    segments : DataFrame
        One row a segment: ``segment_id, source_id, team_id``.

    Returns
    -------
    DataFrame
        One row a segment and criterion that was coded, in order of both:
        ``team_id, criterion_id, source_id, segment_id``; ``rating``, float, scale
        points, half points possible; ``coders``, how many; ``lowest``, ``highest``.
    """
    keys = ["segment_id", "criterion_id"]
    settled = (
        codings.astype({"rating": "float64"})
        .groupby(keys, sort=True)["rating"]
        .agg(rating="median", coders="count", lowest="min", highest="max")
        .reset_index()
        .merge(segments[["segment_id", "source_id", "team_id"]], validate="m:1")
    )
    return settled[[*CELL, "source_id", *settled.columns.drop([*CELL, "source_id"])]]


def source_evidence(
    rated: pd.DataFrame, scale: RatingScale, apart: str | None = None
) -> pd.DataFrame:
    """Say for each source whether it supports or contradicts, and how explicitly.

    A source is *supporting* if one of its segments is rated above 0, *explicitly* so if
    one is at the top of the scale; *contrary* likewise below 0. It can be both.

    Parameters
    ----------
    rated : DataFrame
        From `segment_ratings`.
    scale : RatingScale
        Its ends say what is explicit.
    apart : str, optional
        A further column to keep apart, such as ``coder_id``.

    Returns
    -------
    DataFrame
        One row a team, criterion and source with evidence (and value of the column kept
        apart): ``segments`` (how many) and the flags ``supporting,
        supporting_explicitly, contrary, contrary_explicitly``.
    """
    lowest, *_, highest = scale.ratings
    keys = [*CELL, "source_id", *([apart] if apart else [])]
    return (
        rated.assign(
            segments=1,
            supporting=rated["rating"] > 0,
            supporting_explicitly=rated["rating"] == highest,
            contrary=rated["rating"] < 0,
            contrary_explicitly=rated["rating"] == lowest,
        )
        .groupby(keys, sort=True)
        .agg({"segments": "sum"} | dict.fromkeys(COUNTS[2:], "max"))
        .reset_index()
    )


def by_strand(by_source: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Name the strand of each source: the rows of `source_evidence`, and ``part``."""
    strands = sources[["source_id", "strand"]].rename(columns={"strand": "part"})
    return by_source.merge(strands, validate="m:1")


def by_coder(
    codings: pd.DataFrame, segments: pd.DataFrame, scale: RatingScale
) -> pd.DataFrame:
    """Say what each source shows by one coder's codings alone.

    The columns are those of `source_evidence`, and ``part``, the coder.
    """
    of = segments[["segment_id", "source_id", "team_id"]]
    alone = codings[["segment_id", "criterion_id", "coder_id", "rating"]]
    evidence = source_evidence(alone.merge(of, validate="m:1"), scale, "coder_id")
    return evidence.rename(columns={"coder_id": "part"})


def tally(
    by_source: pd.DataFrame, team_ids: list[str], criterion_ids: list[str]
) -> pd.DataFrame:
    """Count segments and sources for every team on every criterion.

    Parameters
    ----------
    by_source : DataFrame
        From `source_evidence`.
    team_ids, criterion_ids : list of str
        All there are; the result follows their order.

    Returns
    -------
    DataFrame
        One row a team and criterion, those without evidence included with counts of 0:
        ``segments``, and of sources ``sources, supporting, supporting_explicitly,
        contrary, contrary_explicitly``, all int.
    """
    cells = pd.MultiIndex.from_product([team_ids, criterion_ids], names=CELL)
    return (
        by_source.assign(sources=1)
        .groupby(CELL)[COUNTS]
        .sum()
        .reindex(cells, fill_value=0)
        .astype(np.int64)
        .reset_index()
    )


def by_year(segments: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Count segments and sources for each year and strand.

    Parameters
    ----------
    segments, sources : DataFrame
        Of the same study; a source's ``date`` begins with its year, or is missing.

    Returns
    -------
    DataFrame
        One row a year and strand with evidence, undated last: ``year`` (str, missing
        where undated), ``strand``, ``segments``, ``sources``.
    """
    dated = sources.assign(year=sources["date"].str[:4])
    return (
        segments.merge(dated[["source_id", "strand", "year"]], validate="m:1")
        .groupby(["year", "strand"], dropna=False)
        .agg(segments=("segment_id", "size"), sources=("source_id", "nunique"))
        .reset_index()
    )

"""From a study's codings to comparisons between coders, at every level.

Two questions, kept apart:

*same criterion*: do coders give a segment the same criterion? A segment may be given
several criteria, so each pair of segment and criterion is one decision, given or not,
of every coder who saw the segment. For an area, a coder gave it who gave any criterion
of it.

*same rating*: where two or more coders gave a segment the same criterion, do they rate
it the same? Nothing else enters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.agreement.coincidences import Counts, Floats, Integers, count
from hiteval.study.framework import Framework

Flags = npt.NDArray[np.bool_]
Clusters = Literal["sources", "teams"]

SAME_CRITERION, SAME_RATING = "same criterion", "same rating"
OVERALL, AREA, CRITERION = "overall", "area", "criterion"
NOT_GIVEN, GIVEN = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class CodingGrid:
    """A study's codings by coder, segment and criterion.

    Attributes
    ----------
    coder_ids, criterion_ids : list of str
        Coders in alphabetical order, criteria in the framework's.
    segments : DataFrame
        ``segment_id, source_id, team_id``, in order of segment.
    clusters : {"sources", "teams"}
        What is left out in turn to see how precise agreement is.
    cluster_of : array of int, shape (n_segments,)
        The number of each segment's source or team.
    n_clusters : int
        How many sources or teams the segments are of.
    ratings : array of float, shape (n_coders, n_segments, n_criteria)
        ``nan`` where the coder did not give the segment the criterion.
    saw : array of bool, shape (n_coders, n_segments)
        Whether the coder is known to have seen the segment.
    """

    coder_ids: list[str]
    criterion_ids: list[str]
    segments: pd.DataFrame
    clusters: Clusters
    cluster_of: Integers
    n_clusters: int
    ratings: Floats
    saw: Flags

    @property
    def given(self) -> Flags:
        """Where a coder gave a segment a criterion; shape as ``ratings``."""
        return ~np.isnan(self.ratings)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question at one level, counted for each source or team.

    ``subject_id`` is the area's or criterion's id, and *overall* for all together.
    """

    question: str
    level: str
    subject_id: str
    counts: Counts


def coding_grid(
    codings: pd.DataFrame,
    segments: pd.DataFrame,
    criterion_ids: list[str],
    seen: pd.DataFrame | None = None,
) -> CodingGrid:
    """Lay a study's codings out by coder, segment and criterion.

    A coder who coded a segment on any criterion saw it, and so decided on all others.
    A coder who coded nothing on it may never have had it: missing, not a decision,
    unless ``seen`` says otherwise.

    Parameters
    ----------
    codings : DataFrame
        One row per coding: ``segment_id, coder_id, criterion_id, rating``. Rows of
        other segments are left out; of other criteria, they show that a segment was
        seen.
    segments : DataFrame
        One row per segment: ``segment_id, source_id, team_id``.
    criterion_ids : list of str
        What coders choose from.
    seen : DataFrame, optional
        Segments that coders saw though they may have coded nothing on them:
        ``segment_id, coder_id``.
    """
    segments = segments[["segment_id", "source_id", "team_id"]]
    segments = segments.sort_values("segment_id", ignore_index=True)
    codings = codings[codings["segment_id"].isin(segments["segment_id"])]
    pairs = codings[["segment_id", "coder_id"]]
    if seen is not None:
        pairs = pd.concat([pairs, seen[pairs.columns]])
        pairs = pairs[pairs["segment_id"].isin(segments["segment_id"])]
    coder_ids = sorted(pairs["coder_id"].unique())
    saw = np.zeros((len(coder_ids), len(segments)), dtype=bool)
    saw[_numbers(pairs["coder_id"], coder_ids), _numbers_of(pairs, segments)] = True
    rows = codings[codings["criterion_id"].isin(criterion_ids)]
    ratings = np.full((*saw.shape, len(criterion_ids)), np.nan)
    coder = _numbers(rows["coder_id"], coder_ids)
    criterion = _numbers(rows["criterion_id"], criterion_ids)
    ratings[coder, _numbers_of(rows, segments), criterion] = rows["rating"]
    clusters = _clusters(segments, "source_id")
    return CodingGrid(
        coder_ids, criterion_ids, segments, "sources", *clusters, ratings, saw
    )


def by_team(grid: CodingGrid) -> CodingGrid:
    """Count by team instead of by source: sources of one team may be alike too."""
    cluster_of, n_clusters = _clusters(grid.segments, "team_id")
    return replace(grid, clusters="teams", cluster_of=cluster_of, n_clusters=n_clusters)


def seen(
    codings: pd.DataFrame, segments: pd.DataFrame, saw: Mapping[str, str]
) -> pd.DataFrame:
    """List the segments that each coder saw, coded or not.

    Parameters
    ----------
    codings, segments : DataFrame
        As for `coding_grid`.
    saw : mapping of str to str
        By coder, ``all``, or ``sources`` for every segment of each source of which the
        coder coded anything. A coder without any coding saw nothing.

    Returns
    -------
    DataFrame
        ``segment_id, coder_id``, each pair once.
    """
    of = segments[["segment_id", "source_id"]]
    coded = codings[["segment_id", "coder_id"]].merge(of)
    in_source = coded[["source_id", "coder_id"]].drop_duplicates()
    everything = in_source["coder_id"].map(saw) == "all"
    whole = in_source.loc[everything, ["coder_id"]].drop_duplicates()
    pairs = [in_source.merge(of, on="source_id"), whole.merge(of, how="cross")]
    return pd.concat(pairs)[["segment_id", "coder_id"]].drop_duplicates()


def same_criterion(grid: CodingGrid, framework: Framework) -> list[Comparison]:
    """Count who gave a segment which criterion: overall, by area and by criterion.

    Overall pools the decisions on all criteria; a segment then counts once for each.
    """
    given = grid.given
    areas: dict[str, Flags] = {
        area: np.any(given[:, :, members], axis=2, keepdims=True)
        for area, members in _members(grid, framework).items()
    }
    criteria = {
        criterion_id: given[:, :, [k]]
        for k, criterion_id in enumerate(grid.criterion_ids)
    }
    subjects: dict[str, dict[str, Flags]] = {
        OVERALL: {OVERALL: given},
        AREA: areas,
        CRITERION: criteria,
    }
    return [
        Comparison(SAME_CRITERION, level, subject_id, _decisions(grid, chosen))
        for level, members in subjects.items()
        for subject_id, chosen in members.items()
    ]


def same_rating(grid: CodingGrid, framework: Framework) -> list[Comparison]:
    """Count who gave which rating: overall, by area and by criterion."""
    subjects = {
        OVERALL: {OVERALL: list(range(len(grid.criterion_ids)))},
        AREA: _members(grid, framework),
        CRITERION: {name: [k] for k, name in enumerate(grid.criterion_ids)},
    }
    scale = framework.rating_scale.ratings
    return [
        Comparison(SAME_RATING, level, subject_id, _rated(grid, chosen, scale))
        for level, members in subjects.items()
        for subject_id, chosen in members.items()
    ]


def _decisions(grid: CodingGrid, given: Flags) -> Counts:
    decided = np.where(grid.saw[:, :, None], given, np.nan)
    clusters = np.repeat(grid.cluster_of, given.shape[2])
    units = decided.reshape(len(decided), len(clusters))
    return count(units, [NOT_GIVEN, GIVEN], clusters, grid.n_clusters)


def _rated(grid: CodingGrid, criteria: list[int], scale: list[int]) -> Counts:
    ratings = grid.ratings[:, :, criteria]
    segment, criterion = np.nonzero((~np.isnan(ratings)).sum(axis=0) > 1)
    units = ratings[:, segment, criterion]
    return count(units, scale, grid.cluster_of[segment], grid.n_clusters)


def _members(grid: CodingGrid, framework: Framework) -> dict[str, list[int]]:
    """List the numbers of the criteria of each area."""
    return {
        area.id: [grid.criterion_ids.index(criterion.id) for criterion in area.criteria]
        for area in framework.areas
    }


def _clusters(segments: pd.DataFrame, column: str) -> tuple[Integers, int]:
    ids = sorted(segments[column].unique())
    return _numbers(segments[column], ids), len(ids)


def _numbers(ids: pd.Series, known: list[str]) -> Integers:
    return pd.Index(known).get_indexer(pd.Index(ids))


def _numbers_of(rows: pd.DataFrame, segments: pd.DataFrame) -> Integers:
    return _numbers(rows["segment_id"], segments["segment_id"].tolist())

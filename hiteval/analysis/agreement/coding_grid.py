"""A study's codings laid out by coder, segment and criterion, and who saw what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.agreement.coincidences import Floats, Integers
from hiteval.study.choices import ABOUT, ABOUT_TEAM

Flags = npt.NDArray[np.bool_]
Clusters = Literal["sources", "teams"]


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
    about : array of float, shape as ``ratings``, or None
        The number of what each coding is about among
        `hiteval.study.schema.ABOUT`, ``nan`` where there is no coding; none where no
        coding of the study says what it is about.
    """

    coder_ids: list[str]
    criterion_ids: list[str]
    segments: pd.DataFrame
    clusters: Clusters
    cluster_of: Integers
    n_clusters: int
    ratings: Floats
    saw: Flags
    about: Floats | None = None

    @property
    def given(self) -> Flags:
        """Where a coder gave a segment a criterion; shape as ``ratings``."""
        return ~np.isnan(self.ratings)


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
        One row per coding: ``segment_id, coder_id, criterion_id, rating`` and, if the
        study has it, ``about``, where missing is ``team``. Rows of other segments are
        left out; of other criteria, they show that a segment was seen.
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
    at = (
        _numbers(rows["coder_id"], coder_ids),
        _numbers_of(rows, segments),
        _numbers(rows["criterion_id"], criterion_ids),
    )
    shape = (*saw.shape, len(criterion_ids))
    ratings, about = _laid_out(rows["rating"], at, shape), None
    if "about" in codings and codings["about"].notna().any():
        told = pd.Index(ABOUT).get_indexer(pd.Index(rows["about"].fillna(ABOUT_TEAM)))
        about = _laid_out(told, at, shape)
    clusters = _clusters(segments, "source_id")
    return CodingGrid(
        coder_ids, criterion_ids, segments, "sources", *clusters, ratings, saw, about
    )


def by_team(grid: CodingGrid) -> CodingGrid:
    """Count by team instead of by source: sources of one team may be alike too."""
    cluster_of, n_clusters = _clusters(grid.segments, "team_id")
    return replace(grid, clusters="teams", cluster_of=cluster_of, n_clusters=n_clusters)


def _clusters(segments: pd.DataFrame, column: str) -> tuple[Integers, int]:
    ids = sorted(segments[column].unique())
    return _numbers(segments[column], ids), len(ids)


def _laid_out(
    values: object, at: tuple[Integers, ...], shape: tuple[int, ...]
) -> Floats:
    cells = np.full(shape, np.nan)
    cells[at] = values
    return cells


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


def _numbers(ids: pd.Series, known: list[str]) -> Integers:
    return pd.Index(known).get_indexer(pd.Index(ids))


def _numbers_of(rows: pd.DataFrame, segments: pd.DataFrame) -> Integers:
    return _numbers(rows["segment_id"], segments["segment_id"].tolist())

"""Which segments speak most strongly for a team, and which against it."""

import pandas as pd

from hiteval.study.framework import Framework

APART = ["criterion_id", "segment_id", "source_id"]
MOST = 3  # segments on each side; a reader takes in no more at once


def strongest(
    rated: pd.DataFrame, sources: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    """Choose the segments that support most: above the neutral level, highest first.

    On a scale of one side, those above its lowest level.

    Parameters
    ----------
    rated : DataFrame
        From `hiteval.analysis.coded_segments.about_team`, of one team.
    sources : DataFrame
        Of the study: ``source_id`` and ``date``.
    framework : Framework
        Its scale has the levels; its order breaks ties last.

    Returns
    -------
    DataFrame
        At most three rows of ``rated``, each of another criterion, segment and source.
        Of equal ratings, first that on which the coder who gave least gave most, then
        that of more coders, then of the newest source; undated sources come last.
    """
    scale = framework.rating_scale
    least = scale.ratings[0] if scale.middle is None else scale.middle
    order = {"rating": False, "lowest": False}
    return _first(rated[rated["rating"] > least], order, sources, framework)


def contrary(
    rated: pd.DataFrame, sources: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    """Choose the segments that are most contrary, as `strongest` does; lowest first.

    None on a scale of one side.
    """
    middle = framework.rating_scale.middle
    below = rated.iloc[:0] if middle is None else rated[rated["rating"] < middle]
    return _first(below, {"rating": True, "highest": True}, sources, framework)


def _first(
    rated: pd.DataFrame,
    order: dict[str, bool],
    sources: pd.DataFrame,
    framework: Framework,
) -> pd.DataFrame:
    place = {c: n for n, c in enumerate(framework.criterion_ids)}
    known = rated.merge(sources[["source_id", "date"]], on="source_id", how="left")
    known = known.assign(place=known["criterion_id"].map(place))
    order = order | {"coders": False, "date": False, "place": True, "segment_id": True}
    chosen = known.sort_values([*order], ascending=[*order.values()], kind="stable")
    return _apart(chosen[rated.columns])


def _apart(ordered: pd.DataFrame) -> pd.DataFrame:
    """Take rows in order, but none of a criterion, segment or source once more."""
    taken: list[int] = []
    seen: set[tuple[str, str]] = set()
    for row, keys in enumerate(ordered[APART].itertuples(index=False)):
        named = {*zip(APART, keys, strict=True)}
        if len(taken) < MOST and seen.isdisjoint(named):
            taken.append(row)
            seen |= named
    return ordered.iloc[taken].reset_index(drop=True)

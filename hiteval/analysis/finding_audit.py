"""Counted evidence against a finding that the finding does not mention.

A finding names criteria and teams. Its own side is that of most of the segments that
it lists as supporting: above or below the neutral level. Every counted segment on
these criteria and teams that is on the other side, and that the finding lists neither
for nor against, is *overlooked*. This check is our own.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.study.schema import ids

COLUMNS = ["finding_id", *CELL, "source_id", "segment_id", "rating"]


def overlooked(
    findings: pd.DataFrame,
    rated: pd.DataFrame,
    team_ids: Sequence[str],
    middle: int | None,
) -> pd.DataFrame:
    """List the segments that findings overlook.

    Parameters
    ----------
    findings : DataFrame
        The table ``findings`` of a study.
    rated : DataFrame
        From `hiteval.analysis.coded_segments.about_team`: the counted segments.
    team_ids : sequence of str
        The teams proper, which a finding is about that names none.
    middle : int or None
        The neutral level; a scale without one has no sides, so nothing is overlooked.

    Returns
    -------
    DataFrame
        One row per finding, criterion and segment, in order of finding, team, criterion
        and segment: ``finding_id, team_id, criterion_id, source_id, segment_id,
        rating``. None for a finding without a side of its own.
    """
    rows = suggestions(findings, rated, team_ids, middle)
    side = rows["finding_id"].map(sides(findings, rated, middle)).astype("Int64")
    opposite = (rows["sign"] * side < 0).fillna(False).astype("bool")
    missed = rows.loc[opposite & rows["listed"].isna(), COLUMNS]
    return missed.reset_index(drop=True)


def suggestions(
    findings: pd.DataFrame,
    rated: pd.DataFrame,
    team_ids: Sequence[str],
    middle: int | None,
) -> pd.DataFrame:
    """List every counted segment on the criteria and teams of each finding.

    Parameters
    ----------
    findings, rated, team_ids, middle
        As of `overlooked`.

    Returns
    -------
    DataFrame
        The columns of `overlooked`, in its order, with ``sign`` (Int64): 1 above the
        neutral level, -1 below, 0 on it; missing where the scale has none; and
        ``listed``: ``for``, ``against``, or missing.
    """
    found = [_on(finding, rated, team_ids) for finding in _rows(findings)]
    rows = pd.concat([rated.iloc[:0].assign(finding_id="", listed=""), *found])
    sign = np.sign(rows["rating"] - (np.nan if middle is None else middle))
    rows = rows.assign(sign=sign.astype("Int64"))[[*COLUMNS, "sign", "listed"]]
    order = ["finding_id", *CELL, "segment_id"]
    return rows.sort_values(order, kind="stable", ignore_index=True)


def sides(findings: pd.DataFrame, rated: pd.DataFrame, middle: int | None) -> pd.Series:
    """Say on which side of the neutral level each finding is.

    Returns
    -------
    Series of Int64
        1 above, -1 below, indexed by ``finding_id``. Missing where the scale has no
        neutral level, or where as many ratings of the supporting segments on the
        finding's criteria are above it as below.
    """
    side = [_side(finding, rated, middle) or pd.NA for finding in _rows(findings)]
    return pd.Series(side, findings["finding_id"], dtype="Int64")


def _on(
    finding: pd.Series, rated: pd.DataFrame, team_ids: Sequence[str]
) -> pd.DataFrame:
    """Return the counted segments on a finding's criteria and teams."""
    named = ids(finding["team_ids"]) or list(team_ids)
    rows = rated[
        rated["criterion_id"].isin(ids(finding["criterion_ids"]))
        & rated["team_id"].isin(named)
    ]
    against = dict.fromkeys(ids(finding["contrary_segment_ids"]), "against")
    listed = against | dict.fromkeys(ids(finding["segment_ids"]), "for")
    return rows.assign(
        finding_id=finding["finding_id"],
        listed=rows["segment_id"].map(listed).astype("str"),
    )


def _side(finding: pd.Series, rated: pd.DataFrame, middle: int | None) -> int:
    """Return 1 or -1, or 0 where there is no side."""
    if middle is None:
        return 0
    own = rated["segment_id"].isin(ids(finding["segment_ids"]))
    own &= rated["criterion_id"].isin(ids(finding["criterion_ids"]))
    return int(np.sign(np.sign(rated.loc[own, "rating"] - middle).sum()))


def _rows(findings: pd.DataFrame) -> Iterator[pd.Series]:
    for _, finding in findings.iterrows():
        yield finding

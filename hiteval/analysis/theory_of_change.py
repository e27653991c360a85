"""The evidence for each part of the theory of change, and for its links.

The theory says that process leads to outcome. A source that speaks of both for one team
is where that could be seen; that it does is not proof that one led to the other.
"""

import pandas as pd

from hiteval.study.framework import Framework


def by_part(rated: pd.DataFrame, parts: pd.Series) -> pd.DataFrame:
    """Count sources and segments by part.

    Parameters
    ----------
    rated : DataFrame
        See `hiteval.analysis.coded_segments.segment_ratings`.
    parts : Series of str
        The part of each row: its criterion or its area.

    Returns
    -------
    DataFrame
        Indexed by part: ``sources``, ``segments``, each distinct.
    """
    grouped = rated.groupby(parts.rename("part"))
    return pd.DataFrame(
        {
            "sources": grouped["source_id"].nunique(),
            "segments": grouped["segment_id"].nunique(),
        }
    )


def links(rated: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Count what speaks of an area of process and of one of outcome, for one team.

    Returns
    -------
    DataFrame
        ``process, outcome`` (ids of areas, in the framework's order), ``sources``:
        distinct ones that speak of both for the same team, ``teams``: of these.
    """
    areas = rated["criterion_id"].map(framework.area_of)
    spoken = rated[["team_id", "source_id"]].assign(area=areas).drop_duplicates()
    both = spoken.merge(spoken, on=["team_id", "source_id"], suffixes=("", "_too"))
    found = []
    for process in (a.id for a in framework.areas if a.kind == "process"):
        for outcome in (a.id for a in framework.areas if a.kind == "outcome"):
            rows = both[(both["area"] == process) & (both["area_too"] == outcome)]
            counts = rows["source_id"].nunique(), rows["team_id"].nunique()
            found.append((process, outcome, *counts))
    return pd.DataFrame(found, columns=["process", "outcome", "sources", "teams"])

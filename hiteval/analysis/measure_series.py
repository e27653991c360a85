"""Measures that one team's sources state again and again, in order of time."""

import pandas as pd

from hiteval.analysis.measures import comparable, folded

SERIES = ["team_id", "name", "units"]


def series(measures: pd.DataFrame) -> pd.DataFrame:
    """Put the values of a measure that has several in order of time.

    A measure is the same if it is of the same team, name and unit, folded. A value
    whose period names no year has no place in time, and is in no series. Of one period,
    the first in the order of the table counts: `hiteval.analysis.claims` finds others.

    Parameters
    ----------
    measures : DataFrame
        Of a study.

    Returns
    -------
    DataFrame
        The rows of ``measures`` that are in a series of two or more, with their index,
        by team; ``series`` (a number from 0 for each team, in the order in which they
        begin in ``measures``).
    """
    known = comparable(measures).dropna(subset=["start", "value"])
    known = known.drop_duplicates([*SERIES, "start", "end"])
    again = known[known.groupby(SERIES, dropna=False)["value"].transform("size") > 1]
    number = again.groupby(SERIES, sort=False, dropna=False).ngroup()
    of_team = number.groupby(again["team_id"]).rank("dense").astype("int64") - 1
    ordered = again.assign(series=of_team)
    ordered = ordered.sort_values(["team_id", "series", "start", "end"], kind="stable")
    return measures.loc[ordered.index].assign(series=ordered["series"])


def compared_with(rows: pd.DataFrame) -> str | None:
    """Return what a series is compared with, if it is not one of its own values.

    The comparator of the latest value that has such a one, as it is written.

    Parameters
    ----------
    rows : DataFrame
        Of one series: ``value`` and ``comparator``.
    """
    values = folded(rows["value"].map("{:g}".format))
    for said in rows["comparator"].dropna().iloc[::-1]:
        if not any(value in said for value in values):
            return str(said)
    return None

"""The status of each team, by the events that are recorded.

Renamed, paused, concluded and business as usual are all outcomes, and none is a fault.
"""

import pandas as pd

CONCLUDED, USUAL, PAUSED = "concluded", "business as usual", "paused"
NO_END, UNKNOWN = "no end recorded", "nothing recorded"
STATUSES = (NO_END, PAUSED, USUAL, CONCLUDED, UNKNOWN)
NOT_LIFE = ("director_change", "reviewed")  # they do not change what a team is


def statuses(events: pd.DataFrame, team_ids: list[str]) -> pd.Series:
    """Return the status of each team, whatever the order of its events.

    Many events have no date, so dates are not used: a team is paused if it was paused
    more often than restarted.

    Parameters
    ----------
    events : DataFrame
        ``team_id, event``.
    team_ids : list of str
        Of every team.

    Returns
    -------
    Series of str
        One of ``STATUSES``, indexed by ``team_id``; the first that applies of
        concluded, business as usual, paused.
    """
    life = events[~events["event"].isin(NOT_LIFE)]
    counts = pd.crosstab(life["team_id"], life["event"]).reindex(
        index=team_ids,
        columns=["concluded", "business_as_usual", "paused", "restarted"],
        fill_value=0,
    )
    known = pd.Series(team_ids, team_ids).isin(life["team_id"])
    found = pd.Series(NO_END, index=team_ids, dtype="str").where(known, UNKNOWN)
    found = found.mask(counts["paused"] > counts["restarted"], PAUSED)
    found = found.mask(counts["business_as_usual"] > 0, USUAL)
    return found.mask(counts["concluded"] > 0, CONCLUDED)

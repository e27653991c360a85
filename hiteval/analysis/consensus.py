"""Ratings by people: several raters, their consensus, and the rating shown.

Each rater's latest rating of a team on a criterion counts, and the latest consensus.
Raters agree when fewer than a third of them lie outside [median - 1, median + 1]: of 12
fewer than 4, as in a Delphi study with the SCIROCCO tool [1]_. (The study says *a
3-point region containing the median*, which for a half-point median is a little wider.)
Otherwise the rating is *uncertain*, which is a result and not a gap to be filled by the
evidence's proposal. Raters on both sides of the neutral level never agree: the median
of one for and one against would be a level that neither gave. One rater cannot
disagree, so a single rating counts, with its number of raters beside it. A half-point
median stays half: it is shown as a range, never rounded away.

The rating shown is, in this order, the consensus, the median of raters in agreement, or
the rating proposed from the evidence; ``basis`` says which.

References
----------
.. [1] *International Journal of Integrated Care*, doi 10.5334/ijic.7747, tables 1
   and 2: four or more of twelve outside is *split*, and a split level is *uncertain*.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.catalogue import N_

CONSENSUS, RATERS, UNCERTAIN = N_("consensus"), N_("raters"), N_("uncertain")
PROPOSED, MISSING = N_("proposed"), N_("missing")
NEAR_MEDIAN = 1.0
OUTSIDE_OF = 3  # raters agree when fewer than one in this many is outside
FAR_FROM_EVIDENCE = 2.0


def by_raters(ratings: pd.DataFrame, neutral: float | None = None) -> pd.DataFrame:
    """Combine the raters' ratings of each team on each criterion.

    Parameters
    ----------
    ratings : DataFrame
        One row per rating: ``team_id, criterion_id, rater_id, rated_on`` (ISO date) and
        ``rating`` (scale points; a missing one is no rating). May be empty.
    neutral : float, optional
        The neutral level, of a scale with two sides.

    Returns
    -------
    DataFrame
        One row per team and criterion that somebody rated, in order of both: ``raters``
        (int, how many), ``median`` (Float64, half points possible), ``lowest`` and
        ``highest`` (Float64), ``outside`` (int, raters further than `NEAR_MEDIAN` from
        the median), ``agreed`` (bool; true of a single rater).

    Examples
    --------
    Of three raters one outside is a third, which is not fewer than a third:

    >>> columns = ["team_id", "criterion_id", "rater_id", "rated_on", "rating"]
    >>> rows = [
    ...     ("t", "c", rater, "2025-01-01", r) for rater, r in zip("abc", [2, 2, -1])
    ... ]
    >>> by_raters(pd.DataFrame(rows, columns=columns))[["median", "outside", "agreed"]]
       median  outside  agreed
    0     2.0        1   False
    """
    rated = ratings.dropna(subset=["rating"])
    latest = _latest(rated, "rated_on", [*CELL, "rater_id"])
    latest = latest[[*CELL, "rating"]].astype({"rating": "Float64"})
    median = latest.groupby(CELL)["rating"].transform("median")
    outside = (latest["rating"] - median).abs().gt(NEAR_MEDIAN)
    settled = (
        latest.assign(outside=outside)
        .groupby(CELL)
        .agg(
            raters=("rating", "count"),
            median=("rating", "median"),
            lowest=("rating", "min"),
            highest=("rating", "max"),
            outside=("outside", "sum"),
        )
        .astype({"raters": "int64", "median": "Float64", "outside": "int64"})
        .reset_index()
    )
    agreed = settled["outside"] * OUTSIDE_OF < settled["raters"]
    if neutral is not None:
        agreed &= (settled["lowest"] >= neutral) | (settled["highest"] <= neutral)
    return settled.assign(agreed=agreed.astype("bool"))


def latest_consensus(consensus: pd.DataFrame) -> pd.DataFrame:
    """Keep the latest consensus of each team and criterion.

    Parameters
    ----------
    consensus : DataFrame
        ``team_id, criterion_id, agreed_on`` (ISO date), ``rating``, ``reason``. May be
        empty. A later row without a rating withdraws the consensus.

    Returns
    -------
    DataFrame
        One row per team and criterion, in order of both, with the same columns; rows
        without a rating left out.
    """
    return _latest(consensus, "agreed_on", CELL).dropna(subset=["rating"])


def shown_ratings(
    proposed: pd.DataFrame, settled: pd.DataFrame, agreed: pd.DataFrame
) -> pd.DataFrame:
    """Say which rating is shown for each team and criterion, and where it comes from.

    Parameters
    ----------
    proposed : DataFrame
        From `hiteval.analysis.scoring.propose`.
    settled : DataFrame
        From `by_raters`.
    agreed : DataFrame
        From `latest_consensus`.

    Returns
    -------
    DataFrame
        One row per team and criterion, as in ``proposed``: ``basis`` (`CONSENSUS`,
        `RATERS`, `UNCERTAIN`, `PROPOSED` or `MISSING`); ``shown`` (Float64, missing
        where uncertain or missing); ``proposed`` (Int64); ``raters`` (int, 0 where
        none), ``raters_median``, ``raters_lowest``, ``raters_highest`` (Float64,
        missing where none rated); ``reason`` (of the consensus); ``far_from_evidence``
        (boolean: shown and proposed are `FAR_FROM_EVIDENCE` or more apart, missing
        where either is).
    """
    keys = pd.MultiIndex.from_frame(proposed[CELL])
    people = settled.set_index(CELL).reindex(keys).set_axis(proposed.index)
    decided = agreed.set_index(CELL).reindex(keys).set_axis(proposed.index)
    evidence = proposed["rating"].astype("Float64")
    basis, shown = _first_of(
        {
            CONSENSUS: (decided["rating"].notna(), decided["rating"]),
            RATERS: (people["agreed"].eq(True), people["median"]),
            UNCERTAIN: (people["raters"].notna(), None),
            PROPOSED: (evidence.notna(), evidence),
        }
    )
    return proposed[CELL].assign(
        basis=basis,
        shown=shown,
        proposed=evidence.astype("Int64"),
        raters=people["raters"].fillna(0).astype("int64"),
        raters_median=people["median"].astype("Float64"),
        raters_lowest=people["lowest"].astype("Float64"),
        raters_highest=people["highest"].astype("Float64"),
        reason=decided["reason"].astype("str"),
        far_from_evidence=(shown - evidence).abs() >= FAR_FROM_EVIDENCE,
    )


def _first_of(
    in_order: Mapping[str, tuple[pd.Series, pd.Series | None]],
) -> tuple[pd.Series, pd.Series]:
    """Take each rating from the first basis that has one; none is `MISSING`."""
    there = [when for when, _ in in_order.values()]
    index = there[0].index
    basis = pd.Series(np.select(there, list(in_order), MISSING), index, dtype="str")
    shown = pd.Series(pd.NA, index, dtype="Float64")
    for name, (_, rating) in in_order.items():
        if rating is not None:
            shown = shown.mask(basis == name, rating.astype("Float64"))
    return basis, shown


def _latest(table: pd.DataFrame, date: str, key: list[str]) -> pd.DataFrame:
    """Keep the row of the latest date for each key, in order of the keys."""
    ordered = table.sort_values([*key, date], kind="stable")
    return ordered.drop_duplicates(key, keep="last", ignore_index=True)

"""Criteria that tell two groups of teams apart.

The four outcomes are those of Damschroder and Lowery [1]_, who compared facilities of
high and low implementation: a construct distinguishes strongly, weakly or not at all,
or has too little data to tell. The arithmetic is this project's own:

================== ===================================================================
strongly           the groups lie at least `STRONG_GAP` levels apart
weakly             the groups do not overlap, and their medians differ by at least
                   `WEAK_DIFFERENCE`
not                neither
insufficient data  a group has no rated team, or fewer than half of its teams are rated
================== ===================================================================

How far the groups lie apart is measured from the lower quartile of the group with the
higher median to the upper quartile of the other, each quartile the outer of the two
ratings that it falls between: in groups of up to four that is from the lowest to the
highest rating, so that every team must fit; in larger groups up to a quarter may be
exceptions. Groups with equal medians do not differ, and overlap or touch.

With these choices every construct in the first four domains of a published comparison
of four units with one comes out as its authors coded it [2]_. That is a check, not a
proof: a difference between groups, above all small ones, is a lead to follow up in the
evidence, and no cause.

References
----------
.. [1] Damschroder LJ, Lowery JC. Evaluation of a large-scale weight management program
   using the consolidated framework for implementation research (CFIR).
   *Implementation Science* 8 (2013), 51. doi 10.1186/1748-5908-8-51
.. [2] *Journal of Medical Internet Research* 17(11) (2015), e262, table 2.
   doi 10.2196/jmir.5091
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

STRONG, WEAK = "strongly distinguishing", "weakly distinguishing"
NOT, INSUFFICIENT = "not distinguishing", "insufficient data"
STRONG_GAP = 2
WEAK_DIFFERENCE = 1
RATED_SHARE = 0.5
SMALL_GROUP = 5

Pair = tuple[str, str]


def distinguishing(
    ratings: pd.DataFrame, group_of: Mapping[str, str], pair: Pair
) -> pd.DataFrame:
    """Say for each criterion whether ratings tell two groups of teams apart.

    Parameters
    ----------
    ratings : DataFrame
        One row per team and criterion: ``team_id, criterion_id, rating`` (number,
        missing where there is none). Every team of a group on every criterion.
    group_of : mapping of str to str
        The group of each team. Teams of no group, or of a third, are left out.
    pair : tuple of two str
        The groups to compare.

    Returns
    -------
    DataFrame
        One row per criterion, in order of first appearance: ``outcome``; ``higher``
        (the group with the higher median, missing where the medians are equal or there
        is too little data); ``gap`` (Float64, levels between the groups, below 0 where
        they overlap); ``difference`` (Float64, of the medians, first less second); for
        ``first`` and ``second`` ``<side>_teams`` and ``<side>_rated`` (int) and
        ``<side>_median`` (Float64); ``warning`` (where a group has fewer than
        `SMALL_GROUP` rated teams, else missing). Gap and difference are missing where a
        group has no rated team.
    """
    criteria = ratings["criterion_id"].drop_duplicates()
    group = ratings["team_id"].map(dict(group_of))
    first, second = (_side(ratings[group == name], criteria) for name in pair)
    difference = first["median"] - second["median"]
    down, up = first["low"] - second["high"], second["low"] - first["high"]
    gap = down.where(difference > 0, up).mask(difference == 0, np.maximum(down, up))
    table = pd.concat(
        [
            pd.DataFrame({"gap": gap, "difference": difference}),
            first[["teams", "rated", "median"]].add_prefix("first_"),
            second[["teams", "rated", "median"]].add_prefix("second_"),
        ],
        axis=1,
    )
    table.insert(0, "outcome", _outcome(table))
    table.insert(1, "higher", _higher(table, pair))
    return table.assign(warning=_warning(table, pair)).reset_index()


def _side(ratings: pd.DataFrame, criteria: pd.Series) -> pd.DataFrame:
    """Summarise one group's ratings on each criterion."""
    groups = ratings.astype({"rating": "Float64"}).groupby("criterion_id")["rating"]
    numbers = pd.DataFrame({"teams": groups.size(), "rated": groups.count()})
    levels = pd.DataFrame(
        {
            "median": groups.median(),
            "low": groups.quantile(0.25, interpolation="lower"),
            "high": groups.quantile(0.75, interpolation="higher"),
        }
    )
    return (
        numbers.reindex(criteria, fill_value=0)
        .join(levels.astype("Float64"))
        .astype({"teams": "int64", "rated": "int64"})
        .rename_axis("criterion_id")
    )


def _outcome(table: pd.DataFrame) -> pd.Series:
    """Name the outcome of each criterion."""
    enough = pd.Series(True, index=table.index)
    for side in ("first", "second"):
        rated, teams = table[f"{side}_rated"], table[f"{side}_teams"]
        enough &= (rated > 0) & (rated >= RATED_SHARE * teams)
    apart = table["difference"].abs()
    ways = {
        INSUFFICIENT: ~enough,
        STRONG: (apart > 0) & (table["gap"] >= STRONG_GAP),
        WEAK: (apart >= WEAK_DIFFERENCE) & (table["gap"] >= 0),
    }
    which = [way.fillna(False).to_numpy(dtype=bool) for way in ways.values()]
    return pd.Series(np.select(which, list(ways), NOT), table.index, dtype="str")


def _higher(table: pd.DataFrame, pair: Pair) -> pd.Series:
    """Name the group with the higher median."""
    difference = table["difference"].fillna(0)
    name = pd.Series(np.where(difference > 0, *pair), table.index, dtype="str")
    return name.where((difference != 0) & (table["outcome"] != INSUFFICIENT))


def _warning(table: pd.DataFrame, pair: Pair) -> pd.Series:
    """Warn of groups in which one team more or less could change the outcome."""
    warning = pd.Series("", index=table.index, dtype="str")
    for side, name in zip(("first", "second"), pair, strict=True):
        rated = table[f"{side}_rated"]
        text = "; only " + rated.astype("str") + " of " + name + " rated"
        warning += text.where(rated < SMALL_GROUP, "").astype("str")
    warning = warning.str.removeprefix("; ")
    return warning.mask(warning == "")

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
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.catalogue import N_, _

STRONG, WEAK = N_("strongly distinguishing"), N_("weakly distinguishing")
NOT, INSUFFICIENT = N_("not distinguishing"), N_("insufficient data")
STRONG_GAP = 2
WEAK_DIFFERENCE = 1
RATED_SHARE = 0.5
SMALL_GROUP = 5
SHUFFLES = 1000

Pair = tuple[str, str]
Floats = npt.NDArray[np.float64]


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
    first, second = (_side(_values(ratings, group_of, name)) for name in pair)
    table = pd.DataFrame(
        {
            "criterion_id": ratings["criterion_id"].drop_duplicates().to_numpy(),
            "outcome": _outcome(first, second),
            "gap": _gap(first, second),
            "difference": first.median - second.median,
            **_columns("first", first),
            **_columns("second", second),
        }
    )
    numbers = ["gap", "difference", "first_median", "second_median"]
    table[numbers] = table[numbers].astype("Float64")
    table.insert(2, "higher", _higher(table, pair))
    return table.astype({"outcome": "str"}).assign(warning=_warning(table, pair))


def by_chance(
    ratings: pd.DataFrame, group_of: Mapping[str, str], pair: Pair, seed: int
) -> pd.DataFrame:
    """Count the criteria that would distinguish groups of these sizes drawn at random.

    Parameters
    ----------
    ratings, group_of, pair
        As for `distinguishing`.
    seed : int
        Of the `SHUFFLES` orders in which the teams are dealt out to the groups.

    Returns
    -------
    DataFrame
        A row for each of `STRONG` and `WEAK`: ``outcome``; ``found``, the criteria in
        truth; ``mean``, their number in a shuffle; ``at_least``, the share of shuffles
        with as many or more of this outcome or a stronger one.
    """
    first, second = (_values(ratings, group_of, name) for name in pair)
    values, size = np.concatenate([first, second]), len(first)
    random = np.random.default_rng(seed)
    orders = np.array([random.permutation(len(values)) for _ in range(SHUFFLES)])
    dealt = values[np.vstack([np.arange(len(values)), orders])]
    outcome = _outcome(_side(dealt[:, :size]), _side(dealt[:, size:]))
    counts = np.stack([(outcome == o).sum(axis=1) for o in (STRONG, WEAK)], axis=1)
    reached = counts[1:].cumsum(axis=1) >= counts[0].cumsum()
    return pd.DataFrame(
        {
            "outcome": [STRONG, WEAK],
            "found": counts[0],
            "mean": counts[1:].mean(axis=0),
            "at_least": reached.mean(axis=0),
        }
    )


class _Side(NamedTuple):
    """One group's ratings on each criterion, the last axis of each array."""

    teams: int
    rated: Floats
    median: Floats
    low: Floats
    high: Floats


def _values(ratings: pd.DataFrame, group_of: Mapping[str, str], name: str) -> Floats:
    """Lay a group's ratings out, teams down and criteria across, ``nan`` missing."""
    rows = ratings[ratings["team_id"].map(dict(group_of)) == name]
    wide = rows.pivot(index="team_id", columns="criterion_id", values="rating")
    criteria = ratings["criterion_id"].drop_duplicates()
    return wide.reindex(columns=criteria).to_numpy(dtype=np.float64, na_value=np.nan)


def _side(values: Floats) -> _Side:
    """Summarise a group; further axes may come before that of teams."""
    teams = values.shape[-2]
    ordered, rated = np.sort(values, axis=-2), (~np.isnan(values)).sum(axis=-2)
    last = rated - 1

    def at(place: Any) -> Floats:
        if not teams:
            return np.full(rated.shape, np.nan)
        where = np.clip(place, 0, teams - 1).astype(np.intp)[..., None, :]
        return np.take_along_axis(ordered, where, axis=-2)[..., 0, :]

    median = (at(last // 2) + at(rated // 2)) / 2
    low, high = at(np.floor(last * 0.25)), at(np.ceil(last * 0.75))
    return _Side(teams, rated, median, low, high)


def _gap(first: _Side, second: _Side) -> Floats:
    """Measure the levels between two groups, below 0 where they overlap."""
    down, up = first.low - second.high, second.low - first.high
    difference = first.median - second.median
    apart = np.where(difference > 0, down, up)
    return np.where(difference == 0, np.maximum(down, up), apart)


def _outcome(first: _Side, second: _Side) -> npt.NDArray[np.str_]:
    """Name the outcome of each criterion."""
    enough = np.ones(first.rated.shape, dtype=bool)
    for side in (first, second):
        enough &= (side.rated > 0) & (side.rated >= RATED_SHARE * side.teams)
    gap, apart = _gap(first, second), np.abs(first.median - second.median)
    strong, weak = (apart > 0) & (gap >= STRONG_GAP), (apart >= WEAK_DIFFERENCE)
    ways = [~enough, strong, weak & (gap >= 0)]
    return np.select(ways, [INSUFFICIENT, STRONG, WEAK], NOT)


def _columns(name: str, side: _Side) -> dict[str, Any]:
    return {
        f"{name}_teams": side.teams,
        f"{name}_rated": side.rated,
        f"{name}_median": side.median,
    }


def _higher(table: pd.DataFrame, pair: Pair) -> pd.Series:
    """Name the group with the higher median."""
    difference = table["difference"].fillna(0)
    name = pd.Series(np.where(difference > 0, *pair), table.index, dtype="str")
    return name.where((difference != 0) & (table["outcome"] != INSUFFICIENT))


def _warning(table: pd.DataFrame, pair: Pair) -> pd.Series:
    """Warn of groups in which one team more or less could change the outcome."""
    warning = pd.Series("", index=table.index, dtype="str")
    for side, name in zip(("first", "second"), pair, strict=True):
        rated, said = table[f"{side}_rated"], _("only {number} of {group} rated")
        text = [f"; {said.format(number=n, group=_(name))}" for n in rated]
        warning += (
            pd.Series(text, table.index, dtype="str")
            .where(rated < SMALL_GROUP, "")
            .astype("str")
        )
    warning = warning.str.removeprefix("; ")
    return warning.mask(warning == "")

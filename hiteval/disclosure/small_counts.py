"""Hide small counts of people so that no sum gives them back.

A count of 1 to ``threshold`` people is hidden, and the others are rounded. That alone
is not enough: a hidden count may be the difference of two shown ones. So the range that
a reader could infer for each small count, from everything shown together, is worked out
by linear programming, and more is hidden until every range is wide enough.

Source of the method: cell suppression and its audit as in Hundepool and others,
*Statistical Disclosure Control* (2012); the threshold and rounding base of
NHS England.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from hiteval.errors import DisclosureError


@dataclass(frozen=True, slots=True)
class Relation:
    """How a total and its parts are related, as any reader knows.

    A ``partition``: everybody counted in the total is in exactly one part. A ``cover``:
    in one part or several, so that no part exceeds the total and the total does not
    exceed their sum. A ``share``: in any number of parts, or in none.
    """

    total: str
    parts: tuple[str, ...]
    kind: Literal["partition", "cover", "share"]


@dataclass(frozen=True, slots=True)
class Rule:
    """The largest count that is hidden, and what the others are rounded to."""

    threshold: int
    base: int

    def rounded(self, count: int) -> int:
        """Round half up, but never to 0: 1 with base 5 is 5."""
        nearest = (2 * count + self.base) // (2 * self.base) * self.base
        return max(nearest, self.base) if count else 0

    def told(self, count: int) -> int | None:
        """Return a count as it may be shown by itself; None where it is hidden."""
        return None if 0 < count <= self.threshold else self.rounded(count)

    def range_of(self, rounded: int) -> tuple[float, float]:
        """Return the lowest and highest count that is shown as this."""
        if rounded == 0:
            return 0.0, 0.0
        low = rounded - self.base // 2 if rounded > self.base else 1
        high = rounded + (self.base - 1) // 2
        return float(max(low, self.threshold + 1)), float(high)


Ranges = Mapping[str, tuple[float, float]]


def protect(
    counts: pd.Series,
    relations: Sequence[Relation],
    rule: Rule,
    earlier: Sequence[Ranges] = (),
) -> pd.Series:
    """Hide and round counts until no small one can be inferred.

    A range is wide enough if it is as wide as 0 to the threshold.

    Parameters
    ----------
    counts : Series of int, indexed by cell
        True numbers of distinct people.
    relations : sequence of Relation
        Over the cells.
    rule : Rule
        Its threshold 0 hides nothing.
    earlier : sequence of mappings of cell to (lowest, highest)
        What earlier releases showed of counts that have not changed since.

    Returns
    -------
    Series of Int64, indexed by cell
        In the order of cells; rounded; missing where hidden.

    Raises
    ------
    DisclosureError
        If earlier releases give a hidden count away whatever is hidden now.
    """
    counts = counts.sort_index()
    small = counts.between(1, rule.threshold)
    shown = counts.map(rule.rounded).astype("Int64").mask(small)
    while exposed := _exposed(shown, counts.index[small], relations, rule, earlier):
        beside = _beside(exposed[0], relations)
        visible = counts[shown.notna()]
        near = visible[visible.index.isin(beside)]
        if visible.empty:
            raise DisclosureError(
                f"Counts of people: {exposed[0]} could be inferred from what earlier "
                "releases showed. Hold this release back, or change what it counts."
            )
        smallest = (near if len(near) else visible).idxmin()
        shown = shown.mask(shown.index == smallest)
    return shown


def shown_ranges(shown: pd.Series, rule: Rule) -> Ranges:
    """Return what a reader knows about each count that is shown."""
    return {str(cell): rule.range_of(int(n)) for cell, n in shown.dropna().items()}


def inferable(
    cell: str,
    cells: Sequence[str],
    relations: Sequence[Relation],
    ranges: Sequence[Ranges],
) -> tuple[float, float]:
    """Return the lowest and highest whole number that a cell could hold.

    Parameters
    ----------
    cell : str
        The one asked for.
    cells : sequence of str
        All of them; none is below 0.
    relations : sequence of Relation
        Over the cells.
    ranges : sequence of mappings of cell to (lowest, highest)
        What is known of some of them, all at once.
    """
    from scipy.optimize import linprog  # half a second, and few studies count people

    place = {name: n for n, name in enumerate(cells)}
    bounds = np.array([(0.0, np.inf)] * len(cells))
    for known in ranges:
        for name, (low, high) in known.items():
            if name in place:
                row = bounds[place[name]]
                row[:] = max(row[0], low), min(row[1], high)
    equal, below = _constraints(relations, place)
    ends = []
    for sign in (1, -1):
        objective = np.zeros(len(cells))
        objective[place[cell]] = sign
        solved = linprog(
            objective,
            A_ub=below if len(below) else None,
            b_ub=np.zeros(len(below)) if len(below) else None,
            A_eq=equal if len(equal) else None,
            b_eq=np.zeros(len(equal)) if len(equal) else None,
            bounds=bounds,
            method="highs",
        )
        ends.append(np.inf if solved.status == 3 else sign * solved.fun)
    # Counts are whole: a range of 2.5 to 7.5 means 3 to 7.
    return float(np.ceil(ends[0] - 1e-6)), float(np.floor(ends[1] + 1e-6))


def _constraints(
    relations: Sequence[Relation], place: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Write relations as rows that equal 0, and rows that are at most 0."""
    equal, below = [], []
    for relation in relations:
        total = np.zeros(len(place))
        total[place[relation.total]] = 1
        parts = np.zeros((len(relation.parts), len(place)))
        for row, part in zip(parts, relation.parts, strict=True):
            row[place[part]] = 1
        if relation.kind == "partition":
            equal.append(total - parts.sum(axis=0))
        else:
            below += list(parts - total)
        if relation.kind == "cover":
            below.append(total - parts.sum(axis=0))
    return np.array(equal), np.array(below)


def _exposed(
    shown: pd.Series,
    small: pd.Index,
    relations: Sequence[Relation],
    rule: Rule,
    earlier: Sequence[Ranges],
) -> list[str]:
    """List the small counts whose inferable range is too narrow."""
    cells = [str(cell) for cell in shown.index]
    ranges = [shown_ranges(shown, rule), *earlier]
    exposed = []
    for cell in map(str, small):
        low, high = inferable(cell, cells, relations, ranges)
        if high - low < rule.threshold:
            exposed.append(cell)
    return exposed


def _beside(cell: str, relations: Sequence[Relation]) -> set[str]:
    """Return the cells that share a relation with one."""
    groups = [{relation.total, *relation.parts} for relation in relations]
    return set().union(*(group for group in groups if cell in group))

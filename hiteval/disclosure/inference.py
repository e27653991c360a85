"""What a reader can work out of numbers of people: integer linear programming.

A reader who knows ranges of some numbers, and how totals and parts are related, can
narrow the ranges of all others. Here that is done in full, as a reader would who
spares no effort: each end is the solution of an integer programme (HiGHS, by scipy).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from hiteval.errors import DisclosureError

Range = tuple[float, float]
Ranges = Mapping[str, Range]
NO_LIMIT = 1_000_000.0  # more people than any study hears


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
class Told:
    """What one release told: the true numbers by cell, and what a reader knows of each.

    ``ranges`` has the lowest and the highest whole number that a cell may hold: also of
    a hidden one: see `hiteval.disclosure.small_counts.hidden_range`.
    """

    counts: Mapping[str, int]
    ranges: Ranges
    relations: Sequence[Relation]


class Reader:
    """One who has read several releases, and works out what they tell together.

    Two cells of the same name and the same true number are one unknown: that a number
    did not change may be known. So an unknown is a cell with its true number.
    """

    def __init__(self, releases: Iterable[Told]) -> None:
        ranges: dict[str, Range] = {}
        relations: set[Relation] = set()
        for told in releases:
            name = {cell: unknown(cell, n) for cell, n in told.counts.items()}
            for cell, (low, high) in told.ranges.items():
                known = ranges.get(name[cell], (0.0, NO_LIMIT))
                ranges[name[cell]] = max(known[0], low), min(known[1], high)
            relations |= {
                Relation(name[r.total], tuple(sorted(name[p] for p in r.parts)), r.kind)
                for r in told.relations
            }
        self._place = {name: n for n, name in enumerate(sorted(ranges))}
        self._bounds = np.array([ranges[name] for name in self._place])
        self._rows = _rows(relations, self._place)
        self._worlds: list[np.ndarray] = []  # all numbers at once, as they may be

    def infers(self, of: str, less: str | None = None) -> Range:
        """Return the lowest and the highest whole number that an unknown may be.

        Parameters
        ----------
        of : str
            The unknown: see `unknown`.
        less : str, optional
            Another, which is taken from it: then the range is of the difference.

        Raises
        ------
        DisclosureError
            If what the releases told cannot be true.
        """
        aim = np.zeros(len(self._place))
        aim[self._place[of]] = 1
        if less is not None:
            aim[self._place[less]] = -1
        return self._least(aim), -self._least(-aim)

    def has_seen(self, of: str, less: str | None = None) -> Range:
        """Return a range within that of `infers`: what came up so far, at no cost."""
        seen = [world[self._place[of]] for world in self._worlds]
        if less is not None:
            taken = [world[self._place[less]] for world in self._worlds]
            seen = [a - b for a, b in zip(seen, taken, strict=True)]
        return min(seen, default=np.inf), max(seen, default=-np.inf)

    def _least(self, aim: np.ndarray) -> float:
        # It takes half a second to import, and few studies count people.
        from scipy.optimize import Bounds, LinearConstraint, milp

        matrix, lowest = self._rows
        rows = LinearConstraint(matrix, lowest, 0) if len(matrix) else None
        solved = milp(
            aim,
            integrality=np.ones_like(aim),
            bounds=Bounds(*self._bounds.T),
            constraints=rows,
        )
        if solved.x is None:
            raise DisclosureError(
                "private/releases.json: the numbers of people in it contradict each "
                "other. Restore it from a copy."
            )
        self._worlds.append(np.round(solved.x))
        return float(np.round(solved.fun))


def unknown(cell: str, true: int) -> str:
    """Name what a reader wants to know: a cell, as long as its number is the same."""
    return f"{cell}={true}"


def _rows(
    relations: Iterable[Relation], place: Mapping[str, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Write relations as rows of sums that are at most 0, and the least of each."""
    rows: list[np.ndarray] = []
    least: list[float] = []
    for relation in sorted(relations, key=lambda r: (r.total, r.parts, r.kind)):
        total, parts = np.zeros(len(place)), np.zeros((len(relation.parts), len(place)))
        total[place[relation.total]] = 1
        parts[range(len(parts)), [place[part] for part in relation.parts]] = 1
        if relation.kind == "partition":
            rows.append(total - parts.sum(axis=0))
            least.append(0.0)
            continue
        within = [*(parts - total)]
        if relation.kind == "cover":
            within.append(total - parts.sum(axis=0))
        rows += within
        least += [-np.inf] * len(within)
    return np.array(rows), np.array(least)

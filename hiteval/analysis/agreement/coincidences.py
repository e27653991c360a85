"""Codings of the same units by several coders, as counts that add up over units.

Every coefficient of `hiteval.analysis.agreement.coefficients` follows from the four
counts made here. They are made once for each source; what agreement would be without
one of the sources is then a sum over the others, and never goes back to the codings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]
SUMS = ("coincidences", "pairs", "shares", "crossed")


@dataclass(frozen=True, slots=True)
class Counts:
    """What coders gave the same units, counted.

    ``...`` is one axis of sources, or nothing once they are summed.

    Attributes
    ----------
    categories : array of float, shape (q,)
        The possible categories, ascending, used or not.
    coders : int
        How many coders coded anything at all.
    coincidences : array of float, shape (..., q, q)
        Krippendorff's :math:`o_{ck}`: ordered pairs of codings of one unit by two
        coders, a unit coded by m of them weighing m.
    pairs : array of float, shape (..., q, q)
        The same pairs, each unit coded twice or more weighing 1.
    shares : array of float, shape (..., q)
        Sum over units of the share of a unit's codings in each category, each unit
        coded at all weighing 1.
    crossed : array of float, shape (..., q, q)
        Of exactly two coders: units that the first put in the row's category and the
        second in the column's. ``nan`` for any other number of coders.
    """

    categories: Floats
    coders: int
    coincidences: Floats
    pairs: Floats
    shares: Floats
    crossed: Floats

    def total(self) -> Self:
        """Sum over the sources."""
        sums: Any = {name: getattr(self, name).sum(axis=0) for name in SUMS}
        return replace(self, **sums)

    def without_each(self) -> Self:
        """Sum over all sources but one, leaving out each source in turn.

        Sources without any unit are not left out: that would change nothing.

        Returns
        -------
        Counts
            Its ``...`` is the axis of the sources left out.
        """
        held = self.shares.any(axis=1)
        sums: Any = {name: _others(getattr(self, name)[held]) for name in SUMS}
        return replace(self, **sums)


def count(
    ratings: Floats,
    categories: Sequence[float] | Floats,
    sources: Integers | None = None,
    n_sources: int = 1,
) -> Counts:
    """Count what coders gave the same units, for each source.

    Parameters
    ----------
    ratings : array of float, shape (n_coders, n_units)
        ``ratings[i, u]`` is the category coder `i` gave unit `u`; ``nan`` where coder
        `i` did not code it, which is missing and not a category.
    categories : sequence of float, length q
        All that a coder may give, in any order.
    sources : array of int, shape (n_units,), optional
        The number of each unit's source, 0 to ``n_sources - 1``; without it all units
        are of one source.
    n_sources : int
        How many sources there are, those without units included.

    Returns
    -------
    Counts
        Its ``...`` is the axis of sources. Coders without any coding are left out.

    Raises
    ------
    ValueError
        If a rating is none of the categories.

    Examples
    --------
    Two coders, four units; the second saw the last one alone.

    >>> ratings = np.array([[0, 0, 1, np.nan], [0, 1, 1, 1]])
    >>> count(ratings, [0, 1]).total().coincidences
    array([[2., 1.],
           [1., 2.]])
    """
    possible = np.unique(np.asarray(categories, dtype=np.float64))
    ratings = ratings[~np.isnan(ratings).all(axis=1)]
    codes = _codes(ratings, possible)
    q = len(possible)
    if sources is None:
        sources = np.zeros(ratings.shape[1], dtype=np.intp)
    m = (codes < q).sum(axis=0)
    cells = _Cells(sources * (q + 1), n_sources, q)
    coincidences = cells.crossed(codes, 1 / np.maximum(m - 1, 1))
    pairs = cells.crossed(codes, 1 / np.maximum(m * (m - 1), 1))
    crossed = np.full_like(pairs, np.nan)
    if len(codes) == 2:
        crossed = cells.crossed(codes, np.ones(len(m)))
    return Counts(
        categories=possible,
        coders=len(codes),
        coincidences=coincidences + coincidences.swapaxes(1, 2),
        pairs=pairs + pairs.swapaxes(1, 2),
        shares=cells.single(codes, 1 / np.maximum(m, 1)),
        crossed=crossed,
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """Sums of weights by source and category; what is not coded falls off the edge."""

    offset: Integers
    n_sources: int
    q: int

    def crossed(self, codes: Integers, weight: Floats) -> Floats:
        """Sum over pairs of coders, the earlier coder's category first."""
        n = self.q + 1
        sums = np.zeros(self.n_sources * n * n)
        for first, second in combinations(codes, 2):
            cell = (self.offset + first) * n + second
            sums += np.bincount(cell, weight, len(sums))
        return sums.reshape(self.n_sources, n, n)[:, : self.q, : self.q]

    def single(self, codes: Integers, weight: Floats) -> Floats:
        """Sum over coders."""
        n = self.q + 1
        sums = np.zeros(self.n_sources * n)
        for code in codes:
            sums += np.bincount(self.offset + code, weight, len(sums))
        return sums.reshape(self.n_sources, n)[:, : self.q]


def _codes(ratings: Floats, categories: Floats) -> Integers:
    """Give each rating its category's number; q where not coded, as nan sorts last."""
    codes = np.searchsorted(categories, ratings)
    coded = np.append(categories, np.nan)[codes]
    unknown = (coded != ratings) & ~np.isnan(ratings)
    if unknown.any():
        raise ValueError(
            f"ratings: expected one of {categories.tolist()}; "
            f"got {np.unique(ratings[unknown]).tolist()}"
        )
    return codes


def _others(parts: Floats) -> Floats:
    """Sum all parts but one, for each; unlike a difference, what is 0 stays 0."""
    sums = np.zeros_like(parts)
    sums[1:] += parts[:-1].cumsum(axis=0)
    sums[:-1] += parts[:0:-1].cumsum(axis=0)[::-1]
    return sums

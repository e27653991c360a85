"""Hide small counts of people so that no sum gives them back.

A count of 1 to ``threshold`` people is hidden, and the others are rounded. That alone
is not enough: a hidden count may be the difference of two shown ones, and twelve hidden
counts of a total of twelve are 1 each. So the range that a reader could infer for each
small count, from everything told together and by earlier releases, is worked out, and
more is hidden until every range is wide enough. A small change of a count since an
earlier release is itself a small count, and so is 0 where there was somebody.

Source of the method: cell suppression and its audit as in Hundepool and others,
*Statistical Disclosure Control* (2012); the threshold and rounding base of
NHS England.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from hiteval.disclosure.inference import (
    NO_LIMIT,
    Range,
    Ranges,
    Reader,
    Relation,
    Told,
    unknown,
)


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

    def range_of(self, rounded: int) -> Range:
        """Return the lowest and highest count that is shown as this."""
        if rounded == 0:
            return 0.0, 0.0
        low = rounded - self.base // 2 if rounded > self.base else 1
        high = rounded + (self.base - 1) // 2
        return float(max(low, self.threshold + 1)), float(high)

    def is_wide(self, inferred: Range) -> bool:
        """Say whether a reader is as unsure of a small count as is promised.

        It could be anything that is hidden, from 1 to the threshold, or the range is
        as wide as that from 0 to the threshold.
        """
        low, high = inferred
        return (low <= 1 and high >= self.threshold) or high - low >= self.threshold


@dataclass(frozen=True, slots=True, order=True)
class Small:
    """A small number that is not to be known: a count, or how much it changed.

    ``of`` is an unknown of `Reader`; ``less``, if any, is what is taken from it.
    """

    cell: str
    of: str
    less: str | None = None


def protect(
    counts: pd.Series,
    relations: Sequence[Relation],
    rule: Rule,
    earlier: Sequence[Told] = (),
) -> pd.Series:
    """Hide and round counts until no small one, and no small change, can be inferred.

    Parameters
    ----------
    counts : Series of int, indexed by cell
        True numbers of distinct people; 0 for a cell that only earlier releases have.
    relations : sequence of Relation
        Over the cells.
    rule : Rule
        Its threshold 0 hides nothing.
    earlier : sequence of Told
        What earlier releases told. What they give away by themselves cannot be taken
        back, and does not count.

    Returns
    -------
    Series of Int64, indexed by cell
        In the order of cells; rounded; missing where hidden. Without any cell if even
        the names of the hidden ones would tell too much.
    """
    counts = counts.sort_index()
    lost = given_away(rule, earlier)
    before = {cell for told in earlier for cell in told.counts}
    small = counts.between(1, rule.threshold)
    shown = counts.map(rule.rounded).astype("Int64").mask(small)

    def exposed(shown: pd.Series) -> Small | None:
        now = Told(_by_cell(counts), shown_ranges(shown, rule, before), relations)
        return next(_exposed(rule, [*earlier, now], lost), None)

    while found := exposed(shown):
        if shown.isna().all():
            return shown.iloc[:0]
        near = _near(found.cell, relations, shown.index[shown.notna()])
        shown = shown.mask(shown.index == counts[near].idxmin())
    return _shown_again(counts, shown, small, rule, exposed)


def given_away(rule: Rule, releases: Sequence[Told]) -> set[Small]:
    """Return the small numbers that releases give away together."""
    return set(_exposed(rule, releases, set()))


def shown_ranges(shown: pd.Series, rule: Rule, before: Collection[str] = ()) -> Ranges:
    """Return what a reader knows about each count by itself.

    ``before`` are the cells that earlier releases told: see `hidden_range`.
    """
    return {
        str(cell): hidden_range(str(cell), before)
        if pd.isna(n)
        else rule.range_of(int(n))
        for cell, n in shown.items()
    }


def hidden_range(cell: str, before: Collection[str]) -> Range:
    """Return what a reader knows about a hidden count by itself.

    It is at least 1, since where there is nobody a table says 0 or nothing; but one
    that was told before stays when nobody is left.
    """
    return (0.0 if cell in before else 1.0), NO_LIMIT


def _by_cell(counts: pd.Series) -> dict[str, int]:
    return {str(cell): int(n) for cell, n in counts.items()}


def _exposed(rule: Rule, releases: Sequence[Told], lost: set[Small]) -> Iterator[Small]:
    """List the small numbers of which a reader is too sure, but those lost already."""
    reader = Reader(releases)
    for small in sorted(_smalls(rule, releases) - lost, key=str):
        ranges = (of(small.of, small.less) for of in (reader.has_seen, reader.infers))
        if not any(map(rule.is_wide, ranges)):
            yield small


def _smalls(rule: Rule, releases: Iterable[Told]) -> set[Small]:
    """List small counts, and small differences of what one cell was and is.

    0 is a small count if the cell was or is another: that nobody is left tells of all.
    """
    numbers: dict[str, set[int]] = {}
    for told in releases:
        for cell, n in told.counts.items():
            numbers.setdefault(cell, set()).add(n)
    few = range(1, rule.threshold + 1)
    counts = {
        Small(cell, unknown(cell, n))
        for cell, of_cell in numbers.items()
        for n in of_cell
        if n in few or (n == 0 and len(of_cell) > 1)
    }
    changes = {
        Small(cell, unknown(cell, more), unknown(cell, fewer))
        for cell, of_cell in numbers.items()
        for fewer, more in combinations(sorted(of_cell), 2)
        if more - fewer in few
    }
    return counts | changes


def _near(cell: str, relations: Sequence[Relation], visible: pd.Index) -> pd.Index:
    """Return the visible cells that the fewest relations separate from one."""
    groups = [{relation.total, *relation.parts} for relation in relations]
    reached, before = {cell}, set[str]()
    while reached != before:
        if len(near := visible[visible.isin(list(reached))]):
            return near
        before = reached
        reached = reached.union(*(group for group in groups if group & reached))
    return visible


def _shown_again(
    counts: pd.Series,
    shown: pd.Series,
    small: pd.Series,
    rule: Rule,
    exposed: Callable[[pd.Series], Small | None],
) -> pd.Series:
    """Show what was hidden on the way and need not be, the largest counts first."""
    beside = counts[shown.isna() & ~small].sort_values(ascending=False, kind="stable")
    for cell, count in beside.items():
        again = shown.where(shown.index != cell, rule.rounded(count))
        if exposed(again) is None:
            shown = again
    return shown

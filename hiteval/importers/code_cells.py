"""Several codes in one cell: where one ends and the next begins.

ATLAS.ti separates codes by a comma and a space, which stand in code names too. It says
how many codes there are; cells that leave no choice teach the names of codes, and these
settle the others. Of the ways to divide a cell into so many codes, the one with most
known names is taken (a known theme before ": " counts half), and none if two are as
good, or if it leaves two names unknown.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from math import comb

BETWEEN = (", ", "; ", ",", ";")
THEME = ": "
MOST_WAYS = 20_000


def divided(cells: Sequence[str], counts: Sequence[int]) -> list[list[str] | None]:
    """Divide cells that hold a known number of codes each.

    Parameters
    ----------
    cells : sequence of str
        Each holds at least one code.
    counts : sequence of int
        How many.

    Returns
    -------
    list of lists of str, or None where a cell cannot be told
        In the order of ``cells``.

    Examples
    --------
    >>> cells = ["Care, joint", "Care, joint, Trust", "Trust, Cost", "Cost"]
    >>> divided(cells, [1, 2, 2, 1])
    [['Care, joint'], ['Care, joint', 'Trust'], ['Trust', 'Cost'], ['Cost']]
    """
    found: list[list[str] | None] = [None] * len(cells)
    known: set[str] = set()
    while True:
        learnt = set()
        for place, (cell, count) in enumerate(zip(cells, counts, strict=True)):
            if found[place] is None and (parts := _best(cell, count, known)):
                found[place] = parts
                learnt.update(parts)
                learnt.update(
                    p.partition(THEME)[0] + THEME for p in parts if THEME in p
                )
        if learnt <= known:
            return found
        known |= learnt


def _best(cell: str, count: int, known: set[str]) -> list[str] | None:
    """Divide one cell if there is one best way; only sure ways teach names."""
    if count == 1:
        return [cell.strip()]
    separator = next((mark for mark in BETWEEN if mark in cell), BETWEEN[0])
    pieces = cell.split(separator)
    if len(pieces) == count:
        return [piece.strip() for piece in pieces]
    if len(pieces) < count or comb(len(pieces) - 1, count - 1) > MOST_WAYS:
        return None
    ways = [
        [separator.join(part).strip() for part in _parts(pieces, ends)]
        for ends in combinations(range(1, len(pieces)), count - 1)
    ]
    scores = [[_trust(part, known) for part in way] for way in ways]
    totals = list(map(sum, scores))
    best = totals.index(max(totals))
    if totals.count(totals[best]) > 1 or scores[best].count(0) > 1:
        return None
    return ways[best]


def _trust(part: str, known: set[str]) -> int:
    theme = part.partition(THEME)[0] + THEME
    return 2 if part in known else int(theme in known)


def _parts(pieces: Sequence[str], ends: Iterable[int]) -> list[Sequence[str]]:
    edges = [0, *ends, len(pieces)]
    return [pieces[a:b] for a, b in pairwise(edges)]

"""Several codes in one cell: where one ends and the next begins.

ATLAS.ti separates codes by a comma and a space, which code names hold too. It says
how many codes there are; cells that leave no choice teach the names of codes, and these
settle the others. Of the ways to divide a cell into so many codes, the one with most
known names is taken (a known theme before ": " counts half), and none if two are as
good, or if it leaves two names unknown.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise

BETWEEN = (", ", "; ", ",", ";")
THEME = ": "
MOST_PIECES = 100


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
    """Divide one cell if there is one best way."""
    if count == 1:
        return [cell.strip()]
    separator = next((mark for mark in BETWEEN if mark in cell), BETWEEN[0])
    pieces = cell.split(separator)
    if len(pieces) == count:
        return [piece.strip() for piece in pieces]
    if not count < len(pieces) <= MOST_PIECES:
        return None
    names = {
        (a, b): separator.join(pieces[a:b]).strip()
        for a, b in combinations(range(len(pieces) + 1), 2)
    }
    trust = {span: _trust(name, known) for span, name in names.items()}
    edges = _best_edges(len(pieces), count, trust)
    spans = list(pairwise(edges))
    if not spans or sum(trust[span] == 0 for span in spans) > 1:
        return None
    return [names[span] for span in spans]


def _best_edges(size: int, count: int, trust: dict[tuple[int, int], int]) -> list[int]:
    """Find where to divide for most trust; nothing if two ways are as good.

    ``best[k]`` tells of each edge the most trust that `k` parts before it have, in how
    many ways, and where the last of them begins.
    """
    best: list[dict[int, tuple[int, int, int]]] = [{0: (0, 1, 0)}]
    for _ in range(count):
        before, here = best[-1], {}
        for end in range(1, size + 1):
            found = [(before[a][0] + trust[a, end], a) for a in before if a < end]
            if found:
                most = max(found)[0]
                ways = sum(before[a][1] for score, a in found if score == most)
                here[end] = (most, ways, max(found)[1])
        best.append(here)
    if best[count][size][1] > 1:
        return []
    edges = [size]
    for table in reversed(best[1:]):
        edges.insert(0, table[edges[0]][2])
    return edges


def _trust(part: str, known: set[str]) -> int:
    theme = part.partition(THEME)[0] + THEME
    return 2 if part in known else int(theme in known)

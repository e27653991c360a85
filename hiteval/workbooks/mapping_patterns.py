"""Patterns that a mapping workbook offers: one for each code that has others below."""

from collections import Counter
from collections.abc import Iterable

from hiteval.importers.labels import SEPARATOR
from hiteval.importers.mapping import fits

MOST = 200
WILD = set("*?[/")  # what would make another pattern of a name


def patterns_for(names: Iterable[str]) -> dict[str, int]:
    """Return patterns, with how many codes each fits, the topmost codes first.

    Parameters
    ----------
    names : iterable of str
        The codes and patterns of a mapping; what is there already is not offered.

    Examples
    --------
    >>> patterns_for(["Money > Barriers > Time", "Trust > Barriers > Time"])
    {'Money/*': 1, 'Trust/*': 1, 'Barriers/*': 2}
    """
    known = list(names)
    codes = [name for name in known if "*" not in name]
    depths: dict[str, int] = {}
    for name in codes:
        for depth, parent in enumerate(name.split(SEPARATOR)[:-1]):
            if not WILD & set(parent):
                pattern = f"{parent}/*"
                depths[pattern] = min(depth, depths.get(pattern, depth))
    offered = sorted(depths, key=depths.__getitem__)  # in their order at each depth
    counts = Counter(
        pattern for pattern in offered[:MOST] for name in codes if fits(name, pattern)
    )
    return {p: counts[p] for p in offered[:MOST] if p not in known}

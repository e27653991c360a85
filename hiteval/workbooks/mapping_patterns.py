"""Patterns that a mapping workbook offers: one for each code that has others below."""

from collections import Counter
from collections.abc import Iterable

from hiteval.importers.labels import SEPARATOR

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
    listed = list(names)
    known = set(listed)
    codes = [name for name in listed if "*" not in name]
    depths: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for name in codes:
        parents = name.split(SEPARATOR)[:-1]
        for depth, parent in enumerate(parents):
            pattern = f"{parent}/*"
            depths[pattern] = min(depth, depths.get(pattern, depth))
        counts.update(f"{parent}/*" for parent in set(parents))
    fit = [p for p in depths if not WILD & set(p.removesuffix("/*")) and p not in known]
    first = sorted(fit, key=depths.__getitem__)[:MOST]  # in their order at each depth
    return {pattern: counts[pattern] for pattern in first}

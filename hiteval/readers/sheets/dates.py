"""Dates as people write them in a column, where day and month may be either way."""

import re
from collections.abc import Iterable
from datetime import date

ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9:.]+")
WRITTEN = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")


def day_comes_first(cells: Iterable[str]) -> bool | None:
    """Tell by the dates of a column whether the day comes first.

    Returns
    -------
    bool or None
        None where no date has a number above 12, or dates of both kinds do.

    Examples
    --------
    >>> day_comes_first(["03/04/2024", "19/05/2024"])
    True
    """
    found = [match for cell in cells if (match := WRITTEN.fullmatch(cell.strip()))]
    first = any(int(match[1]) > 12 for match in found)
    second = any(int(match[2]) > 12 for match in found)
    return None if first == second else first


def as_iso(cell: str, day_first: bool | None) -> str | None:
    """Write a date as ISO 8601; none where it is no date, or may be two.

    >>> as_iso("3/4/2024", True), as_iso("3/4/2024", None), as_iso("2024-05", None)
    ('2024-04-03', None, '2024-05')
    """
    plain = cell.strip()
    if match := WITH_TIME.fullmatch(plain):
        plain = match[1]
    if ISO.fullmatch(plain):
        return plain
    match = WRITTEN.fullmatch(plain)
    if match is None:
        return None
    one, two, year = map(int, match.groups())
    if day_first is None and one != two:
        return None
    day, month = (one, two) if day_first else (two, one)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

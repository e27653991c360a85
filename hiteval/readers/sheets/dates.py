"""Dates as people write them in a column, where day and month may be either way."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from hiteval.signs import plain

ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9:.]+")
WRITTEN = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
# "Nov-24" may be a day of November: a year has four digits here.
NAMED = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -])?(?P<month>[A-Za-z]{3,9})\.?[ -]"
    r"(?:(?P<late>[0-9]{1,2})(?:st|nd|rd|th)?,? )?(?P<year>[0-9]{4})"
)
SERIAL = re.compile(r"[2-6][0-9]{4}")  # Excel's number of a day: 1954 to 2091
FIRST_DAY = date(1899, 12, 30)
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)


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
    found = [match for cell in cells if (match := WRITTEN.fullmatch(plain(cell)))]
    first = any(int(match[1]) > 12 for match in found)
    second = any(int(match[2]) > 12 for match in found)
    return None if first == second else first


def as_iso(cell: str, day_first: bool | None) -> str | None:
    """Write a date as ISO 8601; none where it is no date, or may be two.

    >>> as_iso("3/4/2024", True), as_iso("3/4/2024", None), as_iso("2024-05", None)
    ('2024-04-03', None, '2024-05')
    >>> as_iso("3 Apr 2024", None), as_iso("April 2024", None), as_iso("Apr-24", None)
    ('2024-04-03', '2024-04', None)
    >>> as_iso("45431", None)  # as Excel keeps a day
    '2024-05-19'
    """
    text = plain(cell)
    if match := WITH_TIME.fullmatch(text):
        text = match[1]
    if ISO.fullmatch(text):
        return text
    if SERIAL.fullmatch(text):
        return (FIRST_DAY + timedelta(days=int(text))).isoformat()
    if match := NAMED.fullmatch(text):
        return _named(match)
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    one, two, year = map(int, match.groups())
    if day_first is None and one != two:
        return None
    return _day(year, *((two, one) if day_first else (one, two)))


def _named(match: re.Match[str]) -> str | None:
    """Read a date with the name of its month, or what begins that name."""
    begun = match["month"].lower()
    months = [n for n, name in enumerate(MONTHS, 1) if name.startswith(begun)]
    days = [int(day) for day in (match["day"], match["late"]) if day]
    if len(months) != 1 or len(days) > 1:
        return None
    year = int(match["year"])
    return _day(year, months[0], days[0]) if days else f"{year}-{months[0]:02}"


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

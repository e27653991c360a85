"""Numbers and dates as people and spreadsheets write them.

What can be read in one way only is read so: any minus sign, digits of any script, a
space that is not seen. What may be two things is refused, and the remedy says which.
"""

import re
from datetime import date, timedelta

import pandas as pd

from hiteval.signs import level, plain
from hiteval.study import schema

GROUPED = re.compile(r"([+-]?)([0-9]{1,3}(?:[,. '’\u00a0\u202f][0-9]{3})+)")
DECIMAL = re.compile(r"[+-]?[0-9]+,[0-9]+")
UNIT = re.compile(r"([+-]?[0-9][0-9.,]*)\s*(%|[^\d\s.,+-]+)|([^\d\s.,+-]+)\s*([0-9].*)")
POWER = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]{1,2}")
NUMBERS = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
NAMED = re.compile(r"(?:([0-9]{1,2})[ -])?([A-Za-z]{3,9})[ -]'?([0-9]{2}|[0-9]{4})")
SERIAL = re.compile(r"[2-6][0-9]{4}")  # days since the end of 1899: 1954 to 2091
FIRST_DAY = date(1899, 12, 30)
NO_DATE = "Correct the date or its precision."
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


def with_plain_cells(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Write the cells of a table plainly, except those that hold any text.

    Parameters
    ----------
    name : str
        One of `hiteval.study.schema.TABLES`.
    table : DataFrame of str
        With the right columns.
    """
    changed = {}
    for column, spec in schema.TABLES[name].columns.items():
        if column not in table or (spec.free and column != "date"):
            continue
        way = plain if spec.numeric or column == "date" else str.strip
        way = level if spec.to == "levels" else way
        cells = table[column]
        found = cells.unique().tolist()
        known = {cell: way(cell) for cell in found if isinstance(cell, str)}
        if different := {cell: text for cell, text in known.items() if cell != text}:
            changed[column] = cells.replace(different)
    return table.assign(**changed) if changed else table


def number_remedy(cell: str) -> str:
    """Say how a number could be written that is refused as it is."""
    text = plain(cell)
    if GROUPED.fullmatch(text):
        digits = re.sub(r"[^0-9+-]", "", text)
        return f"Write {digits} if the sign between parts thousands."
    if DECIMAL.fullmatch(text):
        return f"Write {text.replace(',', '.')} if the comma is a decimal point."
    if POWER.fullmatch(text) and (number := float(text)).is_integer():
        return f"Write {int(number)}."
    if unit := UNIT.fullmatch(text):
        return f"Write {unit[1] or unit[4]} alone: a unit has a column of its own."
    return "Write the number alone, in digits."


def date_remedy(cell: str) -> str:
    """Say how a date could be written, and where it may be two, both."""
    text = plain(cell)
    if numbers := NUMBERS.fullmatch(text):
        one, two, year = map(int, numbers.groups())
        days = [_iso(year, two, one), _iso(year, one, two)]
        found = list(dict.fromkeys(day for day in days if day))
        if len(found) == 2:
            return f"Write {found[0]} or {found[1]}, whichever day is meant."
        if found:
            return f"Write {found[0]} if that is the day meant."
    if (named := NAMED.fullmatch(text)) and named[2][:3].lower() in MONTHS:
        in_full = named[3] if len(named[3]) == 4 else f"20{named[3]}"
        month = f"{in_full}-{MONTHS.index(named[2][:3].lower()) + 1:02}"
        if named[1]:
            number = MONTHS.index(named[2][:3].lower()) + 1
            day = _iso(int(in_full), number, int(named[1]))
            return f"Write {day} if that is the day meant." if day else NO_DATE
        return f"Write {month}, with month as its precision, if that is meant."
    if SERIAL.fullmatch(text):
        meant = FIRST_DAY + timedelta(days=int(text))
        return f"Write {meant} if the number is Excel's for that day."
    return NO_DATE


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

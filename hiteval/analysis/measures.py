"""Measures as they were written down, made comparable.

Names, units and periods are compared after folding case and spaces. A qualifier may
be in its own column or in brackets at the end of the name; *more than 80* is then
any value from 80 up, so that it does not differ from 140. *About* and *almost* change
nothing: a person must judge how much of a difference matters.
"""

import numpy as np
import pandas as pd

_AT_LEAST = "more than|over|at least"
_AT_MOST = "less than|fewer than|under|up to|at most"
_QUALIFIER = rf"\s*\(({_AT_LEAST}|{_AT_MOST}|about|around|almost|nearly)\)$"
_NUMBER = r"[-+\u2212]?\d+(?:\.\d+)?"
_INTERVAL = rf"\b95\s?(?:%|per cent) CI:? (?P<lower>{_NUMBER}) to (?P<upper>{_NUMBER})"
_DATED = r"(?<!\d)(?P<year>\d{4})(?!\d)(?:[-/](?P<second>\d{2})(?!\d))?"


def comparable(measures: pd.DataFrame) -> pd.DataFrame:
    """Add to measures columns that can be compared.

    Parameters
    ----------
    measures : DataFrame
        ``measure, period, qualifier, value, unit``, as text but for ``value``.

    Returns
    -------
    DataFrame
        ``measures`` with ``name`` (folded, without a qualifier in brackets); ``low``
        and ``high`` (Float64, the values that the qualifier allows); ``units`` and
        ``unit_word`` (folded, whole and first word, empty where missing); ``span``
        (the period, folded); ``start`` and ``end`` (Int64, months from year 0, missing
        where the period names no year); ``said`` (value with its qualifier and unit)
        and ``when`` (the period as written).
    """
    name, unit = folded(measures["measure"]), folded(measures["unit"])
    stated = folded(measures["qualifier"])
    bracket = name.str.extract(_QUALIFIER)[0].fillna("")
    qualifier = stated.where(stated != "", bracket)
    value = measures["value"].astype("Float64")
    number = value.astype("str").str.removesuffix(".0")
    said = qualifier + " " + number + " " + measures["unit"].fillna("")
    return measures.assign(
        name=name.str.replace(_QUALIFIER, "", regex=True),
        low=value.mask(qualifier.str.fullmatch(_AT_MOST), -np.inf),
        high=value.mask(qualifier.str.fullmatch(_AT_LEAST), np.inf),
        units=unit,
        unit_word=unit.str.extract(r"^(\S*)")[0],
        span=folded(measures["period"]),
        said=said.str.strip(),
        when=measures["period"],
    ).join(months(measures["period"]))


def months(period: pd.Series) -> pd.DataFrame:
    """Find the first and the last month that each period names.

    Parameters
    ----------
    period : Series of str
        As written. Years and ISO months are read, month names are not.

    Returns
    -------
    DataFrame
        ``start`` and ``end`` (Int64, months from year 0), on the same index; missing
        where no year is named.

    Examples
    --------
    2016 is twelve months and 2016-07 one; 2016-17 and 2011-12 are April to March:

    >>> (
    ...     months(pd.Series(["2016", "2016-07 to 2017-03", "2011-12", "undated"]))
    ...     - 2011 * 12
    ... )
       start   end
    0     61    72
    1     67    75
    2      4    15
    3   <NA>  <NA>
    """
    named = period.fillna("").astype("str").str.extractall(_DATED).astype("Int64")
    year, second = named["year"], named["second"].fillna(0)
    reporting = named["second"].notna() & second.eq((year + 1) % 100)
    month = second.between(1, 12) & ~reporting
    first = second.where(month, 1).mask(reporting, 4)
    last = second.where(month, 12).mask(reporting, 15)
    spans = pd.DataFrame({"start": year * 12 + first, "end": year * 12 + last})
    of_row = spans.groupby(level=0).agg({"start": "min", "end": "max"})
    return of_row.reindex(period.index).astype("Int64")


def stated_with(measures: pd.DataFrame) -> pd.Series:
    """Join unit and comparator, where a study states intervals."""
    text = measures["unit"].fillna("") + " " + measures["comparator"].fillna("")
    return text.astype("str")


def interval(text: pd.Series) -> pd.DataFrame:
    """Read ``lower`` and ``upper`` (Float64) of *95% CI a to b*; missing without."""
    ends = text.str.extract(_INTERVAL)
    return ends.replace("\u2212", "-", regex=True).astype("Float64")


def folded(text: pd.Series) -> pd.Series:
    """Fold case and collapse spaces; missing becomes empty."""
    words = text.fillna("").astype("str").str.casefold()
    return words.str.replace(r"\s+", " ", regex=True).str.strip()

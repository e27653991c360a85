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
_DASH = "[-\u2010-\u2015\u2212]"
_NUMBER = (
    rf"[£$€]?(?:[+]|{_DASH})?[£$€]?"
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:[.\u00b7]\d+)?"
)
_LEVEL = r"(?:\d\d(?:\.\d)?)\s?(?:%|per\s?cent)"
_INTERVAL = (
    rf"(?i:(?P<level>{_LEVEL})?\s?"
    r"(?:\bCI|\bC\.I\.|\bCrI|\b(?:confidence|credible) intervals?)(?:95)?"
    rf"[\s:,=\[\]()]*(?:CI[\])\s:,]+)?(?:{_LEVEL}[\s:,\])]*)?"
    r"(?:of |from |between |was )?"
    rf"(?P<lower>{_NUMBER})\s?%?\s*(?:to|and|[,;]|{_DASH})\s*(?P<upper>{_NUMBER}))"
)
_RATIO = (
    r"(?i:\bratio\b|\brelative risk\b|\bhazard\b|\bodds\b)"
    r"|\b(?:a|adj\.? ?)?(?:RR|HR|OR|IRR|SMR|PR)\b"
)
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


def from_to(earlier: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Find the latest later value of each of some measures.

    A value is later if it is of the same team, measure and unit, and its period begins
    after the earlier one ends. What names no year is neither earlier nor later.

    Parameters
    ----------
    earlier, measures : DataFrame
        Rows of a study's ``measures``; ``earlier`` are some of them.

    Returns
    -------
    DataFrame
        One row per row of ``earlier`` that has a later value, in their order:
        ``earlier`` and ``later``, the labels of the two rows in ``measures``.
    """
    same = ["team_id", "name", "units"]
    early = comparable(earlier).assign(earlier=earlier.index)
    late = comparable(measures).assign(later=measures.index)
    pairs = early[[*same, "end", "earlier"]].merge(
        late[[*same, "start", "end", "later"]], on=same, suffixes=("", "_later")
    )
    pairs = pairs[(pairs["start"] > pairs["end"]).fillna(False)]
    pairs = pairs.sort_values(["earlier", "end_later", "later"], kind="stable")
    latest = pairs.drop_duplicates("earlier", keep="last")
    return latest[["earlier", "later"]].reset_index(drop=True)


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
    """Read the interval that a text states, in any of its usual forms.

    Returns
    -------
    DataFrame
        ``level`` (as written, such as ``95%``, missing where it is not stated),
        ``lower`` and ``upper`` (Float64), all missing where there is no interval.

    Examples
    --------
    >>> interval(pd.Series(["90% CI \u00a31,254\u2013\u00a32,077", "none"]))
      level   lower   upper
    0   90%  1254.0  2077.0
    1   NaN    <NA>    <NA>
    """
    found = text.str.extract(_INTERVAL)
    for end in ("lower", "upper"):
        plain = found[end].str.replace(_DASH, "-", regex=True)
        plain = plain.str.replace("[£$€,+]", "", regex=True)
        found[end] = plain.str.replace("\u00b7", ".").astype("Float64")
    return found


def is_ratio(text: pd.Series) -> pd.Series:
    """Say where a text names a ratio, for which 1 is no effect: RR, odds ratio."""
    return text.str.contains(_RATIO, regex=True)


def folded(text: pd.Series) -> pd.Series:
    """Fold case and collapse spaces; missing becomes empty."""
    words = text.fillna("").astype("str").str.casefold()
    return words.str.replace(r"\s+", " ", regex=True).str.strip()

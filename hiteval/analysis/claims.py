"""Claims to check: where sources of a study differ.

Nothing here decides who is right, or that anybody is wrong: each row is a pair for a
person to look at. What the rules compare are rows of ``measures`` and ``team_events``;
a contradiction that was only written into a summary is not seen (for dates there, see
`hiteval.analysis.dated_mentions`), nor one between measures of different names.

`hiteval.analysis.measures` makes values, units and periods comparable.
"""

import numpy as np
import pandas as pd

from hiteval.analysis.measures import comparable, interval, is_ratio, stated_with
from hiteval.catalogue import N_

SAME_PERIOD = N_("same period, different value")
OVERLAPPING = N_("overlapping periods, different values")
OTHER_STRAND = N_("strands differ, periods cannot be compared")
DATES = N_("different dates")
NO_EFFECT = N_("effect claimed, interval includes none")
ONCE_ONLY = ("launched", "accredited", "concluded")
CLAIM_COLUMNS = [
    *["kind", "team_id", "about"],
    *["first", "first_when", "first_source_id"],
    *["second", "second_when", "second_source_id"],
]
_EFFECT = (
    r"\b(?:sav(?:ed|ings?)|reduc\w*|fall|fell|decreas\w*|drop|improve\w*|increas\w*"
    r"|gain\w*|rise)\b"
)
_PRECISION = {"day": 10, "month": 7, "year": 4}


def differing_measures(measures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Pair rows of one team's measure in which two sources give different values.

    Parameters
    ----------
    measures : DataFrame
        ``team_id, measure, period, qualifier, value, unit, source_id``.
    sources : DataFrame
        ``source_id, strand``.

    Returns
    -------
    DataFrame
        One row per pair, `CLAIM_COLUMNS`: ``kind`` is `SAME_PERIOD`, `OVERLAPPING`
        (both periods name years, and the years and months they name overlap), or, for
        sources of different strands only, `OTHER_STRAND` (a period is missing or names
        no year). Periods known to be apart are no pair: a measure may change. Neither
        are values in different units, or of one source.
    """
    rows = comparable(measures).merge(sources[["source_id", "strand"]])
    pairs = _pairs(rows, ["team_id", "name"])
    units = pairs["first_units"].eq(pairs["second_units"])
    blank = pairs["first_units"].eq("") | pairs["second_units"].eq("")
    apart = pairs["first_low"].gt(pairs["second_high"])
    apart |= pairs["second_low"].gt(pairs["first_high"])
    other = pairs["first_source_id"] != pairs["second_source_id"]
    pairs = pairs[(units | blank) & apart & other]
    same = pairs["first_span"].eq(pairs["second_span"]) & pairs["first_span"].ne("")
    overlap = pairs["first_start"].le(pairs["second_end"])
    overlap &= pairs["second_start"].le(pairs["first_end"])
    unknown = pairs["first_start"].isna() | pairs["second_start"].isna()
    strands = unknown & pairs["first_strand"].ne(pairs["second_strand"])
    kinds = {SAME_PERIOD: same, OVERLAPPING: overlap, OTHER_STRAND: strands}
    which = [kind.fillna(False).to_numpy(dtype=bool) for kind in kinds.values()]
    kind = np.select(which, list(kinds), "")
    return _claims(pairs.assign(kind=kind, about=pairs["first_measure"]))


def incompatible_dates(team_events: pd.DataFrame) -> pd.DataFrame:
    """Pair dates of an event that happens once, where both cannot be true.

    Parameters
    ----------
    team_events : DataFrame
        ``team_id, event, date, date_precision, source_id``. Only events of the kinds
        `ONCE_ONLY` are compared, and only dated ones.

    Returns
    -------
    DataFrame
        One row per pair, `CLAIM_COLUMNS`, ``kind`` `DATES`. Two dates are compared at
        the coarser of their precisions: 2014 and 2014-05 are compatible, February and
        March 2016 are not.
    """
    length = team_events["date_precision"].map(_PRECISION)
    dated = team_events["event"].isin(ONCE_ONLY) & team_events["date"].notna()
    # Assigned before rows are chosen: an empty table would take on the column's rows.
    rows = team_events.assign(length=length)[dated & length.notna()]
    rows = rows.assign(said=rows["date"], when=rows["date"])
    pairs = _pairs(rows, ["team_id", "event"])
    coarser = pairs[["first_length", "second_length"]].min(axis=1)
    differ = pd.Series(False, index=pairs.index)
    for precision in _PRECISION.values():
        cut = [pairs[f"{side}_date"].str[:precision] for side in ("first", "second")]
        differ |= coarser.eq(precision) & cut[0].ne(cut[1])
    kind = np.where(differ, DATES, "")
    return _claims(pairs.assign(kind=kind, about=pairs["event"]))


def uncertain_results(measures: pd.DataFrame) -> pd.DataFrame:
    """List results whose stated interval includes no effect.

    Parameters
    ----------
    measures : DataFrame
        As in `differing_measures`, with ``comparator``. An interval is read from
        ``unit`` or ``comparator``; see `hiteval.analysis.measures.interval`.

    Returns
    -------
    DataFrame
        The rows of ``measures``, with ``level``, ``lower``, ``upper`` and
        ``no_effect``: 1 where the measure or its unit is a ratio, else 0.
    """
    stated = stated_with(measures)
    ends = interval(stated)
    ratio = is_ratio(measures["measure"] + " " + stated)
    rows = measures.join(ends).assign(no_effect=ratio.astype("int64"))
    inside = rows["lower"].le(rows["no_effect"]) & rows["upper"].ge(rows["no_effect"])
    return rows[inside.fillna(False)].reset_index(drop=True)


def claimed_effects(measures: pd.DataFrame) -> pd.DataFrame:
    """Pair claims of an effect with results that may show none.

    Parameters
    ----------
    measures : DataFrame
        As in `uncertain_results`.

    Returns
    -------
    DataFrame
        One row per pair, `CLAIM_COLUMNS`, ``kind`` `NO_EFFECT`, ``about`` the result's
        measure. First, with its name: a measure of the team from another source, named
        as a change (a saving, a fall, an increase and the like), stated without an
        interval, in a unit that begins with the same word. Second: the result, with its
        interval. Whether both speak of the same thing is for a person to judge.
    """
    results = uncertain_results(measures)
    rows = comparable(measures)
    named = rows["name"].str.contains(_EFFECT)
    claims = rows[named & interval(stated_with(measures))["lower"].isna()]
    claims = claims.assign(said=claims["measure"] + ": " + claims["said"])
    found = comparable(results)
    ends = [
        found[end].astype("str").str.removesuffix(".0") for end in ("lower", "upper")
    ]
    level = (found["level"] + " CI ").fillna("CI ")
    found = found.assign(said=found["said"] + ", " + level + ends[0] + " to " + ends[1])
    keys = ["team_id", "unit_word"]
    pairs = claims.add_prefix("first_").merge(
        found.add_prefix("second_"),
        left_on=[f"first_{key}" for key in keys],
        right_on=[f"second_{key}" for key in keys],
    )
    other = pairs["first_source_id"].ne(pairs["second_source_id"])
    kind = np.where(other & pairs["first_unit_word"].ne(""), NO_EFFECT, "")
    pairs = pairs.assign(kind=kind, team_id=pairs["first_team_id"])
    return _claims(pairs.assign(about=pairs["second_measure"]))


def claims_to_check(
    measures: pd.DataFrame, team_events: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Collect every pair of this module, by team and kind, in `CLAIM_COLUMNS`."""
    tables = [
        differing_measures(measures, sources),
        incompatible_dates(team_events),
        claimed_effects(measures),
    ]
    order = ["team_id", "kind", "about", "first_source_id", "second_source_id"]
    return pd.concat(tables).sort_values(order, ignore_index=True)


def _pairs(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Pair each two rows that share the keys, the earlier source first."""
    rows = rows.sort_values([*keys, "source_id", "when", "said"], kind="stable")
    rows = rows.assign(place=np.arange(len(rows)))
    named = rows.columns.drop(keys)
    sides = [
        rows.rename(columns=dict(zip(named, side + named, strict=True)))
        for side in ("first_", "second_")
    ]
    pairs = sides[0].merge(sides[1], on=keys)
    return pairs[pairs["first_place"] < pairs["second_place"]].reset_index(drop=True)


def _claims(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs that have a kind, in the columns of a claim."""
    pairs = pairs.rename(columns={"first_said": "first", "second_said": "second"})
    claims = pairs[pairs["kind"] != ""].reindex(columns=CLAIM_COLUMNS)
    return claims.astype("str").reset_index(drop=True)

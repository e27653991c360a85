"""Dates that two sources may give to the same thing, found in written summaries.

The weakest of the checks, for dates that are only in prose: two summaries about one
team, from different sources, that share a rare pair of neighbouring words, name months,
and have no month in common. The pair of words is rare when no third source of the team
uses it, so that it is likely the name of one thing; and the months are at most
`MONTHS_APART` apart, because a yearly event is not a contradiction. Most of what two
sources say in other words, or date by the year, is missed; and a hit may be two stages
of one thing. Month names are read in English.
"""

from typing import Any

import pandas as pd

from hiteval.analysis.measures import folded

MONTHS_APART = 11
_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTH = rf"\b(?P<month>{'|'.join(_NAMES)}) (?P<year>\d{{4}})\b"
# Words without a meaning of their own: a pair of words with one of them is no name.
_JOINING = (
    r"a|about|after|all|also|an|and|any|are|as|at|be|been|before|between|but|by|each|for"
    r"|from|had|has|have|her?|his|how|in|into|is|its?|more|most|near|new|no|not|of|on"
    r"|one|only|or|other|our|out|over|own|per|said|she|since|so|some|such|than|that|the"
    r"|their|them|then|there|these|they|this|those|three|through|to|two|under|until|up"
    r"|was|were|what|when|where|which|while|who|will|with|within|would"
)
_COLUMNS: dict[str, Any] = {
    "team_id": "str",
    "about": "str",
    "months_apart": "int64",
    "first": "str",
    "first_segment_id": "str",
    "first_source_id": "str",
    "second": "str",
    "second_segment_id": "str",
    "second_source_id": "str",
}


def dated_mentions(segments: pd.DataFrame) -> pd.DataFrame:
    """Pair summaries that seem to date the same thing differently.

    Parameters
    ----------
    segments : DataFrame
        ``segment_id, source_id, team_id, summary``.

    Returns
    -------
    DataFrame
        One row per pair of segments, by team and segment: ``team_id``; ``about`` (the
        words shared, pairs separated by ``"; "``); ``months_apart`` (int, the nearest
        months); and for ``first`` and ``second``: ``<side>`` (the months named, such as
        ``2016-01``, separated by ``"; "``), ``<side>_segment_id``,
        ``<side>_source_id``.
    """
    dated = _dated(segments)
    pairs = _paired(dated.merge(_rare_words(segments), on="segment_id"))
    gaps = (pairs["first_number"] - pairs["second_number"]).abs()
    found = (
        pairs.assign(months_apart=gaps)
        .groupby(["team_id", "first_segment_id", "second_segment_id"], as_index=False)
        .agg(
            about=("words", _listed),
            months_apart=("months_apart", "min"),
            first=("first_month", _listed),
            first_source_id=("first_source_id", "first"),
            second=("second_month", _listed),
            second_source_id=("second_source_id", "first"),
        )
    )
    near = found["months_apart"].between(1, MONTHS_APART)
    return found.loc[near, list(_COLUMNS)].astype(_COLUMNS).reset_index(drop=True)


def _dated(segments: pd.DataFrame) -> pd.DataFrame:
    """Give one row per segment and month that its summary names."""
    named = folded(segments["summary"]).str.extractall(_MONTH)
    place = named["month"].map({name: i for i, name in enumerate(_NAMES, start=1)})
    year = named["year"].astype("int64")
    months = pd.DataFrame(
        {
            "month": named["year"] + "-" + place.astype("str").str.zfill(2),
            "number": year * 12 + place.astype("int64"),
        }
    ).droplevel(-1)
    return segments[["segment_id", "source_id", "team_id"]].join(months, how="inner")


def _rare_words(segments: pd.DataFrame) -> pd.DataFrame:
    """Return one row per segment and pair of neighbours that two sources share."""
    texts = segments[["segment_id", "source_id", "team_id"]].assign(
        word=folded(segments["summary"]).str.findall(r"[^\W\d_][\w'-]*|\d+|[^\w\s]")
    )
    words = texts.explode("word").reset_index(drop=True)
    same = words["segment_id"].eq(words["segment_id"].shift(-1))
    naming = words["word"].str.fullmatch(r"[^\W\d_].+").fillna(False).astype(bool)
    naming &= ~words["word"].str.fullmatch(_JOINING).fillna(True).astype(bool)
    naming &= ~words["word"].isin(_NAMES)
    both = same & naming & naming.shift(-1, fill_value=False)
    words = words.assign(words=words["word"] + " " + words["word"].shift(-1))[both]
    sources = words.groupby(["team_id", "words"])["source_id"].transform("nunique")
    return words.loc[sources == 2, ["segment_id", "words"]].drop_duplicates()


def _paired(rows: pd.DataFrame) -> pd.DataFrame:
    """Pair segments of two sources that share words, with every pair of months."""
    keys = ["team_id", "words"]
    named = rows.columns.drop(keys)
    sides = [
        rows.rename(columns=dict(zip(named, side + named, strict=True)))
        for side in ("first_", "second_")
    ]
    pairs = sides[0].merge(sides[1], on=keys)
    return pairs[pairs["first_source_id"] < pairs["second_source_id"]]


def _listed(words: pd.Series) -> str:
    return "; ".join(sorted(set(words)))

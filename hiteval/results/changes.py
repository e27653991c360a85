"""What changed between two studies: which ratings, why, and by which inputs.

A rating follows from its codings with the sources of their segments, from what these
are about, from what people settled and gave, and from the parameters of the rule. Why
a rating changed is found in `hiteval.results.causes`; here are the inputs that changed.

Of what was said in confidence, only that it changed is told: passages that come or go
together may be one person's.
"""

from collections.abc import Set
from dataclasses import dataclass

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.results.causes import ABOUT, changed_ratings
from hiteval.results.rating_inputs import (
    IN_CONFIDENCE,
    confidential,
    hidden_sources,
    rating_inputs,
    with_like_ids,
    with_like_raters,
)
from hiteval.results.written_changes import written_changes
from hiteval.study import schema
from hiteval.study.framework import RatingScale
from hiteval.study.study import Study
from hiteval.study.waves import latest

KEY = [*CELL, "part", "input", "key"]
UNCOUNTED = (*schema.IN_NO_BUNDLE, "people")
COUNTED = [name for name in schema.TABLES if name not in UNCOUNTED]
CRITERIA = "criteria"


@dataclass(frozen=True, slots=True)
class Changes:
    """How the new of two studies differs from the old.

    ``ratings`` has one row per team and criterion whose rating or basis changed, with
    its cause: see `hiteval.results.causes.changed_ratings`.
    ``inputs`` has one row for each input of these that changed, of the parts that moved
    the rating: ``part``, ``input`` (ids), ``before, after`` (missing where that study
    lacks it). Parameters of the rule are no such inputs, since all ratings share them:
    ``rule`` has those that differ, ``parameter, before, after``.
    ``tables`` counts the rows of each table that differs: ``added, removed, changed``,
    without those of what was said in confidence; ``criteria`` are those of the
    framework. ``written`` is what changed in findings, links and responses: see
    `hiteval.results.written_changes.written_changes`.
    """

    ratings: pd.DataFrame
    inputs: pd.DataFrame
    rule: pd.DataFrame
    tables: pd.DataFrame
    written: pd.DataFrame


def changes(old: Study, new: Study) -> Changes:
    """Compare two studies, or the bundles of two editions of the same kind."""
    if old.settings.edition == new.settings.edition == "public":
        old, new = with_like_raters(old), with_like_raters(new)
    strands = confidential(old) | confidential(new)
    before, after = (with_like_ids(latest(s), strands) for s in (old, new))
    ratings = changed_ratings(before, after)  # of what their reports show
    return Changes(
        ratings,
        _changed_inputs(before, after, strands, ratings),
        _changed_rule(old.framework.rating_scale, new.framework.rating_scale),
        _changed_tables(old, new, strands),
        written_changes(before, after, strands),
    )


def _changed_inputs(
    old: Study, new: Study, strands: Set[str], ratings: pd.DataFrame
) -> pd.DataFrame:
    """Keep, of the inputs that differ, those of the parts that moved a rating."""
    inputs = _differences(rating_inputs(old, strands), rating_inputs(new, strands), KEY)
    in_one = inputs[["before", "after"]].isna().any(axis=1)
    inputs = inputs[
        ~(in_one & (inputs["part"] == ABOUT))
    ]  # it came or went as evidence
    hidden = inputs["input"] == IN_CONFIDENCE
    inputs[["before", "after"]] = inputs[["before", "after"]].mask(hidden)
    parts = (ratings["cause"] + ", " + ratings["then"]).str.split(", ")
    moved = ratings[CELL].assign(part=parts).explode("part").astype("str")
    return moved.merge(inputs.drop(columns="key").drop_duplicates())


def _changed_rule(old: RatingScale, new: RatingScale) -> pd.DataFrame:
    before, after = _parameters(old), _parameters(new)
    rows = [(name, before[name], after[name]) for name in before]
    table = pd.DataFrame(rows, columns=["parameter", "before", "after"], dtype="str")
    return table[table["before"] != table["after"]].reset_index(drop=True)


def _parameters(scale: RatingScale) -> dict[str, str]:
    """Write what decides on every rating: the levels, and the rule's parameters."""
    levels = " ".join(map(str, scale.ratings))
    neutral = "none" if scale.middle is None else str(scale.middle)
    return {"levels": levels, "neutral": neutral} | scale.proposal_rule.parameters


def _differences(old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep what is in one table only, or has another ``value``; in order of the key."""
    both = old.merge(
        new, on=key, how="outer", suffixes=("_old", "_new"), validate="1:1"
    ).rename(columns={"value_old": "before", "value_new": "after"})
    missing = both["before"].isna() & both["after"].isna()
    differs = both["before"].ne(both["after"]) & ~missing
    return both[differs].sort_values(key, ignore_index=True)


def _changed_tables(old: Study, new: Study, strands: Set[str]) -> pd.DataFrame:
    """Count the rows that differ, of each table that has any."""
    counts = []
    for name in COUNTED:
        before, after = (_open_rows(name, study, strands) for study in (old, new))
        counts.append((name, *_count(before, after, schema.whole_key(name))))
    counts.append((CRITERIA, *_count(_criteria(old), _criteria(new), ["id"])))
    tables = pd.DataFrame(counts, columns=["table", "added", "removed", "changed"])
    return tables[tables.iloc[:, 1:].any(axis=1)].reset_index(drop=True)


def _count(
    old: pd.DataFrame, new: pd.DataFrame, key: list[str]
) -> tuple[int, int, int]:
    differ = _differences(_as_one_value(old, key), _as_one_value(new, key), key)
    added, removed = differ["before"].isna().sum(), differ["after"].isna().sum()
    return int(added), int(removed), int(len(differ) - added - removed)


def _as_one_value(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Put what a row holds beside its key into one text."""
    table = table.astype("str").fillna("")
    rest = table.drop(columns=key).itertuples(index=False)
    value = pd.Series(["\0".join(row) for row in rest], table.index, dtype="str")
    return table[key].assign(value=value)


def _criteria(study: Study) -> pd.DataFrame:
    areas = study.framework.areas
    rows = [c.model_dump() | {"area": area.id} for area in areas for c in area.criteria]
    return pd.DataFrame(rows)


def _open_rows(name: str, study: Study, strands: Set[str]) -> pd.DataFrame:
    """Leave out what was said in confidence, whose ids and numbers mean nothing."""
    table, segments = study.tables[name], study.segments
    hidden = segments["source_id"].isin(hidden_sources(study, strands))
    for column, ids in (
        ("source_id", hidden_sources(study, strands)),
        ("segment_id", set(segments.loc[hidden, "segment_id"])),
    ):
        if column in table:
            table = table[~table[column].isin(list(ids))]
    return table

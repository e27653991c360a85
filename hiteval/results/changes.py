"""What changed between two studies: which ratings, and because of which inputs.

A rating follows from its codings with the sources of their segments, from what people
gave it, and from the parameters of the rule. So a rating that changed has at least one
of these that changed. Which part matters is found by exchange: the old study with that
one part of the new one.

What was said in confidence has other ids in each public edition, so it is compared by
its text. The report says only that it changed: passages that come or go together may be
one person's. Raters are numbered anew in each public edition too, so their ratings are
compared as they come, by day.
"""

from collections.abc import Set
from dataclasses import dataclass, replace

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.results.evaluation import evaluate
from hiteval.results.written_changes import written_changes
from hiteval.study import schema
from hiteval.study.study import Study
from hiteval.study.waves import latest

EVIDENCE, RATERS, CONSENSUS, RULE = "evidence", "raters", "consensus", "rule"
IN_CONFIDENCE = "said in confidence"
RESULT = ["rating", "basis"]
KEY = [*CELL, "part", "input", "key"]
COUNTED = [name for name in schema.TABLES if name not in (*schema.PRIVATE, "people")]
CRITERIA = "criteria"


@dataclass(frozen=True, slots=True)
class Changes:
    """How the new of two studies differs from the old.

    ``ratings`` has one row per team and criterion whose rating or basis changed:
    ``rating_before, rating_after`` (Float64), ``basis_before, basis_after`` (missing
    where that study has no such team or criterion) and ``alone``: the parts that lead
    from one to the other by themselves, separated by ``", "``, empty where none does.
    ``inputs`` has one row for each input of these cells that changed: ``part``,
    ``input`` (ids), ``before, after`` (missing where that study lacks it).
    ``tables`` counts the rows of each table that differs: ``added, removed, changed``,
    without those of what was said in confidence; ``criteria`` are those of the
    framework. ``written`` is what changed in findings, links and responses: see
    `hiteval.results.written_changes.written_changes`.
    """

    ratings: pd.DataFrame
    inputs: pd.DataFrame
    tables: pd.DataFrame
    written: pd.DataFrame


def changes(old: Study, new: Study) -> Changes:
    """Compare two studies, or the bundles of two editions of the same kind."""
    if old.settings.edition == new.settings.edition == "public":
        old, new = _with_like_raters(old), _with_like_raters(new)
    strands = _confidential(old) | _confidential(new)
    before, after = latest(old), latest(new)  # which their reports show
    ratings = _changed_ratings(before, after)
    inputs = _differences(_inputs(before, strands), _inputs(after, strands), KEY)
    hidden = inputs["input"] == IN_CONFIDENCE
    inputs[["before", "after"]] = inputs[["before", "after"]].mask(hidden)
    inputs = inputs.drop(columns="key").drop_duplicates()
    tables = _changed_tables(old, new, strands)
    return Changes(
        ratings,
        ratings[CELL].merge(inputs),
        tables,
        written_changes(before, after, strands),
    )


def _changed_ratings(old: Study, new: Study) -> pd.DataFrame:
    before, after = _results(old), _results(new)
    both = before.merge(after, "outer", on=CELL, suffixes=("_before", "_after"))
    cells = both.index
    changed = ~_same(before.reindex(cells), after.reindex(cells))
    led = {
        part: _same(_results(study).reindex(cells), after.reindex(cells))
        for part, study in _exchanges(old, new).items()
    }
    alone = [", ".join(part for part in led if led[part][cell]) for cell in cells]
    return both.assign(alone=alone)[changed].reset_index()


def _results(study: Study) -> pd.DataFrame:
    return evaluate(study).cells.set_index(CELL)[RESULT]


def _same(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Say where two results are equal, or missing in both."""
    equal = one.eq(other).fillna(False) | (one.isna() & other.isna())
    return equal.all(axis=1)


def _exchanges(old: Study, new: Study) -> dict[str, Study]:
    """Put each part of the new study into the old one."""
    scale = new.framework.rating_scale
    framework = old.framework.model_copy(update={"rating_scale": scale})
    evidence = ("sources", "segments", "codings")
    return {
        EVIDENCE: old.with_tables({name: new.tables[name] for name in evidence}),
        RATERS: old.with_tables({"ratings": new.ratings}),
        CONSENSUS: old.with_tables({"consensus": new.consensus}),
        RULE: replace(old, framework=framework),
    }


def _inputs(study: Study, strands: Set[str]) -> pd.DataFrame:
    """List everything that a rating follows from: a key and a value, as text."""
    codings = study.codings.merge(study.segments, on="segment_id", validate="m:1")
    hidden = codings["source_id"].isin(_hidden_sources(study, strands))
    text = codings["summary"].where(hidden, "")
    again = codings.assign(text=text).groupby([*CELL, "coder_id", "text"]).cumcount()
    who = codings["segment_id"] + " by " + codings["coder_id"]
    evidence = codings.assign(
        part=EVIDENCE,
        input=who.mask(hidden, IN_CONFIDENCE),
        key=(codings["coder_id"] + again.astype("str") + text).where(hidden, ""),
        value=codings["rating"].astype("str") + " in " + codings["source_id"],
    )
    ratings, consensus = study.ratings, study.consensus
    people = [
        ratings.assign(
            part=RATERS, input=ratings["rater_id"] + " on " + ratings["rated_on"]
        ),
        consensus.assign(part=CONSENSUS, input=consensus["agreed_on"]),
    ]
    given = [t.assign(key="", value=t["rating"].astype("str")) for t in people]
    columns = [*KEY, "value"]
    return pd.concat([evidence[columns], *(t[columns] for t in given), _rule(study)])


def _rule(study: Study) -> pd.DataFrame:
    """Repeat the parameters of the rule for every cell, which they all decide."""
    parameters = study.framework.rating_scale.proposal_rule.parameters
    cells = pd.MultiIndex.from_product(
        [study.teams["team_id"], study.framework.criterion_ids, parameters],
        names=[*CELL, "input"],
    ).to_frame(index=False)
    value = cells["input"].map(parameters)
    return cells.assign(part=RULE, key="", value=value)[[*KEY, "value"]]


def _with_like_raters(study: Study) -> Study:
    """Give raters numbers by their ratings of that day: their own tell nothing."""
    order = study.ratings.sort_values([*CELL, "rated_on", "rating"], kind="stable")
    number = order.groupby([*CELL, "rated_on"]).cumcount() + 1
    rater_id = "rater-" + number.astype("str").str.zfill(2)
    return study.with_tables({"ratings": study.ratings.assign(rater_id=rater_id)})


def _confidential(study: Study) -> set[str]:
    """Return the strands that a public edition shows as one source."""
    public = study.settings.edition == "public"
    return set(study.settings.confidential) if public else set()


def _hidden_sources(study: Study, strands: Set[str]) -> set[str]:
    """Return the sources of these strands, also those that pool several people."""
    sources = study.sources
    mine = sources.loc[sources["strand"].isin(list(strands)), "source_id"]
    return {*strands, *mine}


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
    hidden = segments["source_id"].isin(_hidden_sources(study, strands))
    for column, ids in (
        ("source_id", _hidden_sources(study, strands)),
        ("segment_id", set(segments.loc[hidden, "segment_id"])),
    ):
        if column in table:
            table = table[~table[column].isin(list(ids))]
    return table

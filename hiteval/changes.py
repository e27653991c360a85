"""What changed between two studies: which ratings, and because of which inputs.

A rating follows from its codings with the sources of their segments, from what people
gave it, and from the parameters of the rule. So a rating that changed has at least one
of these that changed. Which part matters is found by exchange: the old study with that
one part of the new one.

What was said in confidence has other ids in each public edition, so it is compared by
its text. It is only said that it changed: the passages that come or go together may be
one person's.
"""

from dataclasses import dataclass, replace

import pandas as pd

from hiteval import schema
from hiteval.analysis.evidence import CELL
from hiteval.evaluation import evaluate
from hiteval.study import Study

EVIDENCE, RATERS, CONSENSUS, RULE = "evidence", "raters", "consensus", "rule"
IN_CONFIDENCE = "said in confidence"
RESULT = ["rating", "basis"]
KEY = [*CELL, "part", "input", "key"]
COUNTED = [name for name in schema.TABLES if name not in (*schema.PRIVATE, "people")]


@dataclass(frozen=True, slots=True)
class Changes:
    """How the new of two studies differs from the old.

    ``ratings`` has one row a team and criterion whose rating or basis changed:
    ``rating_before, rating_after`` (Float64), ``basis_before, basis_after`` (missing
    where that study has no such team or criterion) and ``alone``: the parts that lead
    from one to the other by themselves, separated by ``", "``, empty where none does.
    ``inputs`` has one row for each input of these cells that changed: ``part``,
    ``input`` (ids), ``before, after`` (missing where that study lacks it).
    ``tables`` counts the rows of each table that differs: ``added, removed, changed``,
    without those of what was said in confidence.
    """

    ratings: pd.DataFrame
    inputs: pd.DataFrame
    tables: pd.DataFrame


def changes(old: Study, new: Study) -> Changes:
    """Compare two studies, or the bundles of two editions of the same kind."""
    ratings = _changed_ratings(old, new)
    inputs = _differences(_inputs(old), _inputs(new), KEY)
    hidden = inputs["input"] == IN_CONFIDENCE
    inputs[["before", "after"]] = inputs[["before", "after"]].mask(hidden)
    inputs = inputs.drop(columns="key").drop_duplicates()
    counts = [_count(name, old, new) for name in COUNTED]
    tables = pd.DataFrame(counts, columns=["table", "added", "removed", "changed"])
    return Changes(
        ratings,
        ratings[CELL].merge(inputs),
        tables[tables.iloc[:, 1:].any(axis=1)].reset_index(drop=True),
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


def _inputs(study: Study) -> pd.DataFrame:
    """List everything that a rating follows from: a key and a value, as text."""
    codings = study.codings.merge(study.segments, on="segment_id", validate="m:1")
    hidden = codings["source_id"].isin(_pooled(study))
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
    rule = study.framework.rating_scale.proposal_rule
    parameters = {
        "explicit_sources": str(rule.explicit_sources),
        "net_ratio": f"{rule.net_ratio:g}",
    }
    cells = pd.MultiIndex.from_product(
        [study.teams["team_id"], study.framework.criterion_ids, parameters],
        names=[*CELL, "input"],
    ).to_frame(index=False)
    value = cells["input"].map(parameters)
    return cells.assign(part=RULE, key="", value=value)[[*KEY, "value"]]


def _pooled(study: Study) -> list[str]:
    """Return the sources of a public edition that stand for several people."""
    public = study.settings.edition == "public"
    return list(study.settings.confidential) if public else []


def _differences(old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep what is in one table only, or has another ``value``; in order of the key."""
    both = old.merge(
        new, on=key, how="outer", suffixes=("_old", "_new"), validate="1:1"
    ).rename(columns={"value_old": "before", "value_new": "after"})
    missing = both["before"].isna() & both["after"].isna()
    differs = both["before"].ne(both["after"]) & ~missing
    return both[differs].sort_values(key, ignore_index=True)


def _count(name: str, old: Study, new: Study) -> tuple[str, int, int, int]:
    key = schema.key(name)
    before, after = (_as_one_value(name, study, key) for study in (old, new))
    differ = _differences(before, after, key)
    added, removed = differ["before"].isna().sum(), differ["after"].isna().sum()
    return name, int(added), int(removed), int(len(differ) - added - removed)


def _as_one_value(name: str, study: Study, key: list[str]) -> pd.DataFrame:
    """Put what a row holds beside its key into one text."""
    table = _open_rows(name, study).astype("str").fillna("")
    rest = table.drop(columns=key).itertuples(index=False)
    value = pd.Series(["\0".join(row) for row in rest], table.index, dtype="str")
    return table[key].assign(value=value)


def _open_rows(name: str, study: Study) -> pd.DataFrame:
    """Leave out what was said in confidence, whose ids mean nothing here."""
    table, segments = study.tables[name], study.segments
    pooled = segments["source_id"].isin(_pooled(study))
    if "segment_id" not in table:
        return table
    return table[~table["segment_id"].isin(segments.loc[pooled, "segment_id"])]

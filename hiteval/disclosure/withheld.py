"""How much a public edition withholds, by rule.

Evaluators are told all of it. Readers are told nothing of what was said in confidence:
beside an earlier edition, even a rounded number may show what one person withdrew.
"""

from collections.abc import Iterable

import pandas as pd

from hiteval.catalogue import N_
from hiteval.disclosure import clearance, pooling
from hiteval.disclosure.public_columns import CELL, tables_with
from hiteval.study.schema import ids
from hiteval.study.study import Study

# By evaluators, who clear each row by itself; and what a row is called.
REASONS = {
    "adjudications": N_("reasons of adjudications"),
    "consensus": N_("reasons of a consensus"),
}
RECORDED = {
    "actions": N_("actions"),
    "involvement": N_("entries of involvement"),
    "interpretations": N_("interpretations"),
    "findings": N_("findings"),
    "theory": N_("links of the theory of change"),
    "responses": N_("responses"),
}


def count_withheld(
    study: Study, public: Study, decided: pd.DataFrame
) -> dict[str, int]:
    """Count what is withheld of a study, by rule.

    ``decided`` says it of each segment, also of some that the study may lack: see
    `hiteval.disclosure.clearance.decisions`.
    """
    decided = decided[decided["segment_id"].isin(study.segments["segment_id"])]
    passages = decided.loc[decided["segment"] != clearance.SHOWN, "segment"]
    quotes = decided["quote"].dropna()
    counts = {
        **_by_reason(N_("segments"), passages),
        **_by_reason(N_("quotes"), quotes[quotes != clearance.SHOWN]),
        N_("codings of withheld segments"): len(study.codings) - len(public.codings),
        N_("events, partners and measures of sources that are not shown"): sum(
            len(study.tables[name]) - len(public.tables[name])
            for name in pooling.UNCLEARED
        ),
        N_("organisations that nothing shown names"): (
            len(study.organisations) - len(public.organisations)
        ),
        **{REASONS[n]: _marked(public.tables[n]) for n in tables_with(CELL)},
        N_("coders' notes"): int(study.codings["note"].notna().sum()),
        N_("summaries of cells"): len(study.summaries) - len(public.summaries),
        **{
            rows: len(study.tables[name]) - len(public.tables[name])
            for name, rows in RECORDED.items()
        },
        N_("the model in words"): int(bool(study.model) and not public.model),
        N_("raters' rationales"): int(study.ratings["rationale"].notna().sum()),
    }
    return {rule: number for rule, number in counts.items() if number}


def without_confidence(study: Study) -> Study:
    """Leave out what was said in confidence, and what rests on it.

    Where anything was, all organisations too: it may be what names them.
    """
    if not study.settings.confidential:
        return study
    hidden = pooling.confidential_sources(study)
    spoken = study.segments["source_id"].isin(hidden)
    said = frozenset(study.segments.loc[spoken, "segment_id"])
    apart = study.summaries["segment_ids"].map(lambda cell: said.isdisjoint(ids(cell)))
    return study.with_tables(
        {
            **_without(study, ("segments", *pooling.UNCLEARED), "source_id", hidden),
            **_without(study, ("codings", "adjudications"), "segment_id", said),
            "organisations": study.organisations.iloc[:0],
            "summaries": study.summaries[apart.astype("bool")],
        }
    )


def _without(
    study: Study, tables: Iterable[str], column: str, left_out: Iterable[str]
) -> dict[str, pd.DataFrame]:
    gone = list(left_out)
    rows = {name: study.tables[name] for name in tables}
    return {name: table[~table[column].isin(gone)] for name, table in rows.items()}


def _marked(table: pd.DataFrame) -> int:
    return int((table["reason"] == clearance.WITHHELD).sum())


def _by_reason(what: str, reasons: pd.Series) -> dict[str, int]:
    numbers = reasons.value_counts().sort_index()
    return {f"{what}: {reason}": int(n) for reason, n in numbers.items()}

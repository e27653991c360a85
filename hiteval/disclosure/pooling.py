"""Show what was said in confidence without showing who said what.

Ten leaders in one city: all that one person said, put together, can identify that
person. So the sources of a confidential strand become one, and its segments get new ids
in an order that reveals nothing about who spoke.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import pandas as pd

from hiteval.disclosure.public_columns import only_public
from hiteval.errors import DisclosureError
from hiteval.study import schema
from hiteval.study.cited import cited_anew
from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.written_tables import NOT_SHOWN, RESTING

# Rows about a source that carry no clearance of their own.
UNCLEARED = ("team_events", "team_organisations", "measures")


@dataclass(frozen=True, slots=True)
class Pooled:
    """A study with its confidential sources pooled, and each segment's new id."""

    study: Study
    new_ids: dict[str, str]


def confidential_sources(study: Study) -> pd.Series:
    """Return the ids of the sources that are people who spoke in confidence."""
    sources = study.sources
    hidden = sources["strand"].isin(list(study.settings.confidential))
    return sources.loc[hidden, "source_id"]


def said(study: Study) -> pd.DataFrame:
    """Return what was said in confidence, by segment, and the people behind each.

    Its columns are ``source_id, team_id, summary, strand`` and ``people``, a frozenset.
    """
    spoke = study.sources["source_id"].isin(confidential_sources(study))
    sources = study.sources[spoke]
    people = sources["people"].map(ids).map(frozenset)
    by_source = sources[["source_id", "strand"]].assign(people=people)
    segments = study.segments[["segment_id", "source_id", "team_id", "summary"]]
    return segments.merge(by_source).set_index("segment_id")


def pool(study: Study) -> Pooled:
    """Make one source of each confidential strand, and give its segments new ids.

    Parameters
    ----------
    study : Study
        Holding the segments that pass, and no others.

    Returns
    -------
    Pooled
        The pooled source bears the strand's plain name; it has no date, publisher,
        address or kind of its own. Events, partners and measures that rest on a
        confidential source are dropped: nobody cleared them. What was settled of its
        segments bears the last of the days on which any was.

    Raises
    ------
    DisclosureError
        If an id that is needed is taken.
    """
    hidden = confidential_sources(study)
    if hidden.empty:
        return Pooled(study, {})
    strands = study.sources.set_index("source_id")["strand"]
    sources = _pooled_sources(study, hidden)
    mine = study.segments["source_id"].isin(hidden)
    new_ids = _new_ids(study, mine, strands)
    _check_free(new_ids, study.segments.loc[~mine, "segment_id"])
    pooled = study.segments["source_id"].map(strands)
    segments = study.segments.assign(
        source_id=study.segments["source_id"].mask(mine, pooled)
    )
    rows = {
        name: study.tables[name][~study.tables[name]["source_id"].isin(hidden)]
        for name in UNCLEARED
    }
    rows["adjudications"] = _on_one_day(study, mine)
    study = study.with_tables(rows | {"sources": sources, "segments": segments})
    return Pooled(_renumbered(study, new_ids), new_ids)


def _renumbered(study: Study, new_ids: dict[str, str]) -> Study:
    """Give segments their new ids wherever they are named."""
    tables = {
        name: study.tables[name].assign(
            segment_id=study.tables[name]["segment_id"].replace(new_ids)
        )
        for name in ("segments", "codings", "adjudications")
    }

    # In the order of the new ids: that of the old ones may tell who spoke.
    def again(named: list[str]) -> str:
        return "; ".join(sorted(new_ids.get(name, name) for name in named))

    for name in ("summaries", *RESTING):
        table = study.tables[name]
        columns = [column for column in NOT_SHOWN if column in table]
        tables[name] = table.assign(
            **{
                c: table[c].map(lambda cell: again(ids(cell)), "ignore")
                for c in columns
            }
        ).astype(table.dtypes)
    return cited_anew_in(
        study.with_tables(tables), new_ids, lambda named: [again(named)]
    )


def cited_anew_in(
    study: Study, known: Collection[str], written: Callable[[list[str]], list[str]]
) -> Study:
    """Write anew which segments the evaluators' own texts cite."""

    def again(text: str) -> str:
        return cited_anew(text, known, written)

    texts = study.interpretations
    texts = texts.assign(text=texts["text"].map(again).astype("str"))
    study = study.with_tables({"interpretations": texts})
    return replace(study, model=again(study.model))


def _on_one_day(study: Study, mine: pd.Series) -> pd.DataFrame:
    """Give what was settled of these segments one day: who spoke may have had one."""
    settled = study.adjudications
    ours = settled["segment_id"].isin(study.segments.loc[mine, "segment_id"])
    last = settled.loc[ours, "decided_on"].max()
    return settled.assign(decided_on=settled["decided_on"].mask(ours, last))


def _pooled_sources(study: Study, hidden: pd.Series) -> pd.DataFrame:
    others = study.sources[~study.sources["source_id"].isin(hidden)]
    of_hidden = study.sources.loc[study.sources["source_id"].isin(hidden), "strand"]
    strands = sorted(of_hidden.unique())
    _check_free(dict(zip(strands, strands, strict=True)), others["source_id"])
    pooled = pd.DataFrame(
        {
            "source_id": strands,
            "strand": strands,
            "type": "confidential",
            "title": [study.settings.strands[strand] for strand in strands],
            "date_precision": "unknown",
        }
    )
    pooled = pooled.reindex(columns=others.columns).astype(others.dtypes)
    return pd.concat([others, pooled], ignore_index=True)


def _new_ids(study: Study, mine: pd.Series, strands: pd.Series) -> dict[str, str]:
    """Count the segments of each strand by what is public of them, not by who spoke."""
    segments = study.segments[mine]
    order = segments.assign(
        strand=segments["source_id"].map(strands),
        quote=segments["quote"].fillna(""),
        beside=segments["segment_id"].map(_beside(study)).fillna(""),
    ).sort_values(
        ["strand", "team_id", "summary", "quote", "beside", "segment_id"], kind="stable"
    )
    number = order.groupby("strand").cumcount() + 1
    new = order["strand"] + "-s" + number.astype("str").str.zfill(4)
    return dict(zip(order["segment_id"], new, strict=True))


def _beside(study: Study) -> dict[str, str]:
    """Put what is public beside a segment's text into one text: it parts like texts."""
    told: dict[str, list[str]] = {}
    for name in ("codings", "adjudications"):
        table = only_public(name, study.tables[name]).astype("str").fillna("")
        for segment_id, *values in table.itertuples(index=False):
            told.setdefault(segment_id, []).append("\0".join([name, *values]))
    for name in ("summaries", *RESTING):
        table = study.tables[name]
        for column in NOT_SHOWN.keys() & set(table):
            cited = table[[*schema.key(name), column]].itertuples(index=False)
            for *key, cell in cited:
                for segment_id in ids(cell):
                    told.setdefault(segment_id, []).append("\0".join([column, *key]))
    return {segment_id: "\0".join(sorted(texts)) for segment_id, texts in told.items()}


def _check_free(new: dict[str, str], taken: pd.Series) -> None:
    if clash := sorted(set(new.values()) & set(taken)):
        raise DisclosureError(
            f"{clash[0]}: this id is needed for what was said in confidence. Give the "
            "published source or segment that has it another id."
        )

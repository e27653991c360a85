"""A study in which the same was said in confidence, by other people in other turns."""

from collections.abc import Iterable

import numpy as np

from hiteval.disclosure.pooling import cited_anew_in, confidential_sources
from hiteval.study.schema import PRIVATE, ids, in_order
from hiteval.study.study import Study

CITING = ("segment_ids", "contrary_segment_ids")


def reassigned(study: Study, seed: int) -> Study:
    """Deal passages out anew among sources of one consent, and give them other ids."""
    draw = np.random.default_rng(seed)
    segments = study.segments.copy()
    consent = study.sources.set_index("source_id")["consent"]
    mine = segments["source_id"].isin(confidential_sources(study))
    for _, of in segments[mine].groupby(segments["source_id"].map(consent)):
        segments.loc[of.index, "source_id"] = draw.permutation(of["source_id"])
    old = segments.loc[mine, "segment_id"].tolist()
    return renamed(
        study.with_tables({"segments": segments}), old, draw.permutation(old)
    )


def renamed(study: Study, old: Iterable[str], new: Iterable[str]) -> Study:
    """Give segments other ids wherever they are named."""
    names = dict(zip(old, new, strict=True))

    def again(cell: str) -> str:
        return "; ".join(names.get(name, name) for name in ids(cell))

    tables = {}
    for name, table in study.tables.items():
        if "segment_id" in table:
            table = table.assign(segment_id=table["segment_id"].replace(names))
        for column in set(CITING) & set(table):
            table = table.assign(**{column: table[column].map(again, "ignore")})
        tables[name] = in_order(name, table.astype(study.tables[name].dtypes))
    return cited_anew_in(
        study.with_tables(tables), names, lambda named: [names.get(n, n) for n in named]
    )


def public_texts(study: Study) -> dict[str, str]:
    """Write every public table but the numbers of people, which may well differ."""
    tables = study.tables.items()
    shown = {n: t for n, t in tables if n not in (*PRIVATE, "people")}
    return {name: table.to_csv(index=False) for name, table in shown.items()}

"""Rows of a study that nothing uses: allowed, and often an oversight."""

from collections.abc import Mapping

import pandas as pd

from hiteval.catalogue import N_

SOURCES = N_("sources without a segment, that no other table names")
SEGMENTS = N_("segments that nobody coded")
ORGANISATIONS = N_("organisations without a team")


def unused_rows(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[str]]:
    """List the ids that nothing refers to, by kind.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Every table of a study.

    Returns
    -------
    dict of str to list of str
        Kinds in words, without those that are empty; ids in their order.

    Examples
    --------
    >>> one = pd.DataFrame({"source_id": ["a"], "segment_id": ["a-1"], "org_id": ["o"]})
    >>> none = one.iloc[:0]
    >>> study = {"sources": one, "segments": one, "codings": none, "unrated": none}
    >>> study |= {"organisations": one, "team_organisations": one}
    >>> unused_rows(study)
    {'segments that nobody coded': ['a-1']}
    """
    others = [table for name, table in tables.items() if name != "sources"]
    named = pd.concat([t["source_id"] for t in others if "source_id" in t])
    partners = tables["team_organisations"]["org_id"]
    coded = pd.concat([tables[n]["segment_id"] for n in ("codings", "unrated")])
    used = {
        (SOURCES, "sources", "source_id"): named,
        (SEGMENTS, "segments", "segment_id"): coded,
        (ORGANISATIONS, "organisations", "org_id"): partners,
    }
    return {
        kind: unused
        for (kind, name, column), ids in used.items()
        if (unused := sorted(set(tables[name][column]) - set(ids)))
    }

"""Facts to stand beside the judged confidence in a finding, counted from its evidence.

Confidence itself is never computed. All but the contrary counts are of the segments
that a finding lists as supporting.
"""

from collections.abc import Mapping

import pandas as pd

from hiteval.analysis.evidence import NO_POOLS, in_confidence
from hiteval.study.schema import ids
from hiteval.study.written_tables import NOT_SHOWN

SUPPORTING, CONTRARY = NOT_SHOWN


def listed_segments(table: pd.DataFrame) -> pd.DataFrame:
    """List the segments of findings, or of links, one a row.

    Parameters
    ----------
    table : DataFrame
        ``findings`` or ``theory``.

    Returns
    -------
    DataFrame
        The id of the row, as in the first column of the table; ``segment_id``; and
        ``contrary``, whether it is listed against. Segments in the table's own order.
    """
    key = table.columns[0]
    parts = []
    for column, contrary in ((SUPPORTING, False), (CONTRARY, True)):
        named = table[[key]].assign(segment_id=table[column].map(ids))
        named = named.explode("segment_id").dropna().drop_duplicates()
        parts.append(named.assign(contrary=contrary))
    return pd.concat(parts, ignore_index=True).astype({"segment_id": "str"})


def facts(
    findings: pd.DataFrame,
    segments: pd.DataFrame,
    sources: pd.DataFrame,
    codings: pd.DataFrame,
    team_ids: list[str],
    pools: Mapping[str, str] = NO_POOLS,
) -> pd.DataFrame:
    """Count what is behind each finding.

    Parameters
    ----------
    findings, segments, sources, codings : DataFrame
        Tables of one study.
    team_ids : list of str
        The teams proper: the partnership is counted in no number of teams.
    pools : mapping of str to str
        As for `hiteval.analysis.evidence.tally`.

    Returns
    -------
    DataFrame
        One row per finding, in their order: ``finding_id``; int counts ``segments``,
        ``sources``, ``teams``; of the sources ``self_published`` and
        ``publisher_unknown`` (not said whether self-published) and ``undated``;
        ``first_year, last_year`` (Int64; missing where no source is dated);
        ``one_coder``, segments coded to the finding's criteria by one coder alone;
        ``self_published_share`` (of the sources of which it is known) and
        ``one_coder_share`` (of the segments coded to the finding's criteria), from 0
        to 1, missing where there are none; ``contrary_segments, contrary_sources``;
        ``in_confidence, contrary_in_confidence`` (str), from
        `hiteval.analysis.evidence.in_confidence`.
    """
    listed = listed_segments(findings)
    listed = listed.merge(segments[["segment_id", "source_id", "team_id"]], "inner")
    supporting, against = listed[~listed["contrary"]], listed[listed["contrary"]]
    made = findings[["finding_id"]].set_index("finding_id")
    by = supporting.groupby("finding_id")
    ours = supporting[supporting["team_id"].isin(team_ids)].groupby("finding_id")
    counts = {
        "segments": by["segment_id"].nunique(),
        "sources": by["source_id"].nunique(),
        "teams": ours["team_id"].nunique(),
        **_of_sources(supporting, sources),
        **_of_coders(supporting, findings, codings),
        "contrary_segments": against.groupby("finding_id")["segment_id"].nunique(),
        "contrary_sources": against.groupby("finding_id")["source_id"].nunique(),
    }
    made = made.assign(**counts)
    measured = ["first_year", "last_year", "self_published_share", "one_coder_share"]
    whole = made.columns.difference(measured)
    made[whole] = made[whole].fillna(0).astype("int64")
    for name, side in (("", supporting), ("contrary_", against)):
        pooled = in_confidence(side, ["finding_id"], pools).reindex(made.index)
        made[f"{name}in_confidence"] = pooled.astype("str")
    return made.reset_index()


def by_strand(
    findings: pd.DataFrame, segments: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Count the supporting segments and their sources of each finding by strand.

    Returns
    -------
    DataFrame
        One row per finding and strand with any: ``finding_id, strand, segments,
        sources``.
    """
    listed = listed_segments(findings)
    rows = listed[~listed["contrary"]].merge(segments[["segment_id", "source_id"]])
    rows = rows.merge(sources[["source_id", "strand"]])
    return rows.groupby(["finding_id", "strand"], as_index=False).agg(
        segments=("segment_id", "nunique"), sources=("source_id", "nunique")
    )


def _of_sources(
    supporting: pd.DataFrame, sources: pd.DataFrame
) -> dict[str, pd.Series]:
    rows = supporting[["finding_id", "source_id"]].drop_duplicates()
    rows = rows.merge(sources[["source_id", "date", "self_published"]])
    year = pd.to_numeric(rows["date"].str[:4]).astype("Int64")
    said = rows["self_published"]
    rows = rows.assign(
        year=year, own=said == "yes", unsaid=said.isna(), undated=year.isna()
    )
    by = rows.groupby("finding_id")
    known = rows[said.notna()].groupby("finding_id")
    return {
        "self_published": by["own"].sum(),
        "publisher_unknown": by["unsaid"].sum(),
        "self_published_share": known["own"].mean(),
        "first_year": by["year"].min(),
        "last_year": by["year"].max(),
        "undated": by["undated"].sum(),
    }


def _of_coders(
    supporting: pd.DataFrame, findings: pd.DataFrame, codings: pd.DataFrame
) -> dict[str, pd.Series]:
    """Count the segments that nobody but one coder put under a finding's criteria."""
    criteria = findings[["finding_id"]].assign(
        criterion_id=findings["criterion_ids"].map(ids)
    )
    on = supporting.merge(criteria.explode("criterion_id"), on="finding_id")
    on = on.merge(codings[["segment_id", "criterion_id", "coder_id"]])
    each = ["finding_id", "segment_id"]
    most = on.groupby([*each, "criterion_id"])["coder_id"].nunique().groupby(each).max()
    alone = (most == 1).groupby("finding_id")
    return {"one_coder": alone.sum(), "one_coder_share": alone.mean()}

"""How new the evidence for a rating is."""

import pandas as pd

from hiteval.analysis.coded_segments import CELL


def recency(rated: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Find the newest dated source of each team on each criterion.

    Parameters
    ----------
    rated : DataFrame
        See `hiteval.analysis.coded_segments.segment_ratings`; ``team_id, criterion_id,
        source_id`` are read.
    sources : DataFrame
        ``source_id, date, date_precision``; dates as ``2016``, ``2016-05`` or
        ``2016-05-31``.

    Returns
    -------
    DataFrame
        A row for each pair with evidence, in their order: ``team_id, criterion_id``;
        ``date`` and ``date_precision`` of the newest source, missing where all are
        undated; ``undated``, how many sources are. Of dates that begin alike the more
        precise one counts as newer.
    """
    spoken = rated[[*CELL, "source_id"]].drop_duplicates().astype("str")
    dated = spoken.merge(sources[["source_id", "date", "date_precision"]])
    dated = dated.sort_values([*CELL, "date", "source_id"], na_position="first")
    newest = dated.drop_duplicates(CELL, keep="last").drop(columns="source_id")
    undated = dated["date"].isna().groupby([dated[name] for name in CELL]).sum()
    return newest.merge(undated.rename("undated").reset_index(), on=CELL)

"""Rows that rest on segments, for and against, where not all of these are at hand."""

from collections.abc import Collection

import pandas as pd

from hiteval.study.schema import ids
from hiteval.study.written_tables import NOT_SHOWN


def resting_on(table: pd.DataFrame, segment_ids: Collection[str]) -> pd.DataFrame:
    """Keep of each row only the segments that are there, and count the others.

    Parameters
    ----------
    table : DataFrame
        ``findings`` or ``theory``, with every declared column.
    segment_ids : collection of str
        The segments that are there.

    Returns
    -------
    DataFrame
        The same rows. ``segments_not_shown`` and ``contrary_segments_not_shown`` grow
        by what was left out; they stay missing where that is nothing.
    """
    there = set(segment_ids)
    changed = {}
    for column, count in NOT_SHOWN.items():
        named = [ids(cell) for cell in table[column]]
        kept = [[name for name in row if name in there] for row in named]
        lost = [len(all_) - len(some) for all_, some in zip(named, kept, strict=True)]
        total = table[count].fillna(0) + pd.Series(lost, table.index, dtype="Int64")
        changed[column] = pd.Series(
            [";".join(row) or None for row in kept], table.index, dtype="str"
        )
        changed[count] = total.mask(total == 0)
    return table.assign(**changed)


def has_segments(table: pd.DataFrame) -> pd.Series:
    """Mark the rows that name a segment, for or against."""
    return table[[*NOT_SHOWN]].notna().any(axis=1)

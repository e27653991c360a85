"""What changed between two studies, as text for a terminal."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.changes import Changes
from hiteval.display.table import records
from hiteval.display.words import count, listed, signed

NO_CELL = "not in the study"


def text(found: Changes) -> str:
    """Write what changed: rows by table, then each rating with its reasons."""
    lines = [
        f"{row.table}: {row.added} added, {row.removed} removed, {row.changed} changed"
        for row in records(found.tables)
    ]
    lines.append(f"{count(len(found.ratings), 'rating')} changed.")
    for row in records(found.ratings):
        before = _result(row.rating_before, row.basis_before)
        after = _result(row.rating_after, row.basis_after)
        lines.append(f"{row.team_id}, {row.criterion_id}: {before} -> {after}")
        lines.append(f"  because of {_parts(row, found.inputs)}")
        lines += _inputs(row, found.inputs)
    return "\n".join(lines)


def _result(rating: Any, basis: Any) -> str:
    if pd.isna(basis):
        return NO_CELL
    return basis if pd.isna(rating) else f"{signed(rating)} ({basis})"


def _parts(cell: Any, inputs: pd.DataFrame) -> str:
    """Name the parts that suffice alone, or else those that it takes together."""
    if pd.isna(cell.basis_before) or pd.isna(cell.basis_after):
        return "a team or a criterion that only one of the two has"
    if cell.alone:
        return str(cell.alone)
    together = _of(cell, inputs)["part"].drop_duplicates()
    return f"{listed(together)} together"


def _inputs(cell: Any, inputs: pd.DataFrame) -> Iterator[str]:
    for row in records(_of(cell, inputs)):
        if pd.isna(row.before) and pd.isna(row.after):
            yield f"  {row.part}: {row.input}"
        else:
            before, after = (
                "none" if pd.isna(side) else side for side in (row.before, row.after)
            )
            yield f"  {row.part}: {row.input}: {before} -> {after}"


def _of(cell: Any, inputs: pd.DataFrame) -> pd.DataFrame:
    of_team = inputs["team_id"] == cell.team_id
    rows: pd.DataFrame = inputs[of_team & (inputs["criterion_id"] == cell.criterion_id)]
    return rows

"""The sheet of segments that a finding might list: for, against, or not yet."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation
from hiteval.results.findings import overlooked, suggested_segments
from hiteval.workbooks import sheets

TITLE = "Segments"
COLUMNS = {
    "Finding": 18,
    "Listed": 16,
    "Sign": 6,
    "Rating": 8,
    "Segment": 26,
    "$Team": 18,
    "Criterion": 26,
    "Summary of the passage": 60,
    "Quote": 60,
    "Source": 40,
}
SIGNS = {1: "+", 0: "0", -1: "\u2212"}
NOT_LISTED, OVERLOOKED = "not listed", "overlooked"
_ORDER = [OVERLOOKED, NOT_LISTED, "against", "for"]


def suggestions(evaluation: Evaluation) -> pd.DataFrame:
    """List the segments of each finding's criteria and teams, those overlooked first.

    Returns
    -------
    DataFrame
        From `hiteval.results.findings.suggested_segments`; ``listed`` is also
        ``not listed`` or, of those on the other side than the finding, ``overlooked``.
    """
    rows = suggested_segments(evaluation).fillna({"listed": NOT_LISTED})
    key = ["finding_id", "criterion_id", "segment_id"]
    missed = pd.MultiIndex.from_frame(overlooked(evaluation)[key])
    rows["listed"] = rows["listed"].mask(
        pd.MultiIndex.from_frame(rows[key]).isin(missed), OVERLOOKED
    )
    place = rows["listed"].map(_ORDER.index)
    return (
        rows.assign(place=place)
        .sort_values(["finding_id", "place"], kind="stable", ignore_index=True)
        .drop(columns="place")
    )


def first_rows(found: pd.DataFrame) -> dict[str, int]:
    """Return the row on the sheet where each finding's segments begin."""
    rows = [(name, row) for row, name in enumerate(found["finding_id"], start=2)]
    return dict(reversed(rows))


def write(
    sheet: Any, evaluation: Evaluation, found: pd.DataFrame, back: Mapping[str, str]
) -> None:
    """Fill the sheet with `suggestions`; each row leads back to its finding's place."""
    study, scale = evaluation.study, evaluation.framework.rating_scale
    teams = study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    texts = study.segments.fillna("").set_index("segment_id")
    titles = study.sources.set_index("source_id")["title"]
    rows = [
        [
            *[row.finding_id, row.listed],
            "" if pd.isna(row.sign) else SIGNS[row.sign],
            *[scale.written(row.rating), row.segment_id],
            *[teams[row.team_id], criteria[row.criterion_id]],
            *[texts["summary"][row.segment_id], texts["quote"][row.segment_id]],
            titles[row.source_id],
        ]
        for row in records(found)
    ]
    fill = evaluation.labels.fill
    sheets.table(sheet, rows, {fill(name): width for name, width in COLUMNS.items()})
    for number, row in enumerate(rows, start=2):
        cell = sheets.put(sheet, number, 1, row[0], sheets.LINK)
        sheets.link_to(cell, back[row[0]])

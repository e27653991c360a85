"""The sheet of segments that coders code differently, to be settled one by one."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from hiteval.analysis.coded_segments import SEGMENT
from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation
from hiteval.results.sureness import what_coders_disagree_on
from hiteval.study.choices import ABOUT, ABOUT_TEAM
from hiteval.workbooks import sheets
from hiteval.workbooks.sheets import FIRST_ROW

COLUMNS = {
    "segment_id": 12,
    "criterion_id": 12,
    "Team": 20,
    "Criterion": 24,
    "Summary of the passage": 60,
    "Quote": 60,
    "Source": 40,
    "Coders": 24,
    "Tells of": 12,
    "Settled rating": 10,
    "Reason": 60,
}
NO_RATING = "none"  # the segment does not belong to the criterion


def disputed_segments(evaluation: Evaluation) -> pd.DataFrame:
    """List what coders code differently and nobody settled, the worst first.

    Returns
    -------
    DataFrame
        ``team_id, source_id, segment_id, criterion_id``: first where ratings differ,
        the widest gap first; then where coders differ on what the segment tells of;
        then what some of its coders did not give.
    """
    found = what_coders_disagree_on(evaluation)
    about = evaluation.study.codings.fillna({"about": ABOUT_TEAM})
    ways = about.groupby(SEGMENT)["about"].nunique()
    apart = ways[ways > 1].reset_index()[SEGMENT].assign(apart=True)
    places = evaluation.study.segments[["segment_id", "source_id", "team_id"]]
    every = found.merge(apart, on=SEGMENT, how="outer")
    every = every[[*SEGMENT, "gap", "apart"]].merge(places, on="segment_id")
    every = every.assign(gap=every["gap"].fillna(0), apart=every["apart"].notna())
    settled = evaluation.study.adjudications[SEGMENT].assign(settled=True)
    every = every.merge(settled, on=SEGMENT, how="left")
    every = every[every["settled"].isna()].sort_values(
        ["gap", "apart", "team_id", *SEGMENT],
        ascending=[False, False, True, True, True],
    )
    columns = ["team_id", "source_id", *SEGMENT]
    return every[columns].reset_index(drop=True)


def write(sheet: Any, evaluation: Evaluation) -> int:
    """Fill the sheet, with ids hidden, and return how many segments it holds."""
    lines = _lines(evaluation)
    names = (sheets.SEGMENTS, evaluation.study.settings.id)
    last = sheets.lines_to_fill(sheet, names, COLUMNS, lines)
    scale = evaluation.framework.rating_scale
    levels = [*map(str, scale.ratings), NO_RATING]
    sheets.set_up_to_fill(sheet, list(COLUMNS.values()))
    sheets.offer(sheet, ABOUT, f"I{FIRST_ROW}:I{last}")
    sheets.offer(sheet, levels, f"J{FIRST_ROW}:J{last}")
    return len(lines)


def _lines(evaluation: Evaluation) -> list[list[str]]:
    study = evaluation.study
    rows = (
        disputed_segments(evaluation)
        .merge(study.segments[["segment_id", "summary", "quote"]], how="left")
        .merge(study.sources[["source_id", "title"]], how="left")
        .fillna({"summary": "", "quote": ""})
    )
    teams = study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    given = _given(study.codings, evaluation.framework.rating_scale.written)
    return [
        [
            *[row.segment_id, row.criterion_id],
            *[teams[row.team_id], criteria[row.criterion_id]],
            *[row.summary, row.quote, row.title],
            given[row.segment_id, row.criterion_id],
        ]
        for row in records(rows)
    ]


def _given(
    codings: pd.DataFrame, written: Callable[[float], str]
) -> dict[tuple[str, str], str]:
    """Write what each coder gave, on a line of its own: ann −2 (context)."""
    lines: dict[tuple[str, str], list[str]] = {}
    for row in records(codings.sort_values("coder_id", kind="stable")):
        known = isinstance(row.about, str) and row.about != ABOUT_TEAM
        line = f"{row.coder_id} {written(row.rating)}" + f" ({row.about})" * known
        lines.setdefault((row.segment_id, row.criterion_id), []).append(line)
    return {key: "\n".join(of) for key, of in lines.items()}

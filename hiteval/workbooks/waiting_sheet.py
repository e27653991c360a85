"""The sheet of codings that wait for a rating, to be rated one by one."""

from typing import Any

from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import ABOUT
from hiteval.study.waiting import waiting
from hiteval.workbooks import sheets
from hiteval.workbooks.segments_sheet import NO_RATING
from hiteval.workbooks.sheets import FIRST_ROW

TITLE = "Waiting for a rating"
COLUMNS = {
    "segment_id": 12,
    "criterion_id": 12,
    "coder_id": 12,
    "Team": 20,
    "Criterion": 24,
    "Summary of the passage": 60,
    "Quote": 60,
    "Source": 40,
    "Coder": 14,
    "Coder's note": 40,
    "Tells of": 12,
    "Rating": 10,
    "Reason": 60,
}
ORDER = ["team_id", "criterion_id", "segment_id", "coder_id"]


def write(sheet: Any, evaluation: Evaluation) -> None:
    """Fill the sheet, with ids hidden."""
    sheet.title = TITLE
    names = (sheets.WAITING, evaluation.study.settings.id)
    last = sheets.lines_to_fill(sheet, names, COLUMNS, _lines(evaluation))
    levels = [*map(str, evaluation.framework.rating_scale.ratings), NO_RATING]
    sheets.set_up_to_fill(sheet, list(COLUMNS.values()), hidden="ABC", frozen=5)
    sheets.offer(sheet, ABOUT, f"K{FIRST_ROW}:K{last}")
    sheets.offer(sheet, levels, f"L{FIRST_ROW}:L{last}")


def _lines(evaluation: Evaluation) -> list[list[str]]:
    study = evaluation.study
    rows = (
        waiting(study)
        .merge(study.segments, on="segment_id")
        .merge(study.sources[["source_id", "title"]])
        .fillna({"quote": "", "note": ""})
        .sort_values(ORDER)
    )
    teams = study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    return [
        [
            *[row.segment_id, row.criterion_id, row.coder_id],
            *[teams[row.team_id], criteria[row.criterion_id]],
            *[row.summary, row.quote, row.title, row.coder_id, row.note],
        ]
        for row in records(rows)
    ]

"""A workbook of disagreements, to be settled at a meeting.

A team and criterion is *disputed* where raters disagree, where a rating by people lies
far from the evidence, or where coders rate the same passage differently, unless there
is a consensus already. Each is one row with cells for what is agreed and why. The first
row and the first two columns are hidden: they identify the study and the cell of each
row. Codings that wait for a rating have a sheet of their own.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from openpyxl import Workbook

from hiteval.analysis.agreement.comparisons import SAME_RATING
from hiteval.analysis.consensus import CONSENSUS, UNCERTAIN
from hiteval.display.kit.table import records
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.sureness import what_coders_disagree_on
from hiteval.study.framework import RatingScale
from hiteval.study.study import Study
from hiteval.study.waiting import waiting
from hiteval.workbooks import (
    matrix_cells,
    saving,
    segments_sheet,
    sheets,
    waiting_sheet,
)
from hiteval.workbooks.sheets import DISPUTES, FIRST_ROW

COLUMNS = {
    "team_id": 12,
    "criterion_id": 12,
    "Team": 24,
    "Criterion": 24,
    "Shown now": 30,
    "Why it is here": 40,
    "Agreed rating": 10,
    "Reason": 60,
}
GUIDE = (
    "The sheet Segments has what coders code differently, the worst first. Settle one "
    "row at a time: what it tells of (team, context or baseline; blank is team), its "
    "rating, and why. The rating is 'none' if it does not belong to the criterion. "
    "What you settle replaces the codings of that segment in the rating.",
    "The sheet To settle has whole ratings in dispute. Read the passages first. Then "
    "agree on a rating, and write down why: the report shows both, beside what the "
    "evidence proposes, which it replaces.",
    "Leave a row blank if you do not agree. It comes back next time. "
    "Codings do not change.",
    "This workbook also holds evidence that is not cleared. Do not publish it.",
)
TO_RATE = (
    f"The sheet {waiting_sheet.TITLE} has codings that say what a passage is about, "
    "and not how well. Rate one row at a time; it then is that coder's coding. Write "
    "'none', and why, where the code does not belong. What is left blank keeps waiting."
)


class ToSettle(NamedTuple):
    """How many ratings, segments and codings without a rating a workbook holds."""

    ratings: int
    segments: int
    unrated: int


def export_disagreements(study: Study, path: Path) -> ToSettle:
    """Write a workbook of what to settle, and return how much it holds.

    Where there is nothing to settle, none is written.

    Raises
    ------
    StudyError
        If the file exists or could not be written.
    """
    saving.check_place(path)
    evaluation = evaluate(study)
    disputed = disputed_ratings(evaluation)
    book = Workbook()
    unrated = len(waiting(evaluation.study))
    _guide(book.active, study, path.name, bool(unrated))
    _to_settle(book.create_sheet("To settle"), evaluation, disputed)
    segments = segments_sheet.write(book.create_sheet("Segments"), evaluation)
    if unrated:
        waiting_sheet.write(book.create_sheet(), evaluation)
    held = ToSettle(len(disputed), segments, unrated)
    if any(held):
        saving.save(book, path)
    return held


def disputed_ratings(evaluation: Evaluation) -> pd.DataFrame:
    """List the disputed ratings, those of raters first, then by the widest gap.

    Returns
    -------
    DataFrame
        The rows of ``evaluation.cells`` that are disputed and not settled, with
        ``passages`` (int, how many coders rate differently), ``gap`` (Int64, scale
        points between the farthest of their ratings, 0 where there are none),
        ``uncertain`` (bool, raters disagree) and ``far`` (bool, from the evidence).
    """
    differ = _rated_differently(evaluation)
    gaps = differ.groupby(matrix_cells.KEY)["gap"].agg(passages="count", gap="max")
    joined = evaluation.cells.merge(gaps.reset_index(), on=matrix_cells.KEY, how="left")
    joined = joined.fillna({"passages": 0, "gap": 0}).astype({"passages": "int64"})
    # Before rows are chosen: a frame without any would take the rows of what is set.
    joined = joined.assign(
        uncertain=joined["basis"] == UNCERTAIN,
        far=joined["far_from_evidence"].fillna(False).astype("bool"),
    )
    disputed = joined["uncertain"] | joined["far"] | (joined["passages"] > 0)
    return joined[disputed & (joined["basis"] != CONSENSUS)].sort_values(
        ["uncertain", "gap", "passages", *matrix_cells.KEY],
        ascending=[False, False, False, True, True],
        ignore_index=True,
    )


def _rated_differently(evaluation: Evaluation) -> pd.DataFrame:
    rows = what_coders_disagree_on(evaluation)
    return rows[rows["about"] == SAME_RATING]


def _guide(sheet: Any, study: Study, file: str, unrated: bool) -> None:
    sheet.title = "How to use this"
    scale = study.framework.rating_scale
    levels = [
        f"{scale.written(level.value)}: {level.name}. {level.meaning}"
        for level in sorted(scale.levels, key=lambda level: -level.value)
    ]
    back = f"To bring it back: hiteval settle import {file} --into STUDY."
    told = (*GUIDE[:-1], *[TO_RATE] * unrated, GUIDE[-1])
    lines = (study.settings.title, *told, "The ratings:", *levels, back)
    for row, line in enumerate(lines, start=1):
        sheets.put(sheet, row, 1, line, sheets.HEADING if row == 1 else None)
    sheets.set_sizes(sheet, [90])
    sheets.set_page(sheet, pages_wide=1)


def _to_settle(sheet: Any, evaluation: Evaluation, disputed: pd.DataFrame) -> None:
    teams = evaluation.study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    scale, language = evaluation.framework.rating_scale, evaluation.language
    lines = [
        [
            *[cell.team_id, cell.criterion_id],
            *[teams[cell.team_id], criteria[cell.criterion_id]],
            *[_shown(cell, scale), _why(cell, scale, language)],
        ]
        for cell in records(disputed)
    ]
    names = (DISPUTES, evaluation.study.settings.id)
    last = sheets.lines_to_fill(sheet, names, COLUMNS, lines)
    sheets.set_up_to_fill(sheet, list(COLUMNS.values()))
    sheets.offer(sheet, list(map(str, scale.ratings)), f"G{FIRST_ROW}:G{last}")


def _shown(cell: Any, scale: RatingScale) -> str:
    if cell.basis == UNCERTAIN:
        return "Raters disagree"
    rating = "No rating" if pd.isna(cell.rating) else scale.written(cell.rating)
    return f"{rating} ({cell.basis}). {cell.because}"


def _why(cell: Any, scale: RatingScale, language: Language) -> str:
    count, reasons = language.count, []
    if cell.raters > 1 and cell.basis == UNCERTAIN:
        low, high = map(scale.written, (cell.raters_lowest, cell.raters_highest))
        reasons.append(f"{count(cell.raters, 'rater')}: {low} to {high}.")
    if cell.far:
        reasons.append(f"The evidence proposes {scale.written(cell.proposed)}.")
    if cell.passages:
        levels = f"up to {count(cell.gap, 'level')} apart"
        reasons.append(f"Coders differ on {count(cell.passages, 'passage')}, {levels}.")
    return " ".join(reasons)

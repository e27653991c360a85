"""The first sheet of the workbook: how to use it, in plain words."""

from typing import Any

from hiteval.study.study import Study
from hiteval.workbooks import sheets

LINES = (
    "This workbook is the framework matrix, to write summaries in: what the evidence "
    "says of $a_team on a criterion, in your own words.",
    "One sheet is one area. $Teams are in rows, criteria across, each with four "
    "columns. Write in the yellow cells.",
    "Evidence: the rating that the evidence proposes, and how much there is of it. "
    "Click it to read the passages on the sheet Segments.",
    "Summary: write here. Alt and Enter begin a new line. To delete a summary, empty "
    "this cell.",
    "Segments: the ids of the segments that the summary rests on, separated by ;. Left "
    "blank it rests on every segment behind the cell.",
    "Clearance: public, or internal. Blank counts as internal. A summary is published "
    "only if it and all its segments are public.",
    "You may sort rows with the arrows in the header, and move whole columns and "
    "sheets. Delete none of them: the hidden first row and column say which cell is "
    "which. Notes in columns or sheets of your own are not read.",
    "Several people may each write in a copy and bring it back, one after the other. "
    "Where two wrote in the same cell you will be asked; neither text is lost.",
    "This workbook also holds evidence that is not cleared. Do not publish it.",
)


def fill(sheet: Any, study: Study, file: str) -> None:
    """Write the guide to a workbook of a given name into its first sheet."""
    sheet.title = "How to use this"
    sheet.sheet_view.showGridLines = False
    sheets.put(sheet, 1, 1, study.settings.title, sheets.HEADING)
    into = (
        f"To bring it back: hiteval matrix import {file} --into STUDY. To write on "
        "after that, export a new workbook."
    )
    for row, line in enumerate((*LINES, into), start=2):
        sheets.put(sheet, row, 1, study.settings.labels.fill(line))
    sheets.set_sizes(sheet, [90])
    sheets.set_page(sheet, pages_wide=1)

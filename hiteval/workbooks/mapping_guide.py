"""The first sheet of a mapping workbook: how to use it, in plain words."""

from typing import Any

from hiteval.study.framework import RatingScale
from hiteval.workbooks import sheets

TITLE = "What the coding files mean in this study"
LINES = (
    "Write in the yellow cells. Many offer a list: click the cell, then its arrow.",
    "To leave something out, choose ignore in the first yellow cell of its row. It is "
    "counted, not lost.",
    "Codes: choose the criterion that a code is about, and the rating it stands for. "
    "A code that only rates, such as Barrier, has a rating and no criterion: it rates "
    "the other codes that the same person put on the same passage. If a code does not "
    "say how well the team does, choose later: its codings are rated one by one "
    "afterwards (hiteval settle).",
    "Many codes at once: fill in the patterns at the top. Barriers/* is about every "
    "code below a code called Barriers, wherever that stands. A blank cell of a code "
    "is filled in from the longest pattern that fits and has something there. Write "
    "patterns of your own into blank rows.",
    "Each sheet can be sorted and filtered with the arrows in its heading: by the "
    "number of codings, or for blank cells. Delete no column and no sheet. Notes in "
    "columns of your own are not read.",
    "Coders: an id for each person, such as coder-a. The report shows it. One person "
    "under two names gets the same id twice.",
    "Teams: what tells which team a passage is about, and the team's id, such as "
    "dementia. Leave a row blank if it does not tell the team. In a blank row at the "
    "top, name: alpha-* is about every source whose name begins with alpha-.",
    "Weights: the rating that each weight or score of the tool stands for.",
    "Sources: the first row is about every source; write in the others only what "
    "differs. A strand is one of study.yml, a type one word, such as interview, a date "
    "2015, 2015-03 or 2015-03-02. Clearance: public would publish every summary; leave "
    "it blank to decide one by one. Consent: whether people agreed to a summary, to "
    "quotes word for word, or to none.",
    "Several people may each fill in a copy and bring it back, one after the other. "
    "If two copies differ about one line, you will be told; nothing is lost.",
)


def fill(sheet: Any, scale: RatingScale, file: str) -> None:
    """Write the guide to a workbook of a given name into its first sheet."""
    sheet.title = "How to use this"
    sheet.sheet_view.showGridLines = False
    levels = [
        f"{scale.written(level.value)}: {level.name}. {level.meaning}"
        for level in sorted(scale.levels, key=lambda level: -level.value)
    ]
    back = (
        f"To bring it back: hiteval mapping import {file} --into STUDY. You can leave "
        "cells for later, and bring it back as often as you like."
    )
    lines = (TITLE, *LINES, "The ratings:", *levels, back)
    for row, line in enumerate(lines, start=1):
        sheets.put(sheet, row, 1, line, sheets.HEADING if row == 1 else None)
    sheets.set_sizes(sheet, [90])
    sheets.set_page(sheet, pages_wide=1)

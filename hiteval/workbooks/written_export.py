"""Findings, theory and responses of a study as a workbook to write in.

Each table is a sheet with a row per item and a column per column of the table. The
first row of such a sheet is hidden: it names the columns, which may therefore be moved.
A sheet that Excel does not offer to show, `RECORD`, holds a hash of every text as it
was exported, by which the import tells what has changed where.
"""

from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study import schema
from hiteval.study.study import Study
from hiteval.study.waves import latest
from hiteval.workbooks import saving, sheets, suggestions_sheet
from hiteval.workbooks.sheets import FIRST_ROW, HEADER_ROW, RECORD, WRITTEN_FORM
from hiteval.workbooks.written_parts import (
    CHOICES,
    PARTS,
    Part,
    Texts,
    digests,
    texts_in,
)

FIRST_COLUMN, FROZEN = 2, 3  # the first column leads to the segments of a finding
SPARE = 30  # blank rows to write in
IDS = "Ids"
GUIDE = (
    "This workbook holds the findings, the theory of change and the responses of the "
    "study, to write in. One row is one of them. Write in the yellow cells.",
    "Findings: what was found, in one sentence of at most 40 words, with the segments "
    "for it and against it. A level needs its reason beside it. Judge it yourself.",
    "Click a finding's first cell to read what it might list: every counted segment on "
    "its criteria and $teams. Those overlooked come first: they are on the other side "
    "than the finding, which does not mention them. List them, or say why not.",
    "Several ids stand in one cell with ; between them. The sheet Ids has those of "
    "$teams, criteria and areas. Those of further segments are in the workbook of "
    "hiteval matrix export.",
    "A new row: write below the last one and leave its id blank; it gets one. To take "
    "something out, delete its row: you are asked before it goes from the study.",
    "Do not change ids. You may sort rows, and move whole columns and sheets. Notes in "
    "columns or sheets of your own are not read.",
    "Several people may each write in a copy and bring it back, one after the other. "
    "Where two wrote in the same cell you will be asked; neither text is lost.",
    "This workbook also holds evidence that is not cleared. Do not publish it.",
)


def export_written(study: Study, path: Path) -> dict[str, int]:
    """Write the workbook, and return how many rows each table has in it.

    Parameters
    ----------
    study : Study
        With everything in it, as evaluators may see it. Of waves, the latest counts.
    path : Path
        Ends in ``.xlsx``. Must not exist: it might hold what nobody has imported.

    Raises
    ------
    StudyError
        If the file exists or could not be written, or Excel could not hold a text.
    """
    saving.check_place(path)
    held = {part.table: texts_in(study, part) for part in PARTS}
    saving.check_holdable(
        (schema.file_name(table), column, name, text)
        for table, rows in held.items()
        for name, texts in rows.items()
        for column, text in texts.items()
    )
    saving.save(_book(study, held, path.name), path)
    return {table: len(rows) for table, rows in held.items()}


def _book(study: Study, held: Mapping[str, dict[str, Texts]], file: str) -> Workbook:
    evaluation = evaluate(latest(study))
    found = suggestions_sheet.suggestions(evaluation)
    starts = suggestions_sheet.first_rows(found)
    counts = found.groupby("finding_id")["segment_id"].nunique()
    links = {
        name: (f"{counts[name]} segments", f"{suggestions_sheet.TITLE}!A{row}")
        for name, row in starts.items()
    }
    book = Workbook()
    _guide(book.active, study, file)
    for part in PARTS:
        shown = links if part.table == "findings" else {}
        _fill(book.create_sheet(part.title), part, held[part.table], study, shown)
    back = {
        name: f"Findings!B{row}" for row, name in enumerate(held["findings"], FIRST_ROW)
    }
    segments = book.create_sheet(suggestions_sheet.TITLE)
    suggestions_sheet.write(segments, evaluation, found, back)
    _ids(book.create_sheet(IDS), evaluation)
    _record(book.create_sheet(RECORD), study, held)
    return book


def _guide(sheet: Any, study: Study, file: str) -> None:
    sheet.title = "How to use this"
    sheets.put(sheet, 1, 1, study.settings.title, sheets.HEADING)
    back = (
        f"To bring it back: hiteval findings import {file} --into STUDY. To write on "
        "after that, export a new workbook."
    )
    for row, line in enumerate((*GUIDE, back), start=2):
        sheets.put(sheet, row, 1, study.settings.labels.fill(line))
    sheets.set_sizes(sheet, [90])
    sheets.set_page(sheet, pages_wide=1)


def _fill(
    sheet: Any,
    part: Part,
    rows: Mapping[str, Texts],
    study: Study,
    links: Mapping[str, tuple[str, str]],
) -> None:
    """Fill the sheet of a table; ``links`` gives first cells their text and target."""
    sheets.put(sheet, 1, 1, sheets.WRITTEN[part.table])
    sheets.put(sheet, HEADER_ROW, 1, "Evidence", sheets.HEADING, sheets.GIVEN)
    for column, (name, (heading, _)) in enumerate(part.columns.items(), FIRST_COLUMN):
        sheets.put(sheet, 1, column, name)
        label = study.settings.labels.fill(heading)
        sheets.put(sheet, HEADER_ROW, column, label, sheets.HEADING, sheets.GIVEN)
    blank: Texts = dict.fromkeys(part.columns, "")
    for row, texts in enumerate([*rows.values(), *[blank] * SPARE], FIRST_ROW):
        for column, (name, text) in enumerate(texts.items(), FIRST_COLUMN):
            given = name == part.key and bool(text)
            fill = sheets.GIVEN if given else sheets.TO_WRITE_IN
            sheets.put(sheet, row, column, text, fill=fill)
        if link := links.get(texts[part.key]):
            cell = sheets.put(sheet, row, 1, link[0], sheets.LINK, sheets.GIVEN)
            sheets.link_to(cell, link[1])
    widths = [14, *(width for _, width in part.columns.values())]
    hidden = "" if part.table == "findings" else "A"
    sheets.set_up_to_fill(sheet, widths, hidden, FROZEN)
    last = FIRST_ROW + len(rows) + SPARE - 1
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(widths))}{last}"
    _offers(sheet, part, last, study)


def _offers(sheet: Any, part: Part, last: int, study: Study) -> None:
    """Offer closed choices, and the ids of the sheet of ids."""
    places = _places(study)
    for column, name in enumerate(part.columns, FIRST_COLUMN):
        letter = get_column_letter(column)
        cells = f"{letter}{FIRST_ROW}:{letter}{last}"
        spec = schema.TABLES[part.table].columns[name]
        if name in CHOICES:
            sheets.offer(sheet, CHOICES[name], cells)
        elif spec.to in places and not spec.several:
            sheets.offer_from(sheet, places[spec.to], cells)


def _places(study: Study) -> dict[str, str]:
    """Return where the ids of each kind lie: criteria, then areas; teams beside them.

    Parts are both criteria and areas.
    """
    criteria, areas = len(study.framework.criterion_ids), len(study.framework.areas)
    return {
        "criteria": f"{IDS}!$A$2:$A${criteria + 1}",
        "parts": f"{IDS}!$A$2:$A${criteria + areas + 1}",
        "teams": f"{IDS}!$C$2:$C${len(study.teams) + 1}",
    }


def _ids(sheet: Any, evaluation: Evaluation) -> None:
    framework, labels = evaluation.framework, evaluation.labels
    parts = [
        *((criterion.id, criterion.name) for criterion in framework.criteria),
        *((area.id, area.name) for area in framework.areas),
    ]
    teams = evaluation.study.teams
    named = [*zip(teams["team_id"], teams["name"], strict=True)]
    both = zip_longest(parts, named, fillvalue=("", ""))
    rows = [[*left, *right] for left, right in both]
    widths = {"Criterion or area": 34, "Its name": 40}
    of_teams = {f"{labels.Team}": 24, f"Name of the {labels.team}": 50}
    sheets.table(sheet, rows, widths | of_teams)


def _record(sheet: Any, study: Study, held: Mapping[str, dict[str, Texts]]) -> None:
    """Record what was exported, so that the import can tell what has changed."""
    sheet.sheet_state = "veryHidden"
    sheets.put(sheet, 1, 1, WRITTEN_FORM)
    sheets.put(sheet, 1, 2, study.settings.id)
    lines = (
        (table, name, column, value)
        for table, rows in held.items()
        for name, texts in rows.items()
        for column, value in digests(texts).items()
    )
    for row, line in enumerate(lines, start=2):
        for column, value in enumerate(line, start=1):
            sheets.put(sheet, row, column, value)

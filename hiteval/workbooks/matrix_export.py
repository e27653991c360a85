"""The framework matrix of a study as a workbook to write summaries in.

As in the Framework Method, teams are rows and criteria columns, on a sheet per area.
The first row and column of such a sheet are hidden: they hold ids, by which a cell is
known again wherever it was moved. A sheet that Excel does not offer to show, `RECORD`,
holds a hash of each summary and of the evidence behind it, as they were exported.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from hiteval.display.kit.quantity import sources
from hiteval.display.kit.table import records
from hiteval.display.kit.words import dates
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study.choices import CLEARANCES
from hiteval.study.framework import Area
from hiteval.study.study import Study
from hiteval.study.waves import latest
from hiteval.workbooks import matrix_cells, matrix_guide, saving, sheets
from hiteval.workbooks.matrix_cells import CellText, Key
from hiteval.workbooks.sheets import (
    AREA,
    FIELDS,
    FIRST_COLUMN,
    FIRST_ROW,
    FORM,
    HEADER_ROW,
    NAME_COLUMN,
    RECORD,
)

COLUMNS = ("evidence", *FIELDS)
WIDTHS = (26, 50, 16, 11)
PASSAGES = {
    "team": ("$Team", 16),
    "criterion": ("Criterion", 26),
    "segment_id": ("Segment", 20),
    "rating": ("Rating", 8),
    "summary": ("Summary of the passage", 60),
    "quote": ("Quote", 60),
    "title": ("Source", 40),
    "strand": ("Strand", 12),
    "when": ("Date", 12),
}


def export_matrix(study: Study, path: Path) -> None:
    """Write the framework matrix of a study as a workbook.

    Parameters
    ----------
    study : Study
        With everything in it, as evaluators may see it.
    path : Path
        Ends in ``.xlsx``. Must not exist: it might hold summaries that nobody has
        imported.

    Raises
    ------
    StudyError
        If the file exists or could not be written, or a summary is such that Excel
        could not hold it.
    """
    saving.check_place(path)
    study = latest(study)
    saving.check_holdable(
        ("summaries.csv", "summary", f"{team_id} on {criterion_id}", written.summary)
        for (team_id, criterion_id), written in matrix_cells.cell_texts(study).items()
    )
    saving.save(matrix_book(study, path.name), path)


def matrix_book(study: Study, file: str) -> Workbook:
    """Make the workbook; a mark replaces any text that Excel cannot hold.

    Parameters
    ----------
    study : Study
        Of any edition.
    file : str
        The name that it will have.
    """
    evaluation = evaluate(study)
    study = evaluation.study  # of the latest wave
    passages = _passages(evaluation)
    first_rows = _first_rows(passages)
    book = Workbook()
    matrix_guide.fill(book.active, study, file)
    for number, area in enumerate(study.framework.areas, start=1):
        sheet = book.create_sheet(_title(f"{number} {area.name}"))
        _area(sheet, evaluation, area, first_rows)
    _segments(book.create_sheet("Segments"), evaluation, passages)
    _record(book.create_sheet(RECORD), study)
    return book


def _title(name: str) -> str:
    """Make a name fit for a sheet: Excel allows 31 characters, and not these."""
    return "".join(" " if c in "[]:*?/\\'" or c < " " else c for c in name)[:31]


def _area(
    sheet: Any, evaluation: Evaluation, area: Area, first_rows: Mapping[Key, int]
) -> None:
    study = evaluation.study
    columns = [(criterion, label) for criterion in area.criteria for label in COLUMNS]
    sheets.put(sheet, 1, 1, AREA)
    called = evaluation.labels.Team
    sheets.put(sheet, HEADER_ROW, NAME_COLUMN, called, sheets.HEADING, sheets.GIVEN)
    for column, (criterion, label) in enumerate(columns, start=FIRST_COLUMN):
        sheets.put(sheet, 1, column, f"{criterion.id} {label}")
        heading = f"{criterion.name}: {label}"
        if label == "summary":
            heading += f"\n{criterion.definition}"
        sheets.put(sheet, HEADER_ROW, column, heading, sheets.HEADING, sheets.GIVEN)
    names = study.teams.set_index("team_id")["name"]
    texts = matrix_cells.cell_texts(study)
    rated = evaluation.cells.set_index(matrix_cells.KEY)
    unrated = matrix_cells.waiting_in(study)
    teams = list(dict.fromkeys(team_id for team_id, _ in matrix_cells.cell_keys(study)))
    for row, team_id in enumerate(teams, start=FIRST_ROW):
        sheets.put(sheet, row, 1, team_id)
        sheets.put(sheet, row, NAME_COLUMN, names[team_id], sheets.HEADING)
        for number, criterion in enumerate(area.criteria):
            key, column = (team_id, criterion.id), FIRST_COLUMN + 4 * number
            waits = unrated.get(key, 0)
            proposed = _proposed(rated.loc[key], evaluation, waits)
            _evidence(sheet, row, column, proposed, first_rows.get(key))
            _to_write_in(sheet, row, column + 1, texts.get(key, CellText()))
    _set_up(sheet, len(area.criteria), FIRST_ROW + len(teams) - 1)


def _proposed(cell: Any, evaluation: Evaluation, waits: int) -> str:
    """Say what the evidence proposes, and how many codings wait for a rating."""
    count, scale = evaluation.language.count, evaluation.framework.rating_scale
    more = f"\nwaiting for a rating: {count(waits, 'coding')}" if waits else ""
    if not cell["segments"]:
        return f"no evidence{more}"
    segments = count(cell["segments"], "segment")
    told = sources(cell["sources"], cell["in_confidence"], evaluation.language)
    return f"{scale.written(cell['proposed'])}: {segments}, {told}{more}"


def _evidence(sheet: Any, row: int, column: int, text: str, to: int | None) -> None:
    """Say what the evidence proposes, with a link to the passages."""
    if to is None:
        sheets.put(sheet, row, column, text, fill=sheets.GIVEN)
        return
    made = sheets.put(sheet, row, column, text, sheets.LINK, sheets.GIVEN)
    sheets.link_to(made, f"Segments!A{to}")


def _to_write_in(sheet: Any, row: int, column: int, written: CellText) -> None:
    texts = (written.summary, "; ".join(written.segment_ids), written.clearance)
    for place, text in enumerate(texts, start=column):
        sheets.put(sheet, row, place, text, fill=sheets.TO_WRITE_IN)


def _set_up(sheet: Any, criteria: int, last_row: int) -> None:
    """Hide the ids, keep names and headings in view, offer the clearances."""
    widths = [12, 24, *WIDTHS * criteria]
    sheets.set_sizes(sheet, widths)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(FIRST_ROW, FIRST_COLUMN)
    last = get_column_letter(len(widths))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{last_row}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_title_cols = "A:B"
    sheets.set_page(sheet, pages_wide=(criteria + 1) // 2)
    letters = map(get_column_letter, range(FIRST_COLUMN + 3, len(widths) + 1, 4))
    cells = (f"{c}{FIRST_ROW}:{c}{last_row}" for c in letters)
    sheets.offer(sheet, CLEARANCES, *cells)


def _passages(evaluation: Evaluation) -> pd.DataFrame:
    """Join the segments behind each cell with their sources, cell after cell."""
    study = evaluation.study
    order = {key: number for number, key in enumerate(matrix_cells.cell_keys(study))}
    texts = study.segments[["segment_id", "summary", "quote"]]
    about = ["source_id", "strand", "title", "date", "date_precision"]
    passages = matrix_cells.with_waiting(evaluation)
    passages = passages.merge(texts, on="segment_id").merge(study.sources[about])
    place = [order[p.team_id, p.criterion_id] for p in records(passages)]
    return passages.assign(place=place).sort_values(
        ["place", "segment_id"], kind="stable", ignore_index=True
    )


def _first_rows(passages: pd.DataFrame) -> dict[Key, int]:
    """Return the row on the sheet of segments where each cell's passages begin."""
    pairs = zip(passages["team_id"], passages["criterion_id"], strict=True)
    rows = [(key, row) for row, key in enumerate(pairs, start=2)]
    return dict(reversed(rows))


def _segments(sheet: Any, evaluation: Evaluation, passages: pd.DataFrame) -> None:
    teams = evaluation.study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    shown = passages.assign(
        team=passages["team_id"].map(teams),
        criterion=passages["criterion_id"].map(criteria),
        when=dates(passages["date"], passages["date_precision"], evaluation.language),
    ).fillna("")
    rows = shown[list(PASSAGES)].astype("str").to_numpy().tolist()
    widths = {evaluation.labels.fill(name): width for name, width in PASSAGES.values()}
    sheets.table(sheet, rows, widths)


def _record(sheet: Any, study: Study) -> None:
    """Record what was exported, so that the import can tell what has changed."""
    sheet.sheet_state = "veryHidden"
    sheets.put(sheet, 1, 1, FORM)
    sheets.put(sheet, 1, 2, study.settings.id)
    names = study.teams.set_index("team_id")["name"]
    texts, evidence = (
        matrix_cells.cell_texts(study),
        matrix_cells.evidence_digests(study),
    )
    for row, key in enumerate(matrix_cells.cell_keys(study), start=2):
        text = texts.get(key, CellText())
        values = (*key, names[key[0]], text.digest, evidence[key])
        for column, value in enumerate(values, start=1):
            sheets.put(sheet, row, column, value)

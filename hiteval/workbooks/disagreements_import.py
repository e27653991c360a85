"""Bring back what people settled: ratings into the consensus, segments adjudicated.

What waited for a rating and was given one becomes a coding.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from hiteval.analysis.coded_segments import SEGMENT
from hiteval.errors import Fault, StudyError
from hiteval.study import schema
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.columns import AS_TEXT
from hiteval.study.reading import read_study
from hiteval.study.study import Study
from hiteval.study.waves import latest, latest_id
from hiteval.study.writing import write_tables
from hiteval.workbooks import sheets
from hiteval.workbooks.decision_sheets import (
    PARTS,
    WAITING,
    Lines,
    Part,
    faults_of,
    level,
)
from hiteval.workbooks.matrix_cells import KEY, one_line_end
from hiteval.workbooks.opening import EXPORT_AGAIN, Sheet, check_owner, read_sheets
from hiteval.workbooks.waiting_import import rate


@dataclass(frozen=True, slots=True)
class Decided:
    """How many decisions are new or already known, and how many rows are blank."""

    new: int
    known: int
    open: int


@pd.option_context(*AS_TEXT)
def import_decisions(
    path: Path, folder: Path, day: date, by: str = ""
) -> dict[str, Decided]:
    """Put the decisions of a workbook into a study folder, into its latest wave.

    Parameters
    ----------
    path : Path
        A workbook that `export_disagreements` wrote.
    folder : Path
        The study that it was exported from.
    day : date
        The day of the meeting.
    by : str, optional
        Who settled segments.

    Returns
    -------
    dict of str to Decided
        By table: ``consensus``, ``adjudications``; ``unrated`` if any codings waited.

    Raises
    ------
    StudyError
        With every fault of the workbook, or those of the study. The study is then as
        it was.
    """
    whole = read_study(folder, coded=False)
    study, opened = latest(whole), read_sheets(path)
    told: dict[str, Decided] = {}
    changed: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for part in PARTS:
        sheet = _open(path, opened, part, study)
        lines = Lines(sheet, part)
        if wrong := [f for row in lines.filled for f in faults_of(lines, row, study)]:
            faults += wrong
            continue
        found = pd.DataFrame(
            [_decision(lines, row, day, by) for row in lines.filled],
            columns=_written(part),
            dtype="str",
        )
        fresh, twice = _fresh(found, study, lines)
        faults += twice
        if len(fresh):
            fresh = fresh.assign(wave=latest_id(whole))
            before = whole.tables[part.table].astype("str")
            both = pd.concat([before, fresh], ignore_index=True)
            changed[part.table] = schema.typed(part.table, both)
        known = len(found) - len(fresh)
        told[part.table] = Decided(len(fresh), known, lines.open)
    if any(sheet.text(1, 1) == WAITING.mark for sheet in opened):
        lines = Lines(_open(path, opened, WAITING, study), WAITING)
        tables, new, wrong = rate(lines, whole)
        changed |= tables
        faults += wrong
        told["unrated"] = Decided(new, len(lines.filled) - new, lines.open)
    if faults:
        raise StudyError(faults)
    _write(folder, changed, study, path)
    return told


def _write(
    folder: Path, tables: dict[str, pd.DataFrame], study: Study, path: Path
) -> None:
    form = study.settings.csv
    try:
        write_tables(folder, tables, form)
    except UnicodeEncodeError:
        expected = f"reasons that {form.encoding}, as study.yml says, can hold"
        remedy = "Save the study's tables in UTF-8, or write it otherwise."
        raise StudyError([Fault(path.name, expected, "others", remedy)]) from None


def _open(path: Path, opened: list[Sheet], part: Part, study: Study) -> Sheet:
    found = [s for s in opened if s.text(1, 1) == part.mark]
    if len(found) != 1:
        expected = "a workbook that hiteval settle export wrote"
        got = f"one without its sheet {part.title}"
        raise StudyError([Fault(path.name, expected, got, EXPORT_AGAIN)])
    check_owner(found[0], study.settings.id)
    return found[0]


def _written(part: Part) -> list[str]:
    """Name the columns that a decision fills in its table."""
    if part.mark == sheets.DISPUTES:
        return [*KEY, *part.decided, "agreed_on"]
    return [*SEGMENT, *part.decided, "decided_on", "decided_by"]


def _decision(lines: Lines, row: int, day: date, by: str) -> list[str | None]:
    rating = level(lines, row)
    given = [
        None if rating is None else str(rating),
        one_line_end(lines.words(row, "Reason")),
    ]
    ids = [lines.words(row, name) for name in list(lines.part.columns)[:2]]
    if lines.part.mark == sheets.DISPUTES:
        return [*ids, *given, day.isoformat()]
    about = lines.text(row, "Tells of") or ABOUT_TEAM
    return [*ids, about, *given, day.isoformat(), by]


def _fresh(
    found: pd.DataFrame, study: Study, lines: Lines
) -> tuple[pd.DataFrame, list[Fault]]:
    """Leave out what the study holds already; two decisions on one row are a fault."""
    name, values = lines.part.table, list(lines.part.decided)
    key = schema.key(name)
    held = study.tables[name].astype("str").set_index(key)[values].fillna("")
    faults, fresh = [], []
    for number, row in enumerate(lines.filled):
        decision = found.iloc[number].fillna("")
        in_study = held.reindex([tuple(decision[key])]).iloc[0]
        if in_study.isna().all():
            fresh.append(number)
        elif list(in_study) != list(decision[values]):
            faults.append(_another(lines, row, decision))
    twice = found.duplicated(key)
    faults += [
        lines.sheet.fault(
            lines.filled[n], 1, "each row once", "the same again", "Delete one."
        )
        for n in twice.index[twice]
    ]
    return found.iloc[fresh], faults


def _another(lines: Lines, row: int, decision: pd.Series) -> Fault:
    """Say that the study holds another decision on this."""
    if lines.part.mark == sheets.DISPUTES:
        expected = f"one decision on {decision['agreed_on']}"
        remedy = "Give another day with --agreed-on, or correct consensus.csv."
        got = f"another than consensus.csv has of {decision['team_id']}"
    else:
        expected = "one decision on a segment and criterion"
        remedy = "Correct adjudications.csv, or empty the row."
        got = f"another than adjudications.csv has of {decision['segment_id']}"
    return lines.fault(row, lines.rating, expected, got, remedy)

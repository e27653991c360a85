"""Bring back what people agreed on, into the study's table of consensus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from hiteval.errors import Fault, StudyError, shown
from hiteval.study import schema
from hiteval.study.columns import AS_TEXT
from hiteval.study.reading import read_study
from hiteval.study.study import Study
from hiteval.study.waves import latest, latest_id
from hiteval.study.writing import write_table
from hiteval.workbooks.disagreements_export import COLUMNS
from hiteval.workbooks.matrix_cells import KEY, one_line_end
from hiteval.workbooks.opening import EXPORT_AGAIN, Sheet, read_sheets
from hiteval.workbooks.sheets import DISPUTES, FIRST_ROW

PLACES = {name: column for column, name in enumerate(COLUMNS, start=1)}
WHOLE = re.compile(r"[+-]?\d{1,4}", re.ASCII)
RATING, REASON = PLACES["Agreed rating"], PLACES["Reason"]


@dataclass(frozen=True, slots=True)
class Decided:
    """How many decisions are new or already known, and how many rows are blank."""

    new: int
    known: int
    open: int


@pd.option_context(*AS_TEXT)
def import_decisions(path: Path, folder: Path, agreed_on: date) -> Decided:
    """Put the decisions of a workbook into a study folder, into its latest wave.

    Parameters
    ----------
    path : Path
        A workbook that `export_disagreements` wrote.
    folder : Path
        The study that it was exported from.
    agreed_on : date
        The day of the meeting.

    Raises
    ------
    StudyError
        With every fault of the workbook, or those of the study. The study is then as
        it was.
    """
    whole = read_study(folder)
    study = latest(whole)
    sheet = _open(path, study)
    rows = sorted({row for row, _ in sheet.contents if row >= FIRST_ROW})
    filled = [r for r in rows if sheet.contents.keys() & {(r, RATING), (r, REASON)}]
    if faults := [f for row in filled for f in _faults(sheet, row, study)]:
        raise StudyError(faults)
    found = pd.DataFrame(
        [_decision(sheet, row) for row in filled],
        columns=[*KEY, "rating", "reason"],
        dtype="str",
    ).assign(agreed_on=agreed_on.isoformat())
    fresh = _fresh(found, study, sheet, filled)
    if len(fresh):
        fresh = fresh.assign(wave=latest_id(whole))
        both = pd.concat([whole.consensus.astype("str"), fresh], ignore_index=True)
        _write(folder, schema.typed("consensus", both), study, path)
    return Decided(len(fresh), len(found) - len(fresh), len(rows) - len(filled))


def _write(folder: Path, table: pd.DataFrame, study: Study, path: Path) -> None:
    form = study.settings.csv
    try:
        write_table(folder, "consensus", table, form)
    except UnicodeEncodeError:
        expected = f"reasons that {form.encoding}, as study.yml says, can hold"
        remedy = "Save the study's tables in UTF-8, or write it otherwise."
        raise StudyError([Fault(path.name, expected, "others", remedy)]) from None


def _open(path: Path, study: Study) -> Sheet:
    found = [s for s in read_sheets(path) if s.text(1, 1) == DISPUTES]
    if len(found) != 1:
        expected = "a workbook that hiteval settle export wrote"
        got = "one without its sheet To settle"
        raise StudyError([Fault(path.name, expected, got, EXPORT_AGAIN)])
    owner = found[0].text(1, 2) or ""
    if owner != study.settings.id:
        expected = f"a workbook of the study {study.settings.id}"
        remedy = "Name the study that it was exported from."
        raise StudyError([Fault(path.name, expected, shown(owner), remedy)])
    return found[0]


def _faults(sheet: Sheet, row: int, study: Study) -> Iterator[Fault]:
    """Find the faults of a row that was filled in."""
    scale = study.framework.rating_scale.ratings
    team_id, criterion_id = (sheet.text(row, column) for column in (1, 2))
    if team_id not in set(study.teams["team_id"]) or (
        criterion_id not in study.framework.criterion_ids
    ):
        got = "a row without its hidden ids, or of none"
        yield sheet.fault(
            row, 1, "a team and criterion of the study", got, EXPORT_AGAIN
        )
    if _level(sheet, row) not in scale:
        expected = f"one of {', '.join(map(str, scale))}"
        got = shown(str(sheet.contents.get((row, RATING), ("", ""))[1]))
        remedy = "Write the rating that was agreed on, or empty the row."
        yield sheet.fault(row, RATING, expected, got, remedy)
    if not (sheet.text(row, REASON) or "").strip():
        got = "none" if (row, REASON) not in sheet.contents else "no text"
        yield sheet.fault(row, REASON, "a reason", got, "Say why, or empty the row.")


def _level(sheet: Sheet, row: int) -> int | None:
    """Read a rating, as a number or as text such as +1 or −1."""
    _, value = sheet.contents.get((row, RATING), ("", ""))
    level = str(value).strip().replace("−", "-").removesuffix(".0")
    return int(level) if WHOLE.fullmatch(level) else None


def _decision(sheet: Sheet, row: int) -> list[str]:
    reason = one_line_end(sheet.text(row, REASON) or "").strip()
    ids = [sheet.text(row, column) or "" for column in (1, 2)]
    return [*ids, str(_level(sheet, row)), reason]


def _fresh(
    found: pd.DataFrame, study: Study, sheet: Sheet, rows: list[int]
) -> pd.DataFrame:
    """Leave out what the study holds already; two decisions of one day are a fault."""
    key = schema.key("consensus")
    held = study.consensus.astype("str").set_index(key)[["rating", "reason"]]
    faults, fresh = [], []
    for number, row in enumerate(rows):
        decision = found.loc[number]
        in_study = held.reindex([tuple(decision[key])]).iloc[0]
        if in_study.isna().all():
            fresh.append(number)
        elif list(in_study) != list(decision[["rating", "reason"]]):
            expected = f"one decision on {decision['agreed_on']}"
            remedy = "Give another day with --agreed-on, or correct consensus.csv."
            got = f"another than consensus.csv has of {decision['team_id']}"
            faults.append(sheet.fault(row, RATING, expected, got, remedy))
    twice = found.duplicated(key)
    faults += [
        sheet.fault(rows[n], 1, "each row once", "the same again", "Delete one.")
        for n in twice.index[twice]
    ]
    if faults:
        raise StudyError(faults)
    return found.loc[fresh]

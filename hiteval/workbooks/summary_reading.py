"""Read a Summary of Qualitative Findings, as tools for GRADE-CERQual write it.

A table, as CSV or XLSX, with the columns of the published template (see
`hiteval.display.finding_tables`), and possibly a column of criteria. A finding is known
by its statement. References are ids of segments or of sources of the study; nothing is
guessed of any other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from hiteval.display.finding_tables import (
    AGAINST,
    CONFIDENCE,
    EXPLANATION,
    FINDING,
    REFERENCES,
)
from hiteval.errors import Fault, StudyError, shown
from hiteval.readers.containers import Archive, is_zip
from hiteval.readers.sheets.csv_table import read_csv_table
from hiteval.readers.sheets.table_form import PLAIN
from hiteval.readers.sheets.workbook import Sheet, read_workbook
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.table_checks import nearest
from hiteval.study.waves import latest
from hiteval.workbooks.opening import read_sheets
from hiteval.workbooks.sheets import RECORD
from hiteval.workbooks.written_merging import named_rows
from hiteval.workbooks.written_parts import PARTS, Texts, text, texts_in
from hiteval.workbooks.written_reading import Lines

(FINDINGS,) = (part for part in PARTS if part.table == "findings")
SIDES = ("segment_ids", "contrary_segment_ids")
# The template has been published under more than one wording of its headings.
HEADINGS = {
    "statement": (FINDING, "Summarized review finding", "Review finding"),
    "confidence": (CONFIDENCE, "CERQual assessment of confidence"),
    "confidence_reason": (EXPLANATION,),
    SIDES[0]: (
        *(REFERENCES, "References", "Contributing studies"),
        "Studies contributing to the review finding",
    ),
    "criterion_ids": ("Criteria",),
}
LISTED = [column for column in FINDINGS.columns if column in {*HEADINGS, SIDES[1]}]
NEEDED = ("statement", SIDES[0])


def _plain(heading: str) -> str:
    words = re.sub(r"[\s:*]+", " ", heading).strip().casefold()
    return words.replace("grade-cerqual", "cerqual")


_COLUMN = {_plain(h): column for column, known in HEADINGS.items() for h in known}


def is_summary(path: Path) -> bool:
    """Tell whether a file is no workbook that hiteval exported."""
    if not is_zip(path):
        return path.suffix != ".xlsx"
    return RECORD not in [sheet.title for sheet in read_sheets(path)]


def read_summary(path: Path, study: Study) -> tuple[Lines, list[Fault]]:
    """Read a Summary of Qualitative Findings.

    Returns
    -------
    Lines
        Of the table ``findings``: what the rows say, without blank cells.
    list of Fault
        References that are neither segments nor sources of the study, or sources of
        which it is not plain which segments are meant.

    Raises
    ------
    StudyError
        If the file could not be read in full, or is no such table.
    """
    sheet, head, columns = _find(path)
    rows: dict[int, Texts] = {}
    for row in (row for row in sheet.held if row > head):
        given = {name: sheet.cell(row, column) for name, column in columns.items()}
        rows[row] = {name: cell for name, cell in given.items() if cell}
    where = f"{path.name}, sheet {shown(sheet.name)}" if is_zip(path) else path.name
    letters = {name: get_column_letter(column) for name, column in columns.items()}
    letters[SIDES[1]] = letters[SIDES[0]]
    lines = Lines(FINDINGS, where, letters, {r: t for r, t in rows.items() if t})
    faults = sheet.faults(set(columns.values()))
    return _mapped(lines, study, faults), faults


def _find(path: Path) -> tuple[Sheet, int, dict[str, int]]:
    """Return the sheet of the table, the row of its headings, and its columns."""
    if is_zip(path):
        with Archive.open(path) as archive:
            sheets = read_workbook(archive)
    else:
        sheets = [read_csv_table(path, PLAIN)]
    for sheet in sheets:
        for row in sheet.held[:10]:
            named = [_COLUMN.get(_plain(cell)) for cell in sheet.rows[row - 1]]
            found = {name: n for n, name in reversed([*enumerate(named, 1)]) if name}
            if set(NEEDED) <= set(found):
                return sheet, row, found
    expected = "a workbook of hiteval findings export, or a table with the headings "
    expected += f"{FINDING!r} and {REFERENCES!r}"
    remedy = "Export a workbook, or name its columns so."
    raise StudyError([Fault(path.name, expected, "neither", remedy)])


def _mapped(lines: Lines, study: Study, faults: list[Fault]) -> Lines:
    """Bring the cells into the form of the study's columns, and tell what is not."""
    here = texts_in(study, FINDINGS)
    names = {row: name for name, row in named_rows(lines, here).items()}
    segments = Segments(study, evaluate(latest(study)))
    rows = {}
    for row, given in lines.rows.items():
        texts = {c: t for c, t in given.items() if c not in (SIDES[0], "confidence")}
        if level := _level(given.get("confidence", "")):
            texts["confidence"] = level
        about = here.get(names[row], {}) | texts
        for side, token in _references(given.get(SIDES[0], "")):
            found = segments.meant(token, about)
            if isinstance(found, str):
                remedy = segments.offer(token) or "Name the segments meant."
                faults.append(lines.fault(row, SIDES[0], found, shown(token), remedy))
            else:
                texts[side] = "; ".join([*ids(texts.get(side)), *found])
        if names[row] in here:  # whatever the space between its words
            texts["statement"] = here[names[row]]["statement"]
        rows[row] = {c: text(FINDINGS, c, texts[c]) for c in LISTED if c in texts}
    return Lines(FINDINGS, lines.place, lines.letters, rows)


def _level(cell: str) -> str:
    """Read a level of confidence: Very low confidence is very_low.

    >>> _level("Very low confidence"), _level("High"), _level("Not judged")
    ('very_low', 'high', '')
    """
    words = cell.casefold().replace("confidence", " ").split()
    return "" if words == ["not", "judged"] else "_".join(words)


def _references(cell: str) -> Iterator[tuple[str, str]]:
    """Yield the references in a cell, each with the column that it belongs to."""
    for line in cell.splitlines():
        against = line.strip().casefold().startswith(AGAINST.casefold())
        named = line.strip()[len(AGAINST) :] if against else line
        for token in re.split("[;,]", named):
            if token.strip():
                yield SIDES[against], token.strip()


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of a study, by their own ids and by those of their sources."""

    study: Study
    evaluation: Evaluation

    def offer(self, token: str) -> str:
        """Offer the id that an unknown reference may have meant, or nothing."""
        known = [*self.study.segments["segment_id"], *self.study.sources["source_id"]]
        return "" if token in known else nearest(token, known)

    def meant(self, token: str, about: Mapping[str, str]) -> Sequence[str] | str:
        """Return the segments that a reference means, or what was expected instead.

        A source stands for its counted segments on the finding's criteria and teams,
        if none of these contradicts another.
        """
        if token in set(self.study.segments["segment_id"]):
            return [token]
        if token not in set(self.study.sources["source_id"]):
            return "ids of segments or sources of the study, with ; between"
        rated = self.evaluation.rated
        middle = self.evaluation.framework.rating_scale.middle
        teams = ids(about.get("team_ids") or None) or list(
            self.evaluation.teams["team_id"]
        )
        rows = rated[
            (rated["source_id"] == token)
            & rated["criterion_id"].isin(ids(about.get("criterion_ids") or None))
            & rated["team_id"].isin(teams)
        ]
        return _agreeing(rows, middle)


def _agreeing(rows: pd.DataFrame, middle: int | None) -> list[str] | str:
    if rows.empty:
        return "a source with counted segments on the finding's criteria and teams"
    signs = np.sign(rows["rating"] - middle) if middle is not None else pd.Series()
    if {1, -1} <= set(signs):
        return "a source whose segments are all for the finding, or all against it"
    return sorted(set(rows["segment_id"]))

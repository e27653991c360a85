"""The sheets that come back filled in from a meeting, and what a row may say."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hiteval import signs
from hiteval.errors import Fault, StudyError, shown
from hiteval.study.choices import ABOUT
from hiteval.study.study import Study
from hiteval.workbooks import segments_sheet, sheets, waiting_sheet
from hiteval.workbooks.disagreements_export import COLUMNS
from hiteval.workbooks.matrix_cells import one_line_end
from hiteval.workbooks.opening import EXPORT_AGAIN, Sheet
from hiteval.workbooks.sheets import FIRST_ROW, HEADER_ROW

WHOLE = re.compile(r"-?\d{1,4}", re.ASCII)
NONE = segments_sheet.NO_RATING


class Part(NamedTuple):
    """A sheet to fill in: its mark, the table that it is of, and its columns."""

    mark: str
    table: str
    title: str
    columns: Mapping[str, int]
    filled: tuple[str, ...]
    decided: tuple[str, ...]


WAITING = Part(
    *(sheets.WAITING, "unrated", waiting_sheet.TITLE, waiting_sheet.COLUMNS),
    ("Tells of", "Rating", "Reason"),
    ("about", "rating", "note"),
)
PARTS = (
    Part(
        *(sheets.DISPUTES, "consensus", "To settle", COLUMNS),
        ("Agreed rating", "Reason"),
        ("rating", "reason"),
    ),
    Part(
        *(sheets.SEGMENTS, "adjudications", "Segments", segments_sheet.COLUMNS),
        ("Tells of", "Settled rating", "Reason"),
        ("about", "rating", "reason"),
    ),
)


class Lines:
    """The rows of a sheet, by what was filled in."""

    def __init__(self, sheet: Sheet, part: Part) -> None:
        self.sheet, self.part = sheet, part
        self.places = _columns(sheet, part)
        rows = sorted({row for row, _ in sheet.contents if row >= FIRST_ROW})
        cells = [self.places[name] for name in part.filled]
        self.filled = [r for r in rows if any((r, c) in sheet.contents for c in cells)]
        self.open = len(rows) - len(self.filled)

    def text(self, row: int, name: str) -> str:
        """Return what a cell says, without spaces around it."""
        _, value = self.sheet.contents.get((row, self.places[name]), ("", ""))
        return str(value).strip()

    def words(self, row: int, name: str) -> str:
        """Return a cell's text; a number or a formula is none."""
        return (self.sheet.text(row, self.places[name]) or "").strip()

    def fault(self, row: int, name: str, expected: str, got: str, remedy: str) -> Fault:
        """Say what is wrong with a cell."""
        return self.sheet.fault(row, self.places[name], expected, got, remedy)

    @property
    def rating(self) -> str:
        """The column of the rating."""
        return self.part.filled[-2]


def _columns(sheet: Sheet, part: Part) -> dict[str, int]:
    """Find each column by its heading: others may have been inserted between them."""
    found = {
        sheet.text(row, column): column
        for row, column in sorted(sheet.contents, reverse=True)
        if row == HEADER_ROW
    }
    if missing := [name for name in part.columns if name not in found]:
        got = f"none with {', '.join(missing)}"
        expected = "the headings that were exported"
        raise StudyError([Fault(sheet.where, expected, got, EXPORT_AGAIN)])
    return {name: found[name] for name in part.columns}


def faults_of(lines: Lines, row: int, study: Study) -> Iterator[Fault]:
    """Find the faults of a row that was filled in."""
    scale = study.framework.rating_scale.ratings
    first = next(iter(lines.part.columns))
    known = set(study.teams["team_id"] if first == "team_id" else study.segments[first])
    if lines.words(row, first) not in known or (
        lines.words(row, "criterion_id") not in study.framework.criterion_ids
    ):
        what = "team" if first == "team_id" else "segment"
        got = "a row without its hidden ids, or of none"
        expected = f"a {what} and criterion of the study"
        yield lines.fault(row, first, expected, got, EXPORT_AGAIN)
    yield from _parted(lines, row, study)
    may_be_none = lines.part.mark != sheets.DISPUTES
    none = may_be_none and lines.text(row, lines.rating) == NONE
    if not none and level(lines, row) not in scale:
        allowed = [*map(str, scale), *[NONE] * may_be_none]
        got = shown(lines.text(row, lines.rating))
        remedy = "Write the rating that was agreed on, or empty the row."
        expected = f"one of {', '.join(allowed)}"
        yield lines.fault(row, lines.rating, expected, got, remedy)
    if "Tells of" in lines.places and lines.text(row, "Tells of") not in ("", *ABOUT):
        got = shown(lines.text(row, "Tells of"))
        remedy = "Write one of these, or leave it blank."
        yield lines.fault(row, "Tells of", f"one of {', '.join(ABOUT)}", got, remedy)
    written = (row, lines.places["Reason"]) in lines.sheet.contents
    needed = none or lines.part.mark != sheets.WAITING
    if (needed or written) and not lines.words(row, "Reason"):
        got = "no text" if written else "none"
        yield lines.fault(row, "Reason", "a reason", got, "Say why, or empty the row.")


def _parted(lines: Lines, row: int, study: Study) -> Iterator[Fault]:
    """Notice a row whose hidden ids are another passage's, as after some sorting."""
    shown_text, first = "Summary of the passage", next(iter(lines.part.columns))
    if shown_text not in lines.part.columns:
        return
    summaries = study.segments.set_index("segment_id")["summary"]
    told = summaries.get(lines.words(row, first))
    if told is not None and one_line_end(told).strip() != one_line_end(
        lines.words(row, shown_text)
    ):
        expected, got = "the passage that its hidden id names", "another"
        remedy = f"Undo the sorting, or the change of the summary. {EXPORT_AGAIN}"
        yield lines.fault(row, shown_text, expected, got, remedy)


def level(lines: Lines, row: int) -> int | None:
    """Read a rating, as a number or as text, with whatever minus sign and digits."""
    return whole_number(lines.text(row, lines.rating))


def whole_number(text: str) -> int | None:
    """Read a whole number that people or Excel wrote; None where it is none.

    >>> whole_number("\u22121"), whole_number("+2.0"), whole_number("1.5")
    (-1, 2, None)
    """
    number = signs.level(text)
    return int(number) if WHOLE.fullmatch(number) else None

"""Tables with a column for each code, and a sign or a rating where it applies.

Dedoose writes such columns ("Code: Access Applied", "Code: Access Weight"); people do
so in Excel, whose headings say nothing: there the mapping has to tell.
"""

import re
from dataclasses import replace

from hiteval.readers.sheets.headings import roles_of
from hiteval.readers.sheets.segment_table import (
    ABOUT,
    HEAD_ROWS,
    Marked,
    SegmentTable,
    headings_of,
)
from hiteval.readers.sheets.table_form import TableForm
from hiteval.readers.sheets.workbook import Sheet

DEDOOSE = re.compile(r"Code: (.+) (Applied|Weight)")
YES = {"1", "x", "yes", "y", "true", "ja", "wahr", "oui", "sí", "si", "✓", "✔"}
NO = {"", "0", "no", "n", "false", "nein", "falsch", "non", "-", "–"}
NUMBER = re.compile(r"[+-]?[0-9]{1,2}([.,]0+)?")
AN_ID = re.compile(r"(.*\W)?(id|no|nr|number|row)\W*", re.IGNORECASE)


def find_grid(sheet: Sheet, form: TableForm) -> SegmentTable | None:
    """Find a table of passages with a column for each code.

    Parameters
    ----------
    sheet : Sheet
        Any sheet.
    form : TableForm
        Which columns are no codes: they have a role there, or a known heading.

    Returns
    -------
    SegmentTable or None
        None where no row of headings has the passage and, beside it, columns that hold
        nothing but signs or numbers.
    """
    for top in range(1, min(len(sheet.rows), HEAD_ROWS) + 1):
        headings = headings_of(sheet, top)
        roles = roles_of(headings, form.columns)
        if not ABOUT & roles.keys():
            continue
        table = SegmentTable(sheet, top, headings, roles, (), {})
        if marked := _of_dedoose(headings) or _of_people(table):
            roles.pop("code", None)
            return replace(table, marked=marked)
    return None


def is_of_dedoose(sheet: Sheet) -> bool:
    """Tell whether the first row has the headings that Dedoose writes for codes."""
    return bool(sheet.rows) and bool(_of_dedoose(sheet.rows[0]))


def applies(cell: str, scored: bool = False) -> tuple[bool, str | None]:
    """Say whether a code applies by its cell, and its score where the cell is one.

    >>> applies("0"), applies("0", scored=True)
    ((False, None), (True, '0'))
    """
    plain = cell.strip().casefold()
    if scored and NUMBER.fullmatch(plain):
        return True, plain
    return plain not in NO, None


def _of_dedoose(headings: tuple[str, ...]) -> tuple[Marked, ...]:
    columns: dict[str, dict[str, int]] = {}
    for column, heading in enumerate(headings, start=1):
        if match := DEDOOSE.fullmatch(heading.strip()):
            columns.setdefault(match[1], {})[match[2]] = column
    return tuple(
        Marked(name, found["Applied"], found.get("Weight"))
        for name, found in columns.items()
        if "Applied" in found
    )


def _of_people(table: SegmentTable) -> tuple[Marked, ...]:
    """Take the columns without a role that hold signs and numbers alone."""
    free = [
        column
        for column, heading in enumerate(table.headings, 1)
        if heading and column not in table.used and not AN_ID.fullmatch(heading)
    ]
    held = {
        column: {table.cell(row, column).casefold() for row in table.rows()} - {""}
        for column in free
    }
    codes = {column: cells for column, cells in held.items() if _are_signs(cells)}
    # Where one number is a score, all are: 0 and 1 of the scale are no signs then.
    scored = any(cells - YES - NO for cells in codes.values())
    return tuple(Marked(table.headings[c - 1], c, scored=scored) for c in codes)


def _are_signs(cells: set[str]) -> bool:
    known = YES | NO
    return bool(cells) and all(c in known or NUMBER.fullmatch(c) for c in cells)

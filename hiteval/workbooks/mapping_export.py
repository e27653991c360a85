"""The questions of `mapping.yml` as a workbook to answer them in.

Each section is a sheet with a row per line. The first row and column of such a sheet
are hidden: they say which column and which line is which. A sheet that Excel does not
offer to show, `RECORD`, holds a hash of every value as it was exported, by which the
import tells what has changed where.
"""

import re
from collections.abc import Mapping as Dict
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from hiteval.importers import destination
from hiteval.importers.mapping import FILE, IGNORE
from hiteval.importers.mapping_text import comments_of
from hiteval.importers.mapping_values import (
    Place,
    Values,
    read_with_text,
    still_blank,
    values_of,
)
from hiteval.importers.suggestions import Known
from hiteval.readers.project import named
from hiteval.study.framework import RatingScale
from hiteval.workbooks import mapping_guide, saving, sheets
from hiteval.workbooks.mapping_parts import (
    CHOICES,
    GIVEN,
    HEADINGS,
    OTHER_RATINGS,
    PARTS,
    Part,
    offered,
    part_of,
    place_id,
    shown_name,
)
from hiteval.workbooks.mapping_patterns import patterns_for
from hiteval.workbooks.matrix_cells import digest
from hiteval.workbooks.sheets import (
    FIRST_ROW,
    HEADER_ROW,
    MAPPING,
    MAPPING_FORM,
    RECORD,
)

SPARE = 8  # blank rows for patterns, above the others
NEW = "Blank rows for patterns, such as {}"
CHOICES_SHEET = "Choices"
CODINGS = re.compile(r"codings: (\d{1,9})(?:[;,] )?")
Lines = Dict[Place, Values]


def export_mapping(study: Path, path: Path) -> dict[str, int]:
    """Write the workbook, and return how many codes, coders and weights are blank.

    Parameters
    ----------
    study : Path
        A study folder with a mapping; its tables need not be there yet.
    path : Path
        Ends in ``.xlsx``. Must not exist: it might hold what nobody has imported.

    Raises
    ------
    StudyError
        If there is no mapping or framework that can be read, or the workbook exists,
        could not be written, or could not hold a value.
    """
    saving.check_place(path)
    mapping, text = read_with_text(study)
    lines, hints = values_of(mapping), comments_of(text)
    saving.check_holdable(
        (FILE, field, named(shown_name(place)), value)
        for place, values in lines.items()
        for field, value in values.items()
    )
    known = destination.known_names(study, destination.read_framework(study))
    saving.save(_book(lines, hints, known, path.name), path)
    return still_blank(mapping)


def _book(lines: Lines, hints: Dict[Place, str], known: Known, file: str) -> Workbook:
    book = Workbook()
    mapping_guide.fill(book.active, known.framework.rating_scale, file)
    lists = _choice_lists(known)
    for part in PARTS:
        own = {p: v for p, v in lines.items() if part_of(p) == part}
        if part.pattern or own:
            sheet = book.create_sheet(part.title)
            _fill(sheet, part, own, hints, known)
            _offers(sheet, part, known, lists)
    columns = zip_longest(*lists.values(), fillvalue="")
    widths = {HEADINGS[field]: 44 for field in lists}
    sheets.table(book.create_sheet(CHOICES_SHEET), [*map(list, columns)], widths)
    _record(book.create_sheet(RECORD), lines)
    return book


def _fill(
    sheet: Any, part: Part, lines: Lines, hints: Dict[Place, str], known: Known
) -> None:
    """Fill a sheet: patterns, blank rows for others, then a row per line."""
    columns = _head(sheet, part)
    above = _patterns(part, lines)
    for row, (pattern, hint) in enumerate(above, FIRST_ROW):
        _row(sheet, row, ["", pattern, "", hint], dict.fromkeys(part.widths, ""), True)
    counts: dict[int, int] = {}
    for row, (place, values) in enumerate(lines.items(), FIRST_ROW + len(above)):
        hint, count = _parted(hints.get(place, ""))
        told = {field: _shown(field, values[field], known) for field in part.widths}
        _row(sheet, row, [place_id(place), shown_name(place), "", hint], told, False)
        counts |= {row: count} if count is not None else {}
    widths = [4, *GIVEN.values(), *part.widths.values()]
    sheets.set_up_to_fill(sheet, widths, hidden="A", frozen=2)
    for row, count in counts.items():
        sheet.cell(row, columns.index("codings") + 1).value = count
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{max(sheet.max_row, FIRST_ROW)}"


def _patterns(part: Part, lines: Lines) -> list[tuple[str, str]]:
    """Return the patterns above the lines, blank ones to write in, and their hints."""
    if not part.pattern:
        return []
    offered = patterns_for(name for section, name in lines if section == "codes")
    told = [(pattern, f"fits {number} codes") for pattern, number in offered.items()]
    return [*told, ("", NEW.format(part.pattern)), *[("", "")] * (SPARE - 1)]


def _head(sheet: Any, part: Part) -> list[str]:
    """Name the columns of a sheet, for the import and for people."""
    columns = ["", *GIVEN, *part.widths]
    headings = ["", part.name, *(HEADINGS[name] for name in columns[2:])]
    for column, (name, heading) in enumerate(zip(columns, headings, strict=True), 1):
        sheets.put(sheet, 1, column, name)
        sheets.put(sheet, HEADER_ROW, column, heading, sheets.HEADING, sheets.GIVEN)
    sheets.put(sheet, 1, 1, MAPPING[part.section])
    return columns


def _parted(hint: str) -> tuple[str, int | None]:
    """Part the number of codings, by which rows can be sorted, from a hint."""
    number = CODINGS.match(hint)
    return (hint[number.end() :], int(number[1])) if number else (hint, None)


def _row(sheet: Any, row: int, given: list[str], values: Values, is_new: bool) -> None:
    for column, text in enumerate(given, start=1):
        name_to_write = is_new and column == 2
        fill = sheets.TO_WRITE_IN if name_to_write else sheets.GIVEN
        sheets.put(sheet, row, column, text, fill=fill)
    for column, text in enumerate(values.values(), start=len(given) + 1):
        sheets.put(sheet, row, column, text, fill=sheets.TO_WRITE_IN)


def _shown(field: str, value: str, known: Known) -> str:
    return offered(value, known) if field == "criterion" else value


def _choice_lists(known: Known) -> dict[str, list[str]]:
    """Return what cells offer that is too long for a cell, by field."""
    criteria = [offered(name, known) for name in known.framework.criterion_ids]
    return {
        "criterion": [IGNORE, *criteria],
        "coder": [IGNORE, *known.coders],
        "team": [IGNORE, *known.teams],
        "strand": [*known.strands],
    }


def _offers(sheet: Any, part: Part, known: Known, lists: Dict[str, list[str]]) -> None:
    """Offer criteria, ids and levels; other coders and teams may be new."""
    scale = known.framework.rating_scale
    for number, field in enumerate(part.widths, start=len(GIVEN) + 2):
        letter = get_column_letter(number)
        cells = f"{letter}{FIRST_ROW}:{letter}{max(sheet.max_row, FIRST_ROW)}"
        if lists.get(field):
            column = get_column_letter([*lists].index(field) + 1)
            last = len(lists[field]) + 1
            place = f"{CHOICES_SHEET}!${column}$2:${column}${last}"
            sheets.offer_from(sheet, place, cells, only=field == "criterion")
        elif field == "rating":
            sheets.offer(sheet, _levels(scale, part), cells)
        elif field in CHOICES:
            sheets.offer(sheet, CHOICES[field], cells)


def _levels(scale: RatingScale, part: Part) -> list[str]:
    return [*map(str, scale.ratings), OTHER_RATINGS[part.section]]


def _record(sheet: Any, lines: Lines) -> None:
    """Record what was exported, so that the import can tell what has changed."""
    sheet.sheet_state = "veryHidden"
    sheets.put(sheet, 1, 1, MAPPING_FORM)
    rows = (
        (part_of(place).section, place_id(place), field, digest(value))
        for place, values in lines.items()
        for field, value in values.items()
    )
    for row, line in enumerate(rows, start=2):
        for column, value in enumerate(line, start=1):
            sheets.put(sheet, row, column, value)

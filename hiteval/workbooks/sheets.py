"""Sheets of text without formulas: what cells hold, offer and look like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.styles import (
    DEFAULT_FONT,
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Side,
)
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

FORM = "hiteval framework matrix 1"  # raised when older workbooks can no longer be read
AREA = "hiteval area"  # in the hidden corner of an area's sheet
RECORD = "hiteval"
DISPUTES = "hiteval disputes 1"  # in the hidden corner of the sheet of what to settle
SEGMENTS = "hiteval segments 1"  # in the hidden corner of the sheet of segments
WAITING = "hiteval waiting 1"  # in that of the codings that wait for a rating
WRITTEN_FORM = "hiteval findings workbook 1"  # in that of its record
WRITTEN = {  # in the hidden corner of the sheet of each table that people write
    "findings": "hiteval findings 1",
    "theory": "hiteval theory 1",
    "responses": "hiteval responses 1",
}
MAPPING_FORM = "hiteval mapping workbook 1"  # in that of its record
MAPPING = {  # in the hidden corner of the sheet of each section of mapping.yml
    section: f"hiteval mapping {section} 1"
    for section in ("codes", "coders", "teams", "weights", "sources")
}
FIELDS = ("summary", "segments", "clearance")
HEADER_ROW, FIRST_ROW = 2, 3
NAME_COLUMN, FIRST_COLUMN = 2, 3

MAX_TEXT = 32_767  # UTF-16 units in a cell of Excel
# What XML cannot hold, and what Excel or openpyxl reads as a code for a character.
UNHOLDABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|x005F_"
)
LINE_HEIGHT, MAX_HEIGHT = 15, 409  # points

HEADING = Font(name="Calibri", bold=True)
LINK = Font(name="Calibri", color="0563C1", underline="single")
TO_WRITE_IN = PatternFill("solid", fgColor="FFFBE6")
GIVEN = PatternFill("solid", fgColor="F2F2F2")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(top=_LINE, bottom=_LINE, left=_LINE, right=_LINE)
_known_looks: WeakKeyDictionary[Workbook, dict[Any, str]] = WeakKeyDictionary()


def holds(text: str) -> bool:
    r"""Tell whether a cell of Excel can hold a text and return it unchanged.

    >>> holds("=SUM(A1)"), holds("a bell: \x07"), holds("x" * 40_000)
    (True, False, False)
    """
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    return units <= MAX_TEXT and not UNHOLDABLE.search(text)


def held(text: str) -> str:
    r"""Return a text as a cell holds it: a mark replaces what it cannot hold.

    >>> held("=SUM(A1)"), held("a bell: \x07")
    ('=SUM(A1)', 'a bell: \ufffd')
    """
    return text if holds(text) else UNHOLDABLE.sub("\ufffd", text[:16_000])


def put(
    sheet: Any,
    row: int,
    column: int,
    text: str,
    font: Font | None = None,
    fill: PatternFill | None = None,
) -> Any:
    """Write text into a cell, which then shows it and never computes it.

    Excel leaves text alone in a cell whose format is Text, also when it is edited. A
    mark replaces any text that a cell cannot hold.
    """
    cell = sheet.cell(row, column)
    if text:
        cell.value = held(text)
        cell.data_type = "s"  # also of a text that begins with =
    cell.style = _look(sheet.parent, font, fill)
    return cell


def _look(book: Workbook, font: Font | None, fill: PatternFill | None) -> str:
    """Name the style of cells that look like this, described once for each book.

    To describe each cell's anew takes openpyxl twice as long as all else.
    """
    known = _known_looks.setdefault(book, {})
    if (font, fill) not in known:
        name = f"hiteval {len(known) + 1}"
        look = NamedStyle(name, font or DEFAULT_FONT, fill, _BOX, _WRAPPED, "@")
        book.add_named_style(look)
        known[font, fill] = name
    return known[font, fill]


def table(sheet: Any, rows: Sequence[Sequence[str]], widths: Mapping[str, int]) -> None:
    """Fill a sheet with rows under headings, which stay in view and on each page."""
    for column, heading in enumerate(widths, start=1):
        put(sheet, 1, column, heading, HEADING, GIVEN)
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            put(sheet, number, column, text)
    set_sizes(sheet, list(widths.values()))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    set_page(sheet, pages_wide=1)


def lines_to_fill(
    sheet: Any,
    names: tuple[str, str],
    headings: Iterable[str],
    lines: Sequence[Sequence[str]],
) -> int:
    """Write lines under headings, with cells to write in behind each.

    Parameters
    ----------
    sheet : Worksheet
        A new one.
    names : (str, str)
        The sheet's mark and the study's id, for the import.
    headings : iterable of str
        All of them; those that lines have no text for are to be written in.
    lines : sequence of sequence of str
        What is given.

    Returns
    -------
    int
        The last row that people may write in.
    """
    for column, name in enumerate(names, start=1):
        put(sheet, 1, column, name)
    columns = list(enumerate(headings, start=1))
    for column, heading in columns:
        put(sheet, HEADER_ROW, column, heading, HEADING, GIVEN)
    for row, line in enumerate(lines, start=FIRST_ROW):
        for column, _ in columns:
            given = column <= len(line)
            text = line[column - 1] if given else ""
            put(sheet, row, column, text, fill=GIVEN if given else TO_WRITE_IN)
    return max(FIRST_ROW + len(lines) - 1, FIRST_ROW)


def set_up_to_fill(
    sheet: Any, widths: Sequence[int], hidden: str = "AB", frozen: int = 4
) -> None:
    """Hide the first row and some columns, and keep headings and columns in view."""
    set_sizes(sheet, widths)
    sheet.row_dimensions[1].hidden = True
    for column in hidden:
        sheet.column_dimensions[column].hidden = True
    sheet.freeze_panes = sheet.cell(FIRST_ROW, frozen + 1)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    set_page(sheet, pages_wide=1)


def offer(sheet: Any, words: Sequence[str], *cells: str) -> None:
    """Let cells hold one of a few words, or nothing, and offer these."""
    listed = ",".join(words)
    _offer(sheet, f'"{listed}"', f"one of {listed}", cells)


def offer_from(sheet: Any, place: str, cells: str, *, only: bool = True) -> None:
    """Let cells hold what some other cells hold, such as ``Ids!$A$2:$A$9``.

    Unless these are the ``only`` ones, others may be written as well.
    """
    expected = f"an id of the sheet {place.partition('!')[0]}"
    _offer(sheet, place, expected, [cells], only)


def _offer(
    sheet: Any, formula: str, expected: str, cells: Iterable[str], only: bool = True
) -> None:
    allowed = DataValidation("list", formula1=formula)
    allowed.error = f"Write {expected}, or leave the cell blank."
    allowed.showErrorMessage = only
    for each in cells:
        allowed.add(each)
    sheet.add_data_validation(allowed)


def link_to(cell: Any, place: str) -> None:
    """Let a cell lead to another place of the workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)


def set_sizes(sheet: Any, widths: Sequence[int]) -> None:
    """Set the widths of columns, in characters, and make rows as high as their text."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        lines = max(map(_lines, row, widths), default=1)
        sheet.row_dimensions[number].height = min(LINE_HEIGHT * lines, MAX_HEIGHT)


def _lines(text: str | None, width: int) -> int:
    """Estimate how many lines a text takes; words break a little early."""
    return sum(1 + len(line) * 11 // (width * 10) for line in (text or "").split("\n"))


def set_page(sheet: Any, pages_wide: int) -> None:
    """Print across the page, as many pages wide as it reads well."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, page &P of &N"

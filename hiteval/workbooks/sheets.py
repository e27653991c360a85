"""Sheets of text without formulas, in files that are the same at every run."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
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

from hiteval.errors import Fault, StudyError

FORM = "hiteval framework matrix 1"  # raised when older workbooks can no longer be read
AREA = "hiteval area"  # in the hidden corner of an area's sheet
RECORD = "hiteval"
DISPUTES = "hiteval disputes 1"  # in the hidden corner of the sheet of what to settle
SEGMENTS = "hiteval segments 1"  # in the hidden corner of the sheet of segments
WRITTEN_FORM = "hiteval findings workbook 1"  # in that of its record
WRITTEN = {  # in the hidden corner of the sheet of each table that people write
    "findings": "hiteval findings 1",
    "theory": "hiteval theory 1",
    "responses": "hiteval responses 1",
}
FIELDS = ("summary", "segments", "clearance")
HEADER_ROW, FIRST_ROW = 2, 3
NAME_COLUMN, FIRST_COLUMN = 2, 3

MAX_TEXT = 32_767  # UTF-16 units in a cell of Excel
MAX_BYTES = 50_000_000  # unpacked; that of 23 teams and their 1,100 segments is 1.5 MB
# What XML cannot hold, and what Excel or openpyxl reads as a code for a character.
UNHOLDABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|x005F_"
)
UNDATED = b"2000-01-01T00:00:00Z"
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
        cell.value = text if holds(text) else UNHOLDABLE.sub("\ufffd", text[:16_000])
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


def offer_from(sheet: Any, place: str, cells: str) -> None:
    """Let cells hold what some other cells hold, such as ``Ids!$A$2:$A$9``."""
    _offer(sheet, place, f"an id of the sheet {place.partition('!')[0]}", [cells])


def _offer(sheet: Any, formula: str, expected: str, cells: Iterable[str]) -> None:
    allowed = DataValidation("list", formula1=formula)
    allowed.error = f"Write {expected}, or leave the cell blank."
    allowed.showErrorMessage = True
    for each in cells:
        allowed.add(each)
    sheet.add_data_validation(allowed)


def link_to(cell: Any, place: str) -> None:
    """Let a cell lead to another place of the workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)


def check_holdable(texts: Iterable[tuple[str, str, str, str]]) -> None:
    """Refuse texts that a cell of Excel could not hold and return unchanged.

    Parameters
    ----------
    texts : iterable of (file, column, whose, text)
        ``whose`` says whose text it is, by ids.

    Raises
    ------
    StudyError
        With every such text.
    """
    expected = (
        f"at most {MAX_TEXT} characters, none of them a control character or a "
        "code such as _x0041_"
    )
    faults = [
        Fault(
            file,
            expected,
            f"a text that Excel cannot hold, of {whose}",
            "Take the characters out, or shorten it.",
            column=column,
        )
        for file, column, whose, text in texts
        if not holds(text)
    ]
    if faults:
        raise StudyError(faults)


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


def check_place(path: Path) -> None:
    """Refuse a path where a workbook cannot go, or would replace another.

    Raises
    ------
    StudyError
        If so.
    """
    if path.suffix != ".xlsx":
        wrong = ("a name that ends in .xlsx", "another ending", "Rename it.")
    elif not path.parent.is_dir():
        wrong = ("a folder to write it into", "none", "Make the folder first.")
    elif path.exists():
        remedy = "Import it first, or give another name."
        wrong = ("a new file", "one that exists", remedy)
    else:
        return
    raise StudyError([Fault(path.name, *wrong)])


def save(book: Workbook, path: Path, *, comes_back: bool = True) -> None:
    """Write a workbook in one step, without a time stamp.

    Parameters
    ----------
    book : Workbook
        What to write.
    path : Path
        Where to.
    comes_back : bool
        Whether it is to be read back; only then must it not be too large.

    Raises
    ------
    StudyError
        If it is so large that reading it back might be refused.
    """
    book.properties.creator = "hiteval"
    made = io.BytesIO()
    book.save(made)
    fresh = path.with_name(f".{path.name}.new")
    try:
        with zipfile.ZipFile(made) as dated, zipfile.ZipFile(fresh, "w") as undated:
            unpacked = sum(info.file_size for info in dated.infolist())
            if comes_back and unpacked > MAX_BYTES:
                expected = f"at most {MAX_BYTES} bytes unpacked"
                remedy = "Split the study."
                raise StudyError([Fault(path.name, expected, str(unpacked), remedy)])
            for name in dated.namelist():
                content = _corrected(name, dated.read(name))
                # ZipInfo alone, without a time, is of 1980.
                undated.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _corrected(name: str, content: bytes) -> bytes:
    if name == "docProps/core.xml":
        return re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", UNDATED, content)
    if name.startswith("xl/worksheets/sheet"):
        # A custom height would stay when somebody writes more; a height alone grows.
        return re.sub(rb'(<row [^>]*) customHeight="1"', rb"\1", content)
    return content

"""Workbooks of old Excel (.xls) and of LibreOffice (.ods).

`calamine` reads them. It does not tell a formula that was never computed, nor which
rows are hidden: what these programs save has all values.
"""

import datetime as dt
import re
from pathlib import Path

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetVisibleEnum,
)

from hiteval.errors import StudyError, shown
from hiteval.readers import caps
from hiteval.readers.containers import Archive, is_zip
from hiteval.readers.project import refusal
from hiteval.readers.sheets.workbook import Place, Sheet, refuse_size, value_text
from hiteval.regular import open_regular

OLD_OFFICE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
PANIC = "PanicException"
ENDINGS = (".xls", ".ods")
ERROR = re.compile(r"#(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL)[!?]?")
SAVE_AGAIN = "Open it there, and save it as .xlsx, without a password."


def is_old_workbook(path: Path, start: bytes) -> bool:
    """Tell whether a file is one, by its name and by how it begins."""
    return path.suffix.casefold() in ENDINGS and start[:4] in (OLD_OFFICE, ZIP)


def read_old_workbook(path: Path) -> list[Sheet]:
    """Read every sheet of a workbook.

    Raises
    ------
    StudyError
        If it is damaged or locked, or holds more than `caps` allow.
    """
    if is_zip(path):
        with Archive.open(path):  # which looks at what it would unpack to
            pass
    with open_regular(path, caps.MEMBER_BYTES, smaller="Split it.") as opened:
        try:
            book = CalamineWorkbook.from_filelike(opened)
            return [
                _sheet(path.name, found, book.get_sheet_by_name(found.name))
                for found in book.sheets_metadata
            ]
        except StudyError:
            raise
        except BaseException as error:
            # A panic of Rust is no `Exception`.
            if not isinstance(error, Exception) and type(error).__name__ != PANIC:
                raise
            expected, got = "a whole workbook", "a damaged or locked one"
            raise refusal(path.name, expected, got, SAVE_AGAIN) from None


def _sheet(file: str, found: SheetMetadata, sheet: CalamineSheet) -> Sheet:
    height, width = sheet.total_height, sheet.total_width
    refuse_size(file, height, width, height * width)
    values = sheet.to_python(skip_empty_area=False)
    faulty: dict[Place, str] = {}
    for row, cells in enumerate(values, start=1):
        for column, value in enumerate(cells, start=1):
            if isinstance(value, str) and ERROR.fullmatch(value):
                faulty[row, column] = f"the error {shown(value)}"
    return Sheet(
        file=file,
        name=found.name,
        rows=tuple(tuple(map(_text, row)) for row in values),
        held=tuple(n for n, row in enumerate(values, 1) if any(v != "" for v in row)),
        filled=sum(any(v != "" for v in row) for row in sheet.iter_rows()),
        hidden=found.visible != SheetVisibleEnum.Visible,
        faulty=faulty,
        merged=tuple(
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ),
    )


def _text(value: object) -> str:
    if isinstance(value, str) and ERROR.fullmatch(value):
        return ""
    return f"{value}" if type(value) is dt.date else value_text(value)

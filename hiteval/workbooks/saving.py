"""Workbooks saved in one step, in files that are the same at every run."""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from hiteval.errors import Fault, StudyError
from hiteval.workbooks import sheets

MAX_BYTES = 50_000_000  # unpacked; that of 23 teams and their 1,100 segments is 1.5 MB
UNDATED = b"2000-01-01T00:00:00Z"


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
        f"at most {sheets.MAX_TEXT} characters, none of them a control character or a "
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
        if not sheets.holds(text)
    ]
    if faults:
        raise StudyError(faults)


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

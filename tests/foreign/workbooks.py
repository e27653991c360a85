"""Workbooks built by hand, sound and not."""

import zipfile
from pathlib import Path

import openpyxl


def write_workbook(path: Path, hidden=(), merged=(), **sheets) -> Path:
    """Write rows into sheets; ``merged`` names ranges of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def replace_in_sheet(path: Path, old: str, new: str, part="sheet1.xml") -> Path:
    """Change the XML of a part of a workbook; what is replaced must be there."""
    with zipfile.ZipFile(path) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    (name,) = [name for name in parts if name.endswith(part)]
    text = parts[name].decode()
    assert old in text
    parts[name] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return path

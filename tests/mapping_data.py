"""A study with a mapping, and ways to fill its workbook in as a person would."""

import shutil
from pathlib import Path

from conftest import TINY
from matrix_data import opened

MAPPING = """\
# Keep this.
codes:
  "Barriers > Money": {criterion: , rating: }  # codings: 12; nearest: working.means
  "Public": {criterion: working.public, rating: 1}  # codings: 3
  "Off topic": ignore

coders:
  "Ann":  # codings: 9; the same person as ann?
teams:
  "case: Alpha": # codings: 12; nearest: alpha
weights:
  "4": # codings: 2
all_sources: {strand: , type: , clearance: }
sources:
  "I.docx": {team: , title: , date: }  # codings: 15
summary: comment  # as they wrote it
"""


def write_study(place: Path, mapping: str = MAPPING) -> Path:
    """Write a study folder in which only the evidence is missing."""
    place.mkdir()
    for name in ("study.yml", "framework.yml", "teams.csv"):
        shutil.copyfile(TINY / name, place / name)
    (place / "mapping.yml").write_text(mapping, encoding="utf-8", newline="")
    return place


def columns(sheet):
    """Return the number of each column by its hidden name."""
    return {cell.value: cell.column for cell in sheet[1]}


def row_of(sheet, name):
    """Return the row of a name; of none, the first blank one."""
    place = columns(sheet)["name"]
    rows = range(3, sheet.max_row + 1)
    return next(r for r in rows if sheet.cell(r, place).value == name)


def fill(path, title, name, /, **fields):
    """Fill in a row; a name that no row has goes into a blank one."""
    with opened(path) as book:
        sheet = book[title]
        places = columns(sheet)
        known = [sheet.cell(r, places["name"]).value for r in range(1, 99)]
        row = row_of(sheet, name if name in known else None)
        for field, value in ({"name": name} | fields).items():
            cell = sheet.cell(row, places[field])
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    return row

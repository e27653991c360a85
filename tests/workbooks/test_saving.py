"""A workbook has the same bytes wherever it is made."""

import subprocess
import sys

import pytest

MADE = """
import sys
if sys.argv[1] == "without lxml":
    sys.modules["lxml"] = None  # as where it is not installed
from pathlib import Path
from hiteval.workbooks import saving, sheets
from openpyxl import Workbook
book = Workbook()
sheets.table(book.active, [["a", " b ", "c < d"]], {"x": 9, "y": 9, "z": 9})
saving.save(book, Path(sys.argv[2]))
"""


@pytest.mark.integration
def test_whether_lxml_is_installed_changes_no_byte(tmp_path):
    pytest.importorskip("lxml")
    made = []
    for where in ("with lxml", "without lxml"):
        place = tmp_path / f"{where}.xlsx"
        subprocess.run([sys.executable, "-c", MADE, where, place], check=True)
        made.append(place.read_bytes())
    assert made[0] == made[1]

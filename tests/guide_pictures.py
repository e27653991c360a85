"""The pictures of the guide's page on an Excel list, from a real run of it.

To make `book/guide/excel-*.png` anew: ``python tests/guide_pictures.py``.
"""

import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import excel_list
import openpyxl
from conftest import BROWSER
from guide_tables import GUIDE
from openpyxl.utils import get_column_letter
from playwright.sync_api import sync_playwright

STYLE = """
body { margin: 0; width: max-content; background: white;
       font: 14px Arial, "Liberation Sans", sans-serif }
table { border-collapse: collapse }
td, th { border: 1px solid #c8c8c8; padding: 3px 8px; height: 18px; text-align: left;
         max-width: 400px; overflow: hidden; white-space: nowrap }
th { background: #ececec; color: #444; font-weight: normal; text-align: center }
"""
OPEN = "document.querySelectorAll('article details').forEach(d => d.open = true)"
PLAIN = "00000000"  # the colour of a cell without one
SHOWN = {
    "excel-list": ("our-list.xlsx", "Passages"),
    "excel-mapping": ("mapping.xlsx", "Codes"),
}


def as_page(sheet):
    """Draw a sheet as a spreadsheet program would: letters, numbers, colours."""
    columns = [c for c in range(1, sheet.max_column + 1) if not _hidden(sheet, c)]
    heights = sheet.row_dimensions
    rows = [r for r in range(1, sheet.max_row + 1) if not heights[r].hidden]
    filled = [r for r in rows if any(sheet.cell(r, c).value for c in columns)]
    letters = "".join(f"<th>{get_column_letter(c)}</th>" for c in columns)
    lines = "".join(
        f"<tr><th>{r}</th>{''.join(_cell(sheet.cell(r, c)) for c in columns)}</tr>"
        for r in filled
    )
    return f"<style>{STYLE}</style><table><tr><th></th>{letters}</tr>{lines}</table>"


def _hidden(sheet, column):
    return sheet.column_dimensions[get_column_letter(column)].hidden


def _cell(cell):
    colour = cell.fill.start_color.rgb if cell.fill.fill_type else PLAIN
    fill = f"background: #{colour[2:]};" if colour != PLAIN else ""
    bold = "font-weight: bold;" if cell.font.bold else ""
    text = "" if cell.value is None else escape(str(cell.value))
    return f'<td style="{fill}{bold}">{text}</td>'


def run(folder, *words):
    command = [sys.executable, "-m", "hiteval", *words]
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)


def follow(place):
    """Do what the page says, as far as the report."""
    folder = place / "our-evaluation"
    run(place, "new", folder.name, "--empty")
    excel_list.begin(folder)
    run(folder, "import", "our-list.xlsx", "--into", "data")
    run(folder, "mapping", "export", "data", "mapping.xlsx")
    excel_list.fill_in(folder)
    run(folder, "mapping", "import", "mapping.xlsx", "--into", "data")
    run(folder, "import", "our-list.xlsx", "--into", "data")
    run(folder, "report")
    return folder


def draw(folder, browser):
    for name, (file, title) in SHOWN.items():
        window = browser.new_page(viewport={"width": 1200, "height": 200})
        window.set_content(as_page(openpyxl.load_workbook(folder / file)[title]))
        window.locator("table").screenshot(path=GUIDE / f"{name}.png")
    window = browser.new_page(viewport={"width": 1200, "height": 900})
    team = folder / "_build" / "html" / "book" / "teams" / "falls.html"
    window.goto(team.as_uri())
    window.evaluate(OPEN)
    window.locator("#area-together").evaluate("place => place.scrollIntoView()")
    window.screenshot(path=GUIDE / "excel-report.png")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        draw(follow(Path(place)), browser)
        browser.close()

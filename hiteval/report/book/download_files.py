"""The files of a report that readers can download.

They hold only what the edition shows, and nothing in them computes: in a workbook every
cell is text, and in a CSV file a text that a spreadsheet would take for a formula has
an apostrophe before it. Numbers stay as they are.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from hiteval.bundle.packed import pack
from hiteval.display import downloads
from hiteval.results.evaluation import Evaluation
from hiteval.workbooks import saving, sheets
from hiteval.workbooks.matrix_export import matrix_book

FOLDER = "downloads"
# The last four are those signs at full width, which some spreadsheets take for them.
FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
TITLES = {
    downloads.SUMMARY: "Summary of findings",
    downloads.PROFILES: "Evidence profiles",
}
WIDTHS = {True: 16, False: 50}  # of a column: short texts, long ones


def write_downloads(
    evaluation: Evaluation, bundle: Path, notebooks: Path, site: Path
) -> None:
    """Write every file that the page of downloads leads to.

    Parameters
    ----------
    evaluation : Evaluation
        Of the edition that is published.
    bundle : Path
        What it was evaluated from.
    notebooks : Path
        The folder below which the executed notebooks lie.
    site : Path
        The folder of the built site.
    """
    folder = site / FOLDER
    folder.mkdir()
    tables = {n: as_text(t) for n, t in downloads.tables(evaluation).items()}
    of_findings = downloads.finding_tables(evaluation)
    for name, table in (tables | of_findings).items():
        how: Any = {"index": False, "lineterminator": "\r\n", "encoding": "utf-8-sig"}
        table.map(inert).to_csv(folder / f"{name}.csv", **how)
    if of_findings:
        titled = {TITLES[name]: table for name, table in of_findings.items()}
        place = folder / f"{downloads.SUMMARY}.xlsx"
        saving.save(_workbook(titled), place, comes_back=False)
    if downloads.fit_workbooks(evaluation):
        # Only to be read: what Excel cannot hold is no reason to publish nothing.
        matrix = matrix_book(evaluation.study, downloads.MATRIX)
        saving.save(_workbook(tables), folder / downloads.WORKBOOK, comes_back=False)
        saving.save(matrix, folder / downloads.MATRIX, comes_back=False)
        pack(bundle, folder / downloads.BUNDLE)
    # As files: searching a zip file for what may not be published takes minutes.
    for path in sorted(notebooks.rglob("*.ipynb")):
        place = folder / downloads.NOTEBOOKS / path.relative_to(notebooks)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Write every cell as text, whole numbers without a point, missing as nothing."""
    return table.map(_written)


def inert(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    >>> inert("=1+1"), inert("-1.5"), inert("- a list"), inert("plain")
    ("'=1+1", '-1.5', "'- a list", 'plain')
    """
    live = FORMULA.match(text) and not NUMBER.fullmatch(text)
    return f"'{text}" if live else text


def _written(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _workbook(tables: dict[str, pd.DataFrame]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, table in tables.items():
        widths = {str(c): WIDTHS[bool(table[c].str.len().max() < 30)] for c in table}
        rows = [list(row) for row in table.itertuples(index=False)]
        sheets.table(book.create_sheet(name), rows, widths)
    return book

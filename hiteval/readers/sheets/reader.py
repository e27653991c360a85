"""Tables of any kind, in a workbook or a delimited text file."""

from pathlib import Path

from hiteval.readers.containers import Archive, is_zip, start_of
from hiteval.readers.project import Project, refusal
from hiteval.readers.sheets.codebook import is_codebook, read_codebook
from hiteval.readers.sheets.coded_list import read_segments
from hiteval.readers.sheets.csv_table import SEPARATORS, first_row, read_csv_table
from hiteval.readers.sheets.grid import find_grid, is_of_dedoose
from hiteval.readers.sheets.headings import roles_of
from hiteval.readers.sheets.old_workbook import is_old_workbook, read_old_workbook
from hiteval.readers.sheets.segment_table import SegmentTable
from hiteval.readers.sheets.table_form import PLAIN, TableForm
from hiteval.readers.sheets.vendor_matrix import matrix_of, read_matrices
from hiteval.readers.sheets.workbook import Sheet, read_workbook

ENDINGS = (".csv", ".tsv", ".tab")
EXPECTED = (
    "a table with headings for the code and for the passage, document, case or id; "
    "or a framework matrix as NVivo or MAXQDA writes it"
)
REMEDY = (
    "In mapping.yml, name the headings of a list, as in "
    'spreadsheet: {columns: {code: "Theme", text: "What was said"}}; for a matrix of '
    "cases and codes write spreadsheet: {form: matrix}; for a column for each code, "
    'spreadsheet: {form: grid, columns: {text: "What was said"}}.'
)


def read_tables(path: Path, form: TableForm = PLAIN) -> Project:
    """Read coded passages, or the summaries of a matrix, from a spreadsheet.

    Parameters
    ----------
    path : Path
        A workbook (``.xlsx``, ``.xls``, ``.ods``), or text with commas, semicolons or
        tabs.
    form : TableForm
        What the mapping says of spreadsheets.

    Raises
    ------
    StudyError
        If it cannot be read in full, or holds neither.
    """
    sheets = _sheets(path, form)
    if form.form != "matrix":
        is_grid = form.form == "grid" or any(map(is_of_dedoose, sheets))
        find = find_grid if is_grid else SegmentTable.find
        found = [(sheet, find(sheet, form)) for sheet in sheets]
        others = [sheet for sheet, table in found if table is None]
        if tables := [table for _, table in found if table]:
            return read_segments(path.name, tables, others, form)
    if form.form in (None, "matrix"):
        told = form.form == "matrix"
        matrices = [(sheet, matrix_of(sheet, told)) for sheet in sheets]
        if any(matrix for _, matrix in matrices):
            return read_matrices(path.name, matrices)
    if form.form is None and any(map(is_codebook, sheets)):
        return read_codebook(path.name, sheets)
    raise refusal(path.name, EXPECTED, "neither", REMEDY)


def _sheets(path: Path, form: TableForm) -> list[Sheet]:
    if is_old_workbook(path, start_of(path, 4)):
        return read_old_workbook(path)
    if is_zip(path):
        with Archive.open(path) as archive:
            return read_workbook(archive)
    return [read_csv_table(path, form)]


def is_table(path: Path, start: bytes) -> bool:
    """Tell whether a file is an old workbook, or begins as a table of text does."""
    if is_old_workbook(path, start):
        return True
    marked = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = start.decode("utf-16" if marked else "latin-1", "replace")
    rows = [first_row(text, separator) for separator in SEPARATORS]
    known = any("code" in roles_of(row, {}) and len(row) > 1 for row in rows)
    named_so = path.suffix.casefold() in ENDINGS
    return named_so or (known and "\0" not in text)

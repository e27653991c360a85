"""Tables of any kind, in a workbook or a delimited text file."""

from pathlib import Path

from hiteval.readers.containers import Archive, is_zip
from hiteval.readers.project import Project, refusal
from hiteval.readers.sheets.coded_list import read_segments
from hiteval.readers.sheets.csv_table import SEPARATORS, first_row, read_csv_table
from hiteval.readers.sheets.headings import roles_of
from hiteval.readers.sheets.segment_table import SegmentTable
from hiteval.readers.sheets.table_form import PLAIN, TableForm
from hiteval.readers.sheets.vendor_matrix import matrix_of, read_matrices
from hiteval.readers.sheets.workbook import read_workbook

ENDINGS = (".csv", ".tsv", ".tab")
EXPECTED = (
    "a table with headings for the code and for the passage, document, case or id; "
    "or a framework matrix of cases and codes"
)
REMEDY = (
    "Name the headings in mapping.yml, as in "
    'spreadsheet: {columns: {code: "Theme", text: "What was said"}}.'
)


def read_tables(path: Path, form: TableForm = PLAIN) -> Project:
    """Read coded passages, or the summaries of a matrix, from a spreadsheet.

    Parameters
    ----------
    path : Path
        A ``.xlsx`` workbook, or text with commas, semicolons or tabs.
    form : TableForm
        What the mapping says of spreadsheets.

    Raises
    ------
    StudyError
        If it cannot be read in full, or holds neither.
    """
    if is_zip(path):
        with Archive.open(path) as archive:
            sheets = read_workbook(archive)
    else:
        sheets = [read_csv_table(path, form)]
    found = [(sheet, SegmentTable.find(sheet, form)) for sheet in sheets]
    others = [sheet for sheet, table in found if table is None]
    if tables := [table for _, table in found if table]:
        return read_segments(path.name, tables, others, form)
    matrices = [(sheet, matrix_of(sheet)) for sheet in sheets]
    if any(matrix for _, matrix in matrices):
        return read_matrices(path.name, matrices)
    raise refusal(path.name, EXPECTED, "neither", REMEDY)


def is_table(path: Path, start: bytes) -> bool:
    """Tell whether a file that is no archive begins as a table of text does."""
    text = start.decode(
        "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    )
    rows = [first_row(text, separator) for separator in SEPARATORS]
    known = any("code" in roles_of(row, {}) and len(row) > 1 for row in rows)
    return "\0" not in text and (known or path.suffix.casefold() in ENDINGS)

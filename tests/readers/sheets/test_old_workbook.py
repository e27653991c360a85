"""Workbooks of old Excel and of LibreOffice are read like new ones."""

import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.readers.formats import read_project
from hiteval.readers.sheets.old_workbook import read_old_workbook

XLS = Path(__file__).parent.parent.parent / "foreign" / "list.xls"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
MANIFEST = f'<m:manifest xmlns:m="{OFFICE}manifest:1.0"/>'
CODINGS = [
    ["Minutes A", "The café was far away.", "Access", "Ann", "1", "2024-05-19"],
    ["Minutes A", "Nobody 😀 trusted us.", "Trust", "Ann", "-1", "2024-05-19"],
    ["Minutes B", "They said “yes”.", "Trust", "Bob", "2", "2024-11-02"],
]


def codings(project):
    dates = project.sources.set_index("source")["date"]
    rows = project.codings.assign(date=project.codings["source"].map(dates))
    columns = ["source", "quote", "code", "user", "weight", "date"]
    return rows[columns].to_numpy().tolist()


def test_a_list_in_old_excel_is_read_with_its_title_merged_cells_and_days():
    project = read_project(XLS)
    assert codings(project) == CODINGS
    assert project.warnings == (
        "Sheet 'Notes' is hidden in the workbook.",
        "Sheets without a table of coded passages were not read: 'Notes'.",
    )


def ods(path, *rows):
    """Write an OpenDocument spreadsheet by hand."""
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        for row in rows
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    names = "".join(
        f' xmlns:{n}="{OFFICE}{n}:1.0"' for n in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", MANIFEST)
        made.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Codings">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_a_list_of_libreoffice_is_read(tmp_path):
    heading = ["Document", "Passage", "Theme", "Coder", "Score", "Date"]
    assert codings(read_project(ods(tmp_path / "a.ods", heading, *CODINGS))) == CODINGS


def test_an_error_value_is_no_value(tmp_path):
    (sheet,) = read_old_workbook(ods(tmp_path / "a.ods", ["Theme"], ["#REF!"]))
    assert (sheet.cell(2, 1), sheet.faulty) == ("", {(2, 1): "the error '#REF!'"})


@given(st.integers(8, len(XLS.read_bytes()) - 1), st.binary(max_size=3))
def test_what_is_damaged_is_read_or_refused(tmp_path_factory, place, junk):
    path = tmp_path_factory.mktemp("old") / "a.xls"
    whole = XLS.read_bytes()
    path.write_bytes(whole[:place] + junk)
    try:
        read_old_workbook(path)
    except StudyError as error:
        told = str(error.faults[0])
    else:
        return
    assert told == (
        "a.xls: expected a whole workbook; got a damaged or locked one. Open it there, "
        "and save it as .xlsx, without a password."
    )

"""A codebook names codes for a mapping; it is taken for nothing else."""

import pytest
from foreign.word import docx, p, r
from foreign.workbooks import write_workbook

from hiteval.readers.formats import read_project


def paths(tmp_path, *rows):
    project = read_project(write_workbook(tmp_path / "a.xlsx", Codes=rows))
    assert project.codings.empty
    return project.codes["path"].tolist()


def test_nvivo_parts_levels_by_a_backslash(tmp_path):
    heading = ["Name", "Description", "Files", "References"]
    rows = [["Access", "Getting there", 2, 9], ["Access\\Parking", None, 1, 3]]
    assert paths(tmp_path, heading, *rows) == [("Access",), ("Access", "Parking")]


def test_atlas_ti_parts_levels_by_a_colon_or_a_column(tmp_path):
    heading = ["Code", None, "Density", "Number of Groups", "Comment"]
    rows = [["● Access", None, 0, 1, "x"], [None, "○ Parking", 0, 1, None]]
    assert paths(tmp_path, heading, *rows) == [("Access",), ("Access", "Parking")]
    heading = ["Code", "Comment", "Code Group 1"]
    assert paths(tmp_path, heading, ["Access: Parking", None, None]) == [
        ("Access", "Parking")
    ]


@pytest.mark.parametrize(
    "heading",
    [
        ["Code", "Comment", "Code Group 1", "Quotation Content"],
        ["Code", "Comment", "Document", "Number of Groups"],
    ],
)
def test_a_list_of_passages_is_no_codebook(tmp_path, heading):
    path = write_workbook(tmp_path / "a.xlsx", Codes=[heading, ["Access", "b", "c", 1]])
    assert len(read_project(path).codings) == 1


HEADING = ("Name", "Description", "Files", "References")


def table(*rows):
    cells = ["".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_nvivo_writes_its_codebook_as_a_table_in_word(tmp_path):
    rows = [("Access", "Getting there", "2", "9"), ("Access\\Parking", "", "1", "3")]
    codes = table(HEADING, *rows)
    project = read_project(docx(tmp_path / "codebook.docx", p(r("Codes")), codes))
    assert project.codes["path"].tolist() == [("Access",), ("Access", "Parking")]
    assert project.codes["description"].tolist()[0] == "Getting there"


def test_a_row_without_a_name_takes_none_from_its_description(tmp_path):
    heading = ["Name", "Description", "Files", "References"]
    rows = [["Access", "x", 1, 2], [None, "only a description", 1, 2]]
    assert paths(tmp_path, heading, *rows) == [("Access",), ("row 3",)]


def test_every_table_of_codes_in_word_is_read(tmp_path):
    tables = [table(HEADING, (name, "", "1", "1")) for name in ("Access", "Trust")]
    others = table(("Version", "2"))
    project = read_project(docx(tmp_path / "codebook.docx", *tables, others))
    assert project.codes["path"].tolist() == [("Access",), ("Trust",)]
    assert project.warnings == ("'table 3' holds no codes, and is not read.",)


def test_a_cell_over_two_columns_moves_none_to_another(tmp_path):
    wide = table(("Access", "2", "9")).replace(
        "<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', 1
    )
    both = table(HEADING).removesuffix("</w:tbl>") + wide.removeprefix("<w:tbl>")
    project = read_project(docx(tmp_path / "codebook.docx", both))
    assert project.codes["description"].isna().all()

import re
import warnings

import openpyxl
import pytest
from conftest import ROOT
from foreign.workbooks import write_workbook

from hiteval.errors import StudyError
from hiteval.readers.sheets.reader import read_tables
from hiteval.readers.sheets.table_form import TableForm

REAL = ROOT.parent / "shared/fixtures"
HEAD = ["Document", "Segment", "Code"]
needs_real = pytest.mark.skipif(not REAL.exists(), reason="real files are absent")


@pytest.fixture
def write(tmp_path):
    def written(content, name="a.csv", encoding="utf-8"):
        path = tmp_path / name
        if isinstance(content, str):
            path.write_text(content, encoding=encoding, newline="")
            return path
        return write_workbook(path.with_suffix(".xlsx"), **content)

    return written


def refused(message):
    return pytest.raises(StudyError, match=re.escape(message))


def found(table, *columns):
    chosen = table[list(columns)]
    return chosen.astype(object).where(chosen.notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_separator_and_the_mark_at_the_start_are_found(write, separator, encoding):
    rows = [["Document", "Segment", "Code"], ["Talk", '"Café, near; by"', "Access"]]
    content = "\n".join(separator.join(row) for row in rows)
    project = read_tables(write(content, encoding=encoding))
    assert found(project.codings, "source", "quote", "code") == [
        ["Talk", "Café, near; by", "Access"]
    ]


def test_windows_1252_is_offered_by_name_and_read_when_told(write):
    path = write("Document;Text;Code\nTalk;Café;Access", encoding="windows-1252")
    message = (
        "a.csv, row 2: expected utf-8 text; got other bytes. Save it as 'CSV UTF-8', "
        "or write spreadsheet: {encoding: windows-1252} in mapping.yml."
    )
    with refused(message):
        read_tables(path)
    project = read_tables(path, TableForm(encoding="windows-1252"))
    assert project.codings.loc[0, "quote"] == "Café"


def test_a_maxqda_list_is_read_with_its_groups_levels_weights_and_places(write):
    head = ["Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Gewicht"]
    head += ["Segment", "Erstellt von", "Fläche"]
    rows = [["North", "Talk", "Reach > Rural", 3, 4, 2, "The van", "ana", "7"]]
    rows += [["South", "Talk", "Reach\\Rural", 9, 9, 0, "A bus", "bo", "8"]]
    project = read_tables(write({"Segments": [head, *rows]}))
    assert found(project.codings, "quote", "user", "weight", "place") == [
        ["The van", "ana", "2", "3 to 4"],
        ["A bus", "bo", "0", "9"],
    ]
    assert list(project.codes["path"]) == [("Reach", "Rural")]
    assert found(project.sources, "name") == [["Talk"], ["Talk"]]
    assert found(project.groups, "kind", "name", "source") == [
        ["set", "North", "North\nTalk"],
        ["set", "South", "South\nTalk"],
    ]
    assert project.warnings == (
        "Columns of 'Segments' that are not read: 'Fläche' (2 cells).",
    )


def test_codes_on_lines_of_a_cell_and_in_several_columns_are_each_a_coding(write):
    head = ["Case", "Quote", "Code", "Code"]
    project = read_tables(write({"S": [head, ["Alpha", "x", "A\nB", "C"]]}))
    assert found(project.codings, "case", "code") == [
        ["Alpha", "A"],
        ["Alpha", "B"],
        ["Alpha", "C"],
    ]


def test_what_stands_between_codes_can_be_told(write):
    path = write('Text,Code,Document\nx,"A; B",Talk\n')
    assert list(read_tables(path).codings["code"]) == ["A; B"]
    assert "If these separate codes" in read_tables(path).warnings[-1]
    told = read_tables(path, TableForm(codes_between=";"))
    assert list(told.codings["code"]) == ["A", "B"]
    assert told.warnings == ()


def test_levels_and_headings_can_be_told(write):
    path = write("Was gesagt wurde,Thema,Ort\nx,Reach - Rural,Talk\n")
    with refused("a.csv: expected a table with headings for the code and for"):
        read_tables(path)
    columns = {"text": "Was gesagt wurde", "code": "Thema", "document": "Ort"}
    project = read_tables(path, TableForm(columns=columns, levels_between=" - "))
    assert list(project.codes["path"]) == [("Reach", "Rural")]
    assert project.warnings == ()


def test_a_title_above_the_headings_is_no_row(write):
    rows = [["Coded segments"], [], HEAD, ["Talk", "x", "A"]]
    project = read_tables(write({"S": rows}))
    assert found(project.codings, "source", "quote", "code") == [["Talk", "x", "A"]]
    assert [(line.held, line.read) for line in project.ledger] == [(1, 1)]


def test_merged_cells_count_for_every_row_and_column_they_cover(tmp_path):
    rows = [["Document", "Text", "Codes", None]]
    rows += [["Talk", "x", "A", "B"], [None, "y", "A", None]]
    merged = ["C1:D1", "A2:A3"]
    path = write_workbook(tmp_path / "a.xlsx", merged=merged, S=rows)
    assert found(read_tables(path).codings, "source", "quote", "code") == [
        ["Talk", "x", "A"],
        ["Talk", "x", "B"],
        ["Talk", "y", "A"],
    ]


def test_rows_without_a_code_are_counted(write):
    project = read_tables(write("Document,Text,Code\nTalk,x,A\nTalk,y,\n,,\n"))
    assert len(project.codings) == 1
    assert project.warnings == (
        "1 rows have no code, or no summary, and are not evidence.",
    )
    assert [(line.held, line.read) for line in project.ledger] == [(2, 2)]


def test_each_sheet_without_a_column_of_coders_is_a_coder(write):
    sheets = {"Ana": [HEAD, ["Talk", "x", "A"]], "Bo": [HEAD, ["Talk", "x", "A"]]}
    project = read_tables(write(sheets))
    assert found(project.codings, "user", "source") == [["Ana", "Talk"], ["Bo", "Talk"]]
    assert project.users == ("Ana", "Bo")


def test_numbered_columns_hold_codes_and_their_rating(write):
    head = ["ID", "Interview", "Activity 1", "Impact 1", "Activity 2", "Impact 2"]
    first = [head, [7, "Talk", "Reading", "+2", "Writing", "-3"]]
    second = [["ID", "Activity 1", "Impact 1"], [7, "Reading", "-1"]]
    path = write({"Ana": first, "Bo": second})
    project = read_tables(path, TableForm(columns={"document": "Interview"}))
    assert found(project.codings, "user", "source", "weight", "place") == [
        ["Ana", "Talk", "+2", "passage 7"],
        ["Ana", "Talk", "-3", "passage 7"],
        ["Bo", "Talk", "-1", "passage 7"],
    ]
    assert list(project.codes["path"]) == [
        ("Activity", "Reading"),
        ("Activity", "Writing"),
    ]


def test_codes_are_told_apart_by_their_number(write):
    head = "Document;Quotation Content;Codes;Number of Codes\n"
    rows = 'Talk;"""x""";Cost, all;1\nTalk;"""y""";Cost, all, B: C: D;2\n'
    project = read_tables(write(head + rows))
    assert list(project.codes["path"]) == [("Cost, all",), ("B", "C: D")]
    assert list(project.codings["quote"]) == ["x", "y", "y"]
    assert ("codes in their cells", 3, 3) in [
        (line.kind, line.held, line.read) for line in project.ledger
    ]


def test_codes_that_cannot_be_told_apart_are_refused(write):
    path = write("Document;Text;Codes;Number of Codes\nTalk;x;A, B, C;2\n")
    message = (
        "a.csv, sheet 'a', row 2: expected 2 codes that can be told apart; got other "
        "ones. Say in mapping.yml what separates codes, as in spreadsheet: "
        '{codes_between: "; "}.'
    )
    with refused(message):
        read_tables(path)


def test_a_cell_without_a_value_is_refused_where_it_would_be_read(write):
    head = [*HEAD, "Remark"]
    project = read_tables(write({"S": [head, ["Talk", "x", "A", "=1+1"]]}))
    assert len(project.codings) == 1
    path = write({"S": [head, ["Talk", "x", "=A1", "r"], ["Talk", "#N/A", "B", "r"]]})
    with pytest.raises(StudyError) as error:
        read_tables(path)
    assert [(f.row, f.column, f.got) for f in error.value.faults] == [
        (2, "C", "a formula that was never computed"),
        (3, "B", "the error '#N/A'"),
    ]


def test_hidden_and_other_sheets_are_said(tmp_path):
    sheets = {"S": [HEAD, ["Talk", "x", "A"]], "Notes": [["a remark"]]}
    path = write_workbook(tmp_path / "a.xlsx", hidden=["Notes"], **sheets)
    assert read_tables(path).warnings == (
        "Sheet 'Notes' is hidden in the workbook.",
        "Sheets without a table of coded passages were not read: 'Notes'.",
    )


def test_summaries_of_a_list_are_no_codings(write):
    head = "Document;Code;Summary;Author\n"
    project = read_tables(write(f"{head}Talk;Reach;Few come.;ana\nTalk;Cost;;\n"))
    assert project.codings.empty
    assert found(project.summaries, "case", "code", "text", "user") == [
        ["Talk", "Reach", "Few come.", "ana"]
    ]


@pytest.mark.parametrize("row", ["Talk,x", "Talk,x,A,B"])
def test_a_row_of_another_width_is_refused(write, row):
    message = "a.csv, row 3: expected 3 cells, as in the first row; got"
    with refused(message):
        read_tables(write(f"Document,Text,Code\nTalk,x,A\n{row}\n"))


def test_a_text_cut_off_within_a_row_is_refused(write):
    content = 'Document,Text,Code\nTalk,"x, and\nmore",A\n'
    last_row = content.index("Talk") + 1
    for size in range(last_row, content.rindex(",")):
        with pytest.raises(StudyError):
            read_tables(write(content[:size]))


def test_a_nul_or_an_empty_text_is_refused(write):
    with refused("a.csv: expected text; got a NUL character."):
        read_tables(write("Text,Code\n\0,A"))
    with refused("a.csv: expected a table with headings"):
        read_tables(write(""))


@needs_real
def test_a_real_list_of_atlasti_is_read_whole():
    file = REAL / "atlasti-exports" / "20250914_quotation_export.csv"
    project = read_tables(file)
    book = REAL / "atlasti-exports" / "20250914_codebook_full.csv"
    lines = book.read_text(encoding="utf-8-sig").splitlines()
    names = {line.partition(";")[0] for line in lines[1:]}
    codes = {": ".join(path) for path in project.codes["path"]}
    assert len(project.codings) == 1465  # the sum of its column Number of Codes
    assert {code for code in codes if not code.startswith('"')} <= names


@needs_real
def test_a_real_workbook_of_two_raters_is_read_whole():
    file = REAL / "two-rater-workbook" / "interview-data.xlsx"
    project = read_tables(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of an extension
        book = openpyxl.load_workbook(file)
    expected = 0
    for name in ("Data", "Overlap"):
        head, *rows = book[name].values
        numbered = [n for n, h in enumerate(head) if re.search(r" \d$", h)]
        codes = [n for n in numbered if not head[n].startswith("Impact")]
        expected += sum(row[n] is not None for row in rows for n in codes)
    assert len(project.codings) == expected
    assert set(project.codings["weight"].dropna()) == {
        *["-3", "-2", "-1", "+0", "+1", "+2", "+3"]
    }
    shared = project.codings.groupby("place")["user"].nunique()
    assert (shared == 2).sum() == 10

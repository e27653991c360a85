"""What readers take away: what the edition shows, the same bytes, nothing that runs."""

import csv
from dataclasses import replace

import pytest
from conftest import ROOT
from hostile_strings import FREE_TEXT
from openpyxl import load_workbook
from shown import rows

from hiteval.display import downloads as page
from hiteval.report.book.download_files import inert, write_downloads
from hiteval.report.pages.pages import all_pages
from hiteval.results.evaluation import evaluate

pytestmark = pytest.mark.integration

FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "\uff1d1+1",
]


def written(evaluation, folder):
    (folder / "site").mkdir(parents=True)
    notebook = folder / "book" / "teams" / "alpha.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{}", encoding="utf-8")
    bundle = folder / "bundle"
    bundle.mkdir()
    (bundle / "teams.csv").touch()
    write_downloads(evaluation, bundle, folder / "book", folder / "site")
    return folder / "site" / "downloads"


@pytest.fixture(scope="module")
def files(tiny, tmp_path_factory):
    return written(tiny, tmp_path_factory.mktemp("downloads"))


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_file_that_the_page_leads_to_is_there_and_no_other(files, tiny):
    named = {f"{name}.csv" for name in page.tables(tiny)}
    others = {page.WORKBOOK, page.MATRIX, page.BUNDLE, page.NOTEBOOKS}
    assert {path.name for path in files.iterdir()} == named | others
    assert not [name for name in named if name.removesuffix(".csv") not in page.TABLES]


def test_findings_are_given_out_as_published_tables(shipped, tmp_path):
    folder = written(shipped, tmp_path)
    book = load_workbook(folder / f"{page.SUMMARY}.xlsx")
    assert book.sheetnames == ["Summary of findings", "Evidence profiles"]
    for name, sheet in zip((page.SUMMARY, page.PROFILES), book, strict=True):
        held = [["" if v is None else v for v in r] for r in sheet.values]
        assert held == cells(folder / f"{name}.csv")
        assert len(held) == len(shipped.study.findings) + 1
        assert f"{name}.csv" in page.workbooks(shipped).text


def test_of_very_much_there_are_csv_files_alone(tiny, tmp_path, monkeypatch):
    cells = sum(table.size for table in tiny.whole.tables.values())
    monkeypatch.setattr(page, "MOST_BYTES", cells * page.A_CELL)
    folder = written(tiny, tmp_path)
    assert list(folder.glob("*.xlsx")) == []
    assert (folder / "codings.csv").exists()
    told = page.workbooks(tiny).text
    assert ".xlsx" not in told
    assert "of all tables would be too large to open with ease" in told


def test_a_csv_file_holds_its_table(files, tiny):
    head, *rows = cells(files / "codings.csv")
    assert head == ["segment_id", "coder_id", "criterion_id", "rating"]
    assert rows == tiny.study.codings[head].astype("str").to_numpy().tolist()


def test_the_workbook_holds_the_same_as_the_csv_files(files):
    book = load_workbook(files / "tables.xlsx")
    for sheet in book:
        held = [["" if v is None else v for v in r] for r in sheet.values]
        assert held == cells(files / f"{sheet.title}.csv")


def test_notebooks_keep_their_folders(files):
    assert (files / "notebooks" / "teams" / "alpha.ipynb").read_text() == "{}"


def test_the_page_leads_to_the_notebook_of_every_page(tiny):
    pages = [made.path for made in all_pages(tiny, ROOT)]
    made = page.notebooks(pages, tiny).text
    assert 'href="../../downloads/notebooks/teams/alpha.ipynb">Alpha</a>' in made
    assert made.count("<li>") == len(pages)


def test_the_page_leads_to_every_table_and_says_how_long_it_is(tiny):
    told = {row[0]: row[1:] for row in rows(page.by_table(page.files(tiny), tiny))}
    assert told["teams.csv"] == ["a team, or the partnership", "4"]
    assert set(told) == {"Table", *(f"{name}.csv" for name in page.tables(tiny))}


def test_two_runs_give_the_same_bytes(files, tiny, tmp_path):
    for path in written(tiny, tmp_path).glob("*.*"):
        assert path.read_bytes() == (files / path.name).read_bytes(), path.name


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_study_is_a_live_formula(study, tmp_path, text):
    tables = {
        name: study.tables[name].assign(**dict.fromkeys(columns, text))
        for name, columns in FREE_TEXT.items()
    }
    folder = written(evaluate(replace(study.with_tables(tables))), tmp_path)
    live = [
        cell
        for path in folder.glob("*.csv")
        for row in cells(path)
        for cell in row
        if cell.strip().startswith(("=", "@", "\uff1d")) or cell == text
    ]
    assert live == []
    book = load_workbook(folder / "tables.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n"}
    values = {c.value for s in book for r in s for c in r if c.data_type == "n"}
    assert values == {None}


def test_a_text_that_excel_cannot_hold_is_no_reason_to_publish_nothing(study, tmp_path):
    summaries = study.summaries.assign(summary="a bell: \x07")
    changed = evaluate(study.with_tables({"summaries": summaries}))
    book = load_workbook(written(changed, tmp_path) / page.MATRIX)
    values = {cell.value for sheet in book for row in sheet for cell in row}
    assert "a bell: \ufffd" in values


@pytest.mark.parametrize("number", ["-1", "-1.5", "+2", "1e-05", "2016-03-04"])
def test_numbers_and_dates_are_left_alone(number):
    assert inert(number) == number

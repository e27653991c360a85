"""Every name is shown as it was written, once escaped, wherever readers meet it."""

import csv
import json
import shutil
import subprocess

import pytest
from bs4 import BeautifulSoup
from cells import html_of
from conftest import REPORT, ROOT, copy_project, once
from named import NAME, TWICE, faults, numbers, texts, write_named
from openpyxl import load_workbook

from hiteval.bundle.bundle import write_bundle
from hiteval.bundle.opening import open_evaluation
from hiteval.report.book.book import lay_out
from hiteval.report.book.download_files import write_downloads
from hiteval.report.make_pages import give_rooms
from hiteval.report.pages.pages import all_pages, room
from hiteval.study.reading import read_study
from hiteval.workbooks.disagreements_export import export_disagreements
from hiteval.workbooks.matrix_export import export_matrix

# What no page shows: it serves those who evaluate.
NOT_SHOWN = {"codings.note", "ratings.rationale", "teams.acronym"}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Write the study; return its folder, and where each name was put."""
    folder = tmp_path_factory.mktemp("named") / "study"
    return folder, write_named(folder)


@pytest.fixture(scope="module")
def work(study, tmp_path_factory):
    """Lay out what the notebooks of every page find."""
    work = tmp_path_factory.mktemp("work")
    (work / "_build").mkdir()
    write_bundle(study[0], "public", work / "_build" / "bundle", ROOT)
    with pytest.MonkeyPatch.context() as context:
        context.chdir(work)
        evaluation = open_evaluation("_build/bundle")
    lay_out(ROOT, work, evaluation.study)
    give_rooms(all_pages(evaluation, ROOT), evaluation, work)
    return evaluation, work


@pytest.fixture(scope="module")
def views(work):
    """Run the cells of every page's notebook: its HTML, by the page's path."""
    evaluation, place = work
    made = {}
    for page in all_pages(evaluation, ROOT):
        notebook = place / "_build" / "notebooks" / f"{page.notebook}.ipynb"
        with pytest.MonkeyPatch.context() as context:
            context.chdir(room(page, place))
            made[page.path] = html_of(notebook, page.parameters)
    return made


def every_cell(book):
    return [str(c.value) for sheet in book for row in sheet for c in row if c.value]


def spoilt(cells):
    """Return the cells that hold a name, but not verbatim."""
    return [c for c in cells if "A &" in NAME.sub("", c) or TWICE.search(c)]


def test_a_name_escaped_twice_or_not_at_all_is_found():
    assert faults("<p title='A &amp;amp; B'>A &amp; B &lt;i&gt; 1</p>")
    assert faults("<p>A &amp; B <i> 1</p>")
    assert not faults('<p title="A &amp; B &lt;i&gt; 1">A &amp; B &lt;i&gt; 2</p>')


def test_every_view_of_every_page_shows_names_verbatim(views):
    assert {path: faults(html) for path, html in views.items() if faults(html)} == {}


def is_team(study):
    return study.teams["kind"] == "team"


def test_every_name_that_may_be_shown_is(views, study, work):
    said = "\n".join(
        text
        for html in views.values()
        for text in texts(BeautifulSoup(html, "html.parser"))
    )
    settings = (work[1] / "_build" / "bundle" / "study.yml").read_text("utf-8")
    latest = work[0].study  # pages show the latest wave
    teams = latest.teams.assign(focus=latest.teams["focus"].where(is_team(latest)))
    tables = latest.tables | {"teams": teams}  # the partnership has no page of a team
    released = [table.to_csv() for table in tables.values()]
    held = numbers("\n".join([settings, latest.framework.model_dump_json(), *released]))
    missing = {study[1][number] for number in held - numbers(said)}
    assert missing - NOT_SHOWN == {"study.title"}  # in the book's frame


def test_every_download_holds_names_verbatim(work, tmp_path):
    evaluation, _ = work
    (tmp_path / "site").mkdir()
    (tmp_path / "bundle").mkdir()
    places = (tmp_path / name for name in ("bundle", "book", "site"))
    write_downloads(evaluation, *places)
    (tmp_path / "site" / "downloads" / "bundle.zip").unlink()  # of an empty folder
    for path in (tmp_path / "site").rglob("*.*"):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
        else:
            cells = every_cell(load_workbook(path))
        assert spoilt(cells) == [], path.name
        assert path.stem not in ("teams", "tables") or numbers("\n".join(cells))


@pytest.mark.parametrize("export", [export_matrix, export_disagreements])
def test_every_workbook_holds_names_verbatim(study, tmp_path, export):
    export(read_study(study[0]), tmp_path / "made.xlsx")
    cells = every_cell(load_workbook(tmp_path / "made.xlsx"))
    assert spoilt(cells) == []
    assert numbers("\n".join(cells))


@pytest.fixture(scope="module")
def site(study, tmp_path_factory):
    def build(project):
        shutil.copytree(study[0], copy_project(project) / "data")
        subprocess.run(REPORT, cwd=project, check=True)

    return once(tmp_path_factory, "names", build) / "_build" / "html"


def parsed(path):
    return BeautifulSoup(path.read_bytes(), "html.parser")


@pytest.mark.book
def test_every_page_of_the_book_shows_names_verbatim(site):
    pages = [site / "search.html", *sorted(site.glob("book/**/*.html"))]
    found = {page.name: faults(page.read_text("utf-8")) for page in pages}
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.book
def test_every_page_carries_the_study_s_title_its_own_and_the_limits(site, study):
    numbered = {where: number for number, where in study[1].items()}
    for path in site.glob("book/**/*.html"):
        page = parsed(path)
        assert numbered["study.title"] in numbers(page.title.text), path
        assert numbered["study.title"] in numbers(page.select_one("header .title").text)
        if path.stem in ("main-messages", "how-to-read"):
            assert numbers(page.select_one("aside.limits").text)
    assert NAME.match(parsed(site / "book" / "teams" / "alpha.html").h1.text)


@pytest.mark.book
def test_what_machines_read_holds_names_verbatim(site):
    for name in ("ro-crate-metadata.json", "workflow/plan.json"):
        text = (site / name).read_text("utf-8")
        assert json.loads(text)
        assert not TWICE.search(text)

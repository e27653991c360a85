"""The guide works as it stands: its walks are taken, command by command."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import excel_list
import first_hour
import pytest
import year_of_work as people
from conftest import ROOT, TINY
from disturbed import contents
from guide_lines import ELSEWHERE, lines

BIN = Path(sys.executable).parent
DOCUMENTS = "hiteval import documents/*.txt --into data"
CODED = "hiteval import coded/*.qdpx --into data"
LATER = "hiteval import documents-2025/*.txt --into data"
# What people have done before a command, by the command and which time it is given.
BEFORE = {
    (DOCUMENTS, 1): lambda folder: (
        people.begin(folder),
        people.name_teams(folder),
        people.gather(2024, folder / "documents"),
    ),
    (DOCUMENTS, 2): people.map_documents,
    (CODED, 1): lambda f: people.two_code(f, "for-coding.qdpx", "coded", 2024),
    (CODED, 2): people.name_coders,
    ("hiteval settle import to-settle.xlsx --into data --agreed-on 2025-03-31", 1): (
        people.settle_the_first
    ),
    ("hiteval check", 3): people.second_wave,
    (LATER, 1): lambda folder: people.gather(2025, folder / "documents-2025"),
    (LATER, 2): lambda folder: people.date_documents(folder, 2025),
    ("hiteval import coded-2025/*.qdpx --into data", 1): lambda folder: people.two_code(
        folder, "for-coding-2025.qdpx", "coded-2025", 2025
    ),
}
STOPS = {(DOCUMENTS, 1), (CODED, 1), (LATER, 1)}  # to have its mapping filled in
LIST = "hiteval import our-list.xlsx --into data"
PUBLISHING = ROOT / "hiteval" / "starter" / "publishing"


def page(name):
    return (ROOT / "book" / "guide" / f"{name}.md").read_text(encoding="utf-8")


def type_in(line, folder, stops=False):
    """Run a line as a reader would, in a shell that finds hiteval."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=os.environ | {"PATH": path, "BROWSER": "true"},
        capture_output=True,
        text=True,
    )
    expected = (0, 3) if stops else (0,)
    assert done.returncode in expected, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def work_through(name, folder, before, stops=()):
    """Follow a page, with what people do in between; return where it ends, and how."""
    given, said = Counter(), {}
    for line in lines(name):
        if line.startswith("cd "):
            folder = folder / line.removeprefix("cd ")
            continue
        given[line] += 1
        at = (line, given[line])
        before.get(at, lambda _: None)(folder)
        said[at] = type_in(line, folder, at in stops)
    assert {at for at in before if given[at[0]] < at[1]} == set()
    return folder, said


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory):
    return work_through("a-year", tmp_path_factory.mktemp("year"), BEFORE, STOPS)[0]


@pytest.mark.book
def test_the_guide_leads_from_nothing_to_two_waves_of_twelve_teams(evaluated):
    site = evaluated / "_build" / "html" / "book"
    assert len(list((site / "teams").glob("*.html"))) == 12
    waves = (site / "results" / "waves.html").read_text(encoding="utf-8")
    assert "First year" in waves
    assert "Second year" in waves
    changed = (site / "results" / "changes.html").read_text(encoding="utf-8")
    assert "The earlier edition covers 1 January 2024 to 31 December 2024." in changed
    assert (evaluated.parent / "bundle-2024" / "consensus.csv").read_text().count(
        "\n"
    ) > 1


@pytest.mark.book
def test_every_recipe_of_where_to_publish_works(evaluated, tmp_path):
    (tmp_path / "www" / "report").mkdir(parents=True)
    for line in lines("publish"):
        if line not in ELSEWHERE and "s3://" not in line:  # test_upload has a bucket
            type_in(line.replace("/var/www", f"{tmp_path}/www"), evaluated)
    pages = evaluated.parent / "our-report"
    assert (pages / "report" / "index.html").is_file()
    assert (tmp_path / "www" / "report" / "index.html").is_file()
    assert [path.name for path in (tmp_path / "www").iterdir()] == ["report"]
    with zipfile.ZipFile(evaluated / "report.zip") as packed:
        assert "html/index.html" in packed.namelist()
    assert (pages / ".gitlab-ci.yml").is_file()


@pytest.fixture(scope="module")
def an_hour(tmp_path_factory):
    """The first hour, and after it the page of those who check a report."""
    before = {
        ("hiteval check", 1): first_hour.slip,
        ("hiteval check", 2): first_hour.make_neutral,
    }
    place = tmp_path_factory.mktemp("hour")
    stops = {("hiteval check", 1)}
    folder, said = work_through("first-hour", place, before, stops)
    published = contents(folder / "_build" / "html")
    _, checked = work_through("audit", folder, {})
    return folder, said, checked, published


@pytest.mark.book
def test_the_first_hour_tells_what_the_page_says(an_hour):
    _, said, checked, _ = an_hour
    trace = ("hiteval trace asthma together.public_voice", 1)
    assert said[trace].startswith("asthma, together.public_voice: 0\n")
    assert checked[trace].startswith("asthma, together.public_voice: +1\n")
    fault = said["hiteval check", 1].partition("1 fault:\n")[2]
    (shown,) = re.findall(r"^```text\n(.*?)^```", page("first-hour"), re.M | re.S)
    assert fault.split() == shown.split()
    changed = checked["hiteval diff ../bundle-before _build/bundle", 1]
    assert "\nasthma, together.public_voice: 0 (proposed) -> +1 (proposed)\n" in changed


@pytest.mark.book
def test_a_book_that_is_built_by_hand_leaves_the_published_one_as_it_was(an_hour):
    folder, _, _, published = an_hour
    assert contents(folder / "_build" / "html") == published
    by_hand = folder / "_build" / "by-hand" / "_build" / "html"
    assert (by_hand / "book" / "teams" / "asthma.html").is_file()


@pytest.mark.book
def test_a_list_from_excel_becomes_a_report(tmp_path):
    before = {
        (LIST, 1): excel_list.begin,
        ("hiteval mapping import mapping.xlsx --into data", 1): excel_list.fill_in,
    }
    folder, said = work_through("from-excel", tmp_path, before)
    assert "12 codings = 2 ignored" in said[LIST, 2]
    site = folder / "_build" / "html" / "book" / "teams"
    falls = (site / "falls.html").read_text(encoding="utf-8")
    assert "Two patients are members of the board." in falls
    assert "Two patients have sat on the board" not in falls


@pytest.mark.parametrize("name", ["framework-matrix", "plan-and-involvement"])
def test_a_workbook_goes_out_and_comes_back(name, tmp_path):
    shutil.copytree(TINY, tmp_path / "my-study")
    _, said = work_through(name, tmp_path, {})
    assert len(said) >= 3


def test_the_examples_for_notebooks_run(tmp_path):
    shutil.copytree(TINY, tmp_path / "data")
    blocks = re.findall(r"^```python\n(.*?)^```", page("library"), re.M | re.S)
    (tmp_path / "example.py").write_text("".join(blocks), encoding="utf-8")
    assert len(blocks) == 3
    type_in("python example.py", tmp_path)


@pytest.mark.parametrize(
    ("file", "form"),
    [("github-pages.yml", "github-workflows"), ("gitlab-pages.yml", "gitlab-ci")],
)
def test_a_file_for_pages_has_the_form_that_its_host_reads(file, form, tmp_path):
    check = f"check-jsonschema --builtin-schema vendor.{form} {PUBLISHING / file}"
    assert "ok" in type_in(check, tmp_path)

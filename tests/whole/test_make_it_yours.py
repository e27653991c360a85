"""What the page *Make it yours* says is done here, with the code of the page itself."""

import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from disturbed import SHOW, contents, small_project, write_notebook
from nbformat.v4 import new_code_cell

from hiteval.study.reading import read_study

PAGE = (ROOT / "book" / "guide" / "make-it-yours.md").read_text(encoding="utf-8")
COLUMN, STATISTIC, TABLE, FIGURE, ONCE, EACH = re.findall(
    r"^```python\n(.*?)^```", PAGE, re.M | re.S
)
*LINES, LANGUAGES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.M | re.S)
# Pages that are made for this project alone: no guide that would lead to others.
CONTENTS = """format: jb-book
root: book/results/main-messages
parts:
- caption: Teams
  chapters:
  - glob: book/teams/*
"""


def run(project, *arguments):
    command = [sys.executable, "-m", "hiteval", "report", "--jobs", "1", *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def follow(project, code):
    subprocess.run([sys.executable, "-c", code], cwd=project, check=True)


def article(project, page):
    path = project / "_build" / "html" / "book" / f"{page}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small report to which somebody added all that the page tells of."""
    place = small_project(tmp_path_factory.mktemp("yours") / "project")
    for name in ("main_messages", "team"):
        write_notebook(place / "notebooks" / f"{name}.ipynb", SHOW)
    follow(place, ONCE)
    follow(place, EACH)
    own = place / "notebooks" / "my_analysis.ipynb"
    notebook = nbformat.read(own, as_version=4)
    shown = [COLUMN, STATISTIC, TABLE, FIGURE]
    notebook.cells += [new_code_cell(code) for code in shown]
    nbformat.write(notebook, own)
    (place / "_toc.yml").write_text(CONTENTS + "".join(LINES), encoding="utf-8")
    status, told = run(place)
    assert status == 0, told
    return place


@pytest.mark.book
def test_a_column_a_statistic_a_table_and_a_figure_are_published(project, tiny):
    page = article(project, "results/my-analysis").article
    assert page.h1.find(string=True) == "My analysis"
    first, column, table = page.find_all("table")
    assert "team_id" in first.text
    assert "contrary_share" in column.text
    assert table.caption.text == "How many sources each strand has"
    ages = page.find("pre", string=re.compile("Name: age, dtype: float64"))
    assert re.search(r"^alpha +[0-9.]+$", ages.text, re.M)
    described = "Bars of the number of segments of each team"
    assert page.find("img", alt=described)["src"].startswith("data:image/png")


@pytest.mark.book
def test_a_page_for_every_team_is_listed_below_the_team_s(project, tiny):
    for team in tiny.teams.itertuples():
        page = article(project, f"results/my-view-{team.team_id}")
        assert page.h1.find(string=True) == f"{team.name}: my view"
        assert page.article.find("td", string="working")
        beside = article(project, f"teams/{team.team_id}")
        listed = [a.text for a in beside.select("#navigation li li a")]
        assert listed == [f"{team.name}: my view"]


@pytest.mark.book
def test_two_runs_give_the_same_bytes(project):
    before = contents(project / "_build" / "html")
    status, told = run(project, "--force")
    assert status == 0, told
    assert contents(project / "_build" / "html") == before


@pytest.mark.book
def test_a_line_that_leads_nowhere_stops_before_any_notebook_runs(project):
    toc = project / "_toc.yml"
    kept = toc.read_text(encoding="utf-8")
    toc.write_text(kept.replace("my-analysis", "my-analysys"), encoding="utf-8")
    status, told = run(project)
    toc.write_text(kept, encoding="utf-8")
    assert status == 3
    assert "got 'book/results/my-analysys'. Did you mean 'book/results/my-a" in told
    assert "Notebooks" not in told


def test_what_the_page_computes_is_right(tiny):
    """By counting in plain Python, not with tables."""
    names = {"evaluation": tiny}
    exec(COLUMN + STATISTIC, names)  # noqa: S102 (our own page)
    for cell in names["cells"].itertuples():
        expected = cell.contrary / cell.sources if cell.sources else None
        assert cell.contrary_share == expected or expected is None
    dates = {s.source_id: s.date for s in tiny.study.sources.itertuples()}
    rows = tiny.by_source.itertuples()
    used = {row.source_id for row in rows if row.team_id == "beta"}
    known = [dates[source] for source in used if isinstance(dates[source], str)]
    ages = sorted(2025 - int(date[:4]) for date in known)
    half = (ages[(len(ages) - 1) // 2] + ages[len(ages) // 2]) / 2 if ages else None
    assert names["source_age"](tiny, 2025).get("beta") == half


def test_a_study_names_the_languages_of_its_report(project, tmp_path):
    shutil.copytree(project / "data", tmp_path / "data")
    with (tmp_path / "data" / "study.yml").open("a", encoding="utf-8") as settings:
        settings.write(LANGUAGES)
    assert read_study(tmp_path / "data").settings.languages == ("en-GB", "cy")

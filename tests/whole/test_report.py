"""The whole way on the shipped study: same bytes, every page, every link, by hand."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import TINY, copy_project
from guide_lines import lines

from hiteval.display import checklists
from hiteval.report.book.search import FILE
from hiteval.report.gate import search_index

pytestmark = pytest.mark.book
BIN = Path(sys.executable).parent


def run(*command, cwd, **variables):
    environment = os.environ | variables
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def site(built):
    return built / "_build" / "html"


@pytest.fixture(scope="session")
def pages(site):
    """Parse every page of results once."""
    return {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted((site / "book").rglob("*.html"))
    }


def test_every_team_has_a_page_and_no_other(site, shipped):
    made = {path.stem for path in (site / "book" / "teams").iterdir()}
    assert made == set(shipped.teams["team_id"])


def test_every_page_has_its_own_title_and_leads_to_the_study_s_limits(pages, shipped):
    titles = [page.h1.find(string=True) for page in pages.values()]
    assert len(set(titles)) == len(pages) == 73
    assert shipped.study.settings.title in titles
    unread = "No person has coded the evidence: models did."
    for path, page in pages.items():
        limits = page.find(class_="limits")
        if path.stem in ("main-messages", "how-to-read"):
            said = [item.text for item in limits.find_all("li")]
            assert said == [unread, *shipped.study.settings.limits]
        else:
            assert limits.text == f"{unread} The limits of this study"
            assert limits.a["href"].endswith("how-to-read.html#limits")


def test_the_side_bar_lists_teams_by_name(pages, shipped):
    page = next(iter(pages.values()))
    names = [a.text.strip() for a in page.find(id="navigation").find_all("a")]
    first = names.index("Active Lives")
    assert names[first : first + 23] == shipped.teams["name"].tolist()


def test_every_link_within_the_report_arrives(pages):
    places = {
        path: {t["id"] for t in page.find_all(id=True)} for path, page in pages.items()
    }
    lost = []
    for path, page in pages.items():
        for a in page.find("article").find_all("a", href=True):
            address = urlsplit(a["href"])
            # With a "=", a fragment says what to choose on a page.
            if not address.scheme and "=" not in address.fragment:
                target = (path.parent / unquote(address.path)).resolve()
                target = target if address.path else path
                choice = "=" in address.fragment  # for a script to read
                named = places.get(target, set()) | {""}
                if not choice and address.fragment not in named:
                    lost.append((path.stem, a["href"]))
    assert lost == []


def test_every_place_that_a_checklist_names_is_there(pages, site, shipped):
    results = site / "book" / "results"
    named = ";".join(checklists.items()["places"])
    places = checklists.places_there(named, shipped.study).split(";")
    for address in {checklists.address(place) for place in places if place}:
        path, _, name = address.partition("#")
        page = pages[(results / path).resolve()]
        assert not name or page.find(id=name), address


def test_what_can_be_searched_for_stands_where_the_search_leads_to(pages, site):
    index = search_index._unpacked((site / FILE).read_text(encoding="utf-8"))
    found = {address for address, _ in index["pages"]}
    assert "book/teams/dementia.html" in found
    assert not [a for a in found if "workings" in a or "table" in a]
    for _, page, place, text in index["texts"]:
        shown = pages[site / index["pages"][page][0]].find("article")
        assert not place or shown.find(id=place), place
        words = "".join(text.split())
        assert words in "".join(shown.get_text().split()), text


def test_every_passage_and_finding_can_be_searched_for(site, shipped):
    texts = {text for found in search_index.entries(site).values() for text in found}
    coded = set(shipped.rated["segment_id"]) | set(shipped.beside["segment_id"])
    segments = shipped.study.segments.set_index("segment_id").loc[sorted(coded)]
    said = [*segments["summary"], *shipped.study.findings["statement"]]
    assert [text for text in said if " ".join(text.split()) not in texts] == []


@pytest.mark.parametrize("code", ["open_evaluation", "remove-cell", "teams.cells"])
def test_the_index_of_the_search_holds_no_code(site, code):
    texts = [text for found in search_index.entries(site).values() for text in found]
    assert [text for text in texts if code in text] == []


def test_the_index_of_the_search_is_small(site):
    assert (site / FILE).stat().st_size < 300_000


def test_no_place_is_named_twice_on_a_page(pages):
    for path, page in pages.items():
        names = [tag["id"] for tag in page.find("article").find_all(id=True)]
        assert len(names) == len(set(names)), path


def test_from_a_rating_to_a_passage_to_its_source_and_back(pages, site):
    team = site / "book" / "teams" / "dementia.html"
    page = pages[team]
    rating = page.select_one(".criterion > h3 a.rating")
    passages = page.find(id=rating["href"][1:]).find_parent(class_="passages")
    source = passages.find("a", href=lambda h: "evidence-register" in h)
    register, place = source["href"].split("#")
    entry = pages[(team.parent / register).resolve()].find(id=place).find_parent("tr")
    addresses = [a["href"] for a in entry.find_all("a")]
    assert addresses[0].startswith("https://")
    back, segment = addresses[1].split("#")
    assert (team.parent / back).resolve() == team
    assert page.find(id=segment)


def test_the_published_site_names_no_folder_of_the_machine(site, built):
    for name, content in contents(site).items():
        assert str(built).encode() not in content, name


def test_coders_notes_are_nowhere_in_what_is_published(built, site):
    notes = pd.read_csv(built / "data" / "codings.csv")["note"].dropna()
    files = ("segments.csv", "summaries.csv", "interpretations.csv")
    public = "".join((built / "data" / f).read_text(encoding="utf-8") for f in files)
    secret = [note.encode() for note in notes if len(note) > 30 and note not in public]
    text = b"\n".join(contents(site).values())
    assert len(secret) > 500
    assert [note for note in secret if note in text] == []


def test_shuffled_rows_another_seed_locale_and_time_zone_give_the_same_bytes(
    built, tmp_path
):
    place = copy_project(tmp_path / "elsewhere")
    shutil.copytree(built / "data", place / "data")
    for path in (place / "data").glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        shuffled = table.sample(frac=1, random_state=1).sample(frac=1, axis=1)
        shuffled.to_csv(path, index=False)
    run(
        *(sys.executable, "-m", "hiteval", "report", "--jobs", 1),
        cwd=place,
        PYTHONHASHSEED="7",
        TZ="Asia/Tokyo",
        LC_ALL="C",
    )
    for folder in ("_build/bundle", "book/teams", "book/results", "_build/html"):
        ours, theirs = contents(built / folder), contents(place / folder)
        assert sorted(ours) == sorted(theirs)
        assert [name for name in ours if ours[name] != theirs[name]] == []


def test_a_reviewer_can_run_two_teams_again_and_get_the_same(built):
    teams = [f"book/teams/{team}.ipynb" for team in ("dementia", "ckd")]
    options = ["-q", "--nbval", "-p", "no:cacheprovider"]
    assert "passed" in run(sys.executable, "-m", "pytest", *options, *teams, cwd=built)


def test_papermill_by_hand_gives_the_same_results(built, tmp_path):
    out = tmp_path / "out.ipynb"
    options = ["-p", "team_id", "stroke", "--no-progress-bar"]
    run(BIN / "papermill", "_build/notebooks/team.ipynb", out, *options, cwd=built)
    made = built / "book" / "teams" / "stroke.ipynb"
    assert results(out) == results(made)


def results(path):
    import nbformat

    cells = nbformat.read(path, as_version=4).cells
    return [o.data["text/html"] for c in cells for o in c.get("outputs", [])]


def test_jupyter_book_by_hand_builds_the_same_pages_elsewhere(built, site, tmp_path):
    place = Path(shutil.copytree(built, tmp_path / "by-hand"))
    (line,) = [line for line in lines("audit") if line.startswith("jupyter-book ")]
    command = [BIN / "jupyter-book", *line.split()[1:], "-W", "--keep-going"]
    run(*command, cwd=place)
    ours = (site / "book" / "teams" / "stroke.html").read_text(encoding="utf-8")
    made = place / "_build" / "by-hand" / "_build" / "html"
    theirs = (made / "book" / "teams" / "stroke.html").read_text(encoding="utf-8")
    assert article(theirs) == article(ours)
    assert contents(place / "_build" / "html") == contents(site)


def article(text):
    """Return what there is to read; by hand, no page is below another."""
    page = BeautifulSoup(text, "html.parser")
    for below in page.select(".toctree-wrapper"):
        below.decompose()
    text = str(page.article).splitlines()
    return [line for line in text if line.strip()]


def test_an_internal_report_says_so_on_every_page_and_a_preview_publishes_nothing(
    project,
):
    command = [sys.executable, "-m", "hiteval", "report", "--study", TINY]
    run(*command, "--team", "gamma", "--edition", "internal", cwd=project)
    preview = project / "_build" / "preview"
    made = [p for p in contents(preview) if p.startswith("book/")]
    assert len(made) == 7  # two results, two of a team, and those written by hand
    for path in made:
        text = (preview / path).read_text(encoding="utf-8")
        assert "Internal edition: not for publication" in text
    assert not (project / "_build" / "html").exists()


def test_a_notebook_that_fails_publishes_nothing_and_is_named(project):
    team = project / "notebooks" / "team.ipynb"
    team.write_text(team.read_text().replace("prose.team(team)", "prose.taem(team)"))
    done = subprocess.run(
        [sys.executable, "-m", "hiteval", "report", "--study", TINY, "--team", "beta"],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 5
    log = project / "_build" / "log" / "teams-beta.txt"
    assert log.exists()
    assert done.stderr.endswith(
        f"hiteval: 1 of 4 pages failed:\n  teams/beta: AttributeError, see {log}\n"
    )
    assert not (project / "_build" / "preview").exists()

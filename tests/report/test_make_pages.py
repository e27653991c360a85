"""Nothing is made twice, and what is kept is what would be made.

The tests of one project follow each other, as a user's runs do.
"""

import shutil
import subprocess

import pytest
from conftest import ROOT, TINY
from disturbed import COMMAND, SHOW, contents, small_project, write_notebook
from interviews import add_interviews

from hiteval.bundle.bundle import write_bundle
from hiteval.disclosure.earlier_releases import read_releases
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.make_pages import give_rooms
from hiteval.report.pages.cache import UNCHANGED
from hiteval.report.pages.pages import preview_pages

pytestmark = pytest.mark.book
SHOW_TEXT = """
from hiteval.bundle import open_evaluation
team = open_evaluation("_build/bundle").team(team_id)
html = "<p>" + " ".join(team.study.segments["summary"]) + "</p>"
display({"text/html": html}, raw=True)
"""
PLACES = ("_build/html", "_build/bundle", "book/teams", "book/results")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    place = small_project(tmp_path_factory.mktemp("making") / "project")
    write_notebook(place / "notebooks" / "team.ipynb", SHOW_TEXT)
    assert set(report(place).values()) == {"made: it is new here"}
    return place


def run(project, *arguments):
    command = [*COMMAND, "report", "--jobs", "2", "--explain", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True)


def report(project, *arguments):
    """Make a report; say of each page why it was made or kept."""
    done = run(project, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    told = [line.partition(": ") for line in done.stdout.splitlines()]
    return {page: why for page, _, why in told if why.startswith(("made:", "kept:"))}


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def published(project):
    return {place: contents(project / place) for place in PLACES}


def test_where_nothing_changed_the_report_stays_as_it_is(project):
    site = project / "_build" / "html"
    inode = site.stat().st_ino
    assert set(report(project).values()) == {UNCHANGED}
    assert site.stat().st_ino == inode


def test_a_release_that_a_run_notes_itself_is_no_change(tmp_path):
    """What was said in confidence is on record, and the record is in the study."""
    place = small_project(tmp_path / "project")
    add_interviews(place / "data")
    report(place)
    assert len(read_releases(place / "data")) == 1
    inode = (place / "_build" / "html").stat().st_ino
    assert set(report(place).values()) == {UNCHANGED}
    assert (place / "_build" / "html").stat().st_ino == inode


@pytest.fixture(scope="module")
def reasons(project):
    """A segment is withdrawn, a team is removed and another is new."""
    segments = project / "data" / "segments.csv"
    edit(segments, "Money ran out in May.,public", "Money ran out in May.,internal")
    edit(project / "data" / "teams.csv", "gamma,Gamma", "delta,Gamma")
    return report(project)


def test_after_changes_a_resumed_run_gives_what_a_clean_one_does(
    project, reasons, tmp_path
):
    edited = "made: changed bundle"
    assert {page: why for page, why in reasons.items() if "areas" not in page} == {
        "results/main-messages": edited,
        "teams/alpha": edited,
        "teams/beta": UNCHANGED,
        "teams/delta": "made: it is new here",
    }
    clean = tmp_path / "clean"
    keep_out = shutil.ignore_patterns("_build", "teams", "results", "areas")
    shutil.copytree(project, clean, ignore=keep_out)
    report(clean)
    assert published(clean) == published(project)


@pytest.mark.usefixtures("reasons")
def test_nothing_withdrawn_and_no_removed_team_lives_on_in_what_is_kept(project):
    kept = contents(project / "_build" / "cache" / "en-GB")
    assert any(b"wrote the leaflet" in content for content in kept.values())
    assert [name for name, content in kept.items() if b"ran out" in content] == []
    assert {n for n in kept if "teams/" in n} == {
        form.format(team)
        for form in ("teams/{}.kept", "cards/teams/{}.png.kept")
        for team in ("alpha", "beta", "delta")
    }


def test_a_report_that_lacks_pages_is_not_taken_for_the_whole(project):
    area = project / "notebooks" / "area.ipynb"
    edit(project / "data" / "segments.csv", "Nobody had time.", "Time was short.")
    write_notebook(area, "1 / 0")
    assert run(project, "--allow-partial").returncode == 0
    assert run(project).returncode == 5
    write_notebook(area, SHOW)
    reasons = report(project)
    assert reasons["teams/beta"] == UNCHANGED
    page = project / "_build" / "html" / "book" / "teams" / "beta.html"
    assert "Time was short." in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("reasons")
def test_one_edition_takes_nothing_from_another(project):
    internal = report(project, "--edition", "internal")
    assert set(internal.values()) == {"made: changed bundle"}
    kept = contents(project / "_build" / "cache" / "en-GB")
    assert b"ran out" in kept["teams/alpha.kept"]
    assert set(report(project).values()) == {"made: changed bundle"}


def test_ordinary_kernels_give_the_same_bytes(tiny, tmp_path):
    pages = preview_pages(tiny, ROOT, ["alpha"])
    made = []
    for plain in (True, False):
        work = tmp_path / f"plain-{plain}"
        write_bundle(TINY, "public", work / "_build" / "bundle", ROOT)
        give_rooms(pages, tiny, work)
        way = Way(jobs=2, plain=plain)
        assert not run_pages(pages, ROOT / "notebooks", work, way, lambda _page: None)
        made.append(contents(work / "book"))
    assert len(made[0]) == len(pages)
    assert made[0] == made[1]

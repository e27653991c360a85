"""A report is up to date until a file of it, or what it is made from, changes."""

import os

import pytest
from conftest import TINY

from hiteval.regular import LARGEST
from hiteval.report.kernels.workers import Way
from hiteval.report.publishing.up_to_date import (
    FILE,
    Standing,
    made_from,
    remember,
    standing,
)
from hiteval.report.request import Request

pytestmark = pytest.mark.integration
TOLD = Standing(["teams/alpha"], {"quotes": 3})


@pytest.fixture
def request_of(project, folder):
    def request_of(**other):
        return Request(project, folder, **{"edition": "public"} | other, **REST)

    return request_of


REST = {"team_ids": [], "way": Way(1)}


@pytest.fixture
def report(project, request_of):
    """Put a report in place; return the question what was told of it."""
    (project / "_build" / "html").mkdir(parents=True)
    (project / "_build" / "html" / "index.html").write_text("page")
    remember(request_of(), "a", TOLD)
    return lambda sources="a": standing(request_of(), sources)


def test_a_report_of_the_same_sources_is_up_to_date(report):
    assert report() == TOLD
    assert (report("b"), report(None)) == (None, None)


def test_a_report_with_a_file_changed_by_hand_does_not_stand(report, project):
    (project / "_build" / "html" / "index.html").write_text("Page")
    assert report() is None


@pytest.mark.parametrize("place", ["_build/html", "_build/bundle", "book/teams"])
def test_a_report_with_a_file_too_many_does_not_stand(report, project, place):
    (project / place).mkdir(parents=True, exist_ok=True)
    (project / place / "more").touch()
    assert report() is None


def test_a_report_with_a_file_too_few_does_not_stand(report, project):
    (project / "_build" / "html" / "index.html").unlink()
    assert report() is None


@pytest.mark.parametrize("noted", ["", "{", "[]", "[" * 9999, '{"sources": "a"}'])
def test_where_what_was_noted_is_damaged_nothing_stands(report, project, noted):
    (project / FILE).write_text(noted)
    assert report() is None


@pytest.mark.parametrize(
    "file",
    [
        *("_toc.yml", "_config.yml", "uv.lock", "notebooks/team.ipynb"),
        *("book/guide/confidentiality.md", "book/_static/page.css"),
    ],
)
def test_a_report_is_made_from_every_file_of_its_project(request_of, project, file):
    before = made_from(request_of())
    with (project / file).open("a") as added:
        added.write(" ")
    assert made_from(request_of()) != before


@pytest.mark.parametrize("file", sorted(p.name for p in TINY.glob("*.*")))
def test_a_report_is_made_from_every_file_of_its_study(request_of, folder, file):
    before = made_from(request_of())
    assert before is not None
    with (folder / file).open("a") as added:
        added.write(" ")
    assert made_from(request_of()) != before


def test_what_a_run_makes_is_no_source_of_it(request_of, project):
    before = made_from(request_of())
    (project / "book" / "teams").mkdir(exist_ok=True)
    (project / "book" / "teams" / "alpha.ipynb").touch()
    assert made_from(request_of()) == before


def test_a_report_does_not_stand_once_another_release_was_noted(report, folder):
    (folder / "private").mkdir(exist_ok=True)
    (folder / "private" / "releases.json").write_text("[]")
    assert report() is None


def test_edition_machine_and_people_are_sources(request_of, folder, monkeypatch):
    (folder / "private").mkdir(exist_ok=True)
    seen = {made_from(request_of()), made_from(request_of(edition="internal"))}
    seen.add(made_from(request_of(since=TINY)))
    (folder / "private" / "roster.csv").write_text("person_id\n")
    seen.add(made_from(request_of()))
    monkeypatch.setattr("socket.gethostname", lambda: "another-host-7")
    seen.add(made_from(request_of()))
    assert len(seen) == 5


def test_a_study_that_cannot_be_read_is_left_to_those_who_tell_it(request_of, folder):
    os.truncate(folder / "teams.csv", LARGEST + 1)  # it takes no room
    assert made_from(request_of()) is None

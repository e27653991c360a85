"""Nothing is published before a second person has approved it, where that is asked."""

import pytest
from command import hiteval
from disturbed import report, small_project

pytestmark = pytest.mark.book

REVIEW = "editions: {public: {review: true}}\n"
BY = ("--by", "A. Checker")


def test_a_report_waits_until_every_output_is_approved(tmp_path):
    project = small_project(tmp_path / "project")
    with (project / "data" / "study.yml").open("a") as study:
        study.write(REVIEW)
    site = project / "_build" / "html"
    status, told = report(project)
    assert status == 4
    assert "0 were rejected" in told
    assert not site.exists()

    listed = hiteval("review", "list", cwd=project).stdout.splitlines()
    assert "waits     teams/beta: from 1 of 1 segments" in listed
    refused = ("reject", "teams/beta", "--reason", "One nurse is known", *BY)
    approved = hiteval("review", "approve", "*", *BY, cwd=project)
    assert approved.stdout.splitlines() == [
        f"Approved: {len(listed)} outputs. Waiting: 0."
    ]
    assert hiteval("review", *refused, cwd=project).returncode == 0
    status, told = report(project)
    assert status == 4
    assert "  teams/beta: One nurse is known (A. Checker)\n" in told
    assert not site.exists()

    hiteval("review", "approve", "teams/*", *BY, cwd=project)
    status, told = report(project)
    assert status == 0, told
    assert (site / "index.html").is_file()
    assert not (project / "_build" / "review").exists()


def test_an_output_that_is_not_there_is_told(tmp_path):
    page = tmp_path / "_build/html/downloads/notebooks/teams/beta.ipynb"
    page.parent.mkdir(parents=True)
    for path in (page, tmp_path / "_build/html/index.html"):
        path.write_text("{}")
    done = hiteval("review", "approve", "teams/bet", *BY, cwd=tmp_path)
    assert done.stderr == (
        "hiteval: outputs: expected names of hiteval review list; got 'teams/bet'. "
        "Did you mean 'teams/beta'?\n"
    )
    blank = hiteval("review", "approve", "*", "--by", " ", cwd=tmp_path)
    assert blank.stderr == "hiteval: --by: expected a text; got none. Give one.\n"

"""No line that a reader is told to type is without a test."""

import shlex
import tomllib

import pytest
from conftest import ROOT
from guide_lines import ELSEWHERE, PAGES, UNTRIED, WALKED, examples, lines, parse

HITEVAL = "hiteval "
ALL = [(page, line) for page in PAGES for line in (*lines(page), *examples(page))]


def of_hiteval():
    return sorted({line for _, line in ALL if line.startswith(HITEVAL)})


@pytest.mark.parametrize("line", of_hiteval())
def test_hiteval_knows_a_command_and_its_options(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert parse(line, tmp_path)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("hiteval report --opne", "No such option"),
        ("hiteval import coding.qdpx", "Missing parameter: into"),
        ("hiteval matrix import matrix.xlsx --into data --keep mine", "mine"),
        ("hiteval settle import a.xlsx --into data --agreed-on today", "today"),
    ],
)
def test_what_a_command_does_not_know_is_found_out(line, fault, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Exception, match=fault):
        parse(line, tmp_path)


def test_a_command_that_is_not_there_is_found_out(tmp_path):
    with pytest.raises(KeyError, match="chekc"):
        parse("hiteval chekc", tmp_path)


def test_every_other_line_is_followed_or_tried_elsewhere():
    other = {
        line
        for page, line in ALL
        if not line.startswith(HITEVAL) and page not in WALKED
    }
    named = {line for line in ELSEWHERE if line not in lines("publish")}
    assert other == named | UNTRIED


@pytest.mark.parametrize("file", sorted(set(ELSEWHERE.values())))
def test_the_test_that_tries_a_line_is_there(file):
    assert (ROOT / "tests" / file).is_file()


@pytest.mark.parametrize("line", [line for line in ELSEWHERE if "--extra" in line])
def test_an_extra_that_is_to_be_installed_is_there(line):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert shlex.split(line)[-1] in project["project"]["optional-dependencies"]


def test_lines_are_found_on_the_pages():
    assert len(of_hiteval()) > 50
    assert lines("first-hour")[:2] == ["hiteval new my-evaluation", "cd my-evaluation"]

"""On all pages of a study, a number means one thing, and so does a word."""

import ast
import shutil

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, TINY
from stated import (
    QUOTED,
    never_said,
    passages_that_are_summaries,
    stated,
    too_many_teams,
    two_numbers,
    unmarked_shares,
)

from hiteval.bundle.bundle import write_bundle
from hiteval.bundle.opening import open_evaluation
from hiteval.display.kit.html import Html, joined, markup

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ADDED = {
    "team_events.csv": [
        "beta,concluded,2020,year,It ended,b1",
        "whole,concluded,2020,year,All of it ended,w1",
    ],
    "consensus.csv": ["gamma,change.results,2021-02-01,1,People knew.,public"],
    "team_organisations.csv": ["whole,trust,member,w1"],
}
BY_HAND = {
    ("teams", "teams"): 3,
    ("teams-silent", "teams"): 1,
    ("teams-with-partners", "teams"): 1,
    ("teams-missing", "teams@change.results"): 3,
    ("teams-contrary", "teams@working.means"): 2,
    ("sources", "study"): 5,
    ("sources", "team:beta"): 1,
    ("segments", "study"): 7,
    ("segments", "model"): 1,
    ("coders", "study"): 2,
    ("cells", "teams"): 9,
    ("cells-evidenced", "teams"): 3,
    ("cells-evidenced", "team:alpha"): 2,
    ("ratings", "teams"): 4,
    ("ratings-strong", "teams"): 3,
    ("ratings-strong", "teams/working"): 2,
    ("ratings-below", "teams"): 1,
    ("proposed", "teams"): 3,
    ("proposed-one-source", "teams"): 1,
    ("proposed-one-source", "team:alpha"): 0,
    ("proposed-one-source", "team:beta"): 1,
    ("proposed-one-source", "model"): 1,
}


def shown_by(notebook, names):
    """Run a notebook's cells in this process; give what they show, and its text."""
    parts = []
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "markdown":
            parts.append(markup("<div>{}</div>", cell.source))
        elif "parameters" not in cell.metadata.get("tags", []):
            body = ast.parse(cell.source).body
            views = [body.pop()] if isinstance(body[-1], ast.Expr) else []
            exec(compile(ast.Module(body, []), notebook.name, "exec"), names)  # noqa: S102
            parts += [eval(ast.unparse(view), names) for view in views]  # noqa: S307
    return joined(part for part in parts if isinstance(part, Html))


def parameters(notebook, evaluation):
    """Give each page of a notebook its parameters, by the page's name."""
    if notebook.stem in ("team", "workings"):
        return {
            f"{notebook.stem} {t}": {"team_id": t} for t in evaluation.teams.team_id
        }
    if notebook.stem == "area":
        areas = [area.id for area in evaluation.framework.areas]
        return {f"area {a}": {"area_id": a} for a in areas}
    return {notebook.stem: {"pages": []}}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A study with a partnership, missing cells, concluded teams and single sources."""
    folder = tmp_path_factory.mktemp("numbers")
    shutil.copytree(TINY, folder / "study")
    for name, lines in ADDED.items():
        with (folder / "study" / name).open("a", encoding="utf-8") as table:
            table.write("\n".join(lines) + "\n")
    write_bundle(folder / "study", "public", folder / "bundle", ROOT)
    return folder / "bundle"


@pytest.fixture(scope="module")
def pages(bundle):
    evaluation = open_evaluation(bundle)
    return {
        page: BeautifulSoup(
            shown_by(notebook, {"bundle": bundle, **given}).text, "html.parser"
        )
        for notebook in NOTEBOOKS
        for page, given in parameters(notebook, evaluation).items()
    }


def with_(pages, text):
    """Add a page."""
    return pages | {"added": BeautifulSoup(text, "html.parser")}


def test_every_number_is_the_one_that_is_counted_by_hand(pages):
    found = {key: list(values) for key, values in stated(pages).items()}
    assert {key: found.get(key) for key in BY_HAND} == {
        key: [value] for key, value in BY_HAND.items()
    }


def test_no_two_pages_give_different_numbers_for_one_quantity(pages):
    assert two_numbers(pages) == []
    by_page = [set().union(*values.values()) for values in stated(pages).values()]
    assert sum(len(where) > 1 for where in by_page) > 20


def test_every_share_of_ratings_has_ratings_below_it(pages):
    assert unmarked_shares(pages) == []


def test_no_number_of_teams_counts_the_partnership(pages):
    assert too_many_teams(pages, teams=3) == []


def test_no_summary_is_headed_as_a_passage(pages):
    assert passages_that_are_summaries(pages) == []


def test_nothing_is_claimed_that_tables_cannot_tell(pages):
    assert never_said(pages) == []


def test_a_page_that_counts_the_partnership_is_found(bundle, monkeypatch):
    evaluation = open_evaluation(bundle)
    everybody = property(lambda of: of.study.teams)
    monkeypatch.setattr(type(evaluation), "teams", everybody)
    made = shown_by(ROOT / "notebooks" / "main_messages.ipynb", {"bundle": bundle})
    wrong = {"wrong": BeautifulSoup(made.text, "html.parser")}
    assert "wrong: 4 teams" in too_many_teams(wrong, teams=3)


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (
            two_numbers,
            '<p><span class="quantity teams=teams">4</span> teams</p>',
            "teams of teams",
        ),
        (unmarked_shares, "<p>2 of 9 ratings are strong.</p>", "2 of 9 ratings"),
        (unmarked_shares, "<p>1 of 3 proposed ratings</p>", "1 of 3 proposed ratings"),
        (lambda pages: too_many_teams(pages, 3), '<img alt="2 of 4 teams"/>', "2 of 4"),
        (
            passages_that_are_summaries,
            "<table><thead><tr><th>Passage</th></tr></thead><tbody><tr><td>Coder's"
            "</td></tr></tbody></table>",
            "added: Passage",
        ),
        (never_said, "<p>Nobody has entered any.</p>", "added: nobody has entered"),
    ],
)
def test_what_is_wrong_is_found(pages, find, text, found):
    (fault,) = find(with_(pages, text))
    assert found in fault


@pytest.mark.book
def test_the_report_of_the_shipped_study_says_one_thing_everywhere(built, shipped):
    html = built / "_build" / "html" / "book"
    pages = {
        path.relative_to(html).as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        ).article
        for path in sorted(html.rglob("*.html"))
    }
    assert two_numbers(pages) == []
    assert len(stated(pages)) > 150
    assert passages_that_are_summaries(pages) == []
    for page in pages.values():  # what others wrote, of other teams too
        for quoted in page.select(f"td:not(:has(.quantity)), script, {QUOTED}"):
            quoted.decompose()
    assert unmarked_shares(pages) == []
    assert too_many_teams(pages, len(shipped.teams)) == []
    assert never_said(pages) == []

"""The framework matrix to read: every cell once, and what stands in each."""

import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

from hiteval.display import downloads
from hiteval.display import framework_matrix as module
from hiteval.display.kit import filtered_table
from hiteval.results.evaluation import evaluate
from hiteval.study.settings import Author


def shown(evaluation):
    return module.matrix(module.cells(evaluation), evaluation)


HEADS = ["Team", "Area", "Criterion", "Rating", "Summary", "Evidence"]


def rows(evaluation):
    """Read the matrix back: each cell's words and texts, by team and criterion."""
    page = BeautifulSoup(shown(evaluation).text, "html.parser")
    columns = json.loads(page.find("script", class_="packed").text)["columns"]
    found = {}
    for row in range(len(columns[0]["rows"])):
        cells = [
            BeautifulSoup(c["cells"][c["rows"][row]], "html.parser") for c in columns
        ]
        line = {
            key: words[c["rows"][row]]
            for c in columns
            for key, words in c["words"].items()
        }
        line["links"] = [a["href"] for cell in cells for a in cell.find_all("a")]
        texts = dict(zip(HEADS, (cell.text for cell in cells), strict=True))
        found[line["team"], line["criterion"].split()[-1]] = line | texts
    return found


def test_every_cell_stands_once_by_area_then_team_then_criterion(study):
    framework, teams = study.framework, ["alpha", "beta", "gamma", "whole"]
    assert set(teams) == set(study.teams["team_id"])
    assert list(rows(evaluate(study))) == [
        (team, criterion.id)
        for area in framework.areas
        for team in teams
        for criterion in area.criteria
    ]


def test_a_cell_has_its_rating_its_summary_and_its_sources(tiny):
    cell = rows(tiny)["alpha", "working.public"]
    assert cell["Summary"] == "Patients lead, and not only in name."
    assert cell["Evidence"] == "3 sources"
    assert cell["links"] == [
        "../teams/alpha.html#rating-working.public",
        "../results/evidence-table.html#team=alpha&criterion=working.public",
    ]


def test_evidence_without_a_summary_is_told_from_no_evidence(tiny):
    made = rows(tiny)
    withheld = made["alpha", "working.means"]  # its summary is internal
    assert withheld["Summary"] == "No summary in this edition"
    assert withheld["Evidence"].endswith(("source", "sources"))
    nothing = [cell for cell in made.values() if cell["Evidence"] == "no evidence"]
    evidenced = int((tiny.cells["segments"] > 0).sum())
    assert len(nothing) == len(tiny.cells) - evidenced
    assert {cell["Summary"] for cell in nothing} == {""}


def test_an_internal_edition_shows_what_the_public_one_withholds(study):
    cell = rows(evaluate(study))["alpha", "working.means"]
    assert cell["Summary"] == "Money came and went."


def test_a_summary_of_what_no_segment_says_is_shown(study):
    silent = study.with_tables({"codings": study.codings.iloc[:0]})
    cell = rows(evaluate(silent))["alpha", "working.public"]
    assert cell["Summary"] == "Patients lead, and not only in name."
    assert cell["Evidence"] == "no evidence"


def test_filters_know_ratings_their_sides_and_cells_without_one(study):
    evaluation = evaluate(study)
    words = {key: row["rating"].split() for key, row in rows(evaluation).items()}
    for cell in evaluation.cells.itertuples():
        known = words[cell.team_id, cell.criterion_id]
        if cell.basis in ("missing", "uncertain"):
            assert cell.basis in known
        else:
            assert f"{cell.rating:g}" in known
            assert ("below" in known) == (cell.rating < 0)


def test_order_of_rows_changes_nothing(study):
    names = ("teams", "summaries", "segments", "codings")
    turned = {name: study.tables[name].iloc[::-1] for name in names}
    again = evaluate(study.with_tables(turned))
    assert shown(again).text == shown(evaluate(study)).text


def test_lines_of_a_summary_stay_lines(study):
    summaries = study.summaries.assign(summary="One & one.\nTwo.")
    made = shown(evaluate(study.with_tables({"summaries": summaries})))
    assert "Summary: </span>One &amp; one.<br>Two.</td>" in made.text


def opened(evaluation):
    return BeautifulSoup(module.opening(evaluation).text, "html.parser").text


def test_it_says_how_much_is_written_and_by_whom(study, tiny):
    cells = len(tiny.all_teams().cells)
    assert opened(tiny).startswith(f"1 of {cells} pairs of team and criterion have")
    authors = {"m": Author(did="Wrote the cells", kind="model", name="a model")}
    settings = study.settings.model_copy(update={"authors": authors})
    made = opened(evaluate(replace(study, settings=settings)))
    assert made.endswith("The summaries were written by models.")


def test_a_workbook_that_is_too_large_is_not_linked(tiny, monkeypatch):
    assert '"../../downloads/framework-matrix.xlsx"' in module.to_take_away(tiny).text
    monkeypatch.setattr(downloads, "MOST_BYTES", 0)
    assert "<a" not in module.to_take_away(tiny).text


@pytest.mark.browser
def test_paper_has_every_cell_and_the_screen_a_page_of_them(chromium, tiny, tmp_path):
    window = chromium.new_page()
    window.goto(page(tiny, tmp_path))
    drawn = min(filtered_table.DRAWN, len(tiny.cells))
    assert on_page(window) == drawn
    window.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert on_page(window) == len(tiny.cells)
    assert window.get_attribute("#cells-table tbody tr", "class").endswith("column:1")
    window.close()


def page(evaluation, tmp_path):
    """Put the matrix into a page of its own, with its scripts."""
    path, static = tmp_path / "page.html", ROOT / "book" / "_static"
    names = ("folding.js", "sorting.js", "filtered-table.js")
    texts = [(static / name).read_text("utf-8") for name in names]
    scripts = "".join(f"<script>{text}</script>" for text in texts)
    path.write_text(f"<meta charset=utf-8>{shown(evaluation)}{scripts}", "utf-8")
    return path.as_uri()


def on_page(window):
    return len(window.query_selector_all("#cells-table tbody tr"))

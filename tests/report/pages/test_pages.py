from dataclasses import replace

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hiteval.report.pages import pages


def test_every_team_and_area_has_a_page_and_the_partnership_has_none(tiny):
    paths = [page.path for page in pages.all_pages(tiny, ROOT)]
    assert [p for p in paths if p.startswith(("areas", "teams"))] == [
        *["areas/working", "areas/change"],
        *["teams/alpha", "teams/beta", "teams/gamma"],
    ]
    assert "results/model" in paths


def test_a_preview_shows_its_teams_down_to_their_sources(tiny):
    assert [page.path for page in pages.preview_pages(tiny, ROOT, ["beta"])] == [
        *["results/main-messages", "results/evidence-register"],
        *["teams/beta", "results/workings-beta"],
    ]


def test_a_study_without_summaries_has_no_framework_matrix(tiny):
    page, none = "results/framework-matrix", tiny.study.summaries.iloc[:0]
    blank = replace(tiny, study=tiny.study.with_tables({"summaries": none}))
    assert page in [p.path for p in pages.all_pages(tiny, ROOT)]
    assert page not in [p.path for p in pages.all_pages(blank, ROOT)]


def test_one_team_alone_is_compared_with_none(tiny):
    one = replace(tiny, study=tiny.team("alpha").study)
    assert "results/compare" in [p.path for p in pages.all_pages(tiny, ROOT)]
    assert "results/compare" not in [p.path for p in pages.all_pages(one, ROOT)]


def test_a_team_s_page_is_told_its_team_and_its_name(tiny):
    told = {p.path: (p.title, p.parameters) for p in pages.all_pages(tiny, ROOT)}
    assert told["teams/gamma"] == ("Gamma", {"team_id": "gamma"})
    assert told["results/workings-gamma"] == told["teams/gamma"]


def test_a_page_that_there_is_one_of_is_told_the_study_s_title(tiny):
    told = {p.path: p.title for p in pages.all_pages(tiny, ROOT)}
    assert told["results/main-messages"] == tiny.study.settings.title


def test_a_notebook_that_asks_for_the_pages_is_told_all(tiny):
    made = {page.path: page for page in pages.all_pages(tiny, ROOT)}
    told = made["results/downloads"].parameters["pages"]
    assert told == list(made)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_a_title_is_shown_verbatim_whatever_it_holds(name):
    line = " ".join(name.split())
    if not line or len(line) > pages.MAX_TITLE:
        return
    tokens = MarkdownIt().parse(f"# {pages.inert_title(name)}")
    assert [token.type for token in tokens[1].children] <= ["text"] * 999
    assert "".join(token.content for token in tokens[1].children) == line


@pytest.mark.parametrize("name", ["a\n# b", "a\r\n---\nb"])
def test_a_title_stays_on_one_line(name):
    assert "\n" not in pages.inert_title(name)


def test_a_long_title_is_capped():
    assert len(pages.inert_title("x" * 500)) == pages.MAX_TITLE


def test_a_report_can_do_without_a_team_or_an_area_only(tiny):
    spare = [p.path for p in pages.all_pages(tiny, ROOT) if p.one_of_many]
    assert spare == [
        *["areas/working", "areas/change"],
        *["teams/alpha", "teams/beta", "teams/gamma"],
        *[f"results/workings-{team}" for team in ("alpha", "beta", "gamma")],
    ]

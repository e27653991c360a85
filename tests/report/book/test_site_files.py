from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from hostile_strings import STRINGS
from markupsafe import Markup

from hiteval.report.book.sharing import Told
from hiteval.report.book.site_files import (
    former_pages,
    leads_on,
    not_found,
    write_site_files,
)
from hiteval.report.gate.page_markup import unknown_markup

SITE = "https://example.org/report/"
ROOT = "book/results/main-messages"
TOLD = Told(cards={"": {"picture": "cards/report.png"}, ROOT: {"description": "Yes."}})
HOSTILE = [text for texts in STRINGS.values() for text in texts]


@pytest.fixture
def site(tmp_path):
    (tmp_path / "book" / "teams").mkdir(parents=True)
    (tmp_path / "book" / "teams" / "alpha.html").write_text("Alpha")
    return tmp_path


def renamed(tiny, **settings):
    teams = tiny.study.teams.assign(former_ids=None)
    teams.loc[teams["team_id"] == "alpha", "former_ids"] = "first-alpha; old-alpha"
    teams.loc[teams["team_id"] == "beta", "former_ids"] = "old-beta"
    given = tiny.study.settings.model_copy(update={"edition": "public", **settings})
    study = replace(tiny.study, settings=given, teams=teams.astype("str"))
    return replace(tiny, study=study)


def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def write(evaluation, site, told=TOLD):
    write_site_files(evaluation, told, None, ROOT, site)
    return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}


def test_former_ids_lead_on_where_the_team_has_a_page(tiny, site):
    written = write(renamed(tiny), site)
    assert written == {
        *(".nojekyll", "404.html", "index.html"),
        *(f"book/teams/{name}.html" for name in ("alpha", "first-alpha", "old-alpha")),
    }
    page = parsed(site / "book" / "teams" / "old-alpha.html")
    assert (
        page.find("meta", {"http-equiv": "Refresh"})["content"]
        == "0; url=../teams/alpha.html"
    )
    assert page.a.attrs == {"href": "../teams/alpha.html"}
    assert page.a.text == page.title.text == "Alpha"


def test_where_the_address_is_known_they_name_the_page_that_counts(tiny, site):
    evaluation = renamed(tiny, address=SITE)
    pages = former_pages(evaluation, evaluation.study.settings, site)
    page = BeautifulSoup(pages["old-alpha"], "html.parser")
    assert page.find("link", rel="canonical")["href"] == f"{SITE}book/teams/alpha.html"


def test_the_address_of_the_site_leads_on_and_tells_what_it_is(tiny, site):
    write(renamed(tiny, address=SITE), site)
    page = parsed(site / "index.html")
    assert page.a["href"] == f"{ROOT}.html"
    assert page.find("link", rel="canonical")["href"] == SITE
    assert page.find("meta", property="og:description")["content"] == "Yes."


def test_a_page_that_is_not_found_leads_nowhere_without_an_address(tiny, site):
    write(renamed(tiny), site)
    page = parsed(site / "404.html")
    assert page.h1.text == "Page not found"
    assert not page.find_all(href=True)
    assert not page.find_all(src=True)
    assert "take away its end, from /book/ on" in page.text


def test_with_an_address_it_leads_to_the_first_page_and_to_the_search(tiny, site):
    write(renamed(tiny, address=SITE), site)
    links = [a["href"] for a in parsed(site / "404.html").find_all("a")]
    assert links == [SITE, f"{SITE}search.html"]


def test_editions_are_fed_only_from_where_they_are_published(tiny, site):
    evaluation = renamed(tiny, address=SITE, published=date(2026, 11, 29))
    assert "feed.xml" in write(evaluation, site)
    (site / "feed.xml").unlink()
    assert "feed.xml" not in write(evaluation, site, replace(TOLD, preview=True))
    assert parsed(site / "index.html").find("meta", {"name": "robots"})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_only_name(study, text):
    settings = study.settings.model_copy(update={"title": text, "address": SITE})
    for page in (leads_on(settings, text, "alpha.html", Markup()), not_found(settings)):
        place = PurePosixPath("404.html")
        assert set(unknown_markup(page.encode(), place)) == set()

from datetime import date
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from hostile_strings import STRINGS
from hypothesis import given
from hypothesis import strategies as st

from hiteval.display.kit.visible import visible
from hiteval.report.book.sharing import MOST, Told, at_home, cut, foot, head, read_told
from hiteval.report.gate.page_markup import unknown_markup

SITE = "https://example.org/report/"
PAGE = "book/teams/alpha"
CARD = {"description": "About it", "picture": "cards/teams/alpha.png", "alt": "Ratings"}
HOSTILE = [text for texts in STRINGS.values() for text in texts]


@pytest.fixture(scope="module")
def settings(study):
    given = {"title": "Teams", "edition": "public", "published": date(2026, 11, 29)}
    return study.settings.model_copy(update=given)


@pytest.fixture(scope="module")
def at_address(settings):
    return settings.model_copy(update={"address": SITE})


def told(settings, title="Alpha", card=CARD, hidden=False):
    """Parse what a page tells, by name or relation."""
    page = BeautifulSoup(head(settings, PAGE, title, card, hidden), "html.parser")
    metas = {m.get("name") or m["property"]: m["content"] for m in page("meta")}
    return metas | {" ".join(a["rel"]): a["href"] for a in page("link")}


def test_a_page_of_a_report_without_address_tells_what_it_is(settings):
    assert told(settings) == {
        "description": "About it",
        "twitter:card": "summary_large_image",
        "og:title": "Alpha",
        "og:description": "About it",
        "og:type": "article",
        "og:site_name": "Teams",
        "og:image": "../../cards/teams/alpha.png",
        "og:image:alt": "Ratings",
        "icon": "../../_static/favicon.png",
        "apple-touch-icon": "../../_static/favicon.png",
    }


def test_with_an_address_it_also_tells_where_it_is(settings, at_address):
    more = dict(told(at_address).items() - told(settings).items())
    assert more == {
        "og:url": f"{SITE}{PAGE}.html",
        "og:image": f"{SITE}cards/teams/alpha.png",
        "canonical": f"{SITE}{PAGE}.html",
        "alternate": f"{SITE}feed.xml",
    }


def test_without_a_day_of_publication_there_is_no_feed(at_address):
    assert "alternate" not in told(at_address.model_copy(update={"published": None}))


def test_a_page_without_a_picture_names_none(settings):
    found = told(settings, card={"description": "About it"})
    assert found["twitter:card"] == "summary"
    assert not {"og:image", "og:image:alt"} & found.keys()


@pytest.mark.parametrize(
    ("edition", "preview"), [("public", True), ("internal", False)]
)
def test_what_is_not_published_has_no_address(at_address, edition, preview):
    settings = at_address.model_copy(update={"edition": edition})
    assert at_home(settings, preview).address is None
    assert told(settings, hidden=True)["robots"] == "noindex"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_told_as_text(at_address, text):
    settings = at_address.model_copy(
        update={"title": text, "publisher": text, "place": text, "cite": text}
    )
    card = {"description": text, "picture": "cards/report.png", "alt": text}
    shown = visible(" ".join(text.split()))
    assert told(settings, text, card)["og:title"] == shown
    made = str(head(settings, PAGE, text, card, hidden=False))
    body = str(foot(settings, PAGE, text))
    page = f"<!doctype html><html><head>{made}</head><body>{body}</body></html>"
    place = PurePosixPath(f"{PAGE}.html")
    assert set(unknown_markup(page.encode(), place)) == set()


def test_the_foot_says_when_a_report_was_published(settings):
    page = BeautifulSoup(foot(settings, PAGE, "Alpha"), "html.parser")
    assert page.footer.p.text == (
        "Last updated on 29 November 2026. Public edition, with evidence up to "
        "31 December 2020."
    )
    assert page.details.summary.text == "Cite this page"
    assert page.details.p.text.startswith("Alpha. In: ")
    assert page.details.pre.text.startswith("@misc{")


def test_without_a_day_of_publication_the_foot_names_none(study):
    page = BeautifulSoup(foot(study.settings, PAGE, "Alpha"), "html.parser")
    assert page.footer.p.text == (
        "Public edition, with evidence up to 31 December 2020."
    )


@given(st.text(), st.integers(2, MOST))
def test_a_text_is_cut_to_one_line_of_its_own_words(text, most):
    short = cut(text, most)
    line = visible(" ".join(text.split()))
    assert len(short) <= most
    assert short == line or line.startswith(short.removesuffix("…"))


def test_what_is_told_of_pages_is_read_as_it_was_written(tmp_path):
    (tmp_path / "_build").mkdir()
    told = Told(True, {"": {"picture": "a.png"}, "book/x": {"alt": "\u202e<é"}})
    told.write(tmp_path)
    assert read_told(tmp_path) == told
    assert told.card("book/other") == {"picture": "a.png"}


def test_a_book_that_is_built_by_hand_is_told_nothing(tmp_path):
    assert read_told(tmp_path).card("book/x") == {}

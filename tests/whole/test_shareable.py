"""What the pages of the whole report tell those who share, cite or print them."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from hiteval.report.book.sharing import MOST

pytestmark = pytest.mark.book
BIBTEX = re.compile(r"^@misc")
ROOT = "book/results/main-messages.html"


@pytest.fixture(scope="module")
def site(built):
    return built / "_build" / "html"


@pytest.fixture(scope="module")
def heads(site):
    """Parse the head of every page, by its path in the site."""
    paths = [*site.glob("*.html"), *site.glob("book/**/*.html")]
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in sorted(paths)
    }


def told(page, name):
    found = page.find("meta", attrs={"name": name}) or page.find("meta", property=name)
    return found and found["content"]


def test_every_page_says_what_it_is(heads, shipped):
    study = shipped.study.settings.title
    for path, page in heads.items():
        assert page.html["lang"] == "en-GB"
        if path != "404.html":
            assert study in page.title.text, path
            assert told(page, "og:site_name") == study
            assert 0 < len(told(page, "description")) <= MOST, path
            assert told(page, "twitter:card") == "summary_large_image"


def test_every_team_is_described_in_words_of_its_own(heads):
    teams = [p for path, p in heads.items() if path.startswith("book/teams/")]
    assert len({told(page, "description") for page in teams}) == len(teams) == 23
    for page in teams:
        assert re.search(
            r"\d+ segments? from \d+ sources?\.$", told(page, "description")
        )


def size(path):
    with Image.open(path) as picture:
        return picture.size


def test_every_picture_that_is_named_is_there_and_no_other(heads, site):
    named = {
        (site / path).parent.joinpath(told(page, "og:image")).resolve()
        for path, page in heads.items()
        if path != "404.html"
    }
    assert named == {path.resolve() for path in (site / "cards").rglob("*.png")}
    assert len(named) == 24
    assert {size(path) for path in named} == {(1200, 630)}
    assert sum(path.stat().st_size for path in named) < 600_000


def test_a_report_whose_address_is_not_known_names_none(heads, site):
    for path, page in heads.items():
        assert not page.find("link", rel="canonical"), path
        assert not told(page, "og:url"), path
        assert bool(told(page, "robots")) == (path == "404.html"), path
    assert not (site / "feed.xml").exists()


def test_the_address_of_the_report_leads_to_its_first_page(heads):
    index = heads["index.html"]
    assert index.a["href"] == ROOT
    assert told(index, "description") == told(heads[ROOT], "description")


def test_every_page_of_the_book_ends_with_its_age_and_how_to_cite_it(heads):
    for path, page in heads.items():
        if path.startswith("book/"):
            foot = page.article.find("footer", class_="page-foot")
            assert foot.p.text.startswith("Last updated on 29 November 2026. Public"), (
                path
            )
            assert foot.details.pre.text.startswith("@misc{bhp-public"), path
    feet = [
        page.article.find("pre", string=BIBTEX)
        for page in heads.values()
        if page.article
    ]
    keys = [foot.text.partition(",")[0] for foot in feet if foot]
    assert len(set(keys)) == len(keys)


def test_icons_and_the_sign_for_hosts_are_there(heads, site):
    for path, page in heads.items():
        for icon in page.find_all("link", rel=["icon", "apple-touch-icon"]):
            assert (site / path).parent.joinpath(icon["href"]).is_file(), path
    assert (site / ".nojekyll").is_file()


@pytest.mark.browser
@pytest.mark.parametrize("path", [ROOT, "book/teams/dementia.html"])
def test_on_paper_a_page_is_numbered_and_has_its_title_but_no_navigation(
    chromium, site, path, tmp_path
):
    from pypdf import PdfReader

    page = chromium.new_page(color_scheme="dark")
    page.goto((site / path).as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.close()
    sheets = PdfReader(tmp_path / "page.pdf").pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    title = BeautifulSoup(Path(site / path).read_text("utf-8"), "html.parser").h1
    assert [round(side) for side in sheets[0].mediabox[2:]] == [595, 842]
    assert all(f"{n} / {len(texts)}" in text for n, text in enumerate(texts, 1))
    assert title.find(string=True).strip() in texts[0]
    assert "Last updated on 29 November 2026" in texts[-1]
    assert "@misc{" not in texts[-1]
    assert "Reporting checklists" not in "".join(texts)

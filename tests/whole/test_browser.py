"""A reader's browser: nothing fails, nothing is fetched, nothing overflows."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.book, pytest.mark.browser]
PAGES = [
    *["results/main-messages", "results/summary", "results/model", "how-to-read"],
    *["results/across-teams", "areas/integration", "teams/dementia", "teams/ckd"],
    *["results/what-teams-need", "results/who-shaped", "results/audit"],
    *["results/evidence-register", "results/method"],
]


@pytest.fixture(params=[(1400, 900), (390, 844)], ids=["desktop", "phone"])
def reader(chromium, request):
    """A window that notes every request to a host and every error of a script."""
    width, height = request.param
    window = chromium.new_page(viewport={"width": width, "height": height})
    window.noted = []
    window.on(
        "request", lambda r: r.url.startswith("http") and window.noted.append(r.url)
    )
    window.on("pageerror", lambda error: window.noted.append(str(error)))
    yield window
    window.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_from_disk_whole_and_quiet(reader, built, page):
    path = built / "_build" / "html" / "book" / f"{page}.html"
    reader.goto(path.as_uri())
    assert reader.noted == []
    assert reader.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    broken = "[...document.images].filter(i => !i.naturalWidth || !i.alt).length"
    assert reader.evaluate(broken) == 0


def test_the_first_page_leads_to_a_passage_in_three_clicks(reader, built):
    reader.goto((built / "_build" / "html" / "index.html").as_uri())
    reader.wait_for_url("**/main-messages.html")
    reader.click("#matrix-table a.rating >> nth=0")
    reader.wait_for_url("**/teams/active-lives.html#evidence-*")
    place = ".passages:has([id='evidence-engagement.partner_breadth'])"
    assert reader.locator(f"{place} li >> nth=0").is_visible()


PASSAGES = "[...document.querySelectorAll('.passages li')]"
UNSEEN = f"{PASSAGES}.filter(p => !p.checkVisibility())"


def test_on_paper_every_fold_is_open(chromium, built):
    window = chromium.new_page()
    path = built / "_build" / "html" / "book" / "teams" / "dementia.html"
    window.goto(path.as_uri())
    assert window.evaluate(f"{UNSEEN}.length") > 0
    window.emulate_media(media="print")
    assert window.evaluate(f"{UNSEEN}.length") == 0
    assert window.locator("details.fold[open]").count() == 0
    window.close()


def test_search_finds_a_passage(reader, built):
    address = (built / "_build" / "html" / "search.html").as_uri()
    reader.goto(f"{address}?q=ambassadors")
    reader.wait_for_selector("#search-results li")
    found = reader.inner_text("#search-results")
    assert "Adversity and Trauma" in found
    assert "Evidence table" not in found  # which holds every passage again


def test_tables_across_teams_sort_with_no_evidence_last_either_way(reader, built):
    path = built / "_build" / "html" / "book" / "results" / "across-teams.html"
    reader.goto(path.as_uri())
    column = "#matrix-table td:nth-child(2)"
    written = reader.locator(column).all_inner_texts()
    rated = sorted(int(t.replace("−", "-")) for t in written if t.strip("\xa0–"))
    for order, mark in ((rated, "asc"), (rated[::-1], "desc")):
        reader.click("#matrix-table th:nth-child(2) >> role=button")
        reader.wait_for_selector(f"#matrix-table th.dt-ordering-{mark}:nth-child(2)")
        shown = reader.locator(column).all_inner_texts()
        levels = [int(text.replace("−", "-")) for text in shown[: len(rated)]]
        assert levels == order
    assert not re.search(r"\d", " ".join(shown[len(rated) :]))


KINDS = [
    *[*PAGES, "results/evidence-table", "results/downloads", "results/how-sure"],
    "results/framework-matrix",
    *["results/missing-evidence", "results/contrary-evidence", "results/strands"],
    *[
        "results/disagreements",
        "results/changes",
        "results/checklists",
        "confidentiality",
        "accessibility",
        *("a-year", "library", "publish"),
        "cluster",
    ],
]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("page", [*(f"book/{page}" for page in KINDS), "search"])
def test_axe_finds_nothing_to_mend(chromium, built, page, colours):
    window = chromium.new_page(color_scheme=colours)
    window.goto((built / "_build" / "html" / f"{page}.html").as_uri())
    # A colour on its way from light to dark is neither.
    window.evaluate("Promise.all(document.getAnimations().map(a => a.finished))")
    found = Axe().run(window)
    window.close()
    assert found.violations_count == 0, found.generate_report()


def test_the_keyboard_reaches_a_wide_table(reader, built):
    path = built / "_build" / "html" / "book" / "results" / "across-teams.html"
    reader.goto(path.as_uri())
    reader.keyboard.press("Tab")
    assert "Skip to main content" in reader.evaluate("document.activeElement.innerText")
    reader.focus("#matrix-table")
    assert reader.evaluate("document.activeElement.id") == "matrix-table"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_runs_off_a_narrow_page(chromium, built, page):
    window = chromium.new_page(viewport={"width": 320, "height": 640})
    window.goto((built / "_build" / "html" / "book" / f"{page}.html").as_uri())
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.close()


@pytest.mark.parametrize("page", PAGES)
def test_paper_shows_every_column_of_a_table(chromium, built, page):
    path = built / "_build" / "html" / "book" / f"{page}.html"
    window = chromium.new_page(viewport={"width": 718, "height": 1000})  # A4
    window.emulate_media(media="print")
    window.goto(path.as_uri())
    wider = "t => t.querySelector('table').offsetWidth > t.clientWidth + 1"
    cut = f"[...document.querySelectorAll('div.table')].filter({wider}).map(t => t.id)"
    assert window.evaluate(cut) == []
    window.close()


WARNING = """
<aside class="bd-header-announcement" aria-label="Announcement"><div
class="bd-header-announcement__content">Internal edition</div></aside>
"""


def test_on_paper_too_a_page_says_that_it_is_internal(chromium, built):
    window = chromium.new_page()
    window.emulate_media(media="print")
    window.goto((built / "_build" / "html" / "book" / "import.html").as_uri())
    put = "html => document.body.insertAdjacentHTML('afterbegin', html)"
    window.evaluate(put, WARNING)
    said = window.locator(".bd-header-announcement__content")
    assert said.is_visible()
    assert said.evaluate("said => getComputedStyle(said).color") == "rgb(0, 0, 0)"
    window.close()

"""A reader's browser: nothing fails, nothing is fetched, nothing overflows."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.book, pytest.mark.browser]
PAGES = [
    *["results/main-messages", "results/model", "how-to-read"],
    *["results/across-teams", "areas/integration", "teams/dementia", "teams/ckd"],
    *["results/what-teams-need", "results/who-shaped", "results/audit"],
    *["results/evidence-register", "results/method", "guide/confidentiality"],
    "results/compare",
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
    reader.click("#matrix td a.rating >> nth=0")
    reader.wait_for_url("**/teams/active-lives.html#evidence-*")
    place = ".passages:has([id='evidence-engagement.partner_breadth'])"
    assert reader.locator(f"{place} li >> nth=0").is_visible()
    heading = reader.get_by_role("heading", name="Breadth of partners")
    seen = "h => h.getBoundingClientRect().top >= 0"
    assert heading.evaluate(seen)


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


def test_the_first_screen_has_the_answer_and_the_ways_in(chromium, built):
    path = built / "_build" / "html" / "book" / "results" / "main-messages.html"
    window = chromium.new_page(viewport={"width": 1440, "height": 900})
    window.goto(path.as_uri())
    ends = "s => document.querySelector(s).getBoundingClientRect().bottom"
    shown = ["article h1", ".imprint", ".question", ".answer", ".key-numbers", ".doors"]
    tops = [window.evaluate(ends, selector) for selector in shown]
    assert tops == sorted(tops)
    assert tops[-1] < 900
    window.close()


def found(window, built, typed):
    address = (built / "_build" / "html" / "search.html").as_uri()
    window.goto("about:blank")
    window.goto(f"{address}#q={typed}")
    window.wait_for_function("document.querySelector('#search-status').textContent")
    return window.locator("#search-results li").all_inner_texts()


def test_search_finds_passages_first_and_nothing_twice(reader, built):
    texts = found(reader, built, "ambassadors")
    assert texts[0].startswith("Passage, Adversity and Trauma")
    said = [text.partition("\n")[2] for text in texts]
    assert len(said) == len(set(said))
    reader.click("#search-results a >> nth=0")
    reader.wait_for_url("**/teams/ace.html#segment-*")


def test_search_folds_accents(reader, built):
    assert found(reader, built, "AMBASSÁDORS") == found(reader, built, "ambassadors")


@pytest.mark.parametrize("typed", ["open_evaluation", "remove-cell"])
def test_search_finds_no_code(reader, built, typed):
    assert [text for text in found(reader, built, typed) if typed in text] == []


@pytest.mark.parametrize("page", ["results/main-messages", "teams/dementia"])
def test_no_page_but_that_of_the_search_loads_its_index(chromium, built, page):
    window = chromium.new_page()
    asked = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto((built / "_build" / "html" / "book" / f"{page}.html").as_uri())
    window.close()
    assert not [url for url in asked if "search-index" in url]


def test_words_that_are_found_can_be_read_in_the_dark(chromium, built):
    window = chromium.new_page(color_scheme="dark")
    found(window, built, "ambassadors")
    found_by_axe = Axe().run(window, options={"runOnly": ["color-contrast"]})
    window.close()
    assert found_by_axe.violations_count == 0, found_by_axe.generate_report()


def test_the_evidence_table_draws_25_rows_and_keeps_its_state(reader, built):
    path = built / "_build" / "html" / "book" / "results" / "evidence-table.html"
    reader.on("console", lambda told: reader.noted.append(told.text))
    reader.goto(path.as_uri())
    assert reader.locator("#segments-table tbody tr").count() == 25
    reader.select_option("select[name=team]", "dementia")
    reader.fill("input[name=search]", "diagnosis")
    reader.click("th button >> nth=0")
    state = reader.evaluate("location.hash")
    assert state == "#search=diagnosis&team=dementia&sort=1"
    told = reader.inner_text("[role=status]")
    reader.reload()
    assert reader.inner_text("[role=status]") == told
    assert not [what for what in reader.noted if "Content Security" in what]


def test_the_table_of_coverage_sorts_by_number(reader, built):
    path = built / "_build" / "html" / "book" / "results" / "across-teams.html"
    reader.goto(path.as_uri())
    reader.click("#coverage-table th:nth-child(3) >> role=button")
    reader.wait_for_selector("#coverage-table th[aria-sort=ascending]:nth-child(3)")
    sources = reader.locator("#coverage-table td:nth-child(3)").all_inner_texts()
    assert sources == sorted(sources, key=int)


def test_the_keyboard_reaches_a_wide_table(reader, built):
    path = built / "_build" / "html" / "book" / "results" / "across-teams.html"
    reader.goto(path.as_uri())
    reader.keyboard.press("Tab")
    assert "Skip to the content" in reader.evaluate("document.activeElement.innerText")
    reader.focus("#coverage-table")
    assert reader.evaluate("document.activeElement.id") == "coverage-table"


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


WARNING = '<aside class="warning" aria-label="Warning">Internal edition</aside>'


def test_on_paper_too_a_page_says_that_it_is_internal(chromium, built):
    window = chromium.new_page()
    window.emulate_media(media="print")
    window.goto((built / "_build" / "html" / "book" / "how-to-read.html").as_uri())
    put = "html => document.body.insertAdjacentHTML('afterbegin', html)"
    window.evaluate(put, WARNING)
    said = window.locator(".warning")
    assert said.is_visible()
    assert said.evaluate("said => getComputedStyle(said).color") == "rgb(0, 0, 0)"
    window.close()

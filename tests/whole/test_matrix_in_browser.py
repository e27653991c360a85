"""The matrix in a browser: cards, filters, order, arrow keys, paper, small screens."""

import re
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.book, pytest.mark.browser]
ROOT, ACROSS = "results/main-messages", "results/across-teams"
AREA = "areas/collaboration"
FIRST = "#matrix tbody tr:first-child td:nth-child(2) .rating"
GOVERNANCE = "[id='matrix-collaboration.governance']"
CARD = "#matrix-card"
SEEN = "#matrix tbody tr:not([hidden])"


def open_page(chromium, built, page=ROOT, fragment="", **options):
    window = chromium.new_context(**options).new_page()
    path = built / "_build" / "html" / "book" / f"{page}.html"
    window.goto(path.as_uri() + fragment)
    return window


@pytest.fixture
def reader(chromium, built):
    window = open_page(chromium, built)
    yield window
    window.context.close()


def focused(window):
    return window.evaluate(
        "document.activeElement.getAttribute('aria-label') "
        "?? document.activeElement.textContent"
    )


def levels(window, column):
    cells = window.locator(f"{SEEN} td:nth-child({column})").all_inner_texts()
    written = [text.strip().replace("−", "-") for text in cells]
    return [int(text) if re.search(r"\d", text) else None for text in written]


def test_a_card_opens_under_the_pointer_and_can_be_entered(reader):
    reader.hover(FIRST)
    reader.wait_for_selector(CARD)
    assert reader.locator(f"{CARD} .name").inner_text() == "Active Lives, " + (
        "Breadth of partners: +2, 4 sources"
    )
    reader.hover(f"{CARD} a")
    reader.wait_for_timeout(500)
    assert reader.locator(CARD).is_visible()
    reader.keyboard.press("Escape")
    assert reader.locator(CARD).is_hidden()


def test_a_card_opens_by_keyboard_and_holds_nobody(reader):
    reader.locator("#matrix thead button").first.focus()
    reader.keyboard.press("ArrowDown")
    assert reader.locator(CARD).is_hidden()
    reader.keyboard.press("ArrowRight")
    assert reader.locator(CARD).is_visible()
    text = reader.locator(FIRST).get_attribute("aria-describedby")
    assert reader.locator(f"#{text}").inner_text()
    reader.keyboard.press("Tab")
    assert focused(reader) == "Read the passages"
    reader.keyboard.press("Tab")
    assert reader.locator(CARD).is_hidden()


def test_a_tap_opens_a_card_and_a_second_one_the_passages(chromium, built):
    size = {"width": 390, "height": 800}
    window = open_page(chromium, built, has_touch=True, viewport=size)
    window.tap(FIRST)
    assert window.locator(CARD).is_visible()
    assert "main-messages" in window.url
    window.tap(FIRST)
    window.wait_for_url("**/teams/active-lives.html#evidence-*")
    window.context.close()


def test_the_matrix_is_one_stop_and_arrow_keys_reach_every_cell(reader):
    stops = reader.evaluate(
        "[...document.querySelectorAll('#matrix table :is(a, button, .rating)')]"
        ".filter(e => e.tabIndex === 0).length"
    )
    assert stops == 1
    reader.locator("#matrix thead button").first.focus()
    for key, name in (
        ("ArrowDown", "Active Lives"),
        ("End", "Active Lives, Spread and sustainability: +2, 7 sources"),
        ("Home", "Active Lives"),
        ("ArrowUp", "Team"),
        ("ArrowRight", "Breadth of partners"),
        ("ArrowUp", "Whole system engagement"),
        ("ArrowRight", "Collaboration"),
        ("ArrowDown", "Shared purpose"),
    ):
        reader.keyboard.press(key)
        assert focused(reader) == name


def test_a_filter_is_announced_and_its_address_gives_the_same_view(
    reader, chromium, built
):
    reader.select_option("#matrix select[name=area]", "collaboration")
    reader.select_option("#matrix select[name=lifecycle]", "active")
    reader.select_option("#matrix select[name=sources]", "3")
    said = reader.inner_text("#matrix [role=status]")
    shown = reader.locator(SEEN).count()
    assert said.startswith(f"Teams shown: {shown} of 23. ")
    assert reader.locator("#matrix thead th:visible").count() == 1 + 1 + 5
    fragment = "#" + unquote(reader.url.split("#")[1])
    again = open_page(chromium, built, fragment=fragment)
    assert again.inner_text("#matrix [role=status]") == said
    again.context.close()
    reader.click("#matrix button[type=reset]")
    reader.wait_for_function("document.querySelectorAll('tr[hidden]').length === 0")
    assert "#" not in reader.url


def test_a_heading_sorts_with_no_evidence_last_either_way(reader):
    column = 8
    written = levels(reader, column)
    rated = sorted(level for level in written if level is not None)
    missing = [None] * (len(written) - len(rated))
    for order in (rated[::-1] + missing, rated + missing, written):
        reader.click(f"{GOVERNANCE} button")
        assert levels(reader, column) == order
    assert reader.locator("#matrix [aria-sort=ascending]").inner_text() == "Team"


def test_row_and_column_under_the_pointer_are_marked(reader):
    reader.hover(FIRST)
    rows = reader.locator("#matrix tbody tr").count()
    assert reader.locator("#matrix td.lit").count() == 17 + rows - 1


@pytest.mark.parametrize("page", [ROOT, ACROSS, AREA])
def test_without_scripts_every_rating_is_a_link(chromium, built, page):
    size = {"width": 320, "height": 640}
    window = open_page(chromium, built, page, java_script_enabled=False, viewport=size)
    assert window.locator("#matrix td a.rating:visible").count() > 80
    assert window.locator("#matrix :is(select, button)").count() == 0
    window.context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
@pytest.mark.parametrize("page", [ROOT, AREA])
def test_no_cell_is_off_the_page_at_any_width(chromium, built, page, width):
    size = {"width": width, "height": 800}
    window = open_page(chromium, built, page, viewport=size)
    right = "e => e.getBoundingClientRect().right"
    parts = window.locator("#matrix :is(.rating, th, select, .legend li)")
    assert max(parts.evaluate_all(f"all => all.map({right})")) <= width
    window.context.close()


def test_paper_shows_all_of_it_and_nothing_to_press(chromium, built):
    size = {"width": 718, "height": 1000}  # A4
    window = open_page(chromium, built, viewport=size)
    window.emulate_media(media="print")
    box = window.locator("#matrix table").bounding_box()
    assert box["x"] + box["width"] <= 718
    assert window.locator("#matrix td .rating:visible").count() == 23 * 17
    assert window.locator("#matrix form").is_hidden()
    window.context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_with_a_card_and_filters_in_use(
    chromium, built, colours, width
):
    size = {"width": width, "height": 900}
    window = open_page(chromium, built, color_scheme=colours, viewport=size)
    window.select_option("#matrix select[name=sources]", "2")
    window.hover("#matrix td a.rating:visible >> nth=0")
    window.wait_for_selector(CARD)
    window.evaluate("Promise.all(document.getAnimations().map(a => a.finished))")
    found = Axe().run(window, context="#matrix")
    window.context.close()
    assert found.violations_count == 0, found.generate_report()

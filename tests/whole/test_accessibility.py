"""The report says what axe-core finds; the keyboard reaches what it must."""

import csv

import axe_pages
import pytest
from bs4 import BeautifulSoup

pytestmark = [pytest.mark.book, pytest.mark.browser]


@pytest.mark.parametrize("kind", axe_pages.KINDS)
def test_axe_finds_on_a_page_what_the_report_says_it_does(chromium, built, kind):
    row, told = axe_pages.row_of(chromium, built / "_build" / "html", kind)
    assert axe_pages.stated()[kind] == row, told


def test_the_page_shows_what_was_found_in_full(built):
    path = built / "_build" / "html" / "book" / "accessibility.html"
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    shown = [
        [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.select("article table tr")
    ]
    with axe_pages.STATED.open(encoding="utf-8", newline="") as file:
        assert shown == list(csv.reader(file))


# A reader's way by keyboard: the stops, by what they are called, until the text begins.
STOP = """() => {
    const at = document.activeElement;
    const name = at.ariaLabel || at.innerText || at.labels[0].innerText;
    return at.closest("main") ? "" : name;
}"""


def stops(window, most):
    """Press Tab until the focus is in the text of a page."""
    passed = []
    while len(passed) < most:
        window.keyboard.press("Tab")
        if not (name := window.evaluate(STOP)):
            break
        passed.append(name)
    return passed


@pytest.mark.parametrize(
    "page", ["results/main-messages", "teams/dementia", "results/evidence-table"]
)
def test_few_stops_lead_to_the_text_of_a_page(chromium, built, page):
    window = chromium.new_page(viewport={"width": 1400, "height": 900})
    window.goto((built / "_build" / "html" / "book" / f"{page}.html").as_uri())
    passed = stops(window, 12)
    assert passed[:2] == ["Skip to the content", "Skip to the navigation"]
    assert "Dark colours" in passed
    assert len(passed) < 8
    window.close()


def open_team(chromium, built, **options):
    window = chromium.new_page(**options)
    site = built / "_build" / "html"
    window.goto((site / "book" / "teams" / "stroke.html").as_uri())
    return window


def test_the_group_of_the_current_page_alone_is_open_and_the_page_in_view(
    chromium, built
):
    window = open_team(chromium, built, viewport={"width": 1400, "height": 500})
    opened = window.locator("#navigation details[open] > summary")
    assert opened.all_inner_texts() == ["Teams"]
    assert window.locator("#navigation summary").all_inner_texts() == [
        *("Findings", "Teams", "How sure", "Method")
    ]
    current = window.locator("#navigation [aria-current=page]")
    assert current.inner_text() == "Stroke"
    box = current.bounding_box()
    assert 0 < box["y"] < 500
    window.close()


def test_the_keyboard_skips_to_the_navigation_and_finds_a_team(chromium, built):
    window = open_team(chromium, built)
    window.keyboard.press("Tab")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "navigation"
    field = window.get_by_label("Find in this list")
    field.fill("déMENT")
    shown = window.locator("#navigation details[open] > ul:last-child > li:visible")
    assert shown.all_inner_texts() == ["Dementia"]
    window.close()


def test_on_a_phone_one_button_opens_the_navigation_without_scripts(chromium, built):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    window = context.new_page()
    path = built / "_build" / "html" / "book" / "how-to-read.html"
    window.goto(path.as_uri())
    link = window.get_by_role("link", name="Evidence table", exact=True)
    assert not link.is_visible()
    window.get_by_role("button", name="Menu").click()
    link.click()
    window.wait_for_url("**/evidence-table.html")
    context.close()


def test_code_is_seen_on_request_and_the_next_page_remembers(chromium, built):
    window = open_team(chromium, built)
    code = window.locator(".cell_input").first
    assert not code.is_visible()
    window.get_by_label("Show the code of this page").check()
    assert code.is_visible()
    window.goto((built / "_build/html/book/results/how-sure.html").as_uri())
    assert window.locator(".cell_input").first.is_visible()
    window.close()


def test_the_colours_that_a_reader_chose_are_kept(chromium, built):
    window = open_team(chromium, built, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = window.evaluate(ground)
    window.get_by_label("Dark colours").click()
    dark = window.evaluate(ground)
    window.reload()
    assert window.evaluate(ground) == dark != light
    window.close()

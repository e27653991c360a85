"""Readers' ways through the report with a keyboard alone: no page is clicked."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]


@pytest.fixture
def opened(chromium, built):
    """Open a page of the report, with the focus where a reader's is: nowhere yet."""
    window = chromium.new_page(viewport={"width": 1400, "height": 900})
    book = (built / "_build" / "html" / "book").as_uri()

    def at(page):
        window.goto(f"{book}/{page}.html")
        return window

    yield at
    window.close()


def tab_to(window, place, most=40):
    """Press Tab until the focus is on a place that can be seen; say how often."""
    for presses in range(1, most + 1):
        window.keyboard.press("Tab")
        if window.evaluate("p => document.activeElement.matches(p)", place):
            seen = "document.activeElement.checkVisibility({checkOpacity: true})"
            assert window.evaluate(seen)
            return presses
    raise AssertionError(f"{most} times Tab do not lead to {place}")


def press(window, *keys):
    for key in keys:
        window.keyboard.press(key)


def test_the_first_page_leads_to_the_passages_behind_a_rating(opened):
    window = opened("results/main-messages")
    tab_to(window, "#matrix thead :is(a, button)")
    press(window, "ArrowDown", "ArrowRight")
    assert window.locator("#matrix-card").is_visible()
    press(window, "Enter")
    window.wait_for_url("**/teams/active-lives.html#evidence-*")
    assert window.locator(".passages:has(:target) li").first.is_visible()


def test_a_team_s_folds_open_and_what_is_in_them_is_next(opened):
    window = opened("teams/dementia")
    tab_to(window, "article details:not([open]) > summary")
    fold = window.evaluate_handle("document.activeElement.parentElement")
    press(window, "Enter")
    assert fold.evaluate("fold => fold.open")
    press(window, "Tab")
    assert fold.evaluate("fold => fold.contains(document.activeElement)")
    press(window, "Shift+Tab", "Enter")
    assert not fold.evaluate("fold => fold.open")


def test_the_evidence_table_is_searched_filtered_sorted_and_left_for_a_passage(opened):
    window = opened("results/evidence-table")
    tab_to(window, "input[name=search]")
    window.keyboard.type("diagnosis")
    tab_to(window, "select[name=team]")
    window.keyboard.type("Dementia")
    tab_to(window, "#segments-table th button")
    press(window, "Enter")
    assert window.evaluate("location.hash") == "#search=diagnosis&team=dementia&sort=1"
    tab_to(window, "#segments-table a.segment")
    press(window, "Enter")
    window.wait_for_url("**/teams/dementia.html#*")
    assert window.locator(":has(> :target)").is_visible()

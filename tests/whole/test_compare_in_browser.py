"""A reader puts teams side by side: the address keeps the choice, paper has it all."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.book, pytest.mark.browser]
CHOICE = "#teams=stroke,dementia"


@pytest.fixture
def open_page(chromium, built):
    """Open the page in a window of some kind, with a choice in the address or none."""
    windows = []

    def opened(choice="", **kind):
        window = chromium.new_page(**kind)
        windows.append(window)
        path = built / "_build" / "html" / "book" / "results" / "compare.html"
        window.goto(path.as_uri() + choice)
        return window

    yield opened
    for window in windows:
        window.close()


def shown(window):
    """Read what is seen of the cards of the first criterion."""
    first = window.locator(".compare .criterion").first
    return [
        card.inner_text().split("\n")[0] for card in first.locator("li:visible").all()
    ]


def test_an_address_puts_its_teams_side_by_side_in_its_order(open_page):
    window = open_page(CHOICE)
    assert [name.split(maxsplit=1)[1] for name in shown(window)] == [
        "Stroke",
        "Dementia",
    ]
    lists = window.locator(".compare select")
    chosen = [lists.nth(n).input_value() for n in range(3)]
    assert chosen == ["stroke", "dementia", ""]
    heads = window.locator(".compare .heads a")
    assert heads.first.get_attribute("href") == "../teams/stroke.html"


def test_what_is_chosen_stands_in_the_address_and_can_be_taken_back(open_page):
    window = open_page()
    window.select_option("select[name=First]", label="Stroke")
    window.select_option("select[name=Second]", label="Dementia")
    assert window.evaluate("location.hash") == CHOICE
    window.get_by_label("Only where levels differ").check()
    assert window.evaluate("location.hash") == f"{CHOICE}&differ=yes"
    window.get_by_role("button", name="Show all").click()
    assert window.evaluate("location.hash") == ""
    assert not shown(window)  # folded again


def test_only_criteria_on_which_levels_differ_can_be_shown(open_page, shipped):
    window = open_page(f"{CHOICE}&differ=yes")
    pair = shipped.cells.query("team_id in ['stroke', 'dementia']")
    levels = pair.dropna(subset="rating").groupby("criterion_id")["rating"].nunique()
    names = {c.id: c.name for c in shipped.framework.criteria}
    expected = [name for key, name in names.items() if levels[key] > 1]
    found = window.locator(".compare .criterion:visible h3").all_inner_texts()
    assert found == expected
    told = window.locator(".compare [role=status]").inner_text()
    assert told.endswith(f"Levels differ on {len(expected)}.")


@pytest.mark.parametrize("choice", ["#teams=nobody", "#teams=", "#newest-evidence"])
def test_an_address_that_names_no_team_of_the_page_chooses_none(open_page, choice):
    window = open_page(choice)
    assert window.locator(".compare select").first.input_value() == ""
    assert not shown(window)


def test_without_scripts_every_team_is_there_in_folds(open_page, shipped):
    window = open_page(java_script_enabled=False)
    assert window.locator(".compare form").count() == 0
    window.locator(".compare summary").first.click()
    assert len(shown(window)) == len(shipped.teams)


def test_the_keyboard_alone_is_enough(open_page):
    window = open_page()
    window.focus("select[name=First]")
    for key in ("S", "Tab", "D", "Tab", "Tab", "Space"):
        window.keyboard.press(key)
    assert window.evaluate("location.hash").endswith("&differ=yes")


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844), (320, 640)])
def test_all_profiles_fit_and_nothing_runs_off_the_page(open_page, size):
    kind = {"viewport": dict(zip(("width", "height"), size, strict=True))}
    window = open_page(f"{CHOICE},ckd", **kind)
    window.locator("details:has(> .newest) > summary").click()
    assert window.evaluate("document.documentElement.scrollWidth") <= size[0]
    wide = "t => t.scrollWidth > t.clientWidth + 1"
    cut = f"[...document.querySelectorAll('div.table')].filter({wide}).map(t => t.id)"
    assert window.evaluate(cut) == []
    if size == (1440, 900):
        box = window.locator(".profiles").bounding_box()
        assert box["height"] < size[1]


def test_on_paper_the_folds_are_open_and_a_choice_is_kept(open_page):
    window = open_page()
    window.emulate_media(media="print")
    assert len(shown(window)) == 23
    assert window.locator("#newest-table").is_visible()
    window = open_page(CHOICE)
    window.emulate_media(media="print")
    assert len(shown(window)) == 2
    assert not window.locator(".compare form").is_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("choice", ["", f"{CHOICE},ckd"])
def test_axe_finds_nothing_to_mend(open_page, choice, colours):
    window = open_page(choice, color_scheme=colours)
    window.locator("details:has(> .newest) > summary").click()
    window.evaluate("Promise.all(document.getAnimations().map(a => a.finished))")
    found = Axe().run(window)
    assert found.violations_count == 0, found.generate_report()

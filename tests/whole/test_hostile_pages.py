"""A browser opens every page of a hostile study: nothing runs, nothing is missing."""

from urllib.parse import quote

import pytest
from hostile_strings import STRINGS

from hiteval.display.kit.visible import visible
from hiteval.study.reading import read_study

pytestmark = [pytest.mark.book, pytest.mark.browser]
OURS = ("file:", "data:image/png;base64,")
BETA = STRINGS["scripts"][1]  # a team's name
SCHEMES = {"file:", "https:", "http:"}
TRACES = """() => ({
    bitten: window.bitten,
    scripts: [...document.scripts].filter(s => s.text.includes("bitten")).length,
    handlers: [...document.querySelectorAll("*")].flatMap(e => e.getAttributeNames()
        .filter(n => n.startsWith("on")).map(n => e.getAttribute(n))),
    schemes: [...document.links].map(a => a.protocol),
    broken: [...document.images].filter(i => !i.naturalWidth).length,
    text: document.body.textContent,
})"""


@pytest.fixture(scope="module")
def window(chromium):
    window = watched(chromium.new_page())
    yield window
    window.close()


def watched(window):
    """Let a window note all that happens in it."""
    window.noted = noted = []
    window.on("dialog", lambda dialog: (noted.append("a dialog"), dialog.dismiss()))
    window.on("popup", lambda _: noted.append("a window"))
    window.on("pageerror", lambda error: noted.append(str(error)))
    window.on("console", lambda told: told.type == "log" or noted.append(told.text))
    window.on("request", lambda asked: noted.append(asked.url))
    return window


@pytest.fixture(scope="module")
def pages(window, of_secrets):
    return opened(window, of_secrets / "_build" / "html")


def opened(window, site):
    """Open every page once: what happened, what it holds."""
    paths = [*site.glob("book/**/*.html"), site / "search.html"]
    return {
        path.relative_to(site).as_posix().removeprefix("book/"): traces(window, path)
        for path in sorted(paths)
    }


def traces(window, path):
    window.noted.clear()
    window.goto(path.as_uri())
    return window.evaluate(TRACES) | {"noted": [*window.noted]}


def strange(noted):
    return [what for what in noted if not what.startswith(OURS)]


def test_what_bites_leaves_traces(window, tmp_path):
    path = tmp_path / "page.html"
    bites = "<img src=https://evil.example/x onerror='window.bitten = 1'>"
    path.write_text(f"<body>{bites}<a href=javascript:x>x</a><script>bitten</script>")
    found = traces(window, path)
    assert (found["bitten"], found["scripts"], found["broken"]) == (1, 1, 1)
    assert found["handlers"] == ["window.bitten = 1"]
    assert found["schemes"] == ["javascript:"]
    assert "https://evil.example/x" in strange(found["noted"])
    assert "bitten is not defined" in strange(found["noted"])


def test_nothing_runs_fails_or_is_fetched_on_any_page(pages):
    assert len(pages) > 20
    assert {name: strange(page["noted"]) for name, page in pages.items()} == {
        name: [] for name in pages
    }


def test_no_page_holds_what_could_run(pages):
    for name, page in pages.items():
        assert page["bitten"] is None, name
        assert page["scripts"] == page["broken"] == 0, name
        assert page["handlers"] == [], name
        assert set(page["schemes"]) <= SCHEMES, name


def test_a_search_for_a_hostile_name_finds_it_and_runs_nothing(window, of_secrets):
    window.noted.clear()
    page = (of_secrets / "_build" / "html" / "search.html").as_uri()
    window.goto(f"{page}?q={quote(BETA)}")
    window.locator("#search-pages").get_by_text(BETA, exact=True).first.wait_for()
    assert window.evaluate("window.bitten") is None
    # Browsers refuse to let a page that was opened from disk read others.
    assert not [what for what in window.noted if what.startswith("http")]


@pytest.fixture(scope="module")
def bundle(of_secrets):
    return read_study(of_secrets / "_build" / "bundle")


def missing(page, texts):
    shown = "".join(page["text"].split())  # a line's end may be an element
    return [text for text in texts if "".join(visible(text).split()) not in shown]


TEAMS_TEXTS = {
    "teams": ["name", "focus", "aliases"],
    "segments": ["summary", "quote"],
    "team_events": ["note"],
    "partners": ["name"],
    "consensus": ["reason"],
    "summaries": ["summary"],
    "measures": ["measure", "period", "qualifier", "unit", "comparator"],
    "actions": ["action", "owner_role"],
}


@pytest.mark.parametrize("team_id", ["alpha", "beta", "gamma"])
@pytest.mark.parametrize("table", TEAMS_TEXTS)
def test_a_team_s_page_shows_each_text_verbatim(pages, bundle, team_id, table):
    partners = bundle.team_organisations.merge(bundle.organisations, on="org_id")
    rows = (bundle.tables | {"partners": partners})[table].query("team_id == @team_id")
    cells = rows[TEAMS_TEXTS[table]].stack().dropna()
    texts = [text for cell in cells for text in _texts(table, cell)]
    assert missing(pages[f"teams/{team_id}.html"], texts) == []


def _texts(table, cell):
    return cell.split(";") if table == "teams" else [cell]


def test_the_register_shows_each_source_verbatim(pages, bundle):
    register = pages["results/evidence-register.html"]
    assert missing(register, bundle.sources["title"]) == []
    assert missing(register, bundle.sources["publisher"].dropna()) == []


def test_the_evidence_table_shows_each_passage_verbatim(window, of_secrets, bundle):
    page = of_secrets / "_build/html/book/results/evidence-table.html"
    window.goto(page.as_uri())
    window.evaluate("dispatchEvent(new Event('beforeprint'))")  # which draws every row
    table = {"text": window.text_content("#segments-table")}
    assert missing(table, bundle.segments["summary"]) == []
    assert missing(table, bundle.segments["quote"].dropna()) == []


def test_the_page_of_method_shows_the_study_s_own_words_verbatim(pages, bundle):
    settings, areas = bundle.settings, bundle.framework.areas
    criteria = [criterion for area in areas for criterion in area.criteria]
    assert not missing(
        pages["results/method.html"],
        [
            *[settings.title, settings.question, settings.licence],
            *settings.strands.values(),
            *[text for c in settings.coders.values() for text in (c.did, c.name)],
            *[
                text
                for each in (*areas, *criteria)
                for text in (each.name, each.definition)
            ],
        ],
    )


def test_every_page_of_the_book_shows_the_title_and_two_the_limits_verbatim(
    pages, bundle
):
    title, limits = [bundle.settings.title], bundle.settings.limits
    whole = dict.fromkeys(("results/main-messages.html", "how-to-read.html"), limits)
    book = pages.keys() - {"search.html"}
    assert {n: missing(pages[n], [*title, *whole.get(n, ())]) for n in book} == {
        name: [] for name in book
    }

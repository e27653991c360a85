"""The search finds what pages show, where it stands, and passages first."""

import random
import shutil

import pytest
from conftest import ROOT

from hiteval.report.book import search
from hiteval.report.book.search import FILE, Found, index, texts, written

PAGE = """<!doctype html><meta charset=utf-8><nav>navigation</nav><article>
<h1 id="t">{title}<a class="headerlink" href="#t">#</a></h1>{body}
<aside class="limits">limits</aside></article>"""
TEAM = """
<div class="cell_input"><pre>secret_code = 1</pre></div>
<div class="written"><p>A view of the team. <span class="cited">[1]</span></p></div>
<h2 id="r">Ratings</h2>
<table><caption>Its caption</caption><thead><tr><th>Head</th></tr></thead><tr>
<td headers="ratings-table-Criterion"><span id="rating-c"></span>Means</td>
<td headers="ratings-table-Summary">Its summary.</td>
<td headers="ratings-table-Because">Because of it</td></tr></table>
<table><tr><td><span class="anchor" id="segment-s1"></span>Mon<b>ey</b> ran out.
<blockquote>“No money”</blockquote><span class="used">In a finding</span></td>
<td><a href="#source-1">The source</a>, 2020</td></tr></table>
<p>Said again: <a href="#segment-s1">Money ran out.</a></p><p>12 of 13</p>
<p>Line<br>break</p>
"""


def of(body, title="Alpha"):
    return texts(PAGE.format(title=title, body=body).encode())


def test_a_page_is_read_by_kind_place_and_text():
    assert of(TEAM) == [
        Found(search.PAGE, "t", "Alpha"),
        Found(search.SUMMARY, "t", "A view of the team."),
        Found(search.HEADING, "r", "Ratings"),
        Found(search.TEXT, "rating-c", "Means"),
        Found(search.SUMMARY, "rating-c", "Its summary."),
        Found(search.PASSAGE, "segment-s1", "Money ran out."),
        Found(search.PASSAGE, "segment-s1", "“No money”"),
        Found(search.TEXT, "rating-c", "Line break"),
    ]


def test_a_finding_is_its_heading_and_a_card_with_a_segment_is_a_passage():
    found = of('<h3 id="finding-f1">So it is</h3><ul><li id="segment-s1">Ran out</ul>')
    assert found[1:] == [
        Found(search.FINDING, "finding-f1", "So it is"),
        Found(search.PASSAGE, "segment-s1", "Ran out"),
    ]


def two_pages(folder):
    again = "<p>Money ran out.</p><p>Only here</p><p id=x>认知症护理, Zoë’s co-work</p>"
    for name, title, body in (("a", "Second", again), ("b", "Alpha", TEAM)):
        (folder / f"{name}.html").write_text(PAGE.format(title=title, body=body))
    return index(folder, ["a.html", "b.html"])


def test_a_text_is_found_once_as_a_passage_if_it_is_one(tmp_path):
    made = two_pages(tmp_path)
    assert made["pages"] == [("a.html", "Second"), ("b.html", "Alpha")]
    assert [t for t in made["texts"] if t[3] == "Money ran out."] == [
        (search.PASSAGE, 1, "segment-s1", "Money ran out.")
    ]
    kinds = [kind for kind, *_ in made["texts"]]
    assert kinds == sorted(kinds)


def test_an_index_has_the_same_bytes_each_time(tmp_path):
    assert written(two_pages(tmp_path)) == written(two_pages(tmp_path))


def test_an_index_is_small_beside_its_texts():
    words = [f"word{n}" for n in range(3_000)]
    chance = random.Random(1)
    found = [(0, 0, f"s{n}", " ".join(chance.choices(words, k=20))) for n in range(500)]
    assert len(written({"pages": [("a", "A")], "texts": found})) < 40_000


@pytest.fixture
def reader(chromium, tmp_path):
    """Open a page of search over two small pages."""
    static, templates = ROOT / "book" / "_static", ROOT / "book" / "_templates"
    body = (templates / "search.html").read_text().partition("{% block body %}")[2]
    names = ("folding.js", "search.js")
    for name in names:
        shutil.copyfile(static / name, tmp_path / name)
    (tmp_path / FILE).write_text(written(two_pages(tmp_path)))
    scripts = "".join(f"<script defer src={n}></script>" for n in (FILE, *names))
    page = f"<!doctype html><meta charset=utf-8>{scripts}{body}"
    (tmp_path / "search.html").write_text(page)
    window = chromium.new_page()
    window.where = (tmp_path / "search.html").as_uri()
    yield window
    window.close()


def results(window, typed):
    window.goto("about:blank")
    window.goto(f"{window.where}#q={typed}")
    window.wait_for_function("document.querySelector('#search-status').textContent")
    return window.locator("#search-results li").all_inner_texts()


@pytest.mark.browser
def test_passages_come_first_with_their_page_and_the_words_marked(reader):
    first, second, *_ = results(reader, "money")
    assert first.split("\n") == ["Passage, Alpha", "", "Money ran out."]
    assert "“No money”" in second
    link = reader.locator("#search-results a >> nth=0")
    assert link.get_attribute("href") == "b.html#segment-s1"
    assert reader.inner_text("#search-results mark >> nth=0") == "Money"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        *[("ZOE", "Zoë’s"), ("zoës", "Zoë’s"), ("zoe%27s", "Zoë’s")],
        *[("cowork", "co-work"), ("co-wo", "co-work"), ("work", "co-work")],
        *[("护理", "护理"), ("知症", "知症"), ("workshops", "co-work")],
    ],
)
def test_words_are_found_as_readers_write_them(reader, typed, mark):
    assert len(results(reader, typed)) == 1
    assert reader.locator("mark").all_inner_texts() == [mark]


@pytest.mark.browser
def test_texts_with_all_words_come_before_those_with_some(reader):
    found = results(reader, "ran summary out")
    assert "Money ran out." in found[0]
    assert reader.inner_text("#search-status") == (
        "Texts with all of these words: 0. With some of them: 2."
    )


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["secret_code", "navigation", "caption", "limits"])
def test_code_navigation_captions_and_limits_are_not_found(reader, typed):
    assert results(reader, typed) == []
    assert reader.inner_text("#search-status") == (
        "No text of the report has what you look for."
    )


@pytest.mark.browser
def test_the_address_keeps_what_is_typed_and_a_page_is_found_by_its_title(reader):
    results(reader, "")
    reader.fill("#searched", "alpha")
    reader.wait_for_function("location.hash == '#q=alpha'")
    assert reader.get_attribute("#search-pages a", "href") == "b.html"


@pytest.mark.browser
def test_without_scripts_the_page_says_so(chromium, reader):
    context = chromium.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(reader.where)
    assert "Searching needs JavaScript." in window.inner_text("body")
    context.close()

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.search import WordCollector
from sphinx.search.en import SearchEnglish

from hiteval.report.book.page_frame import (
    FILTERED,
    FIRST_PAGE,
    _prepare_for_search,
    announcement,
    limits_html,
    name_first_page,
    way_to_limits_html,
)


def test_limits_are_shown_as_text(study):
    settings = study.settings.model_copy(update={"limits": ("<b>None</b> & more",)})
    assert "<li>&lt;b&gt;None&lt;/b&gt; &amp; more</li>" in limits_html(settings)


def test_a_page_leads_to_the_limits_and_says_who_read_the_evidence(study):
    line = way_to_limits_html(study.settings, "../how-to-read.html")
    assert "<p>People read and coded the evidence. " in line
    assert '<a href="../how-to-read.html#limits">' in line


@pytest.mark.parametrize(
    ("heading", "name"), [("A study", "Main messages"), ("My own page", "My own page")]
)
def test_the_first_page_has_a_name_where_its_heading_is_the_study_s(heading, name):
    titles = {FIRST_PAGE: nodes.title("", heading), "other": nodes.title("", "A study")}
    name_first_page(titles, "A  study")
    said = {page: title.astext() for page, title in titles.items()}
    assert said == {FIRST_PAGE: name, "other": "A study"}


@pytest.mark.parametrize(
    ("edition", "simulated", "said"),
    [
        ("public", False, ""),
        ("internal", False, "Internal edition: not for publication"),
        (
            "public",
            True,
            "Simulated study: invented for tests and demonstrations, about nobody",
        ),
        (
            "internal",
            True,
            "Internal edition: not for publication. "
            "Simulated study: invented for tests and demonstrations, about nobody",
        ),
    ],
)
def test_a_page_announces_what_it_is_not(study, edition, simulated, said):
    update = {"edition": edition, "simulated": simulated}
    assert announcement(study.settings.model_copy(update=update)) == said


def searched(page, html):
    tree = new_document("")
    tree += nodes.raw("", html, format="html")
    app = SimpleNamespace(env=SimpleNamespace(docname=page, metadata={page: {}}))
    _prepare_for_search(app, tree)
    collector = WordCollector(tree, SearchEnglish({}))
    tree.walk(collector)
    return collector.found_words, app.env.metadata[page]


@pytest.mark.parametrize(
    "html",
    [
        "<tr><td>cell</td><td>coder</td></tr>",
        "<th>cell</th><td>coder</td>",
        "cell<br>coder",
        "<ul><li>cell</li><li>coder</li></ul>",
        "<p>cell</p><p>coder</p>",
        "cell<blockquote>coder</blockquote>",
    ],
)
def test_words_that_only_a_tag_parts_are_found_each(html):
    assert searched("book/page", html) == (["cell", "coder"], {})


def test_a_word_with_a_tag_in_it_stays_one():
    assert searched("book/page", "<td>co<b>d</b>er</td>")[0] == ["coder"]


@pytest.mark.parametrize("page", FILTERED)
def test_what_the_pages_of_teams_say_too_is_searched_there_alone(page):
    assert searched(page, "<p>cell</p>")[1] == {"nosearch": True}

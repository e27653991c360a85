import pytest
from docutils import nodes
from docutils.utils import new_document

from hiteval.report.book.page_frame import (
    FIRST_PAGE,
    _leave_code_in_place,
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


def test_code_is_put_above_its_result_without_a_fold():
    tree = new_document("")
    tree += nodes.container("", nb_element="cell_code", hide_mode="input")
    _leave_code_in_place(None, tree)
    assert tree[0]["nb_element"] == "cell_code"
    assert "hide_mode" not in tree[0]

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.report.book.citation import bibtex, reference


@pytest.fixture
def settings(study):
    given = {
        "id": "our-study",
        "title": "Teams & time",
        "publisher": "The Institute",
        "place": "Bristol",
        "published": date(2026, 11, 29),
        "edition": "public",
    }
    return study.settings.model_copy(update=given)


def test_a_page_is_cited_with_who_when_what_and_where(settings):
    where = "https://example.org/book/teams/alpha.html"
    assert reference(settings, "Alpha", where) == (
        "Alpha. In: The Institute (2026). Teams & time. Public edition, published "
        f"29 November 2026. Bristol. {where}"
    )


def test_the_first_page_is_cited_as_the_report(settings):
    assert reference(settings, "Teams & time").startswith("The Institute (2026). Teams")


def test_the_study_s_own_citation_is_kept(settings):
    settings = settings.model_copy(update={"cite": "Smith A. Teams. 2026"})
    assert reference(settings, "Alpha") == "Alpha. In: Smith A. Teams. 2026."


def test_what_is_not_known_is_not_cited(study):
    settings = study.settings.model_copy(update={"title": "Teams"})
    assert reference(settings, "Teams") == "Teams. Public edition."


def test_an_entry_for_bibtex(settings):
    where = "https://example.org/book/teams/alpha.html"
    assert bibtex(settings, "book/teams/alpha", "Alpha", where) == (
        "@misc{our-study-teams-alpha,\n"
        "  author = {{The Institute}},\n"
        "  title = {Alpha},\n"
        "  howpublished = {Teams \\& time},\n"
        "  year = {2026},\n"
        "  date = {2026-11-29},\n"
        "  note = {Public edition},\n"
        "  url = {https://example.org/book/teams/alpha.html}\n"
        "}"
    )


@pytest.mark.parametrize("field", ["title", "publisher"])
@given(text=st.text(min_size=1))
def test_no_text_ends_a_field_of_an_entry(study, field, text):
    settings = study.settings.model_copy(update={field: text})
    plain = bibtex(study.settings.model_copy(update={field: "x"}), "a", "b")
    entry = bibtex(settings, "a", text)
    depth = 0
    for place, sign in enumerate(entry):
        depth += (sign == "{") - (sign == "}")
        assert depth > 0 or place in {*range(5), len(entry) - 1}
    assert depth == 0
    if text.strip():
        assert entry.count("\n") >= plain.count("\n") - 1


def test_marks_of_tex_are_written_out(settings):
    entry = bibtex(settings, "a", "50 % of {us} & \\them_#1$ ~^")
    assert (
        r"title = {50 \% of \textbraceleft{}us\textbraceright{} \& "
        r"\textbackslash{}them\_\#1\$ \textasciitilde{}\textasciicircum{}}"
    ) in entry

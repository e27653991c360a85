"""Messages are looked up as they are shown, and what is no message is left alone."""

from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval import catalogue
from hiteval.catalogue import (
    _,
    foreign,
    has_words,
    in_words,
    is_draft,
    languages,
    markdown_messages,
    ngettext,
    speak,
    speaking,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
LINES = st.lists(TEXTS.filter(lambda text: "`" not in text), max_size=8)
TAGS = st.sampled_from(["en", "en-GB", "cy", "de-CH", "xx"])


class Loud(NullTranslations):
    """A language in which every message is said in capitals."""

    def gettext(self, message):
        return message.upper()

    def ngettext(self, _one, _many, number):
        return f"ONE {number}" if number == 1 else f"MANY {number}"


@pytest.fixture
def loud(monkeypatch):
    monkeypatch.setattr(catalogue, "_catalogue", lambda _tag: Loud())


@given(LINES)
def test_in_english_a_text_is_as_it_was(lines):
    assert in_words("\n".join(lines)) == "\n".join(lines)


@given(LINES)
def test_there_are_as_many_lines_as_before(lines):
    text = "\n".join(lines)
    assert in_words(text).count("\n") == text.count("\n")


@given(LINES)
def test_each_message_of_a_text_is_in_it_and_has_words(lines):
    text = "\n".join(lines)
    assert all(m in text and has_words(m) for m in markdown_messages(text))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("## Who was heard", "## WHO WAS HEARD"),
        ("- a point", "- A POINT"),
        ("  * a point within", "  * A POINT WITHIN"),
        ("12. the twelfth", "12. THE TWELFTH"),
        ("> quoted", "> QUOTED"),
        ("# $title", "# $title"),
        ("<!-- fold -->", "<!-- fold -->"),
        ("", ""),
    ],
)
def test_the_signs_of_a_line_stay(loud, line, said):
    assert in_words(line) == said


def test_code_stays_and_what_follows_it_is_said(loud):
    text = "before\n```python\nprint(words)\n```\nafter"
    assert in_words(text) == "BEFORE\n```python\nprint(words)\n```\nAFTER"


def test_a_message_is_looked_up_before_its_places_are_filled(monkeypatch):
    monkeypatch.setattr(catalogue, "_catalogue", lambda _tag: _Swapped())
    assert _("{one} of {two}", one="a", two="b") == "b: a"


class _Swapped(NullTranslations):
    def gettext(self, message):
        return "{two}: {one}" if message == "{one} of {two}" else message


def test_no_message_is_no_heading_of_a_catalogue():
    assert _("") == ""


@given(TAGS, TAGS, TAGS, TAGS)
def test_after_speaking_a_language_the_one_before_is_spoken(page, study, other, last):
    with speaking(page, study):
        before = catalogue._spoken
        with speaking(other, last):
            assert catalogue._spoken == catalogue.Spoken(other, last)
        assert catalogue._spoken == before


def test_a_failure_restores_the_language_too():
    before = catalogue._spoken
    with pytest.raises(KeyError), speaking("cy"):
        raise KeyError
    assert catalogue._spoken == before


def test_without_a_language_of_the_study_it_is_that_of_the_page():
    with speaking("de"):
        speak("cy")
        assert foreign() == ""


@given(TAGS, TAGS)
def test_a_study_s_text_is_foreign_where_its_language_is_another(page, study):
    with speaking(page, study):
        same = page.split("-")[0] == study.split("-")[0]
        assert foreign() == ("" if same else study)


@given(st.floats(0, 1e6).filter(lambda number: number != int(number)))
def test_what_is_no_whole_number_takes_the_form_of_many(number):
    assert ngettext("a level", "levels", number) == "levels"


def test_a_fraction_is_as_many_as_a_language_has_forms_for(loud):
    assert ngettext("a level", "levels", 0.5) == "MANY 1000"
    assert ngettext("a level", "levels", 1.0) == "ONE 1"


@given(st.integers(0, 10**6))
def test_a_number_fills_its_place(number):
    noun = "team" if number == 1 else "teams"
    said = ngettext("{number} team", "{number} teams", number, number=number)
    assert said == f"{number} {noun}"


def test_a_language_without_a_catalogue_is_answered_in_english():
    with speaking("xx"):
        assert _("Page {number}", number=2) == "Page 2"


def test_english_is_always_known_and_no_draft():
    assert languages()[0] == "en"
    assert not is_draft("en-GB")

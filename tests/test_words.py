"""The catalogues have every message, and each translation fills the same places."""

import re
from collections import Counter

import pytest
from babel.messages.pofile import read_po
from messages import TEMPLATE, collected, written

from hiteval.catalogue import FOLDER

PLACE = re.compile(r"\{[^{}]*\}|\$\w+")
TAG = re.compile(r"</?[a-z][^>]*>")
SAID = re.compile(r'(aria-label|title|alt|placeholder)="[^"]*"')
# What a language needs no place for, by language and message, with the reason.
LEFT_OUT: dict[tuple[str, str], set[str]] = {}
CATALOGUES = sorted(FOLDER.glob("*.po"))


def read(path):
    with path.open("rb") as file:
        return read_po(file, path.stem)


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def places(text):
    """Return the places of a text; a number may be said in words in some forms."""
    return Counter(PLACE.findall(text))


def tags(text):
    """Return the tags of a text, without what their attributes say to readers."""
    return Counter(SAID.sub(r"\1", tag) for tag in TAG.findall(text))


def test_the_template_has_every_message_of_the_report():
    told = "run make words: messages were added, changed or removed"
    assert TEMPLATE.read_bytes() == written(collected()), told


def test_every_message_has_braces_that_can_be_filled():
    for message in collected():
        for form in forms(message.id):
            bare = PLACE.sub("", form.replace("{{", "").replace("}}", ""))
            assert "{" not in bare, form


def test_all_forms_of_a_message_have_the_same_places_and_tags():
    for message in collected():
        one, *others = forms(message.id)
        for other in others:
            assert (places(one), tags(one)) == (places(other), tags(other)), one


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_each_message_and_no_other(path):
    wanted = {m.id if isinstance(m.id, str) else m.id[0] for m in collected() if m.id}
    found = {
        m.id if isinstance(m.id, str) else m.id[0]: forms(m.string)
        for m in read(path)
        if m.id
    }
    assert {
        "missing": sorted(wanted - found.keys()),
        "not said": sorted(m for m, said in found.items() if not all(said)),
        "unknown": sorted(found.keys() - wanted),
    } == {"missing": [], "not said": [], "unknown": []}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_form_of_a_translation_has_the_places_and_tags_of_its_message(path):
    wrong = []
    for message in read(path):
        first = forms(message.id)[0]
        may_lack = LEFT_OUT.get((path.stem, first), set())
        for said in forms(message.string) if first else ():
            wanted = {*places(first)} - may_lack
            same = wanted <= places(said).keys() <= places(first).keys()
            if not same or tags(said) != tags(first):
                wrong.append(f"{first!r}: {said!r}")
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_translation_is_a_guess_of_a_tool(path):
    assert [m.id for m in read(path) if m.id and m.fuzzy] == []


def test_what_may_be_left_out_is_of_a_catalogue_and_a_message():
    stems = {path.stem for path in CATALOGUES}
    known = {forms(message.id)[0] for message in collected()}
    for language, message in LEFT_OUT:
        assert language in stems
        assert message in known

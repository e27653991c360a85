"""A heading in another language keeps the address of the English one."""

from docutils import nodes
from docutils.core import publish_doctree

from hiteval.report.book.headings import keep_places

PAGE = "Sut i wirio\n===========\n\nTestun.\n\nArall\n=====\n\nTestun.\n"


def places(text, known):
    tree = publish_doctree(text, settings_overrides={"doctitle_xform": False})
    keep_places(tree, known)
    return [section["ids"] for section in tree.findall(nodes.section)]


def test_a_translated_heading_has_the_place_of_the_english_one():
    known = {"Sut i wirio": "how-to-check-it"}
    assert places(PAGE, known) == [["how-to-check-it"], ["arall"]]


def test_two_headings_never_have_one_place():
    known = {"Sut i wirio": "same", "Arall": "same"}
    assert places(PAGE, known) == [["same"], ["arall"]]

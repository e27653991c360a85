"""Sections fold behind their headings, which stay headings with a place."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from hiteval.report.book.folds import MARK, fold_sections, has_folds


def raw(html):
    return nodes.raw("", html, format="html")


def section(name, *content):
    title = nodes.title("", nodes.Text(name))
    return nodes.section("", title, *content, ids=[name])


@pytest.fixture
def tree():
    tree = new_document("")
    tree += section(
        "page",
        nodes.paragraph("", nodes.Text("first")),
        section("closed", raw(f"{MARK}\n"), section("below")),
        section("open", nodes.paragraph("", nodes.Text("seen"))),
    )
    return tree


def test_a_marked_section_is_behind_its_heading_and_the_mark_is_gone(tree):
    fold_sections(tree)
    kinds = [type(c) for c in tree[0][2].children]
    assert kinds == [nodes.raw, nodes.title, nodes.raw, nodes.section, nodes.raw]
    assert MARK not in tree.astext()
    shown = tree[0][2].astext().split()
    assert shown == [
        *("<details", 'class="fold"><summary>', "closed", "</summary>"),
        *("below", "</details>"),
    ]


def test_a_section_without_a_mark_stays_as_it_is(tree):
    fold_sections(tree)
    assert [type(c) for c in tree[0][3].children] == [nodes.title, nodes.paragraph]


def test_a_page_with_a_fold_is_told_from_one_without(tree):
    assert not has_folds(tree)
    fold_sections(tree)
    assert has_folds(tree)
    of_a_view = new_document("")
    of_a_view += raw('<div><details class="fold"><summary><h2>A</h2></summary></div>')
    assert has_folds(of_a_view)


def test_a_mark_outside_sections_folds_nothing():
    tree = new_document("")
    tree += raw(MARK)
    fold_sections(tree)
    assert tree.children == []

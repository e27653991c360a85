"""Sections fold behind their headings, which stay headings with a place."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from hiteval.report.book.folds import (
    LINK_TO_HEADING,
    MARK,
    drop_empty_sections,
    fold_sections,
    has_folds,
)


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


def cell(*shown):
    """Make a code cell as MyST-NB does."""
    outputs = [nodes.container("", raw(html)) for html in shown]
    source = nodes.container("", nodes.literal_block("", nodes.Text("view(team)")))
    shows = nodes.container("", *outputs, nb_element="cell_code_output")
    return nodes.container("", source, *[shows] * bool(shown), nb_element="cell_code")


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ([cell("")], False),
        ([cell(""), cell("\n")], False),
        ([cell(""), cell("<p>Seen.</p>")], True),
        ([cell()], True),  # it is there for its code
        ([], True),
    ],
)
def test_a_section_vanishes_whose_cells_show_nothing(cells, kept):
    tree = new_document("")
    words = nodes.paragraph("", nodes.Text("What follows."))
    tree += section("page", section("part", words, *(c.deepcopy() for c in cells)))
    drop_empty_sections(tree)
    assert bool([s for s in tree.findall(nodes.section) if "part" in s["ids"]]) == kept


def test_a_page_of_which_all_cells_show_nothing_keeps_what_is_written():
    tree = new_document("")
    tree += section("page", section("part", cell("")), section("words"))
    drop_empty_sections(tree)
    assert [s["ids"] for s in tree.findall(nodes.section)] == [["page"], ["words"]]


def test_what_opens_a_fold_has_no_link_in_it():
    link = '<a class="headerlink" tabindex="-1" href="#x" title="Link">¶</a>'
    body = f"<h2>Open{link}</h2><summary><h2>Closed{link}</h2>\n</summary>"
    left = f"<h2>Open{link}</h2><summary><h2>Closed</h2>\n</summary>"
    assert LINK_TO_HEADING.sub("", body) == left

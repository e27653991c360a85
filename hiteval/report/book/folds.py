"""Sections of a page that are closed on the screen, and open on paper.

A section folds that has ``<!-- fold -->`` below its heading, in a notebook as in a page
written by hand. Its heading stays a heading, with its id and its place in the contents
of the page; a view may show folds of its own (`hiteval.display.kit.html.fold`).
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from hiteval.report.book.page_frame import AFTER_EVERY_PAGES

MARK = "<!-- fold -->"
OPENING = '<details class="fold"><summary>'
FOLD = '<details class="fold'
SCRIPT = "fold.js"
# A link in what opens a fold could not be told from it.
LINK_TO_HEADING = re.compile(
    r'<a class="headerlink"[^>]*>[^<]*</a>(?=</h[1-6]>\s*</summary>)'
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    # Before the contents of the page are listed; and after, as the first part of a
    # section is taken for its title.
    app.connect("doctree-read", _drop_empty, priority=400)
    app.connect("doctree-resolved", _fold)
    app.connect("html-page-context", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def fold_sections(tree: nodes.document) -> None:
    """Put what is in each marked section behind its heading."""
    for mark in [*tree.findall(_is_mark)]:
        section = mark.parent
        section.remove(mark)
        if not isinstance(section, nodes.section):
            continue  # the title of a page folds nothing
        title, *content = section.children
        section[:] = [_raw(OPENING), title, _raw("</summary>")]
        section += [*content, _raw("</details>")]


def drop_empty_sections(tree: nodes.document) -> None:
    """Leave out each section whose cells all show nothing, whatever introduces it."""
    for section in [*tree.findall(nodes.section)]:
        cells = [*section.findall(_is_cell)]
        part = isinstance(section.parent, nodes.section)  # and not the whole page
        if part and cells and all(map(_is_empty, cells)):
            section.parent.remove(section)


def has_folds(tree: nodes.document) -> bool:
    """Tell whether a page has a fold, of a section or of a view."""
    return any(FOLD in raw.astext() for raw in tree.findall(nodes.raw))


def _is_cell(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def _is_empty(cell: nodes.Node) -> bool:
    """Tell whether a cell shows something, of which nothing can be seen."""
    outputs = [*cell.findall(_is_output)]
    seen = any(o.astext().strip() or [*o.findall(nodes.image)] for o in outputs)
    return bool(outputs) and not seen


def _is_output(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and (
        node.get("nb_element") == "cell_code_output"
    )


def _is_mark(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and node.astext().strip() == MARK


def _raw(html: str) -> nodes.raw:
    return nodes.raw("", html, format="html")


def _drop_empty(app: Sphinx, tree: nodes.document) -> None:
    del app
    drop_empty_sections(tree)


def _fold(app: Sphinx, tree: nodes.document, _page: str) -> None:
    del app
    fold_sections(tree)


def _finish(app: Sphinx, _page: str, _name: str, context: Any, tree: Any) -> None:
    if tree is not None and has_folds(tree):
        context["body"] = LINK_TO_HEADING.sub("", context["body"])
        app.add_js_file(SCRIPT, loading_method="defer", priority=AFTER_EVERY_PAGES)

"""A book of a thousand pages, at a cost that grows with them, not with their square.

The theme would resolve the whole tree of contents for every page, twice, and Sphinx
would keep every page in memory. Here the side bar is listed once, and a part of very
many pages on the first page of the book alone.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.matching import patfilter

from hiteval.report.book.page_frame import escape
from hiteval.report.book.sphinx_internals import forget_pages

LONG = 100  # pages; nobody reads down a longer list beside every page


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the side bar: its caption, and its pages with their titles.

    ``left_out`` says how many pages there are, if they are not all listed.
    """

    caption: str
    pages: tuple[tuple[str, str], ...]
    left_out: int = 0

    def beside(self, page: str) -> "Part":
        """Return what of it is listed beside a page of the book."""
        if len(self.pages) <= LONG:
            return self
        here = tuple(listed for listed in self.pages if listed[0] == page)
        return Part(self.caption, here, len(self.pages))


def side_bar(environment: Any) -> list[Part]:
    """List the parts of a book that Sphinx has read, as HTML."""
    return [
        Part(
            escape(tree.caption or ""),
            tuple(
                (name, escape(environment.titles[name].astext()))
                for item in tree.items
                for name in _named(str(item), environment)
            ),
        )
        for tree in environment.external_site_map.root.subtrees
    ]


def pages_below(environment: Any) -> dict[str, list[str]]:
    """Name for each page those that the contents have below it."""
    contents = environment.external_site_map
    return {
        page: [str(item) for tree in contents[page].subtrees for item in tree.items]
        for page in contents
        if page != contents.root.docname and contents[page].subtrees
    }


def _named(item: str, environment: Any) -> list[str]:
    """Return what an entry of ``_toc.yml`` stands for: a page, or all like it."""
    if item in environment.titles:
        return [item]
    return sorted(patfilter(environment.titles, item))


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("source-read", _forget)
    app.connect("doctree-resolved", _forget)
    app.connect("html-page-context", _add_parts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


@cache  # they are asked for on every page
def _parts(app: Sphinx) -> list[Part]:
    return side_bar(app.env)


@cache
def _below(app: Sphinx) -> dict[str, list[str]]:
    return pages_below(app.env)


def _add_parts(app: Sphinx, page: str, _name: str, context: Any, _tree: Any) -> None:
    """Give the template `side-bar.html` what it lists."""
    parts, below = _parts(app), _below(app)
    parent = next((p for p, pages in below.items() if page in pages), page)
    if page != app.config.root_doc:
        parts = [part.beside(parent) for part in parts]
    context["parts"], context["parent"] = parts, parent
    titles = app.env.titles
    context["below"] = [
        (name, escape(titles[name].astext())) for name in below.get(parent, [])
    ]


def _forget(app: Sphinx, *_page: Any) -> None:
    forget_pages(app.env)

"""A book of a thousand pages, at a cost that grows with them, not with their square.

The theme would resolve the whole tree of contents for every page, twice, and Sphinx
would keep every page in memory. Here the side bar is listed once, and a part of very
many pages on the first page of the book alone.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.matching import patfilter

from hiteval.report.book.page_frame import GUIDE, escape
from hiteval.report.book.sphinx_internals import forget_pages

LONG = 100  # pages; nobody reads down a longer list beside every page
MANY = 12  # pages; a longer list has a field to find one in
AREAS = "book/areas/"
# A heading has the place of its section, or of a mark in it.
HEADING = re.compile(
    r'(?:<section id="([^"]+)">\s*(?:<details class="fold"><summary>\s*)?)?'
    r'<h2>(?:<span class="anchor" id="([^"]+)"></span>)?(.*?)</h2>',
    re.DOTALL,
)
PERMALINK = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the side bar: its caption, and its pages with their titles.

    ``left_out`` says how many pages there are, if they are not all listed.
    """

    caption: str
    pages: tuple[tuple[str, str], ...]
    left_out: int = 0

    @property
    def areas(self) -> list[tuple[str, str]]:
        """The pages of areas, which are listed before all others."""
        return [listed for listed in self.pages if listed[0].startswith(AREAS)]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The pages that are not of areas."""
        return [listed for listed in self.pages if not listed[0].startswith(AREAS)]

    @property
    def is_long(self) -> bool:
        """Whether readers look for a page in it, rather than read it."""
        return len(self.others) > MANY

    def has(self, page: str) -> bool:
        """Tell whether a page is listed in it."""
        return page in dict(self.pages)

    def beside(self, page: str) -> "Part":
        """Return what of it is listed beside a page of the book."""
        if len(self.pages) <= LONG:
            return self
        kept = tuple(
            listed
            for listed in self.pages
            if listed[0] == page or listed[0].startswith(AREAS)
        )
        return Part(self.caption, kept, len(self.others))


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


def sections(body: str) -> list[tuple[str, str]]:
    """List the sections of a page: the place of each, and its name, both as HTML.

    Those of Sphinx, and what a view shows below a heading that has a place.
    """
    return [
        (section or mark, TAG.sub("", PERMALINK.sub("", name)).strip())
        for section, mark, name in HEADING.findall(body)
        if section or mark
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
    """Give the templates of navigation and contents what they list."""
    below, titles, root = _below(app), app.env.titles, app.config.root_doc
    parent = next((p for p, pages in below.items() if page in pages), page)
    parts = _parts(app)
    if page != root:
        parts = [part.beside(parent) for part in parts]
    if parts:
        first = (root, escape(titles[root].astext()))
        opening = replace(parts[0], pages=(first, *parts[0].pages))
        parts = [opening, *parts[1:]]
    context |= {"parts": parts, "parent": parent, "in_guide": page.startswith(GUIDE)}
    context["below"] = [
        (name, escape(titles[name].astext())) for name in below.get(parent, [])
    ]
    context["sections"] = sections(context.get("body", ""))


def _forget(app: Sphinx, *_page: Any) -> None:
    forget_pages(app.env)

"""Every page of a book with its head and foot for those who share it.

A Sphinx extension, named in `_config.yml`. What a page is about, and its picture, are
in a file that is written before the book is built. A book that
is built by hand has none: its pages are described by their first words.
"""

from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from hiteval.report.book import sharing
from hiteval.report.book.page_frame import settings_of


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    # After the frame, which puts the limits of the study under a page.
    app.connect("html-page-context", _share, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def first_words(tree: nodes.document | None) -> str:
    """Return the first paragraph of a page, if it has one."""
    found = tree.findall(nodes.paragraph) if tree else ()
    return next((words for p in found if (words := p.astext().strip())), "")


@cache  # it is asked for on every page
def _told(app: Sphinx) -> sharing.Told:
    return sharing.read_told(Path(app.srcdir))


def _share(app: Sphinx, page: str, _template: str, context: Any, tree: Any) -> None:
    """Add to a page what is told of it, at its head and at its foot."""
    told, whole = _told(app), settings_of(app)
    settings = sharing.at_home(whole, told.preview)
    hidden = sharing.is_hidden(whole, told.preview)
    first = page == app.config.root_doc or page not in app.env.titles
    title = settings.title if first else app.env.titles[page].astext()
    card = told.card(page)
    said = card.get("description") or first_words(tree) or settings.question
    card = {**card, "description": said}
    made = sharing.head(settings, page, title, card, hidden)
    context["metatags"] = str(context.get("metatags", "")) + str(made)
    if "body" in context:
        context["body"] += str(sharing.foot(settings, page, title))

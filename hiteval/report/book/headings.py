"""Places of headings that are the same in every language of a report.

A Sphinx extension, named in `_config.yml`. A heading in another language keeps the
address of the English one: scripts, lists and readers link to it.
"""

from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from hiteval.catalogue import translated
from hiteval.report.book.page_frame import settings_of


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    # Before the contents of the page are listed.
    app.connect("doctree-read", _keep, priority=300)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def keep_places(tree: nodes.document, places: dict[str, str]) -> None:
    """Give the sections of a page the places that their English headings have.

    ``places`` has them by headings in the language of the page.
    """
    for section in tree.findall(nodes.section):
        heading = section.next_node(nodes.title)
        place = places.get(heading.astext()) if heading is not None else None
        if place and place not in tree.ids:
            section["ids"][:1] = [place]
            tree.ids[place] = section


@cache
def _places(app: Sphinx) -> dict[str, str]:
    labels = settings_of(app).labels
    return {
        labels.spoken.fill(said): nodes.make_id(labels.in_english(message))
        for message, said in translated().items()
    }


def _keep(app: Sphinx, tree: nodes.document) -> None:
    keep_places(tree, _places(app))

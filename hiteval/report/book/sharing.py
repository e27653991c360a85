"""What every page tells those who share it, cite it, or ask how old it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from hiteval.catalogue import _
from hiteval.language import Language
from hiteval.report.book import citation
from hiteval.study.settings import Settings

CARDS = Path("_build", "cards.json")
FEED, INDEX = "feed.xml", "index"
MOST = 160  # characters that search engines show
NAMED = Markup('<meta name="{}" content="{}">')
GRAPH = Markup('<meta property="{}" content="{}">')
ICONS = Markup(
    '<link rel="icon" type="image/svg+xml" href="{0}_static/favicon.svg">'
    '<link rel="icon" type="image/png" href="{0}_static/favicon.png">'
    '<link rel="apple-touch-icon" href="{0}_static/favicon.png">'
)
CANONICAL = Markup('<link rel="canonical" href="{}">')
EDITIONS = Markup(
    '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">'
)
FOOT = Markup(
    '<footer class="page-foot"><p>{}</p><details class="cite"><summary>{}'
    "</summary><p>{}</p><pre>{}</pre></details></footer>"
)
UPDATED = "Last updated on {day}. {edition}, with evidence up to {end}."
UNDATED = "{edition}, with evidence up to {end}."

Card = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of pages that the book itself does not know.

    ``cards`` has, by the path of a page, its ``description``, ``picture``, ``alt`` and
    ``type``; what is under a blank path is of every page that has none of its own.
    """

    preview: bool = False
    cards: Mapping[str, Card] = field(default_factory=dict)

    def card(self, page: str) -> Card:
        """Return what is told of a page."""
        return self.cards.get(page) or self.cards.get("", {})

    def write(self, work: Path) -> None:
        """Write it into the folder in which the book is built."""
        text = json.dumps({"preview": self.preview, "cards": self.cards})
        (work / CARDS).write_text(text, encoding="utf-8", newline="\n")


def read_told(work: Path) -> Told:
    """Read what was written for a book; a book that is built by hand has nothing."""
    path = work / CARDS
    if not path.is_file():
        return Told()
    return Told(**json.loads(path.read_text(encoding="utf-8")))


def head(settings: Settings, page: str, title: str, card: Card, hidden: bool) -> Markup:
    """Write what tells browsers, search engines and messengers what a page is.

    Parameters
    ----------
    settings : Settings
        Of the edition that is published.
    page : str
        Its path from the root of the site, without ending.
    title : str
        Of the page.
    card : mapping of str to str
        Of `Told`, with a ``description``.
    hidden : bool
        Whether search engines should leave it out.
    """
    graph = _graph(settings, page, title, card)
    site, large = settings.address, "picture" in card
    named = {
        "robots": "noindex" if hidden else "",
        "description": graph["og:description"],
        "twitter:card": "summary_large_image" if large else "summary",
    }
    return Markup("\n").join(
        [
            *(NAMED.format(name, text) for name, text in named.items() if text),
            *(GRAPH.format(name, text) for name, text in graph.items() if text),
            ICONS.format(_up(page)),
            *([CANONICAL.format(graph["og:url"])] if site else []),
            *(
                [EDITIONS.format(_("Editions of this report"), f"{site}{FEED}")]
                if has_feed(settings)
                else []
            ),
        ]
    )


def _editions(place: str) -> Markup:
    return EDITIONS.format(_("Editions of this report"), place)


def _graph(settings: Settings, page: str, title: str, card: Card) -> dict[str, str]:
    """Return what is told by the Open Graph protocol, blank where it is not known."""
    # Without an address of the site, some services do not find the picture.
    up = settings.address or _up(page)
    return {
        "og:title": citation.line(title),
        "og:description": cut(card["description"]),
        "og:type": card.get("type", "article"),
        "og:site_name": citation.line(settings.title),
        "og:url": address(settings, page),
        "og:image": f"{up}{card['picture']}" if "picture" in card else "",
        "og:image:alt": citation.line(card.get("alt", "")),
    }


def address(settings: Settings, page: str) -> str:
    """Return the address of a page by its path, if that of the site is known."""
    name = "" if page == INDEX else f"{page}.html"
    return f"{settings.address}{name}" if settings.address else ""


def _up(page: str) -> str:
    return "../" * page.count("/")


def foot(settings: Settings, page: str, title: str) -> Markup:
    """Write the foot of a page: when it was published, and how to cite it."""
    say, day = Language(settings.page_language), settings.published
    known = {"edition": citation.edition(settings), "end": say.day(settings.period.end)}
    told = _(UPDATED, **known, day=say.day(day)) if day else _(UNDATED, **known)
    where = address(settings, page)
    cited = citation.reference(settings, title, where)
    entry = citation.bibtex(settings, page, title, where)
    return FOOT.format(told, _("Cite this page"), cited, entry)


def has_feed(settings: Settings) -> bool:
    """Tell whether a report has a feed: readers must know where it is, and how old."""
    return bool(settings.address and settings.published)


def is_hidden(settings: Settings, preview: bool) -> bool:
    """Tell whether a report is for its makers alone: search engines leave it out."""
    return preview or settings.edition != "public"


def at_home(settings: Settings, preview: bool) -> Settings:
    """Return settings with the address only of what is published there."""
    if is_hidden(settings, preview):
        return settings.model_copy(update={"address": None})
    return settings


def cut(text: str, most: int = MOST) -> str:
    """Put a text on one line, and cut it at a word if it is too long.

    >>> cut("one two  three", most=9), cut("a" * 12, most=9)
    ('one two…', 'aaaaaaaa…')
    """
    text = citation.line(text)
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    if not text[most - 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:") + "…"

"""The editions of a report as an Atom feed (RFC 4287), for those who wait for the next.

It holds this edition and, where the report was compared with it, the one before.
Readers of feeds keep the entries that they have seen.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hiteval.catalogue import _
from hiteval.display.changes import Told
from hiteval.language import Language
from hiteval.report.book import citation
from hiteval.report.book.sharing import FEED, has_feed
from hiteval.study.settings import Settings

ATOM = "http://www.w3.org/2005/Atom"
NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}  # not even escaped
TITLE = "Edition of {day}"
COVERS = "It covers {start} to {end}."
CHANGED = "{ratings} changed since the edition before."


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition: the day of its publication, and what is said of it."""

    published: date
    summary: str


def feed(settings: Settings, told: Told) -> bytes:
    """Write the feed of a report; nothing if it is not known where and when it is.

    Parameters
    ----------
    settings : Settings
        Of the edition that is published.
    told : tuple of Earlier and Changes, or None
        From `hiteval.bundle.open_changes`.
    """
    site, day = settings.address, settings.published
    if not has_feed(settings) or site is None or day is None:
        return b""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": settings.page_language})
    _say(root, "id", f"{site}{FEED}")
    _say(root, "title", settings.title)
    _say(root, "subtitle", settings.question)
    _say(root, "updated", _moment(day))
    _say(SubElement(root, "author"), "name", settings.publisher or settings.title)
    _say(root, "rights", settings.licence)
    SubElement(root, "link", {"rel": "self", "href": f"{site}{FEED}"})
    SubElement(root, "link", {"rel": "alternate", "href": site})
    for entry in _entries(settings, told):
        _add(root, entry, settings)
    indent(root, " ")
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _entries(settings: Settings, told: Told) -> list[Entry]:
    """List the editions that are known, the newest first."""
    say = Language(settings.page_language)
    covers = _covers(settings.period.start, settings.period.end, say)
    parts = [settings.answer or settings.question, covers]
    entries: list[Entry] = []
    if told:
        earlier, found = told
        parts.append(_(CHANGED, ratings=say.count(len(found.ratings), "rating")))
        before = earlier.published and date.fromisoformat(earlier.published)
        if before and settings.published and before < settings.published:
            start, end = map(date.fromisoformat, (earlier.start, earlier.end))
            entries = [Entry(before, _covers(start, end, say))]
    now = [Entry(settings.published, " ".join(parts))] if settings.published else []
    return [*now, *entries]


def _covers(start: date, end: date, say: Language) -> str:
    return _(COVERS, start=say.day(start), end=say.day(end))


def _add(root: Element, entry: Entry, settings: Settings) -> None:
    site, day = settings.address or "", entry.published
    host, element = urlsplit(site).hostname, SubElement(root, "entry")
    _say(element, "id", f"tag:{host},{day}:{settings.id}")
    _say(element, "title", _(TITLE, day=Language(settings.page_language).day(day)))
    _say(element, "updated", _moment(day))
    _say(element, "published", _moment(day))
    SubElement(element, "link", {"rel": "alternate", "href": site})
    _say(element, "summary", entry.summary)


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = citation.line(text).translate(NO_CHARACTERS)


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"

"""The feed by the rules of RFC 4287, which the tests read by themselves."""

import re
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from defusedxml import ElementTree
from hostile_strings import STRINGS

from hiteval.bundle.earlier_edition import Earlier
from hiteval.report.book.feed import feed
from hiteval.report.gate.feed_markup import is_plain_feed

SITE = "https://example.org/report/"
NAMES = {"a": "http://www.w3.org/2005/Atom"}
ONCE = ("a:id", "a:title", "a:updated")  # in a feed, and in each entry
FIELDS = ("title", "question", "answer", "publisher", "licence")
HOSTILE = [*(t for texts in STRINGS.values() for t in texts), "\ufffe\uffff", "\x00x"]


@pytest.fixture
def settings(study):
    given = {
        "id": "our-study",
        "title": "Teams",
        "answer": "They do.",
        "address": SITE,
        "published": date(2026, 11, 29),
    }
    return study.settings.model_copy(update=given)


def compared(published):
    earlier = Earlier("2015-01-01", "2018-12-31", "", published)
    return earlier, SimpleNamespace(ratings=range(12))


def valid(content):
    """Parse a feed, and hold it to what RFC 4287 requires of one."""
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert len(root.findall("a:author/a:name", NAMES)) == 1
    entries = root.findall("a:entry", NAMES)
    for element in (root, *entries):
        for name in ONCE:
            (found,) = element.findall(name, NAMES)
            assert found.text
        datetime.fromisoformat(element.findtext("a:updated", "", NAMES))
        links = [a.attrib for a in element.findall("a:link", NAMES)]
        assert all(link["href"].startswith("https://") for link in links)
        assert sum(link["rel"] == "alternate" for link in links) == 1
    ids = [element.findtext("a:id", "", NAMES) for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[\w.-]+,\d{4}-\d\d-\d\d:[\w.-]+", i) for i in ids[1:])
    return entries


def texts(entry):
    return [entry.findtext(f"a:{name}", "", NAMES) for name in ("id", "title")]


def test_a_feed_holds_this_edition(settings):
    (entry,) = valid(feed(settings, None))
    assert texts(entry) == [
        "tag:example.org,2026-11-29:our-study",
        "Edition of 29 November 2026",
    ]
    assert entry.findtext("a:summary", "", NAMES) == (
        "They do. It covers 1 January 2019 to 31 December 2020."
    )


def test_and_the_edition_before_it_with_what_changed(settings):
    now, before = valid(feed(settings, compared("2025-11-30")))
    summary = now.findtext("a:summary", "", NAMES)
    assert summary.endswith("12 ratings changed since the edition before.")
    assert texts(before) == [
        "tag:example.org,2025-11-30:our-study",
        "Edition of 30 November 2025",
    ]


@pytest.mark.parametrize("published", ["", "2026-11-29", "2027-01-01"])
def test_an_edition_that_is_not_known_to_be_earlier_has_no_entry(settings, published):
    assert len(valid(feed(settings, compared(published)))) == 1


@pytest.mark.parametrize("unknown", ["address", "published"])
def test_without_address_or_day_there_is_no_feed(settings, unknown):
    assert feed(settings.model_copy(update={unknown: None}), None) == b""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_feed(settings, text):
    content = feed(settings.model_copy(update=dict.fromkeys(FIELDS, text)), None)
    assert len(valid(content.replace(b"<title />", b"<title>x</title>"))) == 1
    assert is_plain_feed(content)

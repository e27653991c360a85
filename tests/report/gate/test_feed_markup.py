import pytest

from hiteval.report.gate.feed_markup import is_plain_feed

FEED = (
    '<?xml version="1.0"?>{}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
    "<title>{}</title></feed>"
)
LINK = '</title><link rel="{}" href="{}"/><title>'


def feed(inside="", before=""):
    return FEED.format(before, inside).encode()


def test_texts_and_addresses_are_a_plain_feed():
    assert is_plain_feed(feed("&lt;script&gt;"))
    assert is_plain_feed(feed(LINK.format("self", "https://example.org/feed.xml")))


@pytest.mark.parametrize(
    "content",
    [
        feed(before='<?xml-stylesheet href="x.xsl" type="text/xsl"?>'),
        feed(before='<!DOCTYPE feed [<!ENTITY a "b">]>'),
        feed('<script xmlns="http://www.w3.org/1999/xhtml">x</script>'),
        feed("</title><content>x</content><title>"),
        feed('</title><title onload="x">'),
        feed(LINK.format("stylesheet", "https://example.org/")),
        feed(LINK.format("self", "javascript:alert(1)")),
        b"<html/>",
        b"no XML",
        b"\xff\xfe",
    ],
)
def test_what_a_browser_would_act_on_is_none(content):
    assert not is_plain_feed(content)

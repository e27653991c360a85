from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.readers.databases.html_text import plain_text

PIECES = ["<p>", "</p>", "<br/>", "<b title='a>b'>", '<i x="<">', "</b>", "</i>"]
PIECES += [
    "a",
    "é",
    "\U0001f600",
    "&amp;",
    "&lt;b&gt;",
    "&#233;",
    "&nbsp;",
    " ",
    "1 < 2",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_the_text_is_what_a_parser_of_html_finds(pieces):
    source = "".join(pieces)
    data = []
    parser = HTMLParser()
    parser.handle_data = data.append
    parser.feed(source)
    parser.close()
    assert plain_text(source) == "".join(data)


def test_comments_and_line_ends_are_read_as_browsers_do():
    assert plain_text("a<!-- <b> -->b\r\nc\rd") == "ab\nc\nd"


def test_what_is_no_tag_stays():
    assert plain_text("1 < 2 > 0, <3, a<") == "1 < 2 > 0, <3, a<"


def test_nothing_follows_a_tag_that_never_ends():
    assert plain_text("one <a href='x") == "one "


@pytest.mark.parametrize(
    "piece", ["<", '<a "', "<!--", "</", "&", "&#", "<a '", "<a b"]
)
def test_no_text_takes_long(piece):
    """Each of these takes `html.parser` minutes, or far more."""
    plain_text(piece * 300_000)

"""What is cleaned is what the gate lets through, whatever it was before."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.report.gate.page_markup import unknown_markup
from hiteval.report.markup.cleaning import clean_html, clean_markdown

PLACE = PurePosixPath("book/results/own.html")
PIECES = [
    *["<script>alert(1)</script>", "<style>@import 'x'</style>", "<svg onload=x>"],
    *["<img src=x onerror=x>", "<a href='javascript:x'>", "<a href=https://a.org>"],
    *["<table border=1>", "<td style='color:red'>", "<p id=x onclick=x>", "</table>"],
    *["<iframe src=//x>", "<base href=//x>", "<math><mi>", "<!--", "<noscript>"],
    *["<img src='https://a.org/x.png'>", "<form action=x>", "text & <", "</div>"],
    *["<a href='data:text/html,x'>", "<template>", "<link rel=stylesheet href=//x>"],
]


def refused(html):
    page = f"<html lang='en'><body>{html}</body></html>"
    return [*unknown_markup(page.encode(), PLACE)]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_the_gate_refuses_nothing_of_what_was_cleaned(pieces):
    assert refused(clean_html("".join(pieces))) == []


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_the_gate_refuses_nothing_of_markdown(pieces):
    assert refused(clean_markdown("\n\n".join(["# x", *pieces]))) == []


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("a<script>b</script>c", "ac"),
        ('<p style="color: red" class="x">a</p>', '<p class="x">a</p>'),
        ('<b id="drawn-at-random">a</b>', "<b>a</b>"),
        ('<a href="javascript:x">a</a>', '<a rel="noreferrer">a</a>'),
        (
            '<a href="../teams/a.html">a</a>',
            '<a href="../teams/a.html" rel="noreferrer">a</a>',
        ),
        ("<main><h2>a</h2></main>", "<h2>a</h2>"),
        ("<p>a<b>c", "<p>a<b>c</b></p>"),
    ],
)
def test_html_keeps_its_text_and_what_is_harmless(html, cleaned):
    assert clean_html(html) == cleaned


def test_a_table_can_be_scrolled_and_no_heading_is_empty():
    shown = clean_html('<table border="1"><tr><th></th><th>a</th></tr></table>')
    assert shown == (
        '<div class="table" tabindex="0"><table><tbody><tr><td></td><th>a</th></tr>'
        "</tbody></table></div>"
    )


def test_html_in_markdown_is_shown_verbatim():
    assert clean_markdown("<b>*a*</b>") == "<p>&lt;b&gt;<em>a</em>&lt;/b&gt;</p>"

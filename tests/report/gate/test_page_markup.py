"""A page may hold what the book makes, and nothing else that a browser would act on."""

from pathlib import PurePosixPath

import pytest
from selectolax.lexbor import LexborHTMLParser

from hiteval.display.kit.html import escape, outside_link
from hiteval.report.gate.page_markup import BOOK_MARKUP, signature, unknown_markup

PLACE = PurePosixPath("book/teams/alpha.html")
PAGE = "<!doctype html><html lang='en'><head><title>t</title></head><body>{}</body>"
DATA = "<script type=application/json class={}>{}</script>"
PACKED = '{"columns":[{"cells":["\\u003csvg/onload=x\\u003e"]}]}'
HOSTILE = {
    "<script>x</script>": "<script>",
    "<script type='application/json' class='x'>alert(1)</script>": "<script>",
    "<script type='application/json' class='x'>[\"<!--\"]</script>": "<script>",
    "<script type='application/json' class='x' src='y'>[]</script>": "<script>",
    "<script type='module' class='x'>[]</script>": "<script>",
    "<script src='../../_static/other.js'></script>": "<script>",
    "<script src='https://evil.example/doctools.js'></script>": "<script>",
    "<img src=x onerror=alert(1)>": "<img onerror>",
    "<p onclick='x()'>x": "<p onclick>",
    "<svg/onload=alert(1)>": "<svg onload>",
    "<svg><a xlink:href='javascript:alert(1)'>x": "<a xlink:href>",
    "<svg><a href='javascript:alert(1)'>x": "<a href>",
    "<svg><animate attributeName=href values='javascript:alert(1)'>": "<animate>",
    "<svg><use href='https://evil.example/x.svg#a'>": "<use>",
    "<svg><image href='https://evil.example/x.png'>": "<image>",
    "<svg><foreignObject><p>x": "<foreignObject>",
    "<svg><rect fill='url(https://evil.example)'>": "<rect fill>",
    "<svg><path d='M0 0' style='color:red'>": "<path style>",
    "<p d='M0 0'>x": "<p d>",
    "<math><mi>x": "<math>",
    "<iframe src=x></iframe>": "<iframe>",
    "<object data=x></object>": "<object>",
    "<embed src=x>": "<embed>",
    "<form action='https://evil.example'>": "<form>",
    "<input autofocus>": "<input>",
    "<base href='https://evil.example/'>": "<base>",
    "<meta http-equiv=refresh content='0; url=https://evil.example'>": "<meta>",
    "<meta http-equiv=refresh content='0; url=x.html'>": "<meta>",
    "<meta name=description http-equiv=refresh content='0; url=x.html'>": "<meta>",
    "<meta name=referrer content=unsafe-url>": "<meta>",
    "<meta property=og:video content='https://evil.example'>": "<meta>",
    "<link rel='alternate stylesheet' href='https://evil.example/x.css'>": "<link>",
    "<link rel=canonical href='javascript:alert(1)'>": "<link>",
    "<link rel=canonical href='https://a.example' onload=alert(1)>": "<link>",
    "<link rel=stylesheet href='https://evil.example/x.css'>": "<link>",
    "<link rel=next href='https://evil.example/'>": "<link href>",
    "<link rel=prefetch href='x'>": "<link>",
    "<style>@import 'https://evil.example'</style>": "<style>",
    "<p style='background:url(https://evil.example)'>": "<p style>",
    "<template><img src=x onerror=alert(1)></template>": "<template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>": "<noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)>": "<textarea>",
    "<a href='javascript:alert(1)'>x</a>": "<a href>",
    "<a href=' java\nscript:alert(1)'>x</a>": "<a href>",
    "<a href='&#1;javascript:alert(1)'>x</a>": "<a href>",
    "<a href='//evil.example'>x</a>": "<a href>",
    r"<a href='\\evil.example'>x</a>": "<a href>",
    r"<a href='/\evil.example'>x</a>": "<a href>",
    "<a href='data:text/html,x'>x</a>": "<a href>",
    "<a href='file:///etc/passwd'>x</a>": "<a href>",
    "<a href='x' ping='https://evil.example'>x</a>": "<a ping>",
    "<a href='https://evil.example'>x</a>": (
        "<a href> to another host without rel=noreferrer"
    ),
    "<img src='https://evil.example/x.png'>": "<img src>",
    "<img src='data:image/svg+xml,x'>": "<img src>",
    "<img srcset='https://evil.example/x.png'>": "<img srcset>",
    "<button popovertarget='navigation' popovertargetaction='toggle'>": (
        "<button popovertarget>"
    ),
    "<div popover id=x>": "<div popover>",
    "<label for=show-code>x": "<label>",
    "<video src=x></video>": "<video>",
    "<portal src=x></portal>": "<portal>",
    DATA.format("packed", PACKED): "<svg onload>",
    DATA.format("'x packed'", PACKED): "<svg onload>",
    DATA.format("packed", '{"columns":[{"cells":[1]}]}'): "<packed>",
    DATA.format("packed", "["): "<packed>",
}


def unknown(body):
    return set(unknown_markup(PAGE.format(body).encode(), PLACE))


@pytest.mark.parametrize("body", HOSTILE)
def test_what_the_book_does_not_make_is_named(body):
    assert HOSTILE[body] in unknown(body)


@pytest.mark.parametrize("body", HOSTILE)
def test_the_same_as_text_is_nothing(body):
    assert unknown(escape(body)) == set()


@pytest.mark.parametrize(
    "body",
    [
        "<a href='../areas/x.html#rating-a.b'>x</a><a href='#y'>y</a><a href=''>z</a>",
        outside_link("https://example.org/a?b=c&d#e", "a page"),
        "<img alt='' src='data:image/png;base64,iVBORw0KGgoAAAA='>",
        "<script defer src='../../_static/frame.js?v=9a2dae69'></script>",
        "<link rel='next' title='<script>' href='beta.html'>",
        "<link rel='canonical' href='https://example.org/a.html'>",
        "<meta name='description' content='<script>'>",
        "<meta property='og:image' content='../../cards/report.png'>",
    ],
)
def test_what_the_book_makes_passes(body):
    assert unknown(body) == set()


def test_a_script_of_the_book_with_one_more_word_is_not_of_the_book():
    script = "<script defer src='../../_static/frame.js'>{}</script>"
    assert unknown(script.format("")) == set()
    assert "<script>" in unknown(script.format("x"))


FORWARD = (
    '<meta http-equiv="Refresh" content="0; url={}"><body><p><a href="{}">x</a></p>'
)


def test_a_page_that_only_leads_on_leads_into_the_site():
    page = FORWARD.format("book/x.html", "book/x.html").encode()
    assert list(unknown_markup(page, PLACE)) == []


@pytest.mark.parametrize(
    ("refresh", "link"),
    [
        ("https://evil.example", "https://evil.example"),
        ("//evil.example", "//evil.example"),
        ("x.html", "y.html"),
        ("x.html' onclick='", "x.html"),
    ],
)
def test_a_page_that_leads_elsewhere_is_refused(refresh, link):
    assert "<meta>" in unknown(FORWARD.format(refresh, link))


@pytest.mark.book
def test_a_built_book_has_exactly_the_markup_that_is_listed(built):
    site = built / "_build" / "html"
    found = set()
    for path in [*site.glob("*.html"), *site.glob("book/**/*.html")]:
        place = PurePosixPath(path.relative_to(site))
        nodes = LexborHTMLParser(path.read_bytes()).root.traverse(include_text=False)
        found |= {signature(node, place) for node in nodes if node.tag != "-comment"}
    assert found >= BOOK_MARKUP

import pytest

from hiteval.report.markup.svg import clean_svg, is_clean_svg, svg_address

BARE = '<svg xmlns="http://www.w3.org/2000/svg">{}<rect /></svg>'
SVG = BARE.replace(">", ' xmlns:x="http://www.w3.org/1999/xlink">', 1)
DRAWINGS = {
    "<script>alert(1)</script>": "",
    "<style>@import 'https://a.org'</style>": "",
    "<metadata><date>2025-01-01</date></metadata>": "",
    "<foreignObject><p>a</p></foreignObject>": "",
    '<g onclick="x" fill="red"/>': '<g fill="red" />',
    '<path d="M 0 0" style="fill: url(https://a.org/x)"/>': '<path d="M 0 0" />',
    '<image href="https://a.org/x.png"/>': "<image />",
    '<use x:href="https://a.org/x.svg#a"/>': "<use />",
    "<text>a &lt; b</text>": "<text>a &lt; b</text>",
    '<g id="p6f3"/><use x:href="#p6f3"/><g clip-path="url(#p6f3)"/>': (
        '<g id="s1" /><use href="#s1" /><g clip-path="url(#s1)" />'
    ),
}


@pytest.mark.parametrize(("drawn", "cleaned"), DRAWINGS.items())
def test_only_what_is_drawn_is_kept_and_ids_are_counted(drawn, cleaned):
    assert clean_svg(SVG.format(drawn)) == BARE.format(cleaned)


@pytest.mark.parametrize("drawn", DRAWINGS)
def test_what_was_cleaned_is_clean(drawn):
    address = svg_address(clean_svg(SVG.format(drawn)))
    assert is_clean_svg(address)


@pytest.mark.parametrize("drawn", list(DRAWINGS)[:8])
def test_what_a_browser_could_run_or_load_is_not_clean(drawn):
    assert not is_clean_svg(svg_address(SVG.format(drawn)))


@pytest.mark.parametrize(
    "text",
    [
        "<svg",
        "<p>x</p>",
        '<!DOCTYPE s [<!ENTITY a "b">]>' + BARE.format("&a;"),
    ],
)
def test_what_is_no_drawing_is_told(text):
    assert clean_svg(text) is None


def test_an_address_that_holds_no_text_is_not_clean():
    assert not is_clean_svg("data:image/svg+xml;base64,/w==")
    assert not is_clean_svg("data:image/svg+xml;base64,?")

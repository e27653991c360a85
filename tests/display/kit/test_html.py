import pytest

from hiteval.display.kit import html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil", "data:x", None])
def test_only_a_web_address_becomes_a_link(address):
    assert html.outside_link(address, "a page") == "a page"


def test_a_web_address_is_escaped_in_its_link():
    made = html.outside_link('https://x/?a=1&b="', "<b>")
    assert made == (
        '<a href="https://x/?a=1&amp;b=&quot;" rel="noreferrer">&lt;b&gt;</a>'
    )


def test_missing_text_is_a_dash():
    assert html.escape(None) == "–"


def test_its_text_form_tells_no_memory_address():
    assert repr(html.Html("<p>x</p>")) == "Html of 8 characters"


def test_sentences_and_items_are_wrapped_one_by_one():
    assert str(html.paragraphs(["a", "b"])) == "<p>a</p><p>b</p>"
    assert str(html.bullets(["a"])) == "<ul><li>a</li></ul>"

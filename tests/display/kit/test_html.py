import json

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from hiteval.display.kit import html
from hiteval.display.kit.visible import visible


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil", "data:x", None])
def test_only_a_web_address_becomes_a_link(address):
    assert html.outside_link(address, "a page") == html.Html("a page")


def test_a_web_address_is_escaped_in_its_link():
    made = html.outside_link('https://x/?a=1&b="', "<b>")
    assert made.text == (
        '<a href="https://x/?a=1&amp;b=&#34;" rel="noreferrer">&lt;b&gt;</a>'
    )


def test_missing_text_is_a_dash():
    assert html.escape(None) == html.Html("–")


def test_mixing_text_with_html_escapes_the_text_once():
    bold = html.markup("<b>{}</b>", "A & B")
    assert html.markup("<p>{}, {}</p>", "<i>", bold).text == (
        "<p>&lt;i&gt;, <b>A &amp; B</b></p>"
    )
    assert html.escape(html.escape("A & B")).text == "A &amp; B"


@given(st.text())
def test_no_text_becomes_a_tag_or_an_entity(text):
    made = html.markup("<p>{}</p>", text).text
    shown = BeautifulSoup(made, "html.parser")
    assert [tag.name for tag in shown.find_all(True)] == ["p"]
    assert shown.text == visible(text)


def test_html_in_a_column_stays_html():
    column = pd.DataFrame({"x": [html.Html("<b>"), "y"]})["x"]
    assert column.tolist() == [html.Html("<b>"), "y"]


def test_its_text_form_tells_no_memory_address():
    assert repr(html.Html("<p>x</p>")) == "Html of 8 characters"


def test_sentences_and_items_are_wrapped_one_by_one():
    assert str(html.paragraphs(["a", "b"])) == "<p>a</p><p>b</p>"
    assert str(html.bullets(["a"])) == "<ul><li>a</li></ul>"


@given(st.text())
def test_data_cannot_end_its_script_and_is_read_back_as_it_was(text):
    made = html.data("shown", [text]).text
    inside = made.partition(">")[2].removesuffix("</script>")
    assert not set("<>&").intersection(inside)
    assert json.loads(inside) == [text]

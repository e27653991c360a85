import pandas as pd
from bs4 import BeautifulSoup

from hiteval.display.kit.html import Html
from hiteval.display.kit.table import definitions, table

DATA = pd.DataFrame({"Name": ["<i>a</i>", None], "Kind": ["x", "y"], "N": [1, 2]})


def test_study_text_is_escaped_and_finished_html_is_not():
    finished = DATA.assign(Name=[Html("<i>a</i>"), None])
    made = table(finished, "t", "A caption")
    assert BeautifulSoup(made.text, "html.parser").td.i.text == "a"
    assert "&lt;i&gt;a&lt;/i&gt;" in table(DATA, "t", "A caption").text


def test_the_same_table_is_the_same_to_the_byte():
    assert table(DATA, "t", "c").text == table(DATA, "t", "c").text


def test_a_table_has_a_caption_headings_and_a_name():
    page = BeautifulSoup(table(DATA, "t", "A & B").text, "html.parser")
    assert page.caption.text == "A & B"
    assert [th["scope"] for th in page.find_all("th")] == ["col"] * 3
    assert page.div["id"] == "t-table"


def test_a_group_heads_its_rows():
    page = BeautifulSoup(table(DATA, "t", "c", group="Kind").text, "html.parser")
    heads = page.find_all("th", class_="group")
    assert [head.text for head in heads] == ["x", "y"]


def test_a_missing_cell_is_blank():
    page = BeautifulSoup(table(DATA, "t", "c").text, "html.parser")
    assert page.find_all("td")[3].text == ""


def test_a_table_without_rows_has_its_headings():
    page = BeautifulSoup(table(DATA.iloc[:0], "t", "c").text, "html.parser")
    assert [th.text for th in page.find_all("th")] == ["Name", "Kind", "N"]
    assert page.find_all("td") == []


def test_definitions_escape_their_terms():
    made = definitions({"<b>": Html("<em>ours</em>")}, "d", "c").text
    assert '<th scope="row">&lt;b&gt;</th><td><em>ours</em></td>' in made


def test_tables_of_one_caption_are_told_apart_by_what_they_are_of():
    page = BeautifulSoup(table(DATA, "t", "Facts", of="the <one>").text, "html.parser")
    assert (page.caption.text, page.div["aria-label"]) == ("Facts", "Facts: the <one>")

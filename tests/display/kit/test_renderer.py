"""What is drawn becomes shapes and text by class, and as few of them as can be."""

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

from hiteval.display.kit import maps, palette
from hiteval.display.kit.palette import HOLLOW, Paint
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.sheet import box, write

TOLD = Told("Title.", "How.", "Alt.", "What?")
STYLES = (ROOT / "book/_static/pictures.css").read_text(encoding="utf-8")


def drawn(draw):
    made = picture("p", draw, TOLD, pd.DataFrame({"a": [1]}))
    return BeautifulSoup(made.text, "html.parser").select_one("svg.wide")


@pytest.mark.parametrize("name", sorted(set(palette.NAMES.values()) - {"ink"}))
def test_the_page_paints_every_colour(name):
    assert re.search(rf"\.picture (text)?\.{name} {{ fill: ", STYLES)


def test_levels_have_the_colours_of_tables():
    tables = (ROOT / "book/_static/hiteval.css").read_text(encoding="utf-8")
    for name in set(palette.COLOURS) - {"level-0"}:
        ground = re.search(rf"\.rating\.{name}\b[^{{]*{{ background: (#\w+)", tables)[1]
        assert f".picture .{name} {{ fill: {ground}; }}" in STYLES


def test_a_dollar_is_a_dollar_and_a_tag_is_text():
    svg = drawn(lambda sheet: [write(sheet, (0, 9), "$x$ <b>"), 20][1])
    assert svg.find("text").text == "$x$ <b>"


def test_shapes_of_one_look_become_one():
    def draw(sheet):
        for x in (0, 20):
            box(sheet, (x, 0), (10, 10), Paint(palette.ACCENT))
        return 20

    (path,) = drawn(draw).find_all("path")
    assert path["d"] == "M0 0h10v10h-10zM20 0h10v10h-10z"


def test_parts_of_one_link_are_one_link():
    def draw(sheet):
        parts = [
            box(sheet, (0, 0), (10, 10), HOLLOW),
            *write(sheet, (0, 9), ["a", "b"]),
        ]
        for part in parts:
            part.set(url="#x", zorder=0)
        return 20

    svg = drawn(draw)
    (link,) = svg.find_all("a")
    assert (link["href"], link.get_text(" ")) == ("#x", "a b")
    assert svg["role"] == "group"  # an image may hold no link


def test_a_letter_of_a_map_stands_in_the_cell_of_its_category():
    looks = {
        "yes": (Paint("#018571"), "Y", "yes"),
        "no": (Paint("#80cdc1"), "N", "no"),
        "none": (HOLLOW, "", "none"),
    }
    wide = pd.DataFrame(
        {"c1": ["yes", "none"], "c2": ["no", "yes"]}, index=["r1", "r2"]
    )
    svg = drawn(lambda sheet: maps.cells(sheet, wide, looks))
    *_, cells = svg.select("path.plus-2.line-ground")
    corners = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)", cells["d"])
    boxes = [
        (float(x), float(x) + float(w), float(y), float(y) + float(h))
        for x, y, w, h in corners
    ]
    letters = [
        (float(x), float(text["y"]))
        for text in svg.select("text.on-dark")
        for x in text["x"].split()
    ]
    assert len(boxes) == len(letters) == 2
    for x, y in letters:
        assert any(
            left < x < right and top < y < low for left, right, top, low in boxes
        )
    assert letters[0][1] < letters[1][1]  # rows go down

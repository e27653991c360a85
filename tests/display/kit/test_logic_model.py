"""Boxes and arrows: nothing lies over another, and an arrow passes through no box."""

import re
from itertools import combinations

import pytest
from shown import page

from hiteval.display.kit.logic_model import Arrow, Column, logic_model

COLUMNS = [
    Column("First (process)", {"a": "Partners", "b": "The public", "c": "Reach"}),
    Column("Second (process)", {"d": "Money", "e": "Networks"}),
    Column("Third (outcome)", {"f": "A pathway with a long name", "g": "W" * 90}),
]
ENDS = ["ad", "bd", "cd", "af", "cg", "de", "ed", "fb", "eg", "fg"]


def arrow(start, end):
    told = f"{start} to {end}"
    return Arrow(start, end, "1 +", told, f"#link-{start}{end}", "supports")


@pytest.fixture
def drawn():
    made = logic_model(COLUMNS, [arrow(*pair) for pair in ENDS], "What leads to what")
    return page(made).svg


def corners(drawing, css):
    for rect in drawing.select(f"rect.{css}"):
        x, y, wide, high = (float(rect[n]) for n in ("x", "y", "width", "height"))
        yield x, y, x + wide, y + high


def meet(one, other):
    return all(one[n] < other[n + 2] and other[n] < one[n + 2] for n in (0, 1))


def test_boxes_and_numbers_lie_beside_each_other(drawn):
    parts = [*corners(drawn, "box"), *corners(drawn, "number")]
    assert len(parts) == 7 + len(ENDS)
    assert not [pair for pair in combinations(parts, 2) if meet(*pair)]


def test_all_is_within_the_drawing(drawn):
    _, _, width, height = map(float, drawn["viewbox"].split())
    for left, top, right, low in [*corners(drawn, "box"), *corners(drawn, "number")]:
        assert 0 <= left < right <= width
        assert 0 <= top < low <= height


def ends(path):
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", path["d"])]
    return numbers[:2], numbers[-2:]


def test_an_arrow_leads_from_the_edge_of_one_box_to_that_of_the_other(drawn):
    places = dict(zip("abcdefg", corners(drawn, "box"), strict=True))
    for pair, path in zip(ENDS, drawn.select("path.line"), strict=True):
        for box, (x, y) in zip(pair, ends(path), strict=True):
            left, top, right, low = places[box]
            assert x in (left, right)
            assert top < y < low


def test_an_arrow_over_a_column_passes_between_its_boxes(drawn):
    boxes = [*corners(drawn, "box")]
    for path in drawn.select("path.line"):
        curves = path["d"].split(" C")[1:]
        stops = [[float(n) for n in curve.split()[-2:]] for curve in curves[:-1]]
        for x, y in stops:
            assert not [b for b in boxes if b[0] <= x <= b[2] and b[1] <= y <= b[3]]


def test_each_arrow_is_a_link_with_a_name(drawn):
    made = [(a["href"], a["aria-label"]) for a in drawn.find_all("a")]
    assert made == [(f"#link-{p}", f"{p[0]} to {p[1]}") for p in ENDS]


def test_a_long_name_is_cut_and_a_heading_is_not():
    made = page(logic_model(COLUMNS, [arrow("a", "g")], "x"))
    texts = [text.get_text() for text in made.find_all("text")]
    assert "First (process)" in texts
    assert texts[-2].endswith("…")


def test_hostile_text_is_text():
    bad = '"><script>x</script>'
    made = logic_model([Column(bad, {"a": bad, "b": bad})], [arrow("a", "b")], bad)
    assert page(made).svg["aria-label"] == bad
    assert not page(made).script

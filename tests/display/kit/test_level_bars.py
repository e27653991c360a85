"""Levels as bars: up, down or on the line; what is missing is never on the line."""

import re
from itertools import pairwise

import pandas as pd
import pytest
from scales import LIKERT, MATURITY, SCALE, UNEVEN
from shown import page

from hiteval.display.kit.level_bars import HIGH, WIDE, bars, key, level_bars


def drawn(levels, scale, basis="proposed"):
    ratings = pd.Series(levels, dtype="Float64")
    return bars(ratings, pd.Series([basis] * len(levels)), scale)


def test_bars_go_up_and_down_from_the_neutral_level():
    up, half, level, down = drawn([2, 0.5, 0, -1], SCALE)
    assert (up.kind, up.top, up.height) == ("up", 0, HIGH / 2)
    assert (half.top + half.height, half.height) == (HIGH / 2, HIGH / 8)
    assert (level.kind, level.top + level.height / 2) == ("level", HIGH / 2)
    assert (down.kind, down.top, down.height) == ("down", HIGH / 2, HIGH / 4)


def test_a_neutral_level_need_not_be_0():
    assert drawn([5, 3, 1], LIKERT) == drawn([2, 0, -2], SCALE)


@pytest.mark.parametrize(("scale", "top"), [(MATURITY, 5), (UNEVEN, 9)])
def test_on_one_side_the_lowest_level_has_a_bar_and_the_highest_is_full(scale, top):
    lowest, highest = drawn([0, top], scale)
    assert lowest.kind == highest.kind == "step"
    assert lowest.height == HIGH / len(scale.ratings)
    assert (highest.top, highest.height) == (0, HIGH)


def test_what_is_missing_is_no_level():
    (missing,) = drawn([None], SCALE, "missing")
    (uncertain,) = drawn([None], SCALE, "uncertain")
    assert (missing.kind, uncertain.kind) == ("missing", "uncertain")


def corners(path):
    for x, y, wide, high in re.findall(r"M(\S+) (\S+?)h(\S+?)v(\S+?)h", path["d"]):
        yield float(x), float(y), float(x) + float(wide), float(y) + float(high)


@pytest.mark.parametrize("sizes", [[1], [4, 5, 4, 4], [20, 1, 19]])
def test_bars_lie_beside_each_other_within_the_drawing(sizes):
    groups = [drawn([1] * size, SCALE) for size in sizes]
    path = page(level_bars(groups, "A & B", SCALE)).select_one("path.up")
    found = [*corners(path)]
    assert len(found) == sum(sizes)
    assert all(a[2] <= b[0] for a, b in pairwise(found))
    assert min(f[0] for f in found) >= 0
    assert max(f[2] for f in found) <= WIDE
    assert {(f[1], f[3]) for f in found} == {(HIGH / 4, HIGH / 2)}


def test_the_drawing_says_what_it_shows():
    made = page(level_bars([drawn([1], SCALE)], 'A "B" & C', SCALE)).svg
    assert (made["role"], made["aria-label"]) == ("img", 'A "B" & C')


def test_the_key_of_one_side_names_no_sides():
    words = [meaning for _, meaning in key({"missing", "uncertain"}, MATURITY)]
    assert words == ["a taller bar is a higher level", "no evidence", "raters disagree"]
    assert "no evidence" not in [meaning for _, meaning in key(set(), SCALE)]

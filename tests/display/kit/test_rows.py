"""Rows stand below each other, their names beside or above what they hold."""

import pytest

from hiteval.display.kit.palette import RULE
from hiteval.display.kit.renderer import Renderer
from hiteval.display.kit.rows import Rows, rows, upright
from hiteval.display.kit.sheet import WIDTHS, Sheet


def lines_down(width):
    """Return how many lines lead down two rows."""
    sheet, renderer = Sheet(WIDTHS[width]), Renderer()
    upright(sheet, 300, rows(sheet, Rows(["a b", "c d"]), 0), 0, RULE)
    sheet.draw(renderer)
    return str(renderer.html()).count("M300")


@pytest.mark.parametrize(("width", "lines"), [("wide", 1), ("narrow", 2)])
def test_a_line_leads_down_all_rows_but_on_a_phone_not_through_names(width, lines):
    assert lines_down(width) == lines


def test_names_stand_beside_rows_and_on_a_phone_above():
    wide, narrow = (rows(Sheet(w), Rows(["a b"]), 0) for w in WIDTHS.values())
    assert wide.left > 0 == narrow.left
    assert wide.bottom < narrow.bottom


def test_a_heading_moves_the_rows_below_it():
    bare, headed = (
        rows(Sheet(720), Rows(["a b", "c d"], headings=headings), 0).middles
        for headings in ({}, {1: "Heading"})
    )
    assert bare[0] == headed[0]
    assert bare[1] < headed[1]

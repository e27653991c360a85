"""What is drawn on a sheet stands where it is put, in pixels from the top left."""

import matplotlib as mpl
import pandas as pd
import pytest

from hiteval.display.kit.palette import ACCENT, GROUND, MUTED, Paint
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.renderer import Renderer
from hiteval.display.kit.sheet import (
    Mark,
    Sheet,
    boxes,
    marks,
    ranges,
    rules,
    write,
    write_upwards,
)


def drawn(draw, *given):
    """Return what a sheet holds on which one thing is drawn."""
    sheet, renderer = Sheet(720), Renderer()
    draw(sheet, *given)
    sheet.draw(renderer)
    return str(renderer.html())


def test_boxes_of_one_look_are_one_shape():
    made = drawn(boxes, ([0, 20], 5, [10, 30], 4), Paint(ACCENT))
    assert made == '<path class="accent" d="M0 5h10v4h-10zM20 5h30v4h-30z"/>'


def test_a_box_goes_to_the_left_and_up_where_its_sides_are_below_0():
    made = drawn(boxes, (9, 9, -5, -4), Paint(ACCENT))
    assert made == '<path class="accent" d="M9 9h-5v-4h5z"/>'


def test_no_boxes_are_nothing():
    assert not drawn(boxes, ([], [], [], 4), Paint(ACCENT))


@pytest.mark.parametrize(
    ("draw", "thick"), [(rules, ""), (ranges, ' stroke-width="2"')]
)
def test_lines_lead_from_place_to_place(draw, thick):
    made = drawn(draw, (0, [1, 2], 9, [1, 3]), MUTED)
    assert made == f'<path class="open line-muted"{thick} d="M0 1h9M0 2L9 3"/>'


def test_a_mark_that_points_up_points_to_the_top():
    made = drawn(marks, [10], [20], Mark("^", 8, ACCENT, GROUND, 0.5))
    assert 'd="M10 16L6 24h8z"' in made


def test_a_dot_is_two_arcs_round_its_place():
    made = drawn(marks, [10], [20], Mark("o", 6, ACCENT, ACCENT, 2))
    assert 'd="M7 20a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"' in made


def test_lines_of_text_stand_round_their_place():
    made = drawn(write, (3, 40), ["a b", "c d"], "right", MUTED, 10)
    start = '<text class="muted right" font-size="10" x="3" y='
    assert made == f'{start}"37">a b</text>{start}"50">c d</text>'


def test_text_that_goes_up_is_turned_about_its_beginning():
    assert 'transform="rotate(-90 3 40)"' in drawn(write_upwards, (3, 40), "a b")


def test_a_readers_own_settings_of_matplotlib_change_nothing():
    def made():
        told = Told("Title.", "How.", "Alt.", "What?")
        return picture("p", everything, told, pd.DataFrame({"a": [1]})).text

    usual = made()
    own = {"lines.linewidth": 77, "patch.linewidth": 7, "patch.force_edgecolor": True}
    with mpl.rc_context({**own, "lines.scale_dashes": False, "figure.dpi": 300}):
        assert made() == usual


def everything(sheet):
    boxes(sheet, (0, 0, 9, 9), Paint(ACCENT))
    boxes(sheet, (0, 0, 9, 9), Paint(GROUND, open=True))
    rules(sheet, (0, 0, 9, 9), MUTED)
    marks(sheet, [1], [1], Mark("s", 8, ACCENT, GROUND, 0.5))
    write(sheet, (0, 9), "a")
    return 20

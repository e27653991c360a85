"""Each cell has the colour of its category, seen in the picture itself."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from hiteval.display.kit.grid import MOST_ROWS, grid

LOOKS = {1: ("#ff0000", "", "A"), "b": ("#0000ff", "", ""), "c": ("#ffffff", "//", "")}
RED, BLUE = [255, 0, 0], [0, 0, 255]


@pytest.fixture
def drawn():
    def draw(wide):
        figure = Figure(dpi=100)
        canvas, ax = FigureCanvasAgg(figure), figure.add_subplot()
        grid(ax, pd.DataFrame(wide), LOOKS, "sites")
        canvas.draw()
        return ax, np.asarray(canvas.buffer_rgba())[::-1, :, :3]

    return draw


def at(drawn, row, column):
    """Return the colour of a picture's cell, a fifth of it into its corner."""
    ax, pixels = drawn
    x, y = ax.transData.transform((column + 0.2, row + 0.2)).astype(int)
    return pixels[y, x].tolist()


def test_a_cell_has_the_colour_of_its_category(drawn):
    made = drawn([[1, "b"], ["b", 1]])
    assert [at(made, 0, 0), at(made, 0, 1)] == [RED, BLUE]
    assert [at(made, 1, 0), at(made, 1, 1)] == [BLUE, RED]


def test_a_letter_stands_in_the_middle_of_its_cells_alone(drawn):
    ax, pixels = drawn([[1, "b"]])
    middle, right = ax.transData.transform([(0.5, 0.5), (1.5, 0.5)]).astype(int)
    around = np.s_[middle[1] - 6 : middle[1] + 6, middle[0] - 6 : middle[0] + 6]
    assert (pixels[around].sum(axis=2) < 200).any()
    assert pixels[right[1], right[0]].tolist() == BLUE


def test_a_pattern_is_hatched(drawn):
    ax, pixels = drawn([["c"]])
    (left, low), (far, high) = ax.transData.transform([(0.1, 0.9), (0.9, 0.1)])
    cell = pixels[int(low) : int(high), int(left) : int(far)]
    assert {tuple(pixel) for pixel in cell.reshape(-1, 3)} > {(255, 255, 255)}


def test_rows_have_their_names_in_their_order(drawn):
    ax, _ = drawn(pd.DataFrame([[1], ["b"]], index=["Beta", "Alpha"]))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Beta", "Alpha"]
    assert ax.get_ylim() == (2, 0)


def test_of_very_many_teams_the_pattern_is_drawn_and_the_table_named(drawn):
    made = drawn([[1], ["b"]] * MOST_ROWS)
    ax = made[0]
    assert ax.get_yticklabels() == []
    told = f"{2 * MOST_ROWS} sites; the table has their names, in this order"
    assert ax.get_ylabel() == told
    red, green, blue = at(made, 1, 0)  # rows are so thin that they mix
    assert blue > 200
    assert red + green < 50

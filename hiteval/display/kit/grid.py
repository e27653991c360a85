"""Teams by criteria, drawn as cells: a few shapes for all, not one for each cell."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import ListedColormap
from matplotlib.text import TextPath
from matplotlib.transforms import Affine2D

from hiteval.display.kit import palette
from hiteval.display.kit.words import short

Look = tuple[str, str, str]  # colour, hatch, letter
CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
MOST_ROWS = 250  # of teams with their names; a longer picture helps nobody
LETTER = 7  # points


def grid(ax: Axes, wide: pd.DataFrame, looks: Mapping[Any, Look], teams: str) -> None:
    """Draw a table as cells, each with the look and the letter of its category.

    The letter says what the colour says, for whoever cannot see it. Of very many teams
    neither letters nor names could be read: the picture then shows their pattern, and
    calls them ``teams``.
    """
    readable = len(wide) <= MOST_ROWS
    line = 0.6 if readable else 0
    codes = wide.map({category: n for n, category in enumerate(looks)}.get)
    sns.heatmap(
        codes.astype("float64"),
        ax=ax,
        cmap=ListedColormap([colour for colour, *_ in looks.values()]),
        vmin=-0.5,
        vmax=len(looks) - 0.5,
        cbar=False,
        linewidths=line,
        linecolor="white",
        xticklabels=False,
        yticklabels=False,
    )
    for number, (colour, hatch, letter) in enumerate(looks.values()):
        places = np.argwhere(codes.to_numpy() == number)[:, ::-1]
        if hatch:
            cells = PolyCollection(places[:, None] + CORNERS, facecolor="none")
            cells.set(hatch=hatch, edgecolor=palette.PATTERN_INK, linewidth=line)
            ax.add_collection(cells, autolim=False)
        if letter and readable:
            _write(ax, letter, places + 0.5, colour in palette.DARK)
    ax.set(xlabel="", ylabel="")
    _name(ax, wide, "" if readable else teams)


def _write(ax: Axes, letter: str, places: np.ndarray, on_dark: bool) -> None:
    """Write the same letter in the middle of many cells."""
    path = TextPath((0, 0), letter, size=LETTER)
    box = path.get_extents()
    middle = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2)
    figure = ax.get_figure(root=True)
    if figure is None:
        return
    letters = PathCollection(
        [path.transformed(middle)],
        offsets=places,
        offset_transform=ax.transData,
        transform=Affine2D().scale(1 / 72) + figure.dpi_scale_trans,
        facecolor="white" if on_dark else "0.15",
        linewidth=0,
    )
    ax.add_collection(letters, autolim=False)


def _name(ax: Axes, wide: pd.DataFrame, unread: str) -> None:
    """Name columns and rows, or say how many of ``unread`` the rows are."""
    ax.xaxis.tick_top()
    columns = np.arange(wide.shape[1]) + 0.5
    turned: Any = {"rotation": 50, "ha": "left", "rotation_mode": "anchor"}
    ax.set_xticks(columns, list(map(short, wide.columns)), **turned)
    if not unread:
        ax.set_yticks(np.arange(len(wide)) + 0.5, list(map(short, wide.index)))
    else:
        ax.set_yticks([])
        ax.set_ylabel(f"{len(wide)} {unread}; the table has their names, in this order")
    ax.tick_params(axis="both", length=0)

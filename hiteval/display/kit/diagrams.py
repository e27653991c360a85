"""What the pictures of the model are drawn of: boxes, lifelines, networks."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from hiteval.display.kit import palette
from hiteval.display.kit.table import records
from hiteval.display.kit.words import short

LINE = 0.22  # inches of height for one line of text in a box
LANES = (0, 0.26, -0.26)  # for marks in one row that would lie over each other
APART = 0.5  # years between marks that need no lanes


@dataclass(frozen=True, slots=True)
class Box:
    """A heading with a line under it, and rows of a name and a number in words."""

    title: str
    under: str
    rows: Sequence[tuple[str, str]]

    @property
    def lines(self) -> float:
        """How many lines of text it takes."""
        return len(self.rows) + 2.8


def box_heights(left: Sequence[Box], right: Sequence[Box]) -> float:
    """Return the height in lines of two columns of boxes."""
    return max(sum(box.lines + 1 for box in side) for side in (left, right)) + 1


def boxes_and_arrows(
    ax: Axes,
    left: Sequence[Box],
    right: Sequence[Box],
    links: Mapping[tuple[int, int], str],
) -> None:
    """Draw two columns of boxes, and a labelled arrow for each pair that is linked.

    The labels stand where the arrows leave, as there they have fanned out and not yet
    crossed.
    """
    height = box_heights(left, right)
    ax.set(xlim=(0, 10), ylim=(height, 0))
    ax.axis("off")
    ends = []
    for x, heading, boxes in ((0.05, "Process", left), (6.35, "Outcome", right)):
        ax.text(x, 0.6, heading, fontsize=9, color="0.35")
        spare = (height - 1 - sum(box.lines for box in boxes)) / max(len(boxes), 1)
        top, middles = 1 + spare / 2, []
        for box in boxes:
            _box(ax, x, top, box)
            middles.append(top + box.lines / 2)
            top += box.lines + spare
        ends.append(middles)
    arrow = {"arrowstyle": "-|>", "color": "0.35", "linewidth": 1, "shrinkA": 0}
    for (one, other), label in links.items():
        start, end = (3.68, ends[0][one]), (6.32, ends[1][other])
        ax.annotate("", end, start, arrowprops=arrow)
        x, y = (start[n] + 0.3 * (end[n] - start[n]) for n in (0, 1))
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.text(x, y, label, ha="center", va="center", fontsize=7.5, bbox=ground)


def _box(ax: Axes, x: float, top: float, box: Box) -> None:
    edge = {"facecolor": "#f4f7fa", "edgecolor": palette.DOT}
    ax.add_patch(_rectangle((x, top), 3.6, box.lines, edge))
    ax.text(x + 0.12, top + 0.9, short(box.title, 26), fontsize=9, weight="bold")
    ax.text(x + 0.12, top + 1.8, box.under, fontsize=7.5, color="0.3")
    for row, (name, number) in enumerate(box.rows):
        y = top + 2.8 + row
        ax.text(x + 0.12, y, short(name, 26), fontsize=8)
        ax.text(x + 3.48, y, number, fontsize=8, ha="right")


def _rectangle(
    corner: tuple[float, float], width: float, height: float, look: Mapping[str, Any]
) -> Rectangle:
    return Rectangle(corner, width, height, linewidth=1, **look)


def lifelines(
    ax: Axes, events: pd.DataFrame, names: Sequence[str], looks: Mapping[str, Any]
) -> None:
    """Draw the events of each row: a mark, on a line as long as its date is vague.

    Parameters
    ----------
    ax : Axes
        What to draw on.
    events : DataFrame
        ``row, event, start, end``: years and parts of years; missing where undated.
    names : sequence of str
        Of the rows.
    looks : mapping of event to (marker, colour, label)
        How each is drawn.
    """
    ax.set_yticks(range(len(names)), list(names))
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    for row in range(len(names)):
        ax.axhline(row, color="0.9", linewidth=0.8, zorder=0)
    dated = events.dropna(subset=["start"])
    first, last = (dated["start"].min(), dated["end"].max()) if len(dated) else (0, 1)
    step = 0.035 * (last - first + 1)  # between undated marks
    for _, of_row in events.groupby("row"):
        known = of_row.dropna(subset=["start"]).sort_values(["start", "event"])
        lanes, before = itertools.cycle(LANES), -np.inf
        for event in records(known):
            middle = (event.start + event.end) / 2
            lanes = lanes if middle - before < APART else itertools.cycle(LANES)
            y, before = event.row + next(lanes), middle
            marker, colour, _ = looks[event.event]
            ax.hlines(y, event.start, event.end, colors=colour, linewidth=2)
            _mark(ax, middle, y, marker, colour)
        undated = of_row[of_row["start"].isna()].sort_values("event")
        for place, event in enumerate(records(undated), start=2):
            marker, colour, _ = looks[event.event]
            _mark(ax, last + step * place, event.row, marker, colour)
    most = events["start"].isna().groupby(events["row"]).sum().max()
    ax.axvline(last + step, color="0.7", linewidth=0.8, linestyle=":")
    ax.set_xlim(first - 0.3, last + step * max(most + 2, 5))
    years = range(int(first), int(np.ceil(last))) if len(dated) else range(0)
    _heads(ax, years, last + 2.5 * step)


def _mark(ax: Axes, x: float, y: float, marker: str, colour: str) -> None:
    edge: dict[str, Any] = {"markeredgecolor": "white", "markeredgewidth": 0.6}
    ax.plot([x], [y], marker=marker, color=colour, markersize=7, zorder=3, **edge)


def _heads(ax: Axes, years: range, undated: float) -> None:
    """Write each year, or every few, where it begins; and where undated marks are."""
    some = years[:: max(1, len(years) // 8)]
    ax.set_xticks([*some, undated], [*map(str, some), "undated"], fontsize=8)
    ax.xaxis.tick_top()


def mark_legend(ax: Axes, looks: Mapping[str, Any]) -> None:
    """Explain the marks under the picture."""
    handles = [
        Line2D([], [], marker=m, color=c, linestyle="", markersize=6, label=label)
        for m, c, label in looks.values()
    ]
    figure = ax.get_figure(root=True)
    if figure:
        figure.legend(
            handles=handles,
            ncols=4,
            loc="outside lower center",
            frameon=False,
            fontsize=8,
        )


def two_sides(
    ax: Axes,
    left: Sequence[str],
    right: Sequence[str],
    links: Sequence[tuple[int, int]],
) -> None:
    """Draw a network of two sides, each a column of names."""
    places = [np.linspace(0, 1, len(side) + 2)[1:-1] for side in (left, right)]
    for one, other in links:
        ends = [places[0][one], places[1][other]]
        ax.plot([0, 1], ends, color=palette.DOT, linewidth=0.7, alpha=0.55)
    for x, side, names, align in ((0, 0, left, "right"), (1, 1, right, "left")):
        ax.scatter([x] * len(names), places[side], s=14, color=palette.DOT, zorder=3)
        for y, name in zip(places[side], names, strict=True):
            gap = -0.02 if align == "right" else 0.02
            ax.text(x + gap, y, short(name), ha=align, va="center", fontsize=8)
    ax.set(xlim=(-0.75, 1.75), ylim=(1, 0))
    ax.axis("off")


def dot_matrix(
    ax: Axes,
    rows: Sequence[str],
    columns: Sequence[str],
    links: Sequence[tuple[int, int]],
) -> None:
    """Draw a network of two sides as a table of dots."""
    ax.set_xticks(
        range(len(columns)),
        list(map(short, columns)),
        rotation=50,
        ha="left",
        rotation_mode="anchor",
    )
    ax.set_yticks(range(len(rows)), list(map(short, rows)))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.grid(color="0.92", linewidth=0.8)
    ax.set_axisbelow(True)
    ax.scatter([c for _, c in links], [r for r, _ in links], s=22, color=palette.DOT)
    ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(len(rows) - 0.4, -0.6))

"""What the report's pictures are drawn of."""

import itertools
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from hiteval.analysis import evidence
from hiteval.display.kit import palette
from hiteval.display.kit.grid import grid
from hiteval.display.kit.words import short
from hiteval.study.framework import RatingScale

P = TypeVar("P", bound=Patch)
Look = tuple[str, str, str, str]  # colour, hatch, letter, meaning


def diverging_bars(ax: Axes, cells: pd.DataFrame, scale: RatingScale) -> None:
    """Draw supporting sources to the right, contrary ones to the left.

    A source stands at the outermost level that it reaches, the outermost innermost.
    """
    rows = np.arange(len(cells))
    reach_by_level = {level: flag for flag, level in evidence.flags(scale).items()}
    for side, sign in (("supporting", 1), ("contrary", -1)):
        drawn = pd.Series(0, index=cells.index)
        for level in reversed(scale.above if sign > 0 else scale.below):
            reached = cells[reach_by_level[level]]
            ax.barh(
                rows,
                sign * (reached - drawn),
                left=sign * drawn,
                color=palette.colour(level, scale),
                label=f"{side}, {_strength(level, scale)}",
            )
            drawn = reached
    reach = max(1, cells["supporting"].max(), cells["contrary"].max())
    silent = cells[["supporting", "contrary"]].sum(axis=1) == 0
    _mark_silent(ax, cells, rows[silent], 0.02 * reach)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(rows, list(map(short, cells.index)))
    ax.set_ylim(len(cells) - 0.5, -0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.set_xlabel("contrary  ←  sources  →  supporting")
    ax.legend(
        ncols=2, loc="lower center", bbox_to_anchor=(0.4, 1), frameon=False, fontsize=8
    )


def mark_missing(ax: Axes, cells: pd.DataFrame) -> None:
    """Say where no source speaks."""
    silent = (cells["segments"] == 0).to_numpy().nonzero()[0]
    _mark_silent(ax, cells, silent, 0.02 * max(1, cells["sources"].max()))


def _mark_silent(ax: Axes, cells: pd.DataFrame, rows: Any, left: float) -> None:
    for row in rows:
        missing = cells["segments"].iloc[row] == 0
        label = "no evidence" if missing else "only neutral or mixed segments"
        ax.text(left, row, label, va="center", color="0.35", fontsize=8)


def _strength(level: int, scale: RatingScale) -> str:
    if scale.form == "by-example":
        return "concrete example" if abs(level) > 1 else "general"
    return f"at {scale.written(level)}"


def stacked_levels(
    ax: Axes, counts: pd.DataFrame, scale: RatingScale, what: str
) -> None:
    """Draw how many teams, or what else, stand at each level, missing ones hatched."""
    rows, left = np.arange(len(counts)), np.zeros(len(counts))
    for value in counts.columns:
        for bar in ax.barh(rows, counts[value], left=left, linewidth=0.5):
            _paint(bar, value, scale)
        left += counts[value].to_numpy()
    ax.set_yticks(rows, list(map(short, counts.index)))
    ax.set_ylim(len(counts) - 0.5, -0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(what)


def stacked_years(ax: Axes, counts: pd.DataFrame) -> None:
    """Draw segments by year and strand, undated ones a little apart."""
    places = np.arange(len(counts)) + np.r_[np.zeros(len(counts) - 1), 0.6]
    below = np.zeros(len(counts))
    looks = itertools.cycle(palette.STRAND_LOOKS)
    for strand, (colour, hatch) in zip(counts.columns, looks, strict=False):
        look: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": "white"}
        ax.bar(places, counts[strand], bottom=below, label=strand, **look)
        below += counts[strand].to_numpy()
    ax.set_xticks(places, counts.index, rotation=45, ha="right", rotation_mode="anchor")
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylabel("segments")
    ax.legend(frameon=False, ncols=4, loc="lower left", bbox_to_anchor=(0, 1))


def dots_with_ranges(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw a dot and its range for each row: ``name, value, low, high``."""
    places = np.arange(len(rows))
    ax.hlines(places, rows["low"], rows["high"], color="0.45", linewidth=2)
    ax.scatter(rows["value"], places, color=palette.DOT, zorder=3)
    ax.set_yticks(places, list(map(short, rows["name"])))
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.grid(axis="x", color="0.9")


def category_map(
    ax: Axes, wide: pd.DataFrame, looks: Mapping[str, Look], teams: str
) -> None:
    """Draw teams by criteria, each cell with the look of its category, and a legend."""
    grid(ax, wide, {name: look[:3] for name, look in looks.items()}, teams)
    patches = [
        Patch(facecolor=c, hatch=h, edgecolor="0.5", label=f"{letter} {label}".strip())
        for c, h, letter, label in looks.values()
    ]
    legend_below(ax, patches)


def level_legend(ax: Axes, scale: RatingScale, used: set[Any]) -> None:
    """Explain the colours of the levels, and the patterns that are used."""
    names = {level.value: level.name for level in scale.levels}
    labels: dict[Any, str] = {
        value: f"{scale.written(value)} {names[value]}" for value in scale.ratings
    }
    for name, (_, label) in palette.PATTERNS.items():
        if name in used:
            labels[name] = label
    painted_legend(ax, labels, scale)


def painted_legend(ax: Axes, labels: Mapping[Any, str], scale: RatingScale) -> None:
    """Explain the colours of levels and the patterns, each by a label."""
    patches = [
        _paint(Patch(label=text), value, scale) for value, text in labels.items()
    ]
    legend_below(ax, patches)


def legend_below(ax: Axes, patches: list[Patch]) -> None:
    """Put a legend under the whole picture."""
    figure = ax.get_figure(root=True)
    if figure:
        figure.legend(
            handles=patches,
            ncols=len(patches),
            loc="outside lower center",
            frameon=False,
            fontsize=8,
            handlelength=1.2,
            columnspacing=1,
        )


def _paint(patch: P, category: Any, scale: RatingScale) -> P:
    """Give a patch the colour of a level, or the pattern of what is none."""
    if category in palette.PATTERNS:
        patch.set(facecolor="white", hatch=palette.PATTERNS[category][0])
        patch.set(edgecolor=palette.PATTERN_INK, linewidth=0)
    else:
        patch.set(facecolor=palette.colour(category, scale), edgecolor="0.5")
    return patch

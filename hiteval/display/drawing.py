"""What the report's pictures are drawn of."""

import itertools
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from hiteval.display import palette
from hiteval.display.words import short, signed
from hiteval.framework import RatingScale

P = TypeVar("P", bound=Patch)
Look = tuple[str, str, str, str]  # colour, hatch, letter, meaning


def heat(ax: Axes, categories: pd.DataFrame) -> None:
    """Draw teams by criteria as coloured cells.

    ``categories`` holds a rating, or the name of a pattern of `palette.PATTERNS`.
    """
    levels = categories.map(lambda c: np.nan if isinstance(c, str) else c)
    colours = [palette.LEVEL_COLOURS[value] for value in sorted(palette.LEVEL_COLOURS)]
    sns.heatmap(
        levels.astype("float64"),
        ax=ax,
        cmap=ListedColormap(colours),
        vmin=-2.5,
        vmax=2.5,
        cbar=False,
        linewidths=0.6,
        linecolor="white",
        annot=levels.map(lambda v: "" if np.isnan(v) else signed(v)).to_numpy(),
        fmt="",
        annot_kws={"fontsize": 7},
        yticklabels=list(map(short, categories.index)),
    )
    for row, column in np.argwhere(levels.isna().to_numpy()):
        patch = Rectangle((column, row), 1, 1)
        ax.add_patch(_paint(patch, categories.iloc[row, column]))
    ax.set(xlabel="", ylabel="")
    ax.xaxis.tick_top()
    ax.tick_params(axis="both", length=0)
    ax.set_xticklabels(
        map(short, categories.columns), rotation=50, ha="left", rotation_mode="anchor"
    )


def diverging_bars(ax: Axes, cells: pd.DataFrame) -> None:
    """Draw supporting sources to the right, contrary ones to the left."""
    rows = np.arange(len(cells))
    colours = palette.LEVEL_COLOURS
    for side, sign in (("supporting", 1), ("contrary", -1)):
        explicit = cells[f"{side}_explicitly"]
        other = cells[side] - explicit
        ax.barh(
            rows,
            sign * explicit,
            color=colours[2 * sign],
            label=f"{side}, concrete example",
        )
        ax.barh(
            rows,
            sign * other,
            left=sign * explicit,
            color=colours[sign],
            label=f"{side}, general",
        )
    reach = max(1, cells["supporting"].max(), cells["contrary"].max())
    silent = cells[["supporting", "contrary"]].sum(axis=1) == 0
    for row in rows[silent]:
        missing = cells["segments"].iloc[row] == 0
        label = "no evidence" if missing else "only neutral or mixed segments"
        ax.text(0.02 * reach, row, label, va="center", color="0.35", fontsize=8)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(rows, list(map(short, cells.index)))
    ax.set_ylim(len(cells) - 0.5, -0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.set_xlabel("contrary  ←  sources  →  supporting")
    ax.legend(
        ncols=2, loc="lower center", bbox_to_anchor=(0.4, 1), frameon=False, fontsize=8
    )


def stacked_levels(ax: Axes, counts: pd.DataFrame) -> None:
    """Draw how many teams stand at each level, missing ones hatched."""
    rows, left = np.arange(len(counts)), np.zeros(len(counts))
    for value in counts.columns:
        for bar in ax.barh(rows, counts[value], left=left, linewidth=0.5):
            _paint(bar, value)
        left += counts[value].to_numpy()
    ax.set_yticks(rows, list(map(short, counts.index)))
    ax.set_ylim(len(counts) - 0.5, -0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("teams")


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


def category_map(ax: Axes, wide: pd.DataFrame, looks: Mapping[str, Look]) -> None:
    """Draw teams by criteria, each cell with the look and the letter of its category.

    The letter says what the colour says, for whoever cannot see it.
    """
    for (row, column), category in np.ndenumerate(wide.to_numpy()):
        colour, hatch, letter, _ = looks[category]
        ax.add_patch(_cell(column, row, colour, hatch))
        ink = "white" if colour in palette.DARK else "black"
        middle = {"ha": "center", "va": "center"}
        ax.text(column + 0.5, row + 0.5, letter, middle, fontsize=7, color=ink)
    ax.set_xlim(0, wide.shape[1])
    ax.set_ylim(len(wide), 0)
    ax.set_yticks(np.arange(len(wide)) + 0.5, list(map(short, wide.index)))
    ax.xaxis.tick_top()
    ax.set_xticks(
        np.arange(wide.shape[1]) + 0.5,
        list(map(short, wide.columns)),
        rotation=50,
        ha="left",
        rotation_mode="anchor",
    )
    ax.tick_params(axis="both", length=0)
    patches = [
        Patch(facecolor=c, hatch=h, edgecolor="0.5", label=f"{letter} {label}".strip())
        for c, h, letter, label in looks.values()
    ]
    legend_below(ax, patches)


def _cell(column: int, row: int, colour: str, hatch: str) -> Rectangle:
    cell = Rectangle((column, row), 1, 1, facecolor=colour, hatch=hatch)
    cell.set(edgecolor=palette.PATTERN_INK if hatch else "white", linewidth=0.6)
    return cell


def level_legend(ax: Axes, scale: RatingScale, used: set[Any]) -> None:
    """Explain the colours of the levels, and the patterns that are used."""
    names = {level.value: level.name for level in scale.levels}
    labels: dict[Any, str] = {
        value: f"{signed(value)} {names[value]}" for value in scale.ratings
    }
    for name, (_, label) in palette.PATTERNS.items():
        if name in used:
            labels[name] = label
    painted_legend(ax, labels)


def painted_legend(ax: Axes, labels: Mapping[Any, str]) -> None:
    """Explain the colours of levels and the patterns, each by a label."""
    patches = [_paint(Patch(label=label), value) for value, label in labels.items()]
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


def _paint(patch: P, category: Any) -> P:
    """Give a patch the colour of a level, or the pattern of what is none."""
    if category in palette.PATTERNS:
        patch.set(facecolor="white", hatch=palette.PATTERNS[category][0])
        patch.set(edgecolor=palette.PATTERN_INK, linewidth=0)
    else:
        patch.set(facecolor=palette.LEVEL_COLOURS[category], edgecolor="0.5")
    return patch

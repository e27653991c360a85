"""What the report's pictures are drawn of: rows of parts, and of dots with ranges.

Each draws on the axes of `hiteval.display.kit.picture` and returns how high it became.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from hiteval.catalogue import _
from hiteval.display.kit import palette
from hiteval.display.kit.palette import ACCENT, GROUND, MUTED, RULE, Paint
from hiteval.display.kit.sheet import (
    BAR,
    GAP,
    ROW,
    Rows,
    across,
    legend,
    pixels,
    rows,
    swatch,
    upright,
    write,
)
from hiteval.study.framework import RatingScale

Looks = Mapping[Any, tuple[Paint, str]]  # colour and meaning of each category
DOT = 34  # of matplotlib's square points
TICK = 8  # pixels beyond the first and the last tick, at least


def paint(category: Any, scale: RatingScale) -> Paint:
    """Return the look of a level, or of what is none."""
    if category in palette.PATTERNS:
        return palette.PATTERNS[category][0]
    return Paint(palette.colour(category, scale))


def level_looks(scale: RatingScale) -> dict[Any, tuple[Paint, str]]:
    """Return the look and the meaning of each level, lowest first, and of no level."""
    levels = {
        level.value: f"{scale.written(level.value)} {level.name}"
        for level in sorted(scale.levels, key=lambda level: level.value)
    }
    return {
        **{value: (paint(value, scale), text) for value, text in levels.items()},
        **{name: (look, _(said)) for name, (look, said) in palette.PATTERNS.items()},
    }


def stacked_bars(
    ax: Axes, counts: pd.DataFrame, of: Rows, looks: Looks, silent: str = ""
) -> float:
    """Draw rows of parts, each with its number where it has room.

    Parameters
    ----------
    ax : Axes
        What to draw on.
    counts : DataFrame
        A row for each of ``of``; a column for each part.
    of : Rows
        Their names.
    looks : mapping
        Of the columns, in the order in which they stand.
    silent : str
        What is written in a row without parts.
    """
    used = {name: look for name, look in looks.items() if counts[name].sum() > 0}
    top = legend(ax, [(swatch(look), meaning) for look, meaning in used.values()])
    laid = rows(ax, of, top)
    middles, whole = np.array(laid.middles), counts.sum(axis=1).to_numpy()
    unit = (across(ax) - laid.left - 1) / max(whole.max(initial=1), 1)
    start = np.full(len(counts), laid.left)
    for name, (look, _meaning) in used.items():
        numbers = counts[name].to_numpy()
        some = numbers > 0
        ends = start + numbers * unit
        high = BAR + 3
        ax.barh(middles[some], (ends - start)[some], high, start[some], **look.look)
        parts = zip(start[some], ends[some], middles[some], numbers[some], strict=True)
        for left, right, middle, number in parts:
            if right - left > pixels(f"{number}") + 3:
                at = (left + right) / 2, middle
                write(ax, at, f"{number}", "center", look.letters)
        start = ends
    for middle in middles[whole == 0]:
        write(ax, (laid.left, middle), silent, colour=MUTED)
    return laid.bottom + 4


def dots_with_ranges(
    ax: Axes,
    data: pd.DataFrame,
    of: Rows,
    ticks: Mapping[float, str],
    beside: Sequence[str] = (),
) -> float:
    """Draw a dot and its range for each row.

    Parameters
    ----------
    ax : Axes
        What to draw on.
    data : DataFrame
        ``value, low, high``, the last two missing where there is no range; ``hollow``.
    of : Rows
        Their names.
    ticks : mapping
        Values on the axis, lowest first, and what they are called.
    beside : sequence of str
        What stands to the right of each row.
    """
    laid = rows(ax, of, ROW, bar=12)
    aside = max((pixels(text) + GAP for text in beside), default=0)
    half = [max(pixels(text) / 2 + 2, TICK) for text in ticks.values()]
    left, right = laid.left + half[0], across(ax) - aside - half[-1]
    place = _scale(min(ticks), max(ticks), left, right)
    for value, text in ticks.items():
        write(ax, (place(value), ROW / 2), text, "center", MUTED)
        upright(ax, place(value), laid, ROW, RULE)
    _dots(ax, data, np.array(laid.middles), place)
    for middle, text in zip(laid.middles, beside, strict=False):
        write(ax, (across(ax), middle), text, "right", MUTED)
    return laid.bottom + 4


def _scale(low: float, high: float, left: float, right: float) -> Any:
    """Return what turns values into pixels."""
    return lambda value: left + (value - low) / (high - low) * (right - left)


def _dots(ax: Axes, data: pd.DataFrame, middles: np.ndarray, place: Any) -> None:
    values, low, high = (place(data[name]) for name in ("value", "low", "high"))
    ranged = (high > low).to_numpy(dtype=bool)
    ends = low[ranged], high[ranged]
    ax.hlines(middles[ranged], *ends, colors=MUTED, linewidth=2, zorder=2)
    hollow = data["hollow"].to_numpy(dtype=bool)
    for kind, face in ((~hollow, ACCENT), (hollow, GROUND)):
        edge: Any = {"edgecolor": ACCENT, "linewidth": 2, "zorder": 3}
        ax.scatter(values[kind], middles[kind], s=DOT, color=face, **edge)

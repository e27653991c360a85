"""What the report's pictures are drawn of: rows of parts, and of dots with ranges.

Each returns how high it became, as `hiteval.display.kit.picture` asks.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import palette
from hiteval.display.kit.palette import ACCENT, GROUND, MUTED, RULE, Paint
from hiteval.display.kit.rows import Rows, rows, upright
from hiteval.display.kit.sheet import (
    BAR,
    GAP,
    ROW,
    Mark,
    Sheet,
    boxes,
    legend,
    marks,
    pixels,
    ranges,
    swatch,
    write,
)
from hiteval.study.framework import RatingScale

Looks = Mapping[Any, tuple[Paint, str]]  # colour and meaning of each category
HIGH = BAR + 3  # of parts, which hold numbers
DOT = 5.8  # pixels across, without the line round it
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
    sheet: Sheet, counts: pd.DataFrame, of: Rows, looks: Looks, silent: str = ""
) -> float:
    """Draw rows of parts, each with its number where it has room.

    Parameters
    ----------
    sheet : Sheet
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
    top = legend(sheet, [(swatch(look), meaning) for look, meaning in used.values()])
    laid = rows(sheet, of, top)
    middles, whole = np.array(laid.middles), counts.sum(axis=1).to_numpy()
    unit = (sheet.across - laid.left - 1) / max(whole.max(initial=1), 1)
    start = np.full(len(counts), laid.left)
    for name, (look, _meaning) in used.items():
        numbers = counts[name].to_numpy()
        some = numbers > 0
        ends = start + numbers * unit
        long, tops = (ends - start)[some], middles[some] - HIGH / 2
        boxes(sheet, (start[some], tops, long, HIGH), look)
        parts = zip(start[some], ends[some], middles[some], numbers[some], strict=True)
        for left, right, middle, number in parts:
            if right - left > pixels(f"{number}") + 3:
                at = (left + right) / 2, middle
                write(sheet, at, f"{number}", "center", look.letters)
        start = ends
    for middle in middles[whole == 0]:
        write(sheet, (laid.left, middle), silent, colour=MUTED)
    return laid.bottom + 4


def dots_with_ranges(
    sheet: Sheet,
    data: pd.DataFrame,
    of: Rows,
    ticks: Mapping[float, str],
    beside: Sequence[str] = (),
) -> float:
    """Draw a dot and its range for each row.

    Parameters
    ----------
    sheet : Sheet
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
    laid = rows(sheet, of, ROW, bar=12)
    aside = max((pixels(text) + GAP for text in beside), default=0)
    half = [max(pixels(text) / 2 + 2, TICK) for text in ticks.values()]
    left, right = laid.left + half[0], sheet.across - aside - half[-1]
    place = _scale(min(ticks), max(ticks), left, right)
    for value, text in ticks.items():
        write(sheet, (place(value), ROW / 2), text, "center", MUTED)
        upright(sheet, place(value), laid, ROW, RULE)
    _dots(sheet, data, np.array(laid.middles), place)
    for middle, text in zip(laid.middles, beside, strict=False):
        write(sheet, (sheet.across, middle), text, "right", MUTED)
    return laid.bottom + 4


def _scale(low: float, high: float, left: float, right: float) -> Any:
    """Return what turns values into pixels."""
    return lambda value: left + (value - low) / (high - low) * (right - left)


def _dots(sheet: Sheet, data: pd.DataFrame, middles: np.ndarray, place: Any) -> None:
    values, low, high = (place(data[name]) for name in ("value", "low", "high"))
    ranged = (high > low).to_numpy(dtype=bool)
    at = middles[ranged]
    ranges(sheet, (low[ranged], at, high[ranged], at), MUTED)
    hollow = data["hollow"].to_numpy(dtype=bool)
    for kind, fill in ((~hollow, ACCENT), (hollow, GROUND)):
        dot = Mark("o", DOT, fill, ACCENT, 2)
        marks(sheet, values[kind], middles[kind], dot)

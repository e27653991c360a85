"""Columns of years, one part above the other, and what is undated apart."""

from itertools import cycle

import numpy as np
import pandas as pd

from hiteval.display.kit.palette import INK, MUTED, RULE, STRANDS, Paint
from hiteval.display.kit.sheet import (
    ROW,
    Sheet,
    boxes,
    legend,
    pixels,
    rules,
    swatch,
    write,
)

HIGH = 150.0  # pixels of the highest column
WIDEST = 44.0  # from one column to the next
APART = 18.0  # more before the last one, which is of no year


def year_columns(sheet: Sheet, counts: pd.DataFrame, last: str) -> float:
    """Draw a column for each year, with its number above it.

    Parameters
    ----------
    sheet : Sheet
        What to draw on.
    counts : DataFrame
        A row for each year, and last one of what is undated; a column for each part.
    last : str
        What is written below the last row.
    """
    looks = dict(zip(counts.columns, map(Paint, cycle(STRANDS)), strict=False))
    signs = [(swatch(look), str(name)) for name, look in looks.items()]
    top = legend(sheet, signs) + ROW
    base, whole = top + HIGH, counts.sum(axis=1).to_numpy()
    margin = pixels(last) / 2
    step = (sheet.across - APART - 2 * margin) / max(len(counts) - 1, 1)
    step = min(step, WIDEST)
    middles = margin + step * np.arange(len(counts))
    middles[-1] += APART
    unit = HIGH / max(whole.max(), 1)
    above = np.zeros(len(counts))
    for name, look in looks.items():
        high = counts[name].to_numpy() * unit
        some, wide = high > 0, 0.72 * step
        left, bottom = middles[some] - wide / 2, (base - above)[some]
        boxes(sheet, (left, bottom, wide, -high[some]), look)
        above = above + high
    rules(sheet, (0, base, middles[-1] + margin, base), RULE)
    _label(sheet, counts, middles, step, base, above)
    write(sheet, (middles[-1], base + ROW / 2), last, "center", MUTED)
    return base + ROW + 2


def _label(
    sheet: Sheet,
    counts: pd.DataFrame,
    middles: np.ndarray,
    step: float,
    base: float,
    above: np.ndarray,
) -> None:
    """Write numbers where all have room, and every year or every few."""
    numbers = [f"{number}" for number in counts.sum(axis=1)]
    if max(map(pixels, numbers)) + 2 < step:
        for middle, number, high in zip(middles, numbers, above, strict=True):
            write(sheet, (middle, base - high - 10), number, "center", INK)
    years = list(map(str, counts.index[:-1]))
    every = next(n for n in range(1, 1000) if n * step > pixels("0000") + 6)
    last = str(counts.index[-1])
    free = middles[-1] - (pixels(last) + pixels("0000")) / 2 - 6  # beside its name
    for middle, year in zip(middles[:-1:every], years[::every], strict=True):
        if middle <= free:
            write(sheet, (middle, base + ROW / 2), year, "center", MUTED)

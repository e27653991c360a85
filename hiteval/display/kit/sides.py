"""Bars to two sides: what supports to the right, what is contrary to the left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import evidence
from hiteval.display.kit.drawing import paint
from hiteval.display.kit.palette import MUTED
from hiteval.display.kit.sheet import (
    BAR,
    ROW,
    Rows,
    across,
    legend,
    pixels,
    rows,
    rule,
    swatch,
    write,
)
from hiteval.display.kit.table import records
from hiteval.study.framework import RatingScale

NO_EVIDENCE, NO_SIDE = "no evidence", "neutral or mixed only"
CONTRARY, SUPPORTING = "← contrary", "supporting →"
NUMBER = 30.0  # pixels for the number at the end of a bar
SOURCE = 72.0  # pixels for a source, at most


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where 0 is, and how many pixels a source takes."""

    zero: float
    unit: float


def diverging_bars(
    ax: Axes, cells: pd.DataFrame, of: Rows, scale: RatingScale
) -> float:
    """Draw supporting sources to the right, contrary ones to the left.

    A source stands at the outermost level that it reaches, the outermost innermost.
    ``cells`` has the columns of `hiteval.analysis.evidence.flags`, and ``segments``.
    """
    signs = [
        (swatch(paint(level, scale)), _strength(level, scale))
        for level in sorted([*scale.below, *scale.above])
    ]
    top = legend(ax, signs) + ROW
    laid = rows(ax, of, top)
    most = [int(cells[side].max()) for side in ("contrary", "supporting")]
    axis = _axis(laid.left, across(ax), *most)
    _bars(ax, cells, laid.middles, axis, scale)
    _numbers(ax, cells, laid.middles, axis)
    for middle in laid.middles:
        rule(ax, [axis.zero] * 2, [middle - ROW / 2 + 3, middle + ROW / 2 - 3], MUTED)
    if most[0]:
        write(ax, (axis.zero - 6, top - ROW / 2), CONTRARY, "right", MUTED)
    write(ax, (axis.zero + 6, top - ROW / 2), SUPPORTING, colour=MUTED)
    return laid.bottom + 4


def _axis(left: float, right: float, contrary: int, supporting: int) -> _Axis:
    """Divide the room, so that bars, their numbers and words fit on both sides."""
    room = right - left
    unit = (room - 2 * NUMBER) / max(contrary + supporting, 1)
    least = pixels(CONTRARY) + 8
    before = max(least, contrary * unit + NUMBER) if contrary else 1.0
    before = min(before, room - pixels(SUPPORTING) - 8)
    units = [SOURCE, (room - before - NUMBER) / max(supporting, 1)]
    if contrary:
        units.append((before - NUMBER) / contrary)
    return _Axis(left + before, min(units))


def _bars(
    ax: Axes,
    cells: pd.DataFrame,
    middles: Sequence[float],
    axis: _Axis,
    scale: RatingScale,
) -> None:
    """Draw for each level what reaches it beyond those drawn already."""
    reach = {level: flag for flag, level in evidence.flags(scale).items()}
    for side, sign in ((scale.above, 1), (scale.below, -1)):
        drawn = np.zeros(len(cells))
        for level in reversed(side):
            reached = cells[reach[level]].to_numpy()
            some = reached > drawn
            long = (reached - drawn)[some] * axis.unit * sign
            start = axis.zero + drawn[some] * axis.unit * sign
            look = paint(level, scale).look
            ax.barh(np.array(middles)[some], long, BAR, start, **look)
            drawn = reached


def _numbers(
    ax: Axes, cells: pd.DataFrame, middles: Sequence[float], axis: _Axis
) -> None:
    """Write at the end of each bar how many sources it is, or why there is none."""
    for middle, row in zip(middles, records(cells), strict=True):
        if row.contrary:
            end = axis.zero - row.contrary * axis.unit - 5
            write(ax, (end, middle), f"{row.contrary}", "right")
        if row.supporting:
            end = axis.zero + row.supporting * axis.unit + 5
            write(ax, (end, middle), f"{row.supporting}")
        if not row.contrary and not row.supporting:
            _silent(ax, NO_SIDE if row.segments else NO_EVIDENCE, middle, axis.zero)


def _silent(ax: Axes, said: str, middle: float, zero: float) -> None:
    """Write where there is no bar, on the side that has room."""
    right = zero + 6 + pixels(said) <= across(ax)
    if right:
        write(ax, (zero + 6, middle), said, "left", MUTED)
    else:
        write(ax, (zero - 6, middle), said, "right", MUTED)


def _strength(level: int, scale: RatingScale) -> str:
    side = "supporting" if level in scale.above else "contrary"
    if scale.form == "by-example":
        return f"{side}, {'concrete example' if abs(level) > 1 else 'general'}"
    return f"{side}, at {scale.written(level)}"

"""Bars to two sides: what supports to the right, what is contrary to the left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hiteval.analysis import evidence
from hiteval.catalogue import N_, _
from hiteval.display.kit.drawing import paint
from hiteval.display.kit.palette import MUTED
from hiteval.display.kit.rows import Rows, beside, rows
from hiteval.display.kit.sheet import (
    BAR,
    ROW,
    Sheet,
    boxes,
    legend,
    pixels,
    swatch,
    write,
)
from hiteval.display.kit.table import records
from hiteval.study.framework import RatingScale

NO_EVIDENCE, NO_SIDE = N_("no evidence"), N_("neutral or mixed only")
CONTRARY, SUPPORTING = N_("← contrary"), N_("supporting →")
# By whether evidence supports.
BY_EXAMPLE = {
    True: N_("supporting, concrete example"),
    False: N_("contrary, concrete example"),
}
GENERAL = {True: N_("supporting, general"), False: N_("contrary, general")}
NUMBER = 30.0  # pixels for the number at the end of a bar
SOURCE = 72.0  # pixels for a source, at most


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where 0 is, and how many pixels a source takes."""

    zero: float
    unit: float


def diverging_bars(
    sheet: Sheet, cells: pd.DataFrame, of: Rows, scale: RatingScale
) -> float:
    """Draw supporting sources to the right, contrary ones to the left.

    A source stands at the outermost level that it reaches, the outermost innermost.
    ``cells`` has the columns of `hiteval.analysis.evidence.flags`, and ``segments``.
    """
    signs = [
        (swatch(paint(level, scale)), _strength(level, scale))
        for level in sorted([*scale.below, *scale.above])
    ]
    top = legend(sheet, signs) + ROW
    laid = rows(sheet, of, top)
    most = [int(cells[side].max()) for side in ("contrary", "supporting")]
    axis = _axis(laid.left, sheet.across, *most)
    _bars(sheet, cells, laid.middles, axis, scale)
    _numbers(sheet, cells, laid.middles, axis)
    beside(sheet, axis.zero, laid, MUTED)
    if most[0]:
        write(sheet, (axis.zero - 6, top - ROW / 2), _(CONTRARY), "right", MUTED)
    write(sheet, (axis.zero + 6, top - ROW / 2), _(SUPPORTING), colour=MUTED)
    return laid.bottom + 4


def _axis(left: float, right: float, contrary: int, supporting: int) -> _Axis:
    """Divide the room, so that bars, their numbers and words fit on both sides."""
    room = right - left
    unit = (room - 2 * NUMBER) / max(contrary + supporting, 1)
    least = pixels(_(CONTRARY)) + 8
    before = max(least, contrary * unit + NUMBER) if contrary else 1.0
    before = min(before, room - pixels(_(SUPPORTING)) - 8)
    units = [SOURCE, (room - before - NUMBER) / max(supporting, 1)]
    if contrary:
        units.append((before - NUMBER) / contrary)
    return _Axis(left + before, min(units))


def _bars(
    sheet: Sheet,
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
            tops = np.array(middles)[some] - BAR / 2
            boxes(sheet, (start, tops, long, BAR), paint(level, scale))
            drawn = reached


def _numbers(
    sheet: Sheet, cells: pd.DataFrame, middles: Sequence[float], axis: _Axis
) -> None:
    """Write at the end of each bar how many sources it is, or why there is none."""
    for middle, row in zip(middles, records(cells), strict=True):
        if row.contrary:
            end = axis.zero - row.contrary * axis.unit - 5
            write(sheet, (end, middle), f"{row.contrary}", "right")
        if row.supporting:
            end = axis.zero + row.supporting * axis.unit + 5
            write(sheet, (end, middle), f"{row.supporting}")
        if not row.contrary and not row.supporting:
            said = _(NO_SIDE) if row.segments else _(NO_EVIDENCE)
            _silent(sheet, said, middle, axis.zero)


def _silent(sheet: Sheet, said: str, middle: float, zero: float) -> None:
    """Write where there is no bar, on the side that has room."""
    right = zero + 6 + pixels(said) <= sheet.across
    if right:
        write(sheet, (zero + 6, middle), said, "left", MUTED)
    else:
        write(sheet, (zero - 6, middle), said, "right", MUTED)


def _strength(level: int, scale: RatingScale) -> str:
    supporting, at = level in scale.above, scale.written(level)
    if scale.form != "by-example":
        if supporting:
            return _("supporting, at {level}", level=at)
        return _("contrary, at {level}", level=at)
    if abs(level) > 1:
        return _(BY_EXAMPLE[supporting])
    return _(GENERAL[supporting])

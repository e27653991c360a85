"""Lives as lines: for each row what happened, and when, as far as that is known."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.palette import GROUND, MUTED, RULE
from hiteval.display.kit.rows import Laid, Rows, rows, upright
from hiteval.display.kit.sheet import (
    ROW,
    Mark,
    Sheet,
    Sign,
    legend,
    marks,
    pixels,
    ranges,
    rules,
    write,
)
from hiteval.display.kit.table import records

LANES = (0, 7, -7)  # pixels, for marks in one row that would lie over each other
APART = 12.0  # pixels between marks that need no lanes
STEP = 12.0  # pixels between undated marks
HIGH = 26.0  # of a row's marks
SIZE = 9  # of a mark
UNDATED = N_("undated")
Look = tuple[str, str, str]  # marker, colour and meaning


def lifelines(
    sheet: Sheet, events: pd.DataFrame, of: Rows, looks: Mapping[str, Look]
) -> float:
    """Draw the events of each row: a mark, on a line as long as its date is vague.

    Parameters
    ----------
    sheet : Sheet
        What to draw on.
    events : DataFrame
        ``row, event, start, end``: years and parts of years; missing where undated.
    of : Rows
        Their names.
    looks : mapping
        How each event is drawn.
    """
    top = legend(sheet, [(_sign(*look[:2]), look[2]) for look in looks.values()]) + ROW
    laid = rows(sheet, of, top, bar=HIGH if sheet.narrow else HIGH - 8)
    most = int(events["start"].isna().groupby(events["row"]).sum().max())
    beside = max(pixels(_(UNDATED)), STEP * most) + 8
    edge = sheet.across - beside
    place = _years(sheet, events, laid, edge - 12, top)
    upright(sheet, edge, laid, top, RULE)
    write(sheet, (sheet.across, top - ROW / 2), _(UNDATED), "right", MUTED)
    rules(sheet, (laid.left, laid.middles, sheet.across, laid.middles), RULE)
    for number, of_row in events.groupby("row"):
        middle = laid.middles[int(str(number))]
        _dated(sheet, of_row, middle, place, looks)
        undated = of_row[of_row["start"].isna()].sort_values("event")
        for nth, event in enumerate(undated["event"]):
            _mark(sheet, edge + 12 + STEP * nth, middle, *looks[event][:2])
    return laid.bottom + 4


def _years(
    sheet: Sheet, events: pd.DataFrame, laid: Laid, right: float, top: float
) -> Any:
    """Write years where they begin; return what turns a year into pixels."""
    dated = events.dropna(subset=["start"])
    if dated.empty:
        return lambda _year: laid.left
    first, last = int(dated["start"].min()), int(np.ceil(dated["end"].max()))
    last = max(last, first + 1)
    left, right = laid.left + pixels("0000") / 2, right - 4
    unit = (right - left) / (last - first)
    every = next(n for n in range(1, 1000) if n * unit > pixels("0000") + 10)
    for year in range(first, last, every):
        x = left + (year - first) * unit
        write(sheet, (x, top - ROW / 2), f"{year}", "center", MUTED)
        upright(sheet, x, laid, top, RULE)
    return lambda year: left + (year - first) * unit


def _dated(
    sheet: Sheet,
    events: pd.DataFrame,
    middle: float,
    place: Any,
    looks: Mapping[str, Look],
) -> None:
    known = events.dropna(subset=["start"]).sort_values(["start", "event"])
    lanes, before = cycle(LANES), -np.inf
    for event in records(known):
        x = place((event.start + event.end) / 2)
        lanes = lanes if x - before < APART else cycle(LANES)
        y, before = middle + next(lanes), x
        marker, colour, _meaning = looks[event.event]
        if event.end > event.start:
            ranges(sheet, (place(event.start), y, place(event.end), y), colour)
        _mark(sheet, x, y, marker, colour)


def _sign(marker: str, colour: str) -> Sign:
    return lambda sheet, x, y: _mark(sheet, x, y, marker, colour)


def _mark(sheet: Sheet, x: float, y: float, marker: str, colour: str) -> None:
    marks(sheet, [x], [y], Mark(marker, SIZE, colour, GROUND, 0.5))

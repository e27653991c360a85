"""Lives as lines: for each row what happened, and when, as far as that is known."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from hiteval.catalogue import N_, _
from hiteval.display.kit.palette import GROUND, MUTED, RULE
from hiteval.display.kit.sheet import (
    ROW,
    Laid,
    Rows,
    Sign,
    across,
    is_narrow,
    legend,
    pixels,
    rows,
    rule,
    upright,
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
    ax: Axes, events: pd.DataFrame, of: Rows, looks: Mapping[str, Look]
) -> float:
    """Draw the events of each row: a mark, on a line as long as its date is vague.

    Parameters
    ----------
    ax : Axes
        What to draw on.
    events : DataFrame
        ``row, event, start, end``: years and parts of years; missing where undated.
    of : Rows
        Their names.
    looks : mapping
        How each event is drawn.
    """
    top = legend(ax, [(_sign(*look[:2]), look[2]) for look in looks.values()]) + ROW
    laid = rows(ax, of, top, bar=HIGH if is_narrow(ax) else HIGH - 8)
    most = int(events["start"].isna().groupby(events["row"]).sum().max())
    beside = max(pixels(_(UNDATED)), STEP * most) + 8
    edge = across(ax) - beside
    place = _years(ax, events, laid, edge - 12, top)
    upright(ax, edge, laid, top, RULE)
    write(ax, (across(ax), top - ROW / 2), _(UNDATED), "right", MUTED)
    for middle in laid.middles:
        rule(ax, [laid.left, across(ax)], [middle, middle], RULE)
    for number, of_row in events.groupby("row"):
        middle = laid.middles[int(str(number))]
        _dated(ax, of_row, middle, place, looks)
        undated = of_row[of_row["start"].isna()].sort_values("event")
        for nth, event in enumerate(undated["event"]):
            _mark(ax, edge + 12 + STEP * nth, middle, *looks[event][:2])
    return laid.bottom + 4


def _years(ax: Axes, events: pd.DataFrame, laid: Laid, right: float, top: float) -> Any:
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
        write(ax, (x, top - ROW / 2), f"{year}", "center", MUTED)
        upright(ax, x, laid, top, RULE)
    return lambda year: left + (year - first) * unit


def _dated(
    ax: Axes, events: pd.DataFrame, middle: float, place: Any, looks: Mapping[str, Look]
) -> None:
    known = events.dropna(subset=["start"]).sort_values(["start", "event"])
    lanes, before = cycle(LANES), -np.inf
    for event in records(known):
        x = place((event.start + event.end) / 2)
        lanes = lanes if x - before < APART else cycle(LANES)
        y, before = middle + next(lanes), x
        marker, colour, _meaning = looks[event.event]
        if event.end > event.start:
            ends = place(event.start), place(event.end)
            ax.plot(ends, [y, y], color=colour, linewidth=2, zorder=2)
        _mark(ax, x, y, marker, colour)


def _sign(marker: str, colour: str) -> Sign:
    return lambda ax, x, y: _mark(ax, x, y, marker, colour)


def _mark(ax: Axes, x: float, y: float, marker: str, colour: str) -> None:
    edge: dict[str, Any] = {"markeredgecolor": GROUND, "markeredgewidth": 0.5}
    look: dict[str, Any] = {"marker": marker, "markersize": SIZE, "linestyle": ""}
    ax.plot([x], [y], color=colour, zorder=3, **look, **edge)

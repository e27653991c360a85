"""A team's measures as lines: what changed over time, and against what."""

from itertools import islice
from typing import Any

import pandas as pd

from hiteval.analysis import measure_series
from hiteval.display.kit.html import NOTHING, Html, Text, join, markup, own_words
from hiteval.display.team_facts import stated
from hiteval.results.evaluation import Evaluation
from hiteval.results.over_time import measures_over_time

MOST = 3  # lines
MONEY = "GBP"
PER_CENT = ("per cent", "percent")
WIDE, HIGH = 64, 18  # of a drawing
DRAWING = '<svg class="measure-line" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>'
LINE = '<path class="line" d="M{}"></path>'
DOT = '<rect class="mark" x="{}" y="{}" width="6" height="6" rx="3"></rect>'
ROW = '<li>{} <span><strong>{}</strong> {} <span class="muted">{}</span></span></li>'
AGAINST = "{first} to {last}; against {comparator}"
SHOWN = '<div class="measure-lines"><h2>Measured</h2><ul>{}</ul></div>'


def series(team: Evaluation) -> pd.DataFrame:
    """Put measures in order of time; see `hiteval.analysis.measure_series.series`."""
    return measures_over_time(team)


def over_time(series: pd.DataFrame, team: Evaluation) -> Html:
    """Show a line for each measure with several values: 49.8 → 70.4 → 73.2 %.

    Parameters
    ----------
    series : DataFrame
        From the function of this name, of one team.
    team : Evaluation
        The slice of that team.

    Returns
    -------
    Html
        The first three measures; nothing where there is none.
    """
    if series.empty:
        return NOTHING
    money = series["unit"].where(series["unit"] == MONEY)  # its sign comes first
    values = stated(series.assign(unit=money), team.language)
    first = islice(series.groupby("series"), MOST)
    rows = [_row(of, values[of.index].tolist()) for _, of in first]
    return markup(SHOWN, join(rows))


def _row(rows: pd.DataFrame, values: list[str]) -> Html:
    last = rows.iloc[-1]
    span = {"first": rows["period"].iloc[0], "last": last["period"]}
    told = markup("{first} to {last}", **span)
    if against := measure_series.compared_with(rows):
        told = markup(AGAINST, **span, comparator=own_words(against))
    shown = join([join(values, " → "), _unit(last["unit"], last["measure"])])
    return markup(ROW, _drawing(rows["value"]), shown, own_words(last["measure"]), told)


def _unit(unit: Any, measure: str) -> Text:
    """Write the unit after the values, where the name of the measure lacks it."""
    if pd.isna(unit) or unit in ("count", MONEY) or measure.startswith(unit):
        return ""
    return " %" if unit in PER_CENT else f" {unit}"


def _drawing(values: pd.Series) -> Html:
    """Draw how the values lie to each other, from the lowest to the highest."""
    known = values.astype("float64")
    low, apart = known.min(), known.max() - known.min()
    step = (WIDE - 8) / (len(known) - 1)
    points = [
        (4 + n * step, HIGH - 4 - (value - low) / (apart or 1) * (HIGH - 8))
        for n, value in enumerate(known)
    ]
    line = "L".join(f"{x:.4g} {y:.4g}" for x, y in points)
    dot = (f"{side - 3:.4g}" for side in points[-1])
    parts = [markup(LINE, line), markup(DOT, *dot)]
    return markup(DRAWING, WIDE, HIGH, join(parts))

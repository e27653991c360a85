"""A team's areas as small bars, each against the span of all teams."""

from typing import Any

import numpy as np
import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, join, link, markup
from hiteval.display.kit.table import records
from hiteval.display.thin_record import is_thin
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

# In units of the drawing, which is as wide as its place.
WIDE, HIGH, MARK = 280, 14, 12
DRAWING = '<svg class="area-bar" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>'
RECT = '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"></rect>'
ROW = '<li>{} <strong>{}</strong>{} <span class="muted">{}</span></li>'
ASIDE = '<div class="area-bars"><h2>{}</h2><ul>{}</ul><p class="muted">{}</p></div>'


def of_team(profiles: pd.DataFrame, spans: pd.DataFrame, team: Evaluation) -> Html:
    """Show the median rating of each area between the lowest and highest of all teams.

    Parameters
    ----------
    profiles : DataFrame
        Of `Evaluation.profiles`, of one team.
    spans : DataFrame
        From `hiteval.analysis.area_spans.area_spans`, of all teams.
    team : Evaluation
        The slice of that team.

    Returns
    -------
    Html
        Each area leads to its evidence. Nothing for a thin record.
    """
    if is_thin(team):
        return NOTHING
    names = {area.id: area.name for area in team.framework.areas}
    known = profiles.merge(spans, on="area_id", how="left")
    rows = [_row(area, names[area.area_id], team) for area in records(known)]
    how = link(addresses.HOW_TO_READ, _("How to read this"))
    return markup(ASIDE, _("Profile"), join(rows), how)


def _row(area: Any, name: str, team: Evaluation) -> Html:
    scale, way = team.framework.rating_scale, addresses.area_place(area.area_id)
    named = link(f"#{way}", name)
    no_rating = pd.isna(area.median)
    median = _("no rating") if no_rating else scale.written(area.median)
    several = pd.notna(area.teams) and area.teams > 1
    all_teams = _("all {teams}", teams=team.labels.teams)
    span = f"{all_teams}: {_span(area, scale)}" if several else ""
    return markup(ROW, named, median, _bar(area, several, scale), span)


def _span(area: Any, scale: RatingScale) -> str:
    low, high = scale.written(area.lowest), scale.written(area.highest)
    return low if low == high else _("{low} to {high}", low=low, high=high)


def _bar(area: Any, several: bool, scale: RatingScale) -> Html:
    """Draw the scale as a line, the span as a bar on it, and the median as a dot."""
    middle = HIGH / 2
    parts = [_rect("track", MARK / 2, middle - 1, WIDE - MARK, 2)]
    if several:
        low, high = _place(area.lowest, scale), _place(area.highest, scale)
        parts.append(_rect("span", low - 4, middle - 4, high - low + 8, 8))
    if pd.notna(area.median):
        left = _place(area.median, scale) - MARK / 2
        parts.append(_rect("mark", left, middle - MARK / 2, MARK, MARK))
    return markup(DRAWING, WIDE, HIGH, join(parts))


def _rect(css: str, x: float, y: float, width: float, height: float) -> Html:
    """Draw a rectangle with round ends."""
    return markup(RECT, css, *(f"{v:.4g}" for v in (x, y, width, height, height / 2)))


def _place(rating: float, scale: RatingScale) -> float:
    """Return how far to the right a rating is; levels are equally far apart."""
    step = np.interp(rating, scale.ratings, range(len(scale.ratings)))
    return MARK / 2 + float(step) * (WIDE - MARK) / (len(scale.ratings) - 1)

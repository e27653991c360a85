"""The profile of every team as a small drawing, so that all can be seen at once."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, folded, join, joined, markup, paragraphs
from hiteval.display.kit.level_bars import Bar, bars, key, level_bars
from hiteval.display.kit.maps import MOST_ROWS
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed
from hiteval.results.evaluation import Evaluation

ON_ONE_SCREEN = 60  # more drawings are folded away
CONCLUDED = "{} (concluded)"
PROFILE = '<li><a href="{}"><span class="name">{}</span>{}</a></li>'


def every(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the level of each team on every criterion, and how to read the drawings.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`: ``team_id, criterion_id, rating, basis``.
    evaluation : Evaluation
        Its teams, in alphabetical order, have a drawing each.
    """
    labels, number = evaluation.labels, len(evaluation.teams)
    many = evaluation.language.count(number, labels.team, labels.teams)
    if number > MOST_ROWS:
        none = _("Of {teams} no drawings could be compared.", teams=many)
        return paragraphs([none])
    drawn = [_profile(*of, evaluation) for of in _each(cells, evaluation)]
    shown = markup('<ul class="profiles">{}</ul>', join(drawn, "\n"))
    if number > ON_ONE_SCREEN:
        shown = folded(_("The profiles of {teams}", teams=many), shown)
    return joined([_key(cells, evaluation), shown])


def _key(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say what a bar is, and name the groups of bars."""
    framework, say = evaluation.framework, evaluation.language
    looks = [
        markup("<li>{}{}</li>", look, meaning)
        for look, meaning in key(set(cells["basis"]), framework.rating_scale)
    ]
    areas = [
        f"{area.name} ({say.numeral(len(area.criteria))})" for area in framework.areas
    ]
    told = _(
        "Each bar is a criterion, area by area: {areas}. A profile leads to the page "
        "of its {team}.",
        areas=listed(areas),
        team=evaluation.labels.team,
    )
    shown = markup('<ul class="key">{}</ul>', join(looks))
    return joined([paragraphs([told]), shown])


def _each(cells: pd.DataFrame, evaluation: Evaluation) -> Iterator[tuple[Any, Any]]:
    """Give each team, and its bars by the id of the criterion."""
    scale = evaluation.framework.rating_scale
    drawn = bars(cells["rating"], cells["basis"], scale)
    found: dict[str, dict[str, Bar]] = {t: {} for t in evaluation.teams["team_id"]}
    for cell, bar in zip(records(cells), drawn, strict=True):
        found[cell.team_id][cell.criterion_id] = bar
    for team in records(evaluation.teams):
        yield team, found[team.team_id]


def _profile(team: Any, drawn: dict[str, Bar], evaluation: Evaluation) -> Html:
    framework = evaluation.framework
    groups = [[drawn[c.id] for c in area.criteria] for area in framework.areas]
    told = _told(team.team_id, evaluation)
    return markup(
        PROFILE,
        addresses.team_page(team.team_id, team.kind),
        markup(CONCLUDED, team.name)
        if team.team_id in evaluation.concluded
        else team.name,
        level_bars(groups, told, framework.rating_scale),
    )


def _told(team_id: str, evaluation: Evaluation) -> str:
    """Say at which level a team's criteria are, area by area, for the median."""
    scale, areas = evaluation.framework.rating_scale, evaluation.framework.areas
    profiles = evaluation.profiles
    profiles = profiles[profiles["team_id"] == team_id]
    pairs = zip(profiles["area_id"], profiles["median"], strict=True)
    medians: dict[str, Any] = dict(pairs)
    return ", ".join(
        _("{area} no rating", area=area.name)
        if pd.isna(medians[area.id])
        else f"{area.name} {scale.written(medians[area.id])}"
        for area in areas
    )

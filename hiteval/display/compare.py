"""Two or three teams side by side: what is known of each on each criterion.

The page holds every team, by area and criterion. `book/_static/compare.js` lets readers
choose two or three of them, and keeps the choice in the address.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    join,
    link,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.quantity import sources
from hiteval.display.kit.table import records
from hiteval.display.kit.words import dates, with_kind
from hiteval.display.small_profiles import CONCLUDED
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.over_time import newest_sources
from hiteval.study.framework import Area

KEY = ["team_id", "criterion_id"]
MOST_CELLS = 5_000  # that a page can hold
MOST_WRITTEN = 1_000  # of which it can hold the summaries too
ALL = '<div class="compare" role="group" aria-label="{}">{}</div>'
AREA = '<details class="area"><summary>{}</summary>{}</details>'
CRITERION = '<div class="criterion"><h3>{}</h3><ul>{}</ul></div>'
CELL = '<li class="team:{}"><p>{}</p>{}<p class="known">{}</p></li>'
WRITTEN = '<p class="written">{}</p>'


def cells(variants: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Gather what a reader compares of each team on each criterion.

    Parameters
    ----------
    variants : DataFrame
        From `hiteval.results.sureness.how_robust`, of the same teams.
    evaluation : Evaluation
        Of the teams.

    Returns
    -------
    DataFrame
        The columns of ``evaluation.cells``; ``rests_on_one_source`` and ``steadiness``
        of ``variants``; ``summary``, missing where this edition has none; ``when``, the
        date of the newest source in words, missing where none has one.
    """
    study = evaluation.study
    newest = newest_sources(evaluation)
    written = dates(newest["date"], newest["date_precision"], evaluation.language)
    written = written.where(newest["date"].notna())
    sure = variants[[*KEY, "rests_on_one_source", "steadiness"]]
    return (
        evaluation.cells.merge(sure, how="left", on=KEY, validate="1:1")
        .merge(study.summaries[[*KEY, "summary"]], how="left", on=KEY, validate="1:1")
        .merge(newest[KEY].assign(when=written), how="left", on=KEY, validate="1:1")
    )


def side_by_side(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every team on each criterion of each area, for the script to choose from.

    Of very many cells the summaries are left out, or all of them.

    Parameters
    ----------
    cells : DataFrame
        From `cells`.
    evaluation : Evaluation
        Its teams, in alphabetical order, stand side by side.
    """
    labels, number = evaluation.labels, len(evaluation.teams)
    many = evaluation.language.count(number, labels.team, labels.teams)
    if len(cells) > MOST_CELLS:
        few = _("{teams} are more than a page can hold side by side.", teams=many)
        return paragraphs([few])
    if len(cells) > MOST_WRITTEN:
        cells = cells.assign(summary=None)
    rows = {(c.team_id, c.criterion_id): c for c in records(cells)}
    areas = [_area(area, rows, evaluation) for area in evaluation.framework.areas]
    choose = _("Choose two or three {teams}", teams=labels.teams)
    return markup(ALL, choose, join(areas, "\n"))


def _area(area: Area, rows: Mapping[Any, Any], evaluation: Evaluation) -> Html:
    teams = [*records(evaluation.teams)]
    criteria = [
        markup(
            CRITERION,
            criterion.name,
            join(_cell(t, rows[t.team_id, criterion.id], evaluation) for t in teams),
        )
        for criterion in area.criteria
    ]
    return markup(AREA, with_kind(area), join(criteria, "\n"))


def _cell(team: Any, cell: Any, evaluation: Evaluation) -> Html:
    """Show a team's level on a criterion, what is written of it, how much is known."""
    level = chip(cell.rating, evaluation.framework.rating_scale, cell.basis)
    name = markup("{} {}", level, team.name)
    if cell.basis != MISSING:
        place = addresses.evidence_place(cell.criterion_id)
        name = link(f"{addresses.team_page(team.team_id, team.kind)}#{place}", name)
    return markup(
        CELL,
        team.team_id,
        markup(CONCLUDED, name) if team.team_id in evaluation.concluded else name,
        _summary(cell.summary),
        join(_known(cell, evaluation.language), " · "),
    )


def _summary(summary: Any) -> Text:
    if pd.isna(summary):
        return NOTHING
    return markup(WRITTEN, join(map(own_words, summary.split("\n")), Html("<br>")))


def _known(cell: Any, say: Language) -> Iterator[str]:
    """Say on how many sources a rating rests, how sure it is, how new they are."""
    if not cell.segments:
        yield _("No evidence was found")
        return
    yield sources(cell.sources, cell.in_confidence, say)
    if pd.notna(cell.steadiness) and not cell.rests_on_one_source:
        yield _(cell.steadiness)
    yield _("undated") if pd.isna(cell.when) else _("newest {date}", date=cell.when)

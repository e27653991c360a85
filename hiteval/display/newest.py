"""How new the evidence is, cell by cell, so that what is out of date stands out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import SIGN
from hiteval.display.kit.html import (
    TEXT_FILLER,
    Html,
    folded,
    join,
    joined,
    link,
    markup,
    paragraphs,
)
from hiteval.display.kit.maps import MOST_ROWS
from hiteval.display.kit.quantity import ratio, share
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed
from hiteval.results.evaluation import Evaluation
from hiteval.results.over_time import newest_sources
from hiteval.results.quantities import quantity

AGES = (2, 4, 6)  # years before the newest source of all, from which a cell is darker
UNDATED, MORE = N_("n.d."), "*"
TABLE = (
    '<div class="table newest" id="newest-table" role="region" tabindex="0" '
    'aria-label="{caption}"><table><caption>{caption}</caption><thead>{heads}</thead>'
    "<tbody>{rows}</tbody></table></div>"
)
AREA = '<th scope="colgroup" colspan="{}">{}</th>'
CRITERION = '<th scope="col"><span>{}</span></th>'
ROW = '<tr><th scope="row">{}</th>{}</tr>'
CELL = '<td class="{}"><b class="of">{} </b>{}</td>'


def years(evaluation: Evaluation) -> pd.DataFrame:
    """Find the year of the newest source behind each team's rating of each criterion.

    Returns
    -------
    DataFrame
        A row for each pair with evidence: ``team_id, criterion_id``; ``year`` (Int64,
        missing where no source is dated); ``undated``, how many sources are; ``age``,
        the years from then to the newest source of all (Int64).
    """
    found = newest_sources(evaluation)
    year = found["date"].astype("str").str[:4].astype("Int64")
    kept = found[["team_id", "criterion_id", "undated"]]
    return kept.assign(year=year, age=year.max() - year)


def by_team(years: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say how old the newest evidence is, and show it for every cell in a fold.

    Parameters
    ----------
    years : DataFrame
        From `years`.
    evaluation : Evaluation
        Its teams and criteria are the rows and columns.
    """
    if not years["year"].notna().any():
        return paragraphs([_("No source is dated.")])
    said = paragraphs([join(_overview(years, evaluation), " ")])
    if len(evaluation.teams) > MOST_ROWS:
        return said
    label = _("The newest evidence of each {team}", team=evaluation.labels.team)
    inside = [paragraphs(_marks(years, evaluation)), _table(years, evaluation)]
    return joined([said, folded(label, joined(inside))])


def _overview(years: pd.DataFrame, evaluation: Evaluation) -> list[Html]:
    say = evaluation.language
    old, undated = (
        quantity(name, evaluation, int(where.sum()))
        for name, where in {
            "cells-old": years["age"] >= AGES[-1],
            "cells-undated": years["year"].isna(),
        }.items()
    )
    return [
        markup(
            "The newest evidence of all is from {year}. In {cells} with evidence, the "
            "newest is {number} or more years older.",
            year=years["year"].max(),
            cells=share(old, say),
            number=say.numeral(AGES[-1]),
        ),
        markup("In {}, no source is dated.", ratio(undated, say)),
    ]


def _marks(years: pd.DataFrame, evaluation: Evaluation) -> list[str]:
    """Say what the shades and the signs of the table mean."""
    ages = listed([evaluation.language.numeral(age) for age in AGES])
    return [
        _(
            "The older, the darker: from {ages} years before {year}. {more} means that "
            "there are undated sources too, {undated} that no source is dated.",
            ages=ages,
            year=years["year"].max(),
            more=MORE,
            undated=_(UNDATED),
        )
    ]


def _table(years: pd.DataFrame, evaluation: Evaluation) -> Html:
    areas, labels = evaluation.framework.areas, evaluation.labels
    named = [markup(AREA, len(area.criteria), area.name) for area in areas]
    criteria = [markup(CRITERION, c.name) for c in evaluation.framework.criteria]
    corner = markup('<th scope="col" rowspan="2">{}</th>', labels.Team)
    heads = markup("<tr>{}{}</tr><tr>{}</tr>", corner, join(named), join(criteria))
    known = {(y.team_id, y.criterion_id): y for y in records(years)}
    rows = [_row(team, known, evaluation) for team in records(evaluation.teams)]
    return markup(
        TABLE,
        caption=_("The year of the newest source behind each rating"),
        heads=heads,
        rows=join(rows, "\n"),
    )


def _row(team: Any, known: Mapping[Any, Any], evaluation: Evaluation) -> Html:
    cells = [
        markup(CELL, _css(year), criterion.name, _written(year))
        for criterion in evaluation.framework.criteria
        for year in [known.get((team.team_id, criterion.id))]
    ]
    page = addresses.team_page(team.team_id, team.kind)
    return markup(ROW, link(page, team.name), join(cells))


def _css(found: Any) -> str:
    """Name how old a cell is: the higher, the older."""
    if found is None:
        return "none"
    if pd.isna(found.year):
        return "undated"
    return f"age-{sum(found.age >= age for age in AGES)}"


def _written(found: Any) -> Html:
    if found is None:
        return markup(SIGN, _("no evidence"), TEXT_FILLER)
    if pd.isna(found.year):
        return markup(SIGN, _("undated"), _(UNDATED))
    return join([str(found.year), MORE * bool(found.undated)])

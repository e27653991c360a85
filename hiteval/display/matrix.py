"""Every team on every criterion in one table: each rating, and how sure it is.

Without a script it is a table of links. `book/_static/matrix.js` adds what a reader can
do with it, and `hiteval.display.matrix_cards` what it says of a cell.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.analysis.consensus import MISSING, PROPOSED, UNCERTAIN
from hiteval.analysis.recency import recency
from hiteval.analysis.robustness import EITHER_SIDE
from hiteval.catalogue import _
from hiteval.display.kit import addresses, palette
from hiteval.display.kit.html import (
    NOTHING,
    TEXT_FILLER,
    Html,
    join,
    link,
    markup,
)
from hiteval.display.kit.table import records
from hiteval.display.matrix_cards import cards
from hiteval.display.matrix_legend import legend
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Area, Framework

Cells = Mapping[tuple[str, str], Any]  # rows by team and criterion

SIZES = ("none", "one", "few", "many")  # of a cell, by its number of sources
SIZES_FROM = (1, 2, 4)
MOST_ACROSS = 18  # criteria that fit side by side; of more, areas stand one by one
MOST_COLUMNS = 20  # of one area, likewise; of more, each cell is a line of its own
MOST_ON_A_PHONE = 6
FRAME = (
    '<div class="matrix {}" id="matrix"><table><caption>{}</caption>'
    "<thead>{}</thead><tbody>{}</tbody></table>{}{}</div>"
)


def cells(variants: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Put beside each rating how steady and how new it is, and what is written of it.

    Parameters
    ----------
    variants : DataFrame
        From `hiteval.results.sureness.how_robust`, of the same teams and all criteria:
        a slice of an area lacks sources that its teams have.
    evaluation : Evaluation
        Its cells are the rows.

    Returns
    -------
    DataFrame
        The columns of ``evaluation.cells``; ``steadiness`` of the proposed rating;
        ``date`` and ``date_precision`` of the newest source; ``summary``. Each is
        missing where there is none.
    """
    study = evaluation.study
    newest = recency(evaluation.rated, study.sources).drop(columns="undated")
    beside = {
        "steadiness": variants[[*CELL, "steadiness"]],
        "date": newest,
        "summary": study.summaries[[*CELL, "summary"]],
    }
    found = evaluation.cells
    for more in beside.values():
        typed = more.astype({key: found[key].dtype for key in CELL})
        found = found.merge(typed, how="left", on=CELL, validate="1:1")
    return found


def matrix(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every team on every criterion; each rating leads to its passages.

    Parameters
    ----------
    cells : DataFrame
        From `cells`; a pair that it lacks is blank.
    evaluation : Evaluation
        Its teams and criteria, in their order, are the rows and columns.
    """
    known = {(c.team_id, c.criterion_id): c for c in records(cells)}
    caption = _(
        "Rating of every {team} on every criterion", team=evaluation.labels.team
    )
    return markup(
        FRAME,
        layout(evaluation.framework),
        caption,
        _heads(evaluation),
        join(_rows(known, evaluation)),
        legend(cells, evaluation),
        cards(known, evaluation),
    )


def layout(framework: Framework) -> str:
    """Say how many cells have to stand side by side, as classes of the style sheet."""
    areas = framework.areas
    most = max(len(area.criteria) for area in areas)
    across = len(framework.criteria) <= MOST_ACROSS
    classes = {
        "across": across,
        f"most-{most}": most <= MOST_COLUMNS,
        "lines": most > MOST_COLUMNS,
        "lines-on-a-phone": most > MOST_ON_A_PHONE,
        "one-area": len(areas) == 1,
    }
    return " ".join(name for name, applies in classes.items() if applies)


def _heads(evaluation: Evaluation) -> Html:
    """Write the names of areas, where there are several, above those of criteria."""
    areas = evaluation.framework.areas
    corner = markup('<th scope="col">{}</th>', evaluation.labels.Team)
    criteria = join(
        markup(
            '<th scope="col" id="matrix-{}" class="{}"><span>{}</span></th>',
            criterion.id,
            _place(number, first=criterion is area.criteria[0]),
            criterion.name,
        )
        for number, area in enumerate(areas, start=1)
        for criterion in area.criteria
    )
    line = markup("<tr>{}{}</tr>", corner, criteria)
    if len(areas) == 1:
        return line
    groups = join(_area(number, area) for number, area in enumerate(areas, start=1))
    return markup("<tr><td></td>{}</tr>{}", groups, line)


def _area(number: int, area: Area) -> Html:
    return markup(
        '<th scope="colgroup" colspan="{}" id="matrix-{}" class="{}">{}</th>',
        len(area.criteria),
        area.id,
        _place(number, first=True),
        link(addresses.area_page(area.id), area.name),
    )


def _place(area: int, first: bool) -> str:
    return f"area-{area}" + " first" * first


@dataclass(frozen=True, slots=True)
class Row:
    """A team as its row names it."""

    team_id: str
    name: str
    page: str


def _rows(known: Cells, evaluation: Evaluation) -> Iterator[Html]:
    pages = addresses.team_pages(evaluation.teams)
    for team in records(evaluation.teams):
        row = Row(team.team_id, team.name, pages[team.team_id])
        ended = team.team_id in evaluation.concluded
        yield markup(
            '<tr class="{}"><th scope="row">{}{}</th>{}</tr>\n',
            "concluded" if ended else "active",
            link(row.page, row.name),
            f" {_('(concluded)')}" if ended else "",
            _cells_of(row, known, evaluation),
        )


def _cells_of(row: Row, known: Cells, evaluation: Evaluation) -> Html:
    """Write a team's cells; where areas stand one by one, its name before each."""
    again = markup('<span class="again" aria-hidden="true">{}</span>', row.name)
    return join(
        markup(
            '<td class="{}">{}{}</td>',
            _place(number, first=column == 0),
            again if number > 1 and column == 0 else NOTHING,
            _cell(known.get((row.team_id, c.id)), c.name, row, evaluation),
        )
        for number, area in enumerate(evaluation.framework.areas, start=1)
        for column, c in enumerate(area.criteria)
    )


def _cell(cell: Any, criterion: str, row: Row, evaluation: Evaluation) -> Html:
    """Show a rating and how sure it is; in full words to whoever cannot see that."""
    if cell is None:
        return NOTHING
    if cell.basis == MISSING:
        name = _("{team}, {criterion}: no evidence", team=row.name, criterion=criterion)
        sign = '<span class="rating missing" role="img" aria-label="{}">{}</span>'
        return markup(sign, name, TEXT_FILLER)
    level = _level(cell, evaluation)
    unsure = cell.basis == UNCERTAIN
    said = _("{level}, raters disagree", level=level) if unsure else level
    sources = evaluation.language.count(cell.sources, "source")
    return markup(
        '<a class="{}" href="{}" aria-label="{}">{}</a>',
        _look(cell, evaluation),
        f"{row.page}#{addresses.evidence_place(cell.criterion_id)}",
        f"{row.name}, {criterion}: {said}, {sources}",
        level,
    )


def _level(cell: Any, evaluation: Evaluation) -> str:
    if cell.basis == UNCERTAIN:
        return "?"
    return evaluation.framework.rating_scale.written(cell.rating)


def _look(cell: Any, evaluation: Evaluation) -> str:
    """Name the looks of a level, of its number of sources, of variants across 0."""
    unsure = cell.basis == UNCERTAIN
    scale = evaluation.framework.rating_scale
    level = UNCERTAIN if unsure else palette.look(cell.rating, scale)
    size = SIZES[bisect_right(SIZES_FROM, cell.sources)]
    crosses = bool(cell.basis == PROPOSED and cell.steadiness == EITHER_SIDE)
    return f"rating {level} {size}" + " crosses" * crosses

"""The framework matrix to read: what is written in each cell, and its rating.

It has a row for each cell, which a reader can search and filter as the evidence table.
On paper the rows become the matrix again: the criteria of an area stand side by side,
by the ``column`` of each (see `book/_static/hiteval.css`).
"""

from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.catalogue import N_, _
from hiteval.display import downloads
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.filtered_table import (
    Filter,
    Shape,
    criterion_choices,
    criterion_words,
    filtered_table,
    level_choices,
    level_words,
)
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
from hiteval.display.kit.quantity import share, sources
from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.framework import RatingScale

KEY = ["team_id", "criterion_id"]
SAYS = {
    "all": N_("Shown: {first} to {last} of {every} cells."),
    "some": N_("Found: {found} of {every} cells. Shown: {first} to {last}."),
    "none": N_("Found: none of {every} cells."),
}
NO_SUMMARY = "<em>No summary in this edition</em>"
WORKBOOK = (
    '<a href="{}">The matrix as a workbook</a> (XLSX): a sheet for each area, with the '
    "passages behind each cell."
)


def cells(evaluation: Evaluation) -> pd.DataFrame:
    """List every cell by area, then by name of the team, then by criterion.

    The partnership comes after the teams.

    Returns
    -------
    DataFrame
        The columns of ``evaluation.cells``; ``area_id``; ``column``, which criterion of
        its area it is, from 1; ``summary``, missing where this edition has none.
    """
    order = [
        (team_id, area.id, criterion.id, column)
        for area in evaluation.framework.areas
        for team_id in _team_ids(evaluation)
        for column, criterion in enumerate(area.criteria, start=1)
    ]
    names = ["team_id", "area_id", "criterion_id", "column"]
    summaries = evaluation.study.summaries[[*KEY, "summary"]]
    return (
        pd.DataFrame(order, columns=names)
        .astype(dict.fromkeys(KEY, evaluation.cells["team_id"].dtype))
        .merge(evaluation.cells, on=KEY, validate="1:1")
        .merge(summaries, how="left", on=KEY, validate="1:1")
    )


def opening(evaluation: Evaluation) -> Html:
    """Say how many cells are written, and whether people or models wrote them."""
    teams = evaluation.all_teams()
    written = share(quantity("cells-written", teams), evaluation.language)
    said = markup("{} have a summary in this edition.", written)
    who = evaluation.study.settings.written_by
    return paragraphs([said, _("The summaries were written by {people}.", people=who)])


def to_take_away(evaluation: Evaluation) -> Html:
    """Lead to the matrix as a workbook, if there is one, and say how it prints."""
    return paragraphs(
        [
            _workbook(evaluation),
            _("Print it on A3, landscape: the criteria of an area stand side by side."),
        ]
    )


def matrix(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show what is written of each team on each criterion, and its rating.

    A cell without a summary says whether there is evidence.

    Parameters
    ----------
    cells : DataFrame
        From `cells`.
    evaluation : Evaluation
        The whole study.
    """
    rows = _rows(cells, evaluation)
    elsewhere = markup(
        "A browser with JavaScript shows all of them here. {}", _workbook(evaluation)
    )
    return filtered_table(
        rows, _shape(rows, evaluation), elsewhere, evaluation.language
    )


def _shape(rows: pd.DataFrame, evaluation: Evaluation) -> Shape:
    heads = {
        "Team": evaluation.labels.Team,
        "Area": _("Area"),
        "Criterion": _("Criterion"),
        "Rating": _("Rating"),
        "Summary": _("Summary"),
        "Evidence": _("Evidence"),
    }
    by_number = ["Rating", "Evidence"]
    says = {when: _(said) for when, said in SAYS.items()}
    return Shape("cells", heads, _filters(rows, evaluation), by_number, says)


def _filters(rows: pd.DataFrame, evaluation: Evaluation) -> list[Filter]:
    framework = evaluation.framework
    names = evaluation.study.teams.set_index("team_id")["name"]
    teams = [(team_id, names[team_id]) for team_id in _team_ids(evaluation)]
    levels = [
        *level_choices(rows["rating"], framework.rating_scale),
        *((MISSING, _("no evidence")), (UNCERTAIN, _("raters disagree"))),
    ]
    criteria = criterion_choices(framework)
    return [
        Filter("team", "Team", evaluation.labels.Team, teams),
        Filter("criterion", "Criterion", _("Area or criterion"), criteria),
        Filter("rating", "Rating", _("Side or rating"), levels),
        Filter("column", "Criterion"),
    ]


def _workbook(evaluation: Evaluation) -> Text:
    if not downloads.fit_workbooks(evaluation):
        return _("As a workbook it would be too large to open with ease.")
    return markup(WORKBOOK, addresses.download(downloads.MATRIX))


def _team_ids(evaluation: Evaluation) -> list[str]:
    partnership = evaluation.model().study.teams
    return [*evaluation.teams["team_id"], *partnership["team_id"]]


def _rows(cells: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Lay out the cells, and the words that filters look for."""
    framework, rows = evaluation.framework, list(records(cells))
    scale, teams = framework.rating_scale, evaluation.study.teams
    criteria = {c.id: c.name for c in framework.criteria}
    pages = addresses.team_pages(teams)
    return pd.DataFrame(
        {
            "Team": cells["team_id"].map(teams.set_index("team_id")["name"]),
            "Area": cells["area_id"].map({a.id: a.name for a in framework.areas}),
            "Criterion": [
                link(_rating_address(c, pages), criteria[c.criterion_id]) for c in rows
            ],
            "Rating": [chip(c.rating, scale, c.basis) for c in rows],
            "Summary": [_summary(c) for c in rows],
            "Evidence": [_evidence(c, evaluation) for c in rows],
            "team": cells["team_id"],
            "criterion": criterion_words(cells["criterion_id"], framework),
            "rating": [_rating_words(c, scale) for c in rows],
            "column": cells["column"].astype("str"),
        }
    )


def _rating_address(cell: Any, pages: dict[str, str]) -> str:
    return f"{pages[cell.team_id]}#{addresses.rating_place(cell.criterion_id)}"


def _summary(cell: Any) -> Text:
    """Show what is written, or that nothing is, where something could be."""
    if not pd.isna(cell.summary):
        return join(map(own_words, cell.summary.split("\n")), Html("<br>"))
    return markup(NO_SUMMARY) if cell.segments else NOTHING


def _evidence(cell: Any, evaluation: Evaluation) -> Text:
    """Say how many sources there are, and lead to what they say."""
    if not cell.segments:
        return _("no evidence")
    chosen = {"team": cell.team_id, "criterion": cell.criterion_id}
    told = sources(cell.sources, cell.in_confidence, evaluation.language)
    return link(addresses.evidence_choice(**chosen), told)


def _rating_words(cell: Any, scale: RatingScale) -> str:
    if cell.basis in (MISSING, UNCERTAIN):
        return str(cell.basis)
    return level_words(cell.rating, scale)

"""What a team's page begins with: the evaluators' words, or those of their cells."""

import pandas as pd

from hiteval.catalogue import N_
from hiteval.display import interpretation
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, join, link, markup, own_words
from hiteval.display.kit.table import records
from hiteval.display.kit.words import first_sentence
from hiteval.results.evaluation import Evaluation

MOST = 4  # sentences
WROTE = N_("Written by {authors}.")
FROM_CELLS = N_("From the cells written by {authors}.")


def of_team(written: pd.DataFrame, team: Evaluation) -> Html:
    """Show what the evaluators make of a team, or else what their cells begin with.

    Parameters
    ----------
    written : DataFrame
        Of ``study.interpretations``, of one team.
    team : Evaluation
        The slice of that team.

    Returns
    -------
    Html
        Nothing where they wrote neither.
    """
    if len(written):
        return join([interpretation.in_words(written, team), _by(WROTE, team)])
    chosen = leading_cells(team)
    if chosen.empty:
        return NOTHING
    names = {c.id: c.name for c in team.framework.criteria}
    sentences = [
        markup(
            "{} ({})",
            own_words(first_sentence(cell.summary)),
            link(f"#{addresses.rating_place(cell.criterion_id)}", cell.name),
        )
        for cell in records(chosen.assign(name=chosen["criterion_id"].map(names)))
    ]
    said = markup('<div class="written"><p>{}</p></div>', join(sentences, " "))
    return join([said, _by(FROM_CELLS, team)])


def _by(sentence: str, team: Evaluation) -> Html:
    """Say whose words a lead is in, and lead to how it was made."""
    how = link(addresses.HOW_TO_READ, team.study.settings.written_by)
    return markup('<p class="muted">{}</p>', markup(sentence, authors=how))


def leading_cells(team: Evaluation) -> pd.DataFrame:
    """Choose the written cells that a team's page begins with.

    Of each area the cell with the most sources, the first in the framework of equals;
    of these at most four, those with the most sources.

    Returns
    -------
    DataFrame
        Rows of ``study.summaries`` in the framework's order, with ``sources``.
    """
    areas = {c.id: a.id for a in team.framework.areas for c in a.criteria}
    place = {c: n for n, c in enumerate(areas)}
    cells = team.cells[["criterion_id", "sources"]]
    found = team.study.summaries.merge(cells, on="criterion_id")
    found = found.assign(
        area=found["criterion_id"].map(areas), place=found["criterion_id"].map(place)
    )
    best = found.sort_values(["sources", "place"], ascending=[False, True])
    best = best.drop_duplicates("area").head(MOST)
    return best.sort_values("place", ignore_index=True)

"""What a team's page begins with: the evaluators' words, or those of their cells."""

import re

import pandas as pd

from hiteval.display import interpretation
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, join, link, markup, paragraphs
from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation

MOST = 4  # sentences
# A mark after one of these ends no sentence, and neither does one after an initial.
ABBREVIATED = ("dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "e.g", "i.e", "cf")
END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|[\u3002\uff01\uff1f]")
RULE = (
    "From the cells by {}: the first sentence of the one with the most sources in each "
    "area, at most {}."
)


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
        return interpretation.of_team(written, team)
    chosen = leading_cells(team)
    if chosen.empty:
        return NOTHING
    names = {c.id: c.name for c in team.framework.criteria}
    sentences = [
        markup(
            "{} ({})",
            first_sentence(cell.summary),
            link(f"#{addresses.rating_place(cell.criterion_id)}", cell.name),
        )
        for cell in records(chosen.assign(name=chosen["criterion_id"].map(names)))
    ]
    rule = RULE.format(team.study.settings.written_by, team.language.numeral(MOST))
    return join([paragraphs([join(sentences, " ")]), paragraphs([rule])])


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


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or all of a text that is only one.

    >>> first_sentence("Dr. A. Smith led it (in St. Paul's). It ended.")
    "Dr. A. Smith led it (in St. Paul's)."
    """
    for end in END.finditer(text):
        word = re.split(r"[\s(\"'“\u2018]", text[: end.start()])[-1]
        initial = len(word) == 1 and word.isupper()
        if not initial and word.lower() not in ABBREVIATED:
            return text[: end.end()]
    return text

"""A map of categories over teams and criteria."""

from collections.abc import Mapping

import pandas as pd

from hiteval.display.kit import drawing
from hiteval.display.kit.html import Html
from hiteval.display.kit.picture import asked, matrix_size, picture, turned
from hiteval.results.evaluation import Evaluation


def category_map(
    evaluation: Evaluation,
    categories: pd.Series,
    looks: Mapping[str, drawing.Look],
    name: str,
    question: str,
) -> Html:
    """Show one category for every team and criterion.

    Parameters
    ----------
    evaluation : Evaluation
        Its teams and criteria, in their order, are the rows and columns.
    categories : Series of str
        Indexed by ``team_id`` and ``criterion_id``; each a key of ``looks``.
    looks : mapping
        Colour, hatch, letter and meaning of each category.
    name, question : str
        As for `hiteval.display.kit.picture.picture`.
    """
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    teams, labels = evaluation.teams, evaluation.labels
    wide = (
        categories.unstack()
        .reindex(index=teams["team_id"], columns=list(criteria))
        .rename(columns=criteria)
        .set_axis(teams["name"])
    )
    tally = categories.value_counts()
    parts = [f"{look[3]} in {tally.get(c, 0)}" for c, look in looks.items()]
    number = evaluation.language.count(len(wide), labels.team, labels.teams)
    alt = f"Map of {number} by criteria: {'; '.join(parts)}."
    return picture(
        name,
        matrix_size(*turned(wide).shape),
        lambda ax: drawing.category_map(ax, turned(wide), looks, labels.teams),
        asked(wide, question, labels.teams),
        alt,
        wide.rename_axis(index=labels.Team, columns=None).reset_index(),
    )

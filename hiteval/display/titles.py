"""What pictures of evidence find, in a sentence that claims no more than is so."""

import pandas as pd

from hiteval.display.kit.words import leading, verb
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale


def of_sides(cells: pd.DataFrame, contrary: int, language: Language) -> str:
    """Say where most sources support a team, and on how much others are contrary."""
    highest = int(cells["supporting"].max())
    if not highest and not contrary:
        return "No source supports or contradicts any criterion."
    against = (
        f"{language.count(contrary, 'criterion', 'criteria')} "
        f"{verb(contrary, 'meets', 'meet')} contrary evidence"
    )
    if not highest:
        return f"No source supports any criterion; {against}."
    first = cells["supporting"] == highest
    lead = (
        f"{leading(cells['supporting'], language)} {verb(first.sum(), 'has', 'have')} "
        f"the most support ({language.count(highest, 'source')})"
    )
    return f"{lead}; {against if contrary else 'nothing contrary was found'}."


def of_levels(counts: pd.DataFrame, evaluation: Evaluation, teams: int) -> str:
    """Say where most teams reach the upper end of the scale, and where fewest.

    "Most" is more than half of the ``teams``, "all" is all of them.

    Parameters
    ----------
    counts : DataFrame
        Teams at each level, indexed by the names of criteria.
    evaluation : Evaluation
        Its scale and its words.
    teams : int
        How many there are.
    """
    labels, language = evaluation.labels, evaluation.language
    where, which = next(iter(ends_of(evaluation.framework.rating_scale).items()))
    reached = counts[which].sum(axis=1)
    high, low = int(reached.max()), int(reached.min())
    if high == low:
        number = language.count(high, labels.team, labels.teams)
        be = verb(high, "is", "are")
        return f"On every criterion, {number} {be} {where}."
    best, worst = leading(reached, language), leading(-reached, language)
    if high == teams:
        return f"All {labels.teams} are {where} on {best}; fewest on {worst}."
    if high > teams / 2:
        return f"Most {labels.teams} are {where} on {best}; fewest on {worst}."
    return f"Where most {labels.teams} are {where}: {best}; where fewest: {worst}."


def ends_of(scale: RatingScale) -> dict[str, list[int]]:
    """Name the two sides of a scale, or the two ends of one that has one side."""
    if scale.middle is None:
        ends = scale.ratings[-1], scale.ratings[0]
        return {f"at {scale.written(level)}": [level] for level in ends}
    middle = scale.written(scale.middle)
    return {f"above {middle}": scale.above, f"below {middle}": scale.below}

"""What pictures of evidence find, in a sentence that claims no more than is so."""

import pandas as pd

from hiteval.catalogue import _, ngettext
from hiteval.display.kit.words import leading
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale


def of_sides(cells: pd.DataFrame, contrary: int, language: Language) -> str:
    """Say where most sources support a team, and on how much others are contrary."""
    highest = int(cells["supporting"].max())
    if not highest and not contrary:
        return _("No source supports or contradicts any criterion.")
    lead = _lead(cells["supporting"], language)
    if not contrary:
        return _("{most}; nothing contrary was found.", most=lead)
    against = ngettext(
        "{criteria} meets contrary evidence",
        "{criteria} meet contrary evidence",
        contrary,
        criteria=language.count(contrary, "criterion", "criteria"),
    )
    return f"{lead}; {against}."


def _lead(supporting: pd.Series, language: Language) -> str:
    highest = int(supporting.max())
    if not highest:
        return _("No source supports any criterion")
    return ngettext(
        "{criteria} has the most support ({sources})",
        "{criteria} have the most support ({sources})",
        int((supporting == highest).sum()),
        criteria=leading(supporting, language),
        sources=language.count(highest, "source"),
    )


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
        return ngettext(
            "On every criterion, {teams} is {where}.",
            "On every criterion, {teams} are {where}.",
            high,
            teams=language.count(high, labels.team, labels.teams),
            where=where,
        )
    if high == teams:
        said = _("All {teams} are {where} on {best}; fewest on {worst}.")
    elif high > teams / 2:
        said = _("Most {teams} are {where} on {best}; fewest on {worst}.")
    else:
        said = _("Where most {teams} are {where}: {best}; where fewest: {worst}.")
    best, worst = leading(reached, language), leading(-reached, language)
    return said.format(teams=labels.teams, where=where, best=best, worst=worst)


def ends_of(scale: RatingScale) -> dict[str, list[int]]:
    """Name the two sides of a scale, or the two ends of one that has one side."""
    if scale.middle is None:
        ends = scale.ratings[-1], scale.ratings[0]
        return {_("at {level}", level=scale.written(end)): [end] for end in ends}
    middle = scale.written(scale.middle)
    above, below = _("above {level}", level=middle), _("below {level}", level=middle)
    return {above: scale.above, below: scale.below}

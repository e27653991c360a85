"""The words for what teams may need, by the sides of the scale."""

import pandas as pd

from hiteval.analysis import needs
from hiteval.catalogue import _
from hiteval.display.kit.html import Html, markup
from hiteval.display.kit.quantity import counted, numeral
from hiteval.display.kit.words import listed
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity


def first(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say of the first criterion how many teams are in need."""
    say, teams = evaluation.language, evaluation.all_teams()
    first, numbers = str(counts.index[0]), counts.iloc[0]
    there = int(numbers.drop(needs.MISSING).sum())
    parts = {
        "criterion": criteria(evaluation)[first],
        "teams": counted(quantity("teams", teams), say),
        "low": numeral(quantity("teams-low", teams, there, first), say),
        "none": numeral(
            quantity("teams-missing", teams, numbers[needs.MISSING], first), say
        ),
    }
    if evaluation.framework.rating_scale.two_sided:
        return markup(
            "{criterion}: of {teams}, there is contrary evidence or a low rating for "
            "{low}, and no evidence for {none}.",
            **parts,
        )
    return markup(
        "{criterion}: of {teams}, the level is {level}, the lowest, for {low}, and "
        "there is no evidence for {none}.",
        **parts,
        level=lowest(evaluation),
    )


def most(counts: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say on which criteria the most teams have contrary evidence, or stand lowest."""
    words = {
        "teams": evaluation.labels.teams,
        "level": lowest(evaluation),
        "criteria": _leading(
            counts.drop(columns=needs.MISSING).sum(axis=1), evaluation
        ),
    }
    if evaluation.framework.rating_scale.two_sided:
        none = _("Contrary evidence for the most {teams}: none was coded.", **words)
        some = _("Contrary evidence for the most {teams}: {criteria}.", **words)
    else:
        none = _(
            "Most {teams} at {level}, the lowest level: none stands there.", **words
        )
        some = _("Most {teams} at {level}, the lowest level: {criteria}.", **words)
    return some if words["criteria"] else none


def most_missing(counts: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say on which criteria the most teams have no evidence."""
    words = {
        "teams": evaluation.labels.teams,
        "criteria": _leading(counts[needs.MISSING], evaluation),
    }
    if words["criteria"]:
        return _("No evidence for the most {teams}: {criteria}.", **words)
    return _("No evidence for the most {teams}: none is missing.", **words)


def _leading(numbers: pd.Series, evaluation: Evaluation) -> str:
    """Name the criteria of the highest number, with it; blank if all are 0."""
    if not numbers.any():
        return ""
    names = numbers.rename(criteria(evaluation)).index[numbers == numbers.max()]
    return f"{listed(names)} ({numbers.max()})"


def kind(kind: str, evaluation: Evaluation) -> str:
    """Name one of `hiteval.analysis.needs.names`, where a line begins."""
    scale = evaluation.framework.rating_scale
    if kind == needs.MISSING:
        return _("No evidence")
    if scale.middle is None:
        return _("At {level}, the lowest level", level=lowest(evaluation))
    level = scale.written(scale.middle)
    if kind == needs.LOW:
        return _("Rated below {level}", level=level)
    return _("Contrary evidence, not rated below {level}", level=level)


def lowest(evaluation: Evaluation) -> str:
    """Write the lowest level of the scale."""
    scale = evaluation.framework.rating_scale
    return scale.written(scale.ratings[0])


def criteria(evaluation: Evaluation) -> dict[str, str]:
    """Return the names of the criteria by their ids."""
    return {c.id: c.name for c in evaluation.framework.criteria}

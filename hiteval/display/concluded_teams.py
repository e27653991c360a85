"""What tells groups of teams apart."""

from functools import partial
from typing import Any

import pandas as pd

from hiteval.analysis.distinguishing import SMALL_GROUP
from hiteval.display.kit.html import Html, folded, joined, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import spoken
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale


def concluded_teams(
    apart: pd.DataFrame, chance: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Show which criteria tell concluded teams from the others, and chance beside it.

    Parameters
    ----------
    apart, chance : DataFrame
        From `hiteval.results.sureness.what_tells_concluded_teams_apart` and
        ``what_chance_tells_apart``.
    evaluation : Evaluation
        Of the teams that are compared.
    """
    if not apart["first_teams"].max() > 0:
        return paragraphs([f"No {evaluation.labels.team} is recorded as concluded."])
    names = {c.id: c.name for c in evaluation.framework.criteria}
    median = partial(_median, scale=evaluation.framework.rating_scale)
    shown = pd.DataFrame(
        {
            "Criterion": apart["criterion_id"].map(names),
            "Outcome": spoken(apart["outcome"]),
            "Higher in": apart["higher"],
            "Median, concluded": apart["first_median"].map(median),
            "Median, others": apart["second_median"].map(median),
            "Warning": apart["warning"],
        }
    )
    caption = (
        f"Criteria on which concluded {evaluation.labels.teams} and the others differ"
    )
    found = table(shown, "distinguishing", caption)
    if few := _too_few(apart, evaluation):
        found = folded(f"Only {few} with ratings: see the criteria", found)
    return joined([paragraphs(_beside_chance(chance, evaluation)), found])


def _too_few(apart: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say how many teams the smaller group has, if they are too few to compare."""
    labels = evaluation.labels
    rated, which = min(
        (int(apart[f"{side}_rated"].max()), which)
        for side, which in (("first", "concluded"), ("second", "other"))
    )
    one, many = (f"{which} {word}" for word in (labels.team, labels.teams))
    return evaluation.language.count(rated, one, many) if rated < SMALL_GROUP else ""


def _beside_chance(chance: pd.DataFrame, evaluation: Evaluation) -> list[str]:
    """Say how many criteria distinguish, and how many would by chance."""
    count, numeral = evaluation.language.count, evaluation.language.numeral
    said = []
    for row in records(chance):
        by, one = row.outcome.split()[0], row.found == 1
        said.append(
            f"{count(row.found, 'criterion', 'criteria')} "
            f"{'distinguishes' if one else 'distinguish'} {by}. If the concluded "
            f"{evaluation.labels.teams} were drawn at random, "
            f"{numeral(row.mean, places=1)} would on average."
        )
    return said


def _median(rating: Any, scale: RatingScale) -> str:
    return "–" if pd.isna(rating) else scale.written(rating)

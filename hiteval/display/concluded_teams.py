"""What tells groups of teams apart."""

from functools import partial
from typing import Any

import pandas as pd

from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.table import table
from hiteval.display.kit.words import spoken
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale


def concluded_teams(apart: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show which criteria tell concluded teams from the others."""
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
    return table(shown, "distinguishing", caption)


def _median(rating: Any, scale: RatingScale) -> str:
    return "–" if pd.isna(rating) else scale.written(rating)

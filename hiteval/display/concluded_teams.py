"""What tells groups of teams apart."""

from functools import partial
from typing import Any

import pandas as pd

from hiteval.analysis.distinguishing import SMALL_GROUP, STRONG
from hiteval.catalogue import _, ngettext
from hiteval.display.kit.html import Html, folded, joined, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import spoken
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

SIDES = ("first", "second")  # the concluded teams, and the others


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
        team = evaluation.labels.team
        return paragraphs([_("No {team} is recorded as concluded.", team=team)])
    names = {c.id: c.name for c in evaluation.framework.criteria}
    median = partial(_median, scale=evaluation.framework.rating_scale)
    shown = pd.DataFrame(
        {
            _("Criterion"): apart["criterion_id"].map(names),
            _("Outcome"): spoken(apart["outcome"]),
            _("Higher in"): apart["higher"].map(_, na_action="ignore"),
            _("Median, concluded"): apart["first_median"].map(median),
            _("Median, others"): apart["second_median"].map(median),
            _("Warning"): apart["warning"],
        }
    )
    caption = _(
        "Criteria on which concluded {teams} and the others differ",
        teams=evaluation.labels.teams,
    )
    found = table(shown, "distinguishing", caption)
    if few := _too_few(apart, evaluation):
        found = folded(few, found)
    return joined([paragraphs(_beside_chance(chance, evaluation)), found])


def _too_few(apart: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say how many teams the smaller group has, if they are too few to compare."""
    concluded, others = (int(apart[f"{side}_rated"].max()) for side in SIDES)
    rated = min(concluded, others)
    if rated >= SMALL_GROUP:
        return ""
    if concluded <= others:
        said = ngettext(
            "Only {teams} with ratings is concluded: see the criteria",
            "Only {teams} with ratings are concluded: see the criteria",
            rated,
        )
    else:
        said = ngettext(
            "Only {teams} with ratings is not concluded: see the criteria",
            "Only {teams} with ratings are not concluded: see the criteria",
            rated,
        )
    labels = evaluation.labels
    teams = evaluation.language.count(rated, labels.team, labels.teams)
    return said.format(teams=teams)


def _beside_chance(chance: pd.DataFrame, evaluation: Evaluation) -> list[str]:
    """Say how many criteria distinguish, and how many would by chance."""
    say, teams = evaluation.language, evaluation.labels.teams
    said = []
    for row in records(chance):
        if row.outcome == STRONG:
            found = ngettext(
                "{criteria} distinguishes strongly.",
                "{criteria} distinguish strongly.",
                row.found,
            )
        else:
            found = ngettext(
                "{criteria} distinguishes weakly.",
                "{criteria} distinguish weakly.",
                row.found,
            )
        by_chance = _(
            "If the concluded {teams} were drawn at random, {number} would on average.",
            teams=teams,
            number=say.numeral(row.mean, places=1),
        )
        criteria = say.count(row.found, "criterion", "criteria")
        said.append(f"{found.format(criteria=criteria)} {by_chance}")
    return said


def _median(rating: Any, scale: RatingScale) -> str:
    return "–" if pd.isna(rating) else scale.written(rating)

"""What teams answer to their page or to one rating, and what came of it."""

from datetime import date
from typing import Any

import pandas as pd

from hiteval.display.kit.html import NOTHING, Html, join, joined, markup
from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation

ORDER = ["responded_on", "response_id"]
NO_ANSWER = markup("<p>The evaluators have not answered yet.</p>")


def to_page(responses: pd.DataFrame, team: Evaluation) -> Html:
    """Show what a team answers to its page as a whole; nothing where it does not.

    Parameters
    ----------
    responses : DataFrame
        Of ``study.responses``, of one team.
    team : Evaluation
        The slice of that team.
    """
    return _shown(responses[responses["criterion_id"].isna()], team)


def to_ratings(responses: pd.DataFrame, team: Evaluation) -> dict[str, Html]:
    """Return by ``criterion_id`` what a team answers to its ratings, where it does."""
    of_ratings = responses.dropna(subset="criterion_id")
    return {
        str(criterion_id): _shown(rows, team)
        for criterion_id, rows in of_ratings.groupby("criterion_id")
    }


def _shown(responses: pd.DataFrame, team: Evaluation) -> Html:
    ordered = responses.sort_values(ORDER, kind="stable")
    return joined(_one(row, team) for row in records(ordered))


def _one(response: Any, team: Evaluation) -> Html:
    """Show one response: by which role and when, the answer to it, what changed."""
    partnership = (team.study.teams["kind"] == "partnership").any()
    head = f"The {'partnership' if partnership else team.labels.team} responds"
    when = team.language.day(date.fromisoformat(response.responded_on))
    said = "<p><strong>{}</strong> ({}, {}): {}</p>"
    parts = [
        markup(said, head, response.role, when, _lines(response.response)),
        _labelled("The evaluators answer", response.answer) or NO_ANSWER,
        _labelled("What changed", response.what_changed),
    ]
    return markup('<section class="response">{}</section>', join(parts))


def _labelled(label: str, text: Any) -> Html:
    """Show a text under its label, if there is one."""
    if pd.isna(text):
        return NOTHING
    return markup("<p><strong>{}</strong>: {}</p>", label, _lines(text))


def _lines(text: str) -> Html:
    """Keep the lines of a text apart."""
    return join(text.split("\n"), Html("<br>"))

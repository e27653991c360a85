"""What teams answer to their page or to one rating, and what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    join,
    joined,
    link,
    markup,
    own_words,
)
from hiteval.display.kit.table import records, table
from hiteval.results.evaluation import Evaluation

ORDER = ["responded_on", "response_id"]
NO_ANSWER = "<p>The evaluators have not answered yet.</p>"
PARTNERSHIP = "<p><strong>The partnership responds</strong> ({role}, {day}): {said}</p>"
TEAM = "<p><strong>The {team} responds</strong> ({role}, {day}): {said}</p>"


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


def overview(responses: pd.DataFrame, evaluation: Evaluation) -> Html:
    """List all responses: who responded to what, when, and what changed.

    ``responses`` is of ``study.responses``.
    """
    study, say = evaluation.study, evaluation.language
    names = study.teams.set_index("team_id")["name"]
    pages = addresses.team_pages(study.teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    ordered = list(records(responses.sort_values(ORDER, kind="stable")))
    shown = pd.DataFrame(
        {
            _("Response"): [
                to_what(r, names[r.team_id], pages[r.team_id], criteria)
                for r in ordered
            ],
            _("By"): [r.role for r in ordered],
            _("On"): [say.day(date.fromisoformat(r.responded_on)) for r in ordered],
            _("What changed"): [
                NOTHING if pd.isna(r.what_changed) else own_words(r.what_changed)
                for r in ordered
            ],
        }
    )
    caption = _("Responses, each leading to what it answers, by their days")
    return table(shown, "responses", caption, css="stacked")


def to_what(response: Any, team: str, page: str, criteria: Mapping[str, str]) -> Html:
    """Lead to what a response answers: the page of a team, or one rating."""
    if pd.isna(response.criterion_id):
        return link(page, team)
    place = addresses.rating_place(response.criterion_id)
    return link(f"{page}#{place}", f"{team}, {criteria[response.criterion_id]}")


def _shown(responses: pd.DataFrame, team: Evaluation) -> Html:
    ordered = responses.sort_values(ORDER, kind="stable")
    return joined(_one(row, team) for row in records(ordered))


def _one(response: Any, team: Evaluation) -> Html:
    """Show one response: by which role and when, the answer to it, what changed."""
    partnership = (team.study.teams["kind"] == "partnership").any()
    when = team.language.day(date.fromisoformat(response.responded_on))
    told = {"role": response.role, "day": when, "said": _lines(response.response)}
    parts = [
        markup(PARTNERSHIP, **told)
        if partnership
        else markup(TEAM, team=team.labels.team, **told),
        _labelled(_("The evaluators answer"), response.answer) or markup(NO_ANSWER),
        _labelled(_("What changed"), response.what_changed),
    ]
    return markup('<section class="response">{}</section>', join(parts))


def _labelled(label: str, text: Any) -> Html:
    """Show a text under its label, if there is one."""
    if pd.isna(text):
        return NOTHING
    return markup("<p><strong>{}</strong>: {}</p>", label, _lines(text))


def _lines(text: str) -> Html:
    """Keep the lines of a text apart."""
    return join(map(own_words, text.split("\n")), Html("<br>"))

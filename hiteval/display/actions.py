"""The improvement plan: what is to be done, which role owns it, when it is reviewed."""

from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, Text, link, own_words, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates, listed, spoken
from hiteval.results.evaluation import Evaluation

ORDER = ["review_on", "action_id"]
NONE = N_("No actions are recorded in this edition.")
COUNTED = {
    "planned": N_("{number} planned"),
    "under_way": N_("{number} under way"),
    "done": N_("{number} done"),
    "dropped": N_("{number} dropped"),
}


def in_words(evaluation: Evaluation) -> str:
    """Count the actions, by status."""
    actions = evaluation.study.actions
    if actions.empty:
        return _(NONE)
    states, say = actions["status"].value_counts(), evaluation.language
    by_state = [
        _(COUNTED[state], number=say.numeral(states[state]))
        for state in sorted(states.index)
    ]
    return _(
        "{actions} recorded: {states}.",
        actions=say.count(len(actions), "action"),
        states=listed(by_state),
    )


def of_all(planned: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every action, those of the partnership first."""
    if planned.empty:
        return paragraphs([_(NONE)])
    teams, labels = evaluation.teams, evaluation.labels
    place = {team_id: n for n, team_id in enumerate(teams["team_id"])}
    planned = planned.assign(place=planned["team_id"].map(place).fillna(-1))
    planned = planned.sort_values(["place", *ORDER], kind="stable")
    names, pages = teams.set_index("team_id")["name"], addresses.team_pages(teams)
    whole = link(addresses.result_page("model"), _("The partnership"))
    shown = _lines(planned, evaluation)
    ids = planned["team_id"]
    whose = [link(pages[t], names[t]) if t in pages else whole for t in ids]
    shown.insert(0, labels.Team, whose)
    caption = _(
        "Actions by {team}, each with the role that owns it and its review",
        team=labels.team,
    )
    return table(shown, "plan", caption, css="stacked")


def of_team(planned: pd.DataFrame, team: Evaluation) -> Html:
    """Show the actions of one team; nothing where there are none."""
    labels = team.labels
    if planned.empty:
        return NOTHING
    shown = _lines(planned.sort_values(ORDER, kind="stable"), team)
    caption = _(
        "The {team}'s actions, each with the role that owns it and its review",
        team=labels.team,
    )
    return table(shown, "plan", caption, css="stacked")


def _lines(planned: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    names = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(evaluation.study.teams)
    to_the_day = pd.Series("day", planned.index)
    review = dates(planned["review_on"], to_the_day, evaluation.language)
    return pd.DataFrame(
        {
            _("Criterion"): [_criterion(a, names, pages) for a in records(planned)],
            _("Action"): planned["action"].map(own_words, na_action="ignore"),
            _("Owner and review"): [
                _("{role}, review on {day}", role=role, day=day)
                for role, day in zip(planned["owner_role"], review, strict=True)
            ],
            _("Status"): spoken(planned["status"]),
        }
    )


def _criterion(action: Any, names: dict[str, str], pages: dict[str, str]) -> Text:
    """Lead from an action to the rating that it is about, where it is about one."""
    if pd.isna(action.criterion_id):
        return _("Any")
    name = names[action.criterion_id]
    if action.team_id not in pages:
        return name
    place = addresses.rating_place(action.criterion_id)
    return link(f"{pages[action.team_id]}#{place}", name)

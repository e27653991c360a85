"""The improvement plan: what is to be done, which role owns it, when it is reviewed."""

from typing import Any

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, Text, link, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates, listed, spoken
from hiteval.results.evaluation import Evaluation

ORDER = ["review_on", "action_id"]
NONE = "No actions are recorded in this edition."


def in_words(evaluation: Evaluation) -> str:
    """Count the actions, by status."""
    actions = evaluation.study.actions
    if actions.empty:
        return NONE
    states = spoken(actions["status"]).str.lower().value_counts().sort_index()
    say = evaluation.language
    by_state = [f"{say.numeral(number)} {state}" for state, number in states.items()]
    return f"{say.count(len(actions), 'action')} recorded: {listed(by_state)}."


def of_all(planned: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every action, those of the partnership first."""
    if planned.empty:
        return paragraphs([NONE])
    teams, labels = evaluation.teams, evaluation.labels
    place = {team_id: n for n, team_id in enumerate(teams["team_id"])}
    planned = planned.assign(place=planned["team_id"].map(place).fillna(-1))
    planned = planned.sort_values(["place", *ORDER], kind="stable")
    names, pages = teams.set_index("team_id")["name"], addresses.team_pages(teams)
    whole = link(addresses.result_page("model"), "The partnership")
    shown = _lines(planned, evaluation)
    ids = planned["team_id"]
    whose = [link(pages[t], names[t]) if t in pages else whole for t in ids]
    shown.insert(0, labels.Team, whose)
    caption = (
        f"Actions by {labels.team}, each with the role that owns it and its review"
    )
    return table(shown, "plan", caption, css="stacked")


def of_team(planned: pd.DataFrame, team: Evaluation) -> Html:
    """Show the actions of one team; nothing where there are none."""
    labels = team.labels
    if planned.empty:
        return NOTHING
    shown = _lines(planned.sort_values(ORDER, kind="stable"), team)
    caption = (
        f"The {labels.team}'s actions, each with the role that owns it and its review"
    )
    return table(shown, "plan", caption, css="stacked")


def _lines(planned: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    names = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(evaluation.study.teams)
    day = pd.Series("day", planned.index)
    review = dates(planned["review_on"], day, evaluation.language)
    return pd.DataFrame(
        {
            "Criterion": [_criterion(a, names, pages) for a in records(planned)],
            "Action": planned["action"],
            "Owner and review": planned["owner_role"] + ", review on " + review,
            "Status": spoken(planned["status"]),
        }
    )


def _criterion(action: Any, names: dict[str, str], pages: dict[str, str]) -> Text:
    """Lead from an action to the rating that it is about, where it is about one."""
    if pd.isna(action.criterion_id):
        return "Any"
    name = names[action.criterion_id]
    if action.team_id not in pages:
        return name
    place = addresses.rating_place(action.criterion_id)
    return link(f"{pages[action.team_id]}#{place}", name)

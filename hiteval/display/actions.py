"""The improvement plan: what is to be done, which role owns it, when it is reviewed."""

from typing import Any

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, dates, listed, spoken
from hiteval.results.evaluation import Evaluation

ORDER = ["review_on", "action_id"]
HOW_TO_ADD = "../plan-and-involvement.html"


def in_words(evaluation: Evaluation) -> str:
    """Say how many actions there are, and on how many of the criteria in need."""
    actions = evaluation.study.actions
    if actions.empty:
        return "No actions are recorded in this edition."
    states = spoken(actions["status"]).str.lower().value_counts().sort_index()
    by_state = [f"{number} {state}" for state, number in states.items()]
    return f"{count(len(actions), 'action')} recorded: {listed(by_state)}."


def of_all(evaluation: Evaluation) -> Html:
    """Show every action, those of the partnership first."""
    actions = evaluation.study.actions
    if actions.empty:
        how = link(HOW_TO_ADD, "How to record actions")
        return paragraphs(
            [
                "No actions are recorded in this edition. Nobody has written down who "
                f"is to do what, and by when. {how}."
            ]
        )
    teams = evaluation.teams
    place = {team_id: n for n, team_id in enumerate(teams["team_id"])}
    actions = actions.assign(place=actions["team_id"].map(place).fillna(-1))
    actions = actions.sort_values(["place", *ORDER], kind="stable")
    names, pages = teams.set_index("team_id")["name"], addresses.team_pages(teams)
    whole = link(addresses.result_page("model"), "The partnership")
    shown = _lines(evaluation, actions)
    shown.insert(
        0,
        evaluation.labels.Team,
        [link(pages[t], names[t]) if t in pages else whole for t in actions["team_id"]],
    )
    team = evaluation.labels.team
    caption = f"Actions by {team}, each with the role that owns it and its review"
    return table(
        shown, "plan", caption, [evaluation.labels.Team, "Criterion"], css="stacked"
    )


def of_team(team: Evaluation) -> Html:
    """Show the actions of one team."""
    actions = team.study.actions
    if actions.empty:
        said = f"What {team.labels.teams} need"
        page = link(addresses.result_page("what-teams-need"), said)
        return paragraphs(
            [f"No actions for this {team.labels.team} are recorded. See {page}."]
        )
    whose = f"The {team.labels.team}'s actions"
    caption = f"{whose}, each with the role that owns it and its review"
    shown = _lines(team, actions.sort_values(ORDER, kind="stable"))
    return table(shown, "plan", caption, ["Criterion"], css="stacked")


def _lines(evaluation: Evaluation, actions: pd.DataFrame) -> pd.DataFrame:
    names = _names(evaluation)
    pages = addresses.team_pages(evaluation.study.teams)
    review = dates(actions["review_on"], pd.Series("day", actions.index))
    return pd.DataFrame(
        {
            "Criterion": [_criterion(a, names, pages) for a in records(actions)],
            "Action": actions["action"],
            "Owner and review": actions["owner_role"] + ", review on " + review,
            "Status": spoken(actions["status"]),
        }
    )


def _criterion(action: Any, names: dict[str, str], pages: dict[str, str]) -> str:
    """Lead from an action to the rating that it is about, where it is about one."""
    if pd.isna(action.criterion_id):
        return "Any"
    name = names[action.criterion_id]
    if action.team_id not in pages:
        return escape(name)
    place = addresses.rating_place(action.criterion_id)
    return link(f"{pages[action.team_id]}#{place}", name)


def _names(evaluation: Evaluation) -> dict[str, str]:
    return {c.id: c.name for c in evaluation.framework.criteria}

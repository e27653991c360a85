"""Main messages: each finding is a heading, with what it stands on beneath it.

Findings are made from the results in one fixed order, whatever they say: nobody has
chosen among them.
"""

import pandas as pd

from hiteval.display.kit import addresses, rating_groups
from hiteval.display.kit.html import Html, escape, findings, link
from hiteval.display.kit.words import count, listed, verb
from hiteval.display.prose import (
    MOST_NAMED,
    THIN,
    criterion_counts,
    leading,
    of_teams,
    on_one_source,
)
from hiteval.language import numeral
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

ACROSS = addresses.result_page("across-teams")
Finding = tuple[str, str]  # its heading, and what stands beneath, as finished HTML


def main_messages(evaluation: Evaluation) -> Html:
    """State what stands out over all teams, each finding leading to its evidence."""
    teams, scale = evaluation.all_teams(), evaluation.framework.rating_scale
    counts = criterion_counts(teams)
    found = [
        _answer(teams),
        _coverage(teams),
        _strong(counts, teams),
        _contrary(counts, teams),
        _missing(counts, teams),
        _level(counts, scale),
        _single(teams),
    ]
    if whole := len(evaluation.model().study.segments):
        page = link(addresses.result_page("model"), "They have a page of their own")
        speak = verb(whole, "speaks", "speak")
        heading = f"{count(whole, 'segment')} {speak} of the model as a whole"
        found.append(
            (heading, f"They speak of no {evaluation.labels.team} alone. {page}.")
        )
    return findings(found)


def _answer(teams: Evaluation) -> Finding:
    """Answer the study's question: how far the evidence shows the areas."""
    rating, scale = teams.cells["rating"], teams.framework.rating_scale
    strong = rating_groups.strong_side(scale)
    number = int(rating_groups.is_strong(teams.cells, scale).sum())
    by_area = [
        f"{escape(area.name)} "
        f"{numeral(rating_groups.is_strong(cells, scale).sum())} of "
        f"{numeral(len(cells))}"
        for area in teams.framework.areas
        for cells in (teams.area(area.id).cells,)
    ]
    return (
        f"{numeral(number)} of {count(len(rating), 'rating')} stand {strong.lower()}",
        f"Of {numeral(len(rating))} pairs of {teams.labels.team} and criterion, "
        f"{rating_groups.distribution(rating, scale)}. "
        f"{strong}, by area: {'; '.join(by_area)}. "
        f"{link(addresses.result_page('summary'), 'See each area')}.",
    )


def _coverage(teams: Evaluation) -> Finding:
    rated = teams.cells["segments"] > 0
    share = rated.groupby(teams.cells["team_id"]).mean()
    thin = teams.teams[teams.teams["team_id"].map(share) < THIN]["name"].tolist()
    names = escape(listed(thin, most=MOST_NAMED)) if thin else ""
    said = names and f"The record is thin for {names}. "
    of = f"{numeral(rated.sum())} of {numeral(len(rated))}"
    heading = f"{of} ratings have evidence behind them"
    return heading, f"{said}{link(f'{ACROSS}#coverage', 'See the coverage')}."


def _strong(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    address = link(f"{ACROSS}#ratings", "See all criteria")
    strong = rating_groups.strong(teams.framework.rating_scale)
    if not counts["strong"].any():
        return (
            f"No criterion is rated {strong} for any {teams.labels.team}",
            f"{address}.",
        )
    most = of_teams(counts["strong"].max(), teams)
    return (
        f"{leading(counts['strong'], 'is', 'are')} the best supported",
        f"{teams.labels.Teams} with a rating of {strong} there: {most}. {address}.",
    )


def _contrary(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    labels, page = teams.labels, addresses.result_page("what-teams-need")
    needs = link(page, f"what {labels.teams} need")
    if not teams.framework.rating_scale.two_sided:
        return "The scale has one side", rating_groups.NO_CONTRARY_SIDE
    if not counts["contrary"].any():
        heading = f"No contrary evidence was coded for any {labels.team}"
        return heading, f"That is no proof that there is none. See {needs}."
    first = str(counts["contrary"].idxmax())
    ids = {c.name: c.id for c in teams.framework.criteria}
    passages = addresses.evidence_choice(criterion=ids[first], rating="below")
    return (
        f"Contrary evidence gathers on {leading(counts['contrary'])}",
        f"{labels.Teams} with contrary evidence there: "
        f"{of_teams(counts['contrary'].max(), teams)}. "
        f"{link(passages, 'Read it')}, or see {needs}.",
    )


def _missing(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    gaps = f"{addresses.result_page('missing-evidence')}#gaps-picture"
    if not counts["missing"].any():
        heading = f"No criterion lacks evidence for any {teams.labels.team}"
        return heading, f"{link(gaps, 'See more')}."
    return (
        f"Evidence is most often missing on {leading(counts['missing'])}",
        f"{teams.labels.Teams} without evidence there: "
        f"{of_teams(counts['missing'].max(), teams)}. {link(gaps, 'See where')}.",
    )


def _level(counts: pd.DataFrame, scale: RatingScale) -> Finding:
    """Say how many ratings are neutral or, on a scale of one side, the lowest."""
    number = int(counts["level"].sum())
    level = scale.written(rating_groups.marked(scale))
    which = link(f"{ACROSS}#matrix-table", "See which")
    if not number:
        return f"No rating is {level}", f"{which} there are."
    stand = verb(number, "stands", "stand")
    heading = f"{count(number, 'rating')} {stand} at {level}"
    if scale.two_sided:
        heading += ": mixed or neutral evidence"
    return heading, f"Most often on {escape(leading(counts['level']))}. {which}."


def _single(teams: Evaluation) -> Finding:
    sure = f"{addresses.result_page('how-sure')}#how-steady-are-the-ratings"
    heading = on_one_source(teams).removesuffix(".")
    said = "Such a rating may change with the next source."
    return heading, f"{said} {link(sure, 'See how sure each rating is')}."

"""Main messages: each finding is a heading, with its basis beneath it.

Findings are made from the results in one fixed order, whatever they say: nobody has
chosen among them.
"""

import pandas as pd

from hiteval.display.kit import addresses, rating_groups
from hiteval.display.kit.html import (
    Html,
    Text,
    anchor,
    findings,
    fold,
    join,
    link,
    markup,
)
from hiteval.display.kit.quantity import counted, ratio, share
from hiteval.display.kit.words import cut, listed, verb
from hiteval.display.prose import (
    MOST_NAMED,
    THIN,
    leading,
    of_teams,
)
from hiteval.display.robustness import steadiness
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import marked, quantity

PLACE = "in-numbers"
ACROSS = addresses.result_page("across-teams")
Finding = tuple[Text, Text]  # its heading, and what is beneath


def main_messages(
    counts: pd.DataFrame, variants: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """State the main findings over all teams, each leading to its evidence.

    They are folded away under the first of them.

    Parameters
    ----------
    counts : DataFrame
        From `hiteval.display.prose.criterion_counts`, of all teams.
    variants : DataFrame
        From `hiteval.results.sureness.how_robust`, of all teams.
    evaluation : Evaluation
        The whole study, with the model.
    """
    teams = evaluation.all_teams()
    found = [
        answer(teams),
        _coverage(teams),
        _strong(counts, teams),
        _contrary(counts, teams),
        _missing(counts, teams),
        _level(counts, teams),
        _steady(variants, teams),
    ]
    whole = quantity("segments", evaluation.model())
    if whole.number:
        page = link(addresses.result_page("model"), "They have a page of their own")
        speak = verb(whole.number, "speaks", "speak")
        segments = counted(whole, evaluation.language)
        heading = markup("{} {} of the model as a whole", segments, speak)
        said = "They speak of no {} alone. {}."
        found.append((heading, markup(said, evaluation.labels.team, page)))
    more = evaluation.language.count(len(found) - 1, "more count", "more counts")
    label = markup("{}, and {}", found[0][0], more)
    return join([anchor(PLACE), fold(label, "", findings(found))])


def answer(teams: Evaluation) -> Finding:
    """Answer the study's question: how far the evidence shows the areas."""
    side = rating_groups.strong_side(teams.framework.rating_scale)
    strong, say = quantity("ratings-strong", teams), teams.language
    of_area = [
        (a.name, quantity("ratings-strong", teams.area(a.id)))
        for a in teams.framework.areas
    ]
    by_area = [markup("{} {}", name, ratio(number, say)) for name, number in of_area]
    said = markup(
        "Of {}, {}. {}, by area: {}.",
        counted(quantity("ratings", teams), say),
        *(rating_groups.distribution(teams), side, join(by_area, "; ")),
    )
    be = verb(strong.number, "is", "are")
    heading = markup("{} {} {}", share(strong, say), be, side.lower())
    return heading, said


def _coverage(teams: Evaluation) -> Finding:
    rated = teams.cells["segments"] > 0
    covered = rated.groupby(teams.cells["team_id"]).mean()
    thin = teams.teams[teams.teams["team_id"].map(covered) < THIN]["name"].tolist()
    names = listed(cut(thin, MOST_NAMED, teams.language)) if thin else ""
    said = names and f"The record is thin for {names}. "
    evidenced = share(quantity("cells-evidenced", teams), teams.language)
    heading = markup("{} have evidence", evidenced)
    page = link(f"{ACROSS}#coverage", "See the coverage")
    return heading, markup("{}{}.", said, page)


def _strong(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    address = link(f"{ACROSS}#ratings", "See all criteria")
    strong = rating_groups.strong(teams.framework.rating_scale)
    if not counts["strong"].any():
        return (
            f"No criterion is rated {strong} for any {teams.labels.team}",
            markup("{}.", address),
        )
    most, called = of_teams(counts, "strong", teams), teams.labels.Teams
    said = markup("{} with a rating of {} there: {}.", called, strong, most)
    names = leading(counts, "strong", teams.language, "is", "are")
    return f"{names} the best supported", markup("{} {}.", said, address)


def _contrary(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    labels, page = teams.labels, addresses.result_page("what-teams-need")
    say = teams.language
    needs = link(page, f"what {labels.teams} need")
    if not teams.framework.rating_scale.two_sided:
        return "The scale has one side", rating_groups.NO_CONTRARY_SIDE
    if not counts["contrary"].any():
        heading = f"No contrary evidence was coded for any {labels.team}"
        return heading, markup("That is no proof that there is none. See {}.", needs)
    first = counts.set_index("criterion_id")["contrary"].idxmax()
    passages = addresses.evidence_choice(criterion=str(first), rating="below")
    number = of_teams(counts, "contrary", teams)
    return (
        f"{leading(counts, 'contrary', say, 'has', 'have')} the most contrary evidence",
        markup(
            "{} with contrary evidence there: {}. {}, or see {}.",
            *(labels.Teams, number, link(passages, "Read it"), needs),
        ),
    )


def _missing(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    gaps = f"{addresses.result_page('missing-evidence')}#gaps-picture"
    if not counts["missing"].any():
        heading = f"No criterion lacks evidence for any {teams.labels.team}"
        return heading, markup("{}.", link(gaps, "See more"))
    number = of_teams(counts, "missing", teams)
    said = markup("{} without evidence there: {}.", teams.labels.Teams, number)
    names = leading(counts, "missing", teams.language)
    heading = f"Evidence is most often missing on {names}"
    return heading, markup("{} {}.", said, link(gaps, "See where"))


def _level(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    """Say how many ratings are neutral or, on a scale of one side, the lowest."""
    scale, language = teams.framework.rating_scale, teams.language
    number = quantity("ratings-marked", teams)
    level = scale.written(marked(scale))
    which = link(f"{ACROSS}#matrix", "See which")
    if not number.number:
        return f"No rating is {level}", markup("{} there are.", which)
    mixed = ": mixed or neutral evidence" if scale.two_sided else ""
    be = verb(number.number, "is", "are")
    heading = markup("{} {} {}{}", counted(number, language), be, level, mixed)
    names = leading(counts, "level", language)
    return heading, markup("Most often on {}. {}.", names, which)


def _steady(variants: pd.DataFrame, teams: Evaluation) -> Finding:
    """Say how many ratings are steady, and what becomes of the others."""
    steady, *others = steadiness(variants, teams)
    page = link(addresses.result_page("how-sure"), "See how sure each rating is")
    return steady, markup("{}. {}.", listed(others), page)

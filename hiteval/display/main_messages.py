"""Main messages: each finding is a heading, with its basis beneath it.

Findings are made from the results in one fixed order, whatever they say: nobody has
chosen among them.
"""

import pandas as pd

from hiteval.catalogue import _, ngettext
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
from hiteval.display.kit.words import cut, listed
from hiteval.display.prose import (
    MOST_NAMED,
    THIN,
    leading,
    of_teams,
)
from hiteval.display.robustness import steadiness
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import Quantity, marked, quantity

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
        found.append(_of_model(whole, evaluation))
    more = evaluation.language.count(len(found) - 1, "more count")
    label = markup("{finding}, and {more}", finding=found[0][0], more=more)
    return join([anchor(PLACE), fold(label, "", findings(found))])


def answer(teams: Evaluation) -> Finding:
    """Answer the study's question: how far the evidence shows the areas."""
    scale, say = teams.framework.rating_scale, teams.language
    of_area = [
        (a.name, quantity("ratings-strong", teams.area(a.id)))
        for a in teams.framework.areas
    ]
    by_area = [markup("{} {}", name, ratio(number, say)) for name, number in of_area]
    parts: dict[str, Text] = {
        "ratings": counted(quantity("ratings", teams), say),
        "levels": rating_groups.distribution(teams),
        "areas": join(by_area, "; "),
    }
    if scale.middle is None:
        top = scale.written(scale.ratings[-1])
        said = markup(
            "Of {ratings}, {levels}. At {top}, by area: {areas}.", top=top, **parts
        )
    else:
        middle = scale.written(scale.middle)
        said = markup(
            "Of {ratings}, {levels}. Above {middle}, by area: {areas}.",
            middle=middle,
            **parts,
        )
    return rating_groups.strong_share(teams), said


def _of_model(segments: Quantity, evaluation: Evaluation) -> Finding:
    """Say how much speaks of the model as a whole."""
    page = link(addresses.result_page("model"), _("They have a page of their own"))
    heading = ngettext(
        "{segments} speaks of the model as a whole",
        "{segments} speak of the model as a whole",
        segments.number,
    )
    return (
        markup(heading, segments=counted(segments, evaluation.language)),
        markup(
            "They speak of no {team} alone. {page}.",
            team=evaluation.labels.team,
            page=page,
        ),
    )


def _coverage(teams: Evaluation) -> Finding:
    rated = teams.cells["segments"] > 0
    covered = rated.groupby(teams.cells["team_id"]).mean()
    thin = teams.teams[teams.teams["team_id"].map(covered) < THIN]["name"].tolist()
    names = listed(cut(thin, MOST_NAMED, teams.language)) if thin else ""
    said = _("The record is thin for {teams}.", teams=names) + " " if names else ""
    evidenced = share(quantity("cells-evidenced", teams), teams.language)
    heading = markup("{} have evidence", evidenced)
    page = link(f"{ACROSS}#coverage", _("See the coverage"))
    return heading, markup("{}{}.", said, page)


def _strong(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    address = link(f"{ACROSS}#ratings", _("See all criteria"))
    strong = rating_groups.strong(teams.framework.rating_scale)
    if not counts["strong"].any():
        heading = _(
            "No criterion is rated {levels} for any {team}",
            levels=strong,
            team=teams.labels.team,
        )
        return heading, markup("{}.", address)
    said = markup(
        "{Teams} with a rating of {levels} there: {number}.",
        Teams=teams.labels.Teams,
        levels=strong,
        number=of_teams(counts, "strong", teams),
    )
    names, number = leading(counts, "strong", teams.language)
    heading = ngettext(
        "{criteria} is the best supported",
        "{criteria} are the best supported",
        number,
        criteria=names,
    )
    return heading, markup("{} {}.", said, address)


def _contrary(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    labels, page = teams.labels, addresses.result_page("what-teams-need")
    needs = link(page, _("what {teams} need", teams=labels.teams))
    if not teams.framework.rating_scale.two_sided:
        return _("The scale has one side"), _(rating_groups.NO_CONTRARY_SIDE)
    if not counts["contrary"].any():
        heading = _("No contrary evidence was coded for any {team}", team=labels.team)
        return heading, markup("That is no proof that there is none. See {}.", needs)
    first = counts.set_index("criterion_id")["contrary"].idxmax()
    passages = addresses.evidence_choice(criterion=str(first), rating="below")
    names, number = leading(counts, "contrary", teams.language)
    heading = ngettext(
        "{criteria} has the most contrary evidence",
        "{criteria} have the most contrary evidence",
        number,
        criteria=names,
    )
    return heading, markup(
        "{Teams} with contrary evidence there: {number}. {read_it}, or see {needs}.",
        Teams=labels.Teams,
        number=of_teams(counts, "contrary", teams),
        read_it=link(passages, _("Read it")),
        needs=needs,
    )


def _missing(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    gaps = f"{addresses.result_page('missing-evidence')}#gaps-picture"
    if not counts["missing"].any():
        team = teams.labels.team
        heading = _("No criterion lacks evidence for any {team}", team=team)
        return heading, markup("{}.", link(gaps, _("See more")))
    said = markup(
        "{Teams} without evidence there: {number}.",
        Teams=teams.labels.Teams,
        number=of_teams(counts, "missing", teams),
    )
    names, _number = leading(counts, "missing", teams.language)
    heading = _("Evidence is most often missing on {criteria}", criteria=names)
    return heading, markup("{} {}.", said, link(gaps, _("See where")))


def _level(counts: pd.DataFrame, teams: Evaluation) -> Finding:
    """Say how many ratings are neutral or, on a scale of one side, the lowest."""
    scale, language = teams.framework.rating_scale, teams.language
    number = quantity("ratings-marked", teams)
    level = scale.written(marked(scale))
    if not number.number:
        which = link(f"{ACROSS}#matrix", _("See which there are"))
        return _("No rating is {level}", level=level), markup("{}.", which)
    if scale.two_sided:
        said = ngettext(
            "{ratings} is {level}: mixed or neutral evidence",
            "{ratings} are {level}: mixed or neutral evidence",
            number.number,
        )
    else:
        said = ngettext("{ratings} is {level}", "{ratings} are {level}", number.number)
    heading = markup(said, ratings=counted(number, language), level=level)
    names, _number = leading(counts, "level", language)
    which = link(f"{ACROSS}#matrix", _("See which"))
    return heading, markup(
        "Most often on {criteria}. {see_which}.", criteria=names, see_which=which
    )


def _steady(variants: pd.DataFrame, teams: Evaluation) -> Finding:
    """Say how many ratings are steady, and what becomes of the others."""
    steady, *others = steadiness(variants, teams)
    page = link(addresses.result_page("how-sure"), _("See how sure each rating is"))
    return steady, markup("{}. {}.", listed(others), page)

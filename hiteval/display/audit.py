"""What a reviewer asks first: what made the report, who decided, what is held back."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from hiteval.analysis.consensus import CONSENSUS, MISSING, PROPOSED, RATERS, UNCERTAIN
from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    Html,
    bullets,
    link,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.table import definitions, records, table
from hiteval.results.evaluation import Evaluation

BASES = {
    CONSENSUS: N_("agreed on by people, who gave a reason"),
    RATERS: N_("the median of raters who agree"),
    UNCERTAIN: N_("none shown, since raters disagree"),
    PROPOSED: N_("proposed from the evidence by the rule"),
    MISSING: N_("none, since no segment counts"),
}


def run_card(made_from: Mapping[str, str]) -> Html:
    """Show what a page or the report was made from, so that it can be reproduced."""
    rows = {
        _part(name): markup("<code>{}</code>", value)
        for name, value in made_from.items()
    }
    return definitions(rows, "run-card", _("What this was made from"))


def _part(name: str) -> str:
    """Name a part of provenance; a table is named by its file."""
    before, rule, parameter = name.partition("Rule, ")
    if rule and not before:
        return _("Rule, {parameter}", parameter=parameter)
    before, rows, named = name.partition("Rows of ")
    if rows and not before:
        return _("Rows of {file}", file=f"{named}.csv")
    return _(name)


def workings(team: Evaluation) -> Html:
    """Lead to the page that works out a team's ratings from its codings."""
    team_id = team.teams["team_id"].iloc[0]
    label = _("How these ratings were worked out")
    return markup("<p>{}.</p>", link(addresses.workings_page(team_id), label))


def bases(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show on how many pairs of team and criterion a rating has each basis.

    In the order in which they apply. ``counts`` has the columns ``basis`` and
    ``count``, of all teams.
    """
    known = dict(zip(counts["basis"], counts["count"], strict=True))
    numeral = evaluation.language.numeral
    pairs = _("Pairs of {team} and criterion", team=evaluation.labels.team)
    shown = pd.DataFrame(
        {
            _("A rating is"): [_(basis) for basis in BASES.values()],
            pairs: [numeral(known.get(basis, 0)) for basis in BASES],
        }
    )
    return table(shown, "bases", _("What ratings rest on, the first that applies"))


def decisions(decided: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every rating that people agreed on, beside what the evidence proposes.

    ``decided`` has a row for each: ``team_id, criterion_id, agreed_on, rating,
    proposed, reason``.
    """
    if decided.empty:
        none = _("Nobody has agreed on a rating in place of the evidence's.")
        return paragraphs([none])
    teams, scale = evaluation.study.teams, evaluation.framework.rating_scale
    names, pages = teams.set_index("team_id")["name"], addresses.team_pages(teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    day = evaluation.language.day
    shown = pd.DataFrame(
        {
            evaluation.labels.Team: [link(pages[t], names[t]) for t in decided.team_id],
            _("Criterion"): decided["criterion_id"].map(criteria),
            _("Agreed on"): [
                day(date.fromisoformat(on)) for on in decided["agreed_on"]
            ],
            _("Agreed"): [chip(c.rating, scale, CONSENSUS) for c in records(decided)],
            _("Evidence proposes"): [chip(c.proposed, scale) for c in records(decided)],
            _("Reason"): [own_words(c.reason) for c in records(decided)],
        }
    )
    caption = _("Ratings that people agreed on")
    return table(shown, "decisions", caption, css="stacked")


def withheld(numbers: Mapping[str, int | None], evaluation: Evaluation) -> Html:
    """Say how much each rule withheld, in numbers that give nobody away.

    How much of what was said in confidence is not told, nor whether anything is.
    """
    settings, numeral = evaluation.study.settings, evaluation.language.numeral
    if settings.edition == "internal":
        none = _("This edition is internal, and withholds nothing by rule.")
        return paragraphs([none])
    if not numbers and not settings.confidential:
        return paragraphs([_("No rule withheld anything.")])
    few = _("{number} or fewer", number=settings.editions.public.small_count)
    told = {
        _rule(rule): few
        if number is None
        else _("about {number}", number=numeral(number))
        for rule, number in numbers.items()
    }
    if settings.confidential:
        told[_("What was said in confidence, by any rule")] = _("not told")
    shown = pd.DataFrame({_("Withheld"): [*told], _("How many"): [*told.values()]})
    return table(shown, "withheld", _("What is not in this edition, by rule"))


def _rule(name: str) -> str:
    """Name a rule of disclosure: what it withholds, and perhaps why."""
    what, mark, reason = name.partition(": ")
    said = f"{_(what)}: {_(reason)}" if mark else _(name)
    return said[:1].upper() + said[1:]


def limits(stated: Iterable[str]) -> Html:
    """Show what the study says of its limits."""
    return bullets(map(own_words, stated))

"""What a reviewer asks first: what made the report, who decided, what is held back."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from hiteval.analysis.consensus import CONSENSUS, MISSING, PROPOSED, RATERS, UNCERTAIN
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import Html, bullets, link, markup, paragraphs
from hiteval.display.kit.table import definitions, records, table
from hiteval.display.kit.words import capital
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import pairs

BASES = {
    CONSENSUS: "agreed on by people, who gave a reason",
    RATERS: "the median of raters who agree",
    UNCERTAIN: "none shown, since raters disagree",
    PROPOSED: "proposed from the evidence by the rule",
    MISSING: "none, since no segment counts",
}


def run_card(made_from: Mapping[str, str]) -> Html:
    """Show what a page or the report was made from, so that it can be reproduced."""
    rows = {name: markup("<code>{}</code>", value) for name, value in made_from.items()}
    return definitions(rows, "run-card", "What this was made from")


def workings(team: Evaluation) -> Html:
    """Lead to the page that works out a team's ratings from its codings."""
    team_id = team.teams["team_id"].iloc[0]
    label = "How these ratings were worked out"
    return markup("<p>{}.</p>", link(addresses.workings_page(team_id), label))


def bases(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show on how many pairs of team and criterion a rating has each basis.

    In the order in which they apply. ``counts`` has the columns ``basis`` and
    ``count``, of all teams.
    """
    known = dict(zip(counts["basis"], counts["count"], strict=True))
    numeral = evaluation.language.numeral
    shown = pd.DataFrame(
        {
            "A rating is": list(BASES.values()),
            capital(pairs(len(evaluation.cells), evaluation.labels)): [
                numeral(known.get(basis, 0)) for basis in BASES
            ],
        }
    )
    return table(shown, "bases", "What ratings rest on, the first that applies")


def decisions(decided: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every rating that people agreed on, beside what the evidence proposes.

    ``decided`` has a row for each: ``team_id, criterion_id, agreed_on, rating,
    proposed, reason``.
    """
    if decided.empty:
        return paragraphs(["Nobody has agreed on a rating in place of the evidence's."])
    teams, scale = evaluation.study.teams, evaluation.framework.rating_scale
    names, pages = teams.set_index("team_id")["name"], addresses.team_pages(teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    day = evaluation.language.day
    shown = pd.DataFrame(
        {
            evaluation.labels.Team: [link(pages[t], names[t]) for t in decided.team_id],
            "Criterion": decided["criterion_id"].map(criteria),
            "Agreed on": [day(date.fromisoformat(on)) for on in decided["agreed_on"]],
            "Agreed": [chip(c.rating, scale, CONSENSUS) for c in records(decided)],
            "Evidence proposes": [chip(c.proposed, scale) for c in records(decided)],
            "Reason": decided["reason"],
        }
    )
    return table(shown, "decisions", "Ratings that people agreed on", css="stacked")


def withheld(numbers: Mapping[str, int | None], evaluation: Evaluation) -> Html:
    """Say how much each rule withheld, in numbers that give nobody away."""
    settings, numeral = evaluation.study.settings, evaluation.language.numeral
    if settings.edition == "internal":
        return paragraphs(["This edition is internal, and withholds nothing by rule."])
    if not numbers:
        return paragraphs(["No rule withheld anything."])
    most = settings.editions.public.small_count
    shown = pd.DataFrame(
        {
            "Withheld": [rule[:1].upper() + rule[1:] for rule in numbers],
            "How many": [
                f"{most} or fewer" if number is None else f"about {numeral(number)}"
                for number in numbers.values()
            ],
        }
    )
    return table(shown, "withheld", "What is not in this edition, by rule")


def limits(stated: Iterable[str]) -> Html:
    """Show what the study says of its limits."""
    return bullets(stated)

"""Which teams' partners meet the rules of accreditation, as far as sources tell."""

import pandas as pd

from hiteval.analysis import accreditation
from hiteval.analysis.accreditation import PARTNERS, SHOWN
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, joined, link, markup, paragraphs
from hiteval.display.kit.quantity import share
from hiteval.display.kit.table import table
from hiteval.display.kit.words import listed
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.settings import Accreditation

NO_RULES = "The study states no rules of accreditation."


def on_record(evaluation: Evaluation) -> pd.DataFrame:
    """Count each team's partners on record; see `hiteval.analysis.accreditation`.

    The table is empty if the study states no rules.
    """
    study = evaluation.study
    if study.settings.accreditation is None:
        return pd.DataFrame()
    return accreditation.on_record(
        study.team_organisations,
        study.organisations,
        study.sources,
        evaluation.teams["team_id"].tolist(),
        study.settings.accreditation,
    )


def by_team(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the rules, and the partners of each team beside them."""
    rules = evaluation.study.settings.accreditation
    if rules is None:
        return paragraphs([NO_RULES])
    teams, pages = evaluation.teams, addresses.team_pages(evaluation.teams)
    shown = found.rename(columns={PARTNERS: "Partners", SHOWN: "On the record"})
    shown["On the record"] = found[SHOWN].map({True: "met", False: "not shown"})
    names = teams.set_index("team_id")["name"]
    shown.insert(
        0, evaluation.labels.Team, [link(pages[t], names[t]) for t in found.index]
    )
    caption = "Partners that sources name, by the kinds that the rules ask for"
    told = _rules(rules, evaluation.language)
    met = _met(evaluation, int(found[SHOWN].sum()))
    return joined([paragraphs([*told, met]), table(shown, "accreditation", caption)])


def _rules(rules: Accreditation, language: Language) -> list[str]:
    kinds = [f"{kind.at_least} of the kind {kind.name}" for kind in rules.kinds]
    among = f", among them {listed(kinds)}" if kinds else ""
    partners = language.count(rules.partners, "partner organisation")
    return [
        f"The rules ask for {partners}{among}. Source: {rules.source}.",
        f"Sources dated after {language.day(rules.as_of)} are left out; undated ones "
        "count."
        if rules.as_of
        else "Every source counts, whatever its date.",
    ]


def _met(evaluation: Evaluation, met: int) -> Html:
    teams = quantity("teams-accredited", evaluation.all_teams(), met)
    return markup(
        "The partners that sources name meet the rules for {}. For the others the "
        "record does not show it, which does not mean that they do not meet them.",
        share(teams, evaluation.language),
    )

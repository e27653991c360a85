"""Which teams' partners meet the rules of accreditation, as far as sources tell."""

from hiteval.analysis import accreditation
from hiteval.analysis.accreditation import PARTNERS, SHOWN
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, escape, joined, link, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, listed
from hiteval.language import day
from hiteval.results.evaluation import Evaluation
from hiteval.study.settings import Accreditation

NO_RULES = "The study states no rules of accreditation."


def by_team(evaluation: Evaluation) -> Html:
    """Show the rules, and the partners of each team beside them."""
    rules = evaluation.study.settings.accreditation
    if rules is None:
        return paragraphs([NO_RULES])
    study, teams = evaluation.study, evaluation.teams
    found = accreditation.on_record(
        study.team_organisations,
        study.organisations,
        study.sources,
        teams["team_id"].tolist(),
        rules,
    )
    pages = addresses.team_pages(teams)
    shown = found.rename(columns={PARTNERS: "Partners", SHOWN: "On the record"})
    shown["On the record"] = found[SHOWN].map({True: "met", False: "not shown"})
    linked = [link(pages[t.team_id], t.name) for t in records(teams)]
    shown.insert(0, evaluation.labels.Team, linked)
    caption = "Partners that sources name, by the kinds that the rules ask for"
    told = paragraphs([*_rules(rules), _met(evaluation, int(found[SHOWN].sum()))])
    columns = [evaluation.labels.Team]
    return joined([told, table(shown, "accreditation", caption, columns)])


def _rules(rules: Accreditation) -> list[str]:
    kinds = [f"{kind.at_least} of the kind {kind.name}" for kind in rules.kinds]
    among = f", among them {listed(kinds)}" if kinds else ""
    asked = f"The rules ask for {count(rules.partners, 'partner organisation')}{among}."
    return [
        escape(f"{asked} Source: {rules.source}."),
        f"Sources dated after {day(rules.as_of)} are left out; undated ones count."
        if rules.as_of
        else "Every source counts, whatever its date.",
    ]


def _met(evaluation: Evaluation, met: int) -> str:
    labels, teams = evaluation.labels, len(evaluation.teams)
    return (
        f"The partners that sources name meet the rules for {met} of "
        f"{count(teams, labels.team, labels.teams)}. For the others the record does "
        "not show it, which does not mean that they do not meet them."
    )

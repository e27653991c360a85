"""Which teams' partners meet the rules of accreditation, as far as sources tell."""

import pandas as pd

from hiteval.analysis import accreditation
from hiteval.analysis.accreditation import PARTNERS, SHOWN
from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    Html,
    Text,
    joined,
    link,
    markup,
    own_words,
    paragraphs,
)
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
        return paragraphs([_(NO_RULES)])
    teams, pages = evaluation.teams, addresses.team_pages(evaluation.teams)
    on_the_record = found[SHOWN].map({True: _("met"), False: _("not shown")})
    shown = found.assign(**{SHOWN: on_the_record}).rename(
        columns={PARTNERS: _("Partners"), SHOWN: _("On the record")}
    )
    names = teams.set_index("team_id")["name"]
    shown.insert(
        0, evaluation.labels.Team, [link(pages[t], names[t]) for t in found.index]
    )
    caption = _("Partners that sources name, by the kinds that the rules ask for")
    told = _rules(rules, evaluation.language)
    met = _met(evaluation, int(found[SHOWN].sum()))
    return joined([paragraphs([*told, met]), table(shown, "accreditation", caption)])


def _rules(rules: Accreditation, language: Language) -> list[Text]:
    partners = language.count(rules.partners, "partner organisation")
    asked = _("The rules ask for {partners}.", partners=partners)
    if rules.kinds:
        kinds = [
            _("{number} of the kind {kind}", number=kind.at_least, kind=kind.name)
            for kind in rules.kinds
        ]
        asked = _(
            "The rules ask for {partners}, among them {kinds}.",
            partners=partners,
            kinds=listed(kinds),
        )
    counting = _("Every source counts, whatever its date.")
    if rules.as_of:
        counting = _(
            "Sources dated after {day} are left out; undated ones count.",
            day=language.day(rules.as_of),
        )
    return [markup("{} Source: {}.", asked, own_words(rules.source)), counting]


def _met(evaluation: Evaluation, met: int) -> Html:
    teams = quantity("teams-accredited", evaluation.all_teams(), met)
    return markup(
        "The partners that sources name meet the rules for {}. For the others the "
        "record does not show it, which does not mean that they do not meet them.",
        share(teams, evaluation.language),
    )

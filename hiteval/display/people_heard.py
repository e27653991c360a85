"""Who was heard in confidence, in numbers that name nobody."""

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.html import Html, joined, paragraphs
from hiteval.display.kit.table import table
from hiteval.results.evaluation import Evaluation

GROUPS = {
    "all": N_("In all"),
    "strand": N_("Kind"),
    "role": N_("Role"),
    "area": N_("Spoke of"),
}
HIDDEN = N_("not shown")
NO_CONFIDENCE = N_("No strand of the evidence was heard in confidence.")
UNCOUNTED = N_("How many people were heard in confidence is not told.")


def heard_in_confidence(people: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how many people spoke in confidence, and by what rules that is told.

    ``people`` is the table of the study: ``group, name, people``.
    """
    settings = evaluation.study.settings
    if people.empty:
        return paragraphs([_(UNCOUNTED if settings.confidential else NO_CONFIDENCE)])
    order = people["group"].map(list(GROUPS).index)
    people = people.loc[order.sort_values(kind="stable").index]
    names = people["name"].where(
        people["group"] != "strand", people["name"].replace(settings.strands)
    )
    shown = pd.DataFrame(
        {
            _("Counted by"): [_(GROUPS[group]) for group in people["group"]],
            _("Who"): names.where(people["group"] != "all", _("Everybody")),
            _("People"): _numbers(people["people"], evaluation),
        }
    )
    told = table(shown, "people", _("People who spoke in confidence"))
    return joined([paragraphs(_rules(evaluation)), told])


def _numbers(people: pd.Series, evaluation: Evaluation) -> list[str]:
    form = (
        N_("about {number}")
        if evaluation.study.settings.edition == "public"
        else "{number}"
    )
    numeral = evaluation.language.numeral
    return [_(HIDDEN) if pd.isna(n) else _(form, number=numeral(n)) for n in people]


def _rules(evaluation: Evaluation) -> list[str]:
    settings = evaluation.study.settings
    if settings.edition == "internal":
        return [_("These are the true numbers, as this edition is internal.")]
    rules = settings.editions.public
    return [
        _(
            "One person may have spoken of several areas. No number is given by "
            "{team}.",
            team=evaluation.labels.team,
        ),
        _(
            "Numbers up to {most} (few, or none any more) are not shown, nor others "
            "that would give them away. The rest are rounded to the nearest {nearest}.",
            most=rules.small_count,
            nearest=rules.round_to,
        ),
        _(
            "All sources of one kind count as one source here, so that nobody can put "
            "together what one person said. Ratings in the internal edition may differ."
        ),
        _(
            "Quotes appear only where the speaker agreed and approved the words. "
            "Others are marked [withheld]."
        ),
    ]

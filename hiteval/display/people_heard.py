"""Who was heard in confidence, in numbers that name nobody."""

import pandas as pd

from hiteval.display.kit.html import Html, joined, paragraphs
from hiteval.display.kit.table import table
from hiteval.results.evaluation import Evaluation

GROUPS = {"all": "In all", "strand": "Kind", "role": "Role", "area": "Spoke of"}
HIDDEN = "not shown"
NO_CONFIDENCE = "No strand of the evidence was heard in confidence."
UNCOUNTED = "How many people were heard in confidence is not told."


def heard_in_confidence(people: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how many people spoke in confidence, and by what rules that is told.

    ``people`` is the table of the study: ``group, name, people``.
    """
    settings = evaluation.study.settings
    if people.empty:
        return paragraphs([UNCOUNTED if settings.confidential else NO_CONFIDENCE])
    order = people["group"].map(list(GROUPS).index)
    people = people.loc[order.sort_values(kind="stable").index]
    names = people["name"].where(
        people["group"] != "strand", people["name"].map(settings.strands)
    )
    shown = pd.DataFrame(
        {
            "Counted by": people["group"].map(GROUPS),
            "Who": names.where(people["group"] != "all", "Everybody"),
            "People": _numbers(people["people"], evaluation),
        }
    )
    told = table(shown, "people", "People who spoke in confidence")
    return joined([paragraphs(_rules(evaluation)), told])


def _numbers(people: pd.Series, evaluation: Evaluation) -> list[str]:
    about = "about " if evaluation.study.settings.edition == "public" else ""
    numeral = evaluation.language.numeral
    return [HIDDEN if pd.isna(n) else f"{about}{numeral(n)}" for n in people]


def _rules(evaluation: Evaluation) -> list[str]:
    settings = evaluation.study.settings
    if settings.edition == "internal":
        return ["These are the true numbers, as this edition is internal."]
    rules = settings.editions.public
    return [
        "One person may have spoken of several areas. "
        f"No number is given by {evaluation.labels.team}.",
        f"Numbers up to {rules.small_count} are not shown, nor others that would give "
        f"them away. The rest are rounded to the nearest {rules.round_to}.",
        "All sources of one kind count as one source here, so that nobody can put "
        "together what one person said. Ratings in the internal edition may differ.",
        "Quotes appear only where the speaker agreed and approved the words. Others "
        "are marked [withheld].",
    ]

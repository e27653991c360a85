"""Coefficients of agreement as tables: value, interval, and why one is missing."""

from typing import Any

import pandas as pd

from hiteval.analysis.agreement.agreement import SUBJECT
from hiteval.display.kit.html import Html
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import spoken
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation

POSITIVE = "positive_agreement"
NAMES = {
    "percent_agreement": "Percent agreement",
    "cohen_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2": "Gwet's AC2",
    "brennan_prediger": "Brennan-Prediger",
    "alpha": "Krippendorff's alpha",
    POSITIVE: "Positive agreement (Dice)",
    "prevalence_index": "Prevalence index",
    "bias_index": "Bias index",
}


def every(
    overall: pd.DataFrame,
    by_criterion: pd.DataFrame,
    levels: pd.DataFrame,
    evaluation: Evaluation,
) -> Html:
    """Show coefficients over all criteria, and below them those by criterion.

    ``levels`` says of how many units and sources each is.
    """
    counted = levels[[*SUBJECT, "units", "sources"]]
    rows = pd.concat([overall, by_criterion]).merge(counted, how="left", on=SUBJECT)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    names = rows["subject_id"].map(criteria).fillna("All together")
    shown = written(rows.assign(name=names), evaluation.language)
    why = shown.pop("Why missing")
    shown["Units"], shown["Sources"] = rows["units"], rows["sources"]
    shown["Undefined without one"] = rows["undefined"]
    shown["Why missing"] = why
    shown.insert(0, "Question", spoken(rows["question"]) + "?")
    caption = (
        "Coefficients of agreement, with 95 % intervals from leaving out each source"
    )
    return table(shown, "coefficients", caption, group="Question")


def over_sources_and_teams(
    over_sources: pd.DataFrame, over_teams: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Put the intervals of the headline coefficients over sources and teams together.

    Both are from `hiteval.display.coders.compared`, of the same codings.
    """
    say, called = evaluation.language, evaluation.labels
    shown = pd.DataFrame(
        {
            "Question": spoken(over_sources["question"]) + "?",
            "Coefficient": over_sources["coefficient"].map(spelt),
            "Value": [value(number, say) for number in over_sources["value"]],
            "Interval over sources": _spans(over_sources, say),
            f"Interval over {called.teams}": _spans(over_teams, say),
        }
    )
    caption = f"Where agreement may lie, had other sources or {called.teams} been read"
    return table(shown, "over-sources-and-teams", caption)


def written(rows: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Write rows of coefficients, each with its interval or the reason why not."""
    reason = rows["reason"].where(rows["reason"] != "", rows["interval_reason"])
    return pd.DataFrame(
        {
            "Of": rows["name"],
            "Coefficient": rows["coefficient"].map(spelt),
            "Value": [value(number, say) for number in rows["value"]],
            "95 % interval": _spans(rows, say),
            "Why missing": reason,
        }
    )


def _spans(rows: pd.DataFrame, say: Language) -> list[str]:
    return [
        "–" if r.interval_reason else f"{value(r.low, say)} to {value(r.high, say)}"
        for r in records(rows)
    ]


def spelt(coefficient: str) -> str:
    """Write a coefficient's name, with its weights or metric.

    >>> spelt("gwet_ac2_ordinal"), spelt("cohen_kappa")
    ("Gwet's AC2, ordinal", "Cohen's kappa")
    """
    (stem,) = [name for name in NAMES if coefficient.startswith(name)]
    kind = coefficient.removeprefix(stem).strip("_")
    return f"{NAMES[stem]}, {kind}" if kind else NAMES[stem]


def value(number: Any, say: Language) -> str:
    """Write a coefficient, or a dash where there is none."""
    return "–" if pd.isna(number) else say.numeral(number, places=2)

"""Coefficients of agreement as tables: value, interval, and why one is missing."""

from typing import Any

import pandas as pd

from hiteval.analysis.agreement.agreement import SUBJECT
from hiteval.analysis.agreement.comparisons import (
    SAME_ABOUT,
    SAME_CRITERION,
    SAME_RATING,
)
from hiteval.catalogue import N_, _
from hiteval.display.kit.html import Html
from hiteval.display.kit.table import records, table
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation

POSITIVE = "positive_agreement"
NAMES = {
    "percent_agreement": N_("Percent agreement"),
    "cohen_kappa": N_("Cohen's kappa"),
    "fleiss_kappa": N_("Fleiss' kappa"),
    "gwet_ac1": N_("Gwet's AC1"),
    "gwet_ac2": N_("Gwet's AC2"),
    "brennan_prediger": N_("Brennan-Prediger"),
    "alpha": N_("Krippendorff's alpha"),
    POSITIVE: N_("Positive agreement (Dice)"),
    "prevalence_index": N_("Prevalence index"),
    "bias_index": N_("Bias index"),
}
KINDS = {  # weights and metrics
    "nominal": N_("nominal"),
    "ordinal": N_("ordinal"),
    "interval": N_("interval"),
    "ratio": N_("ratio"),
    "linear": N_("linear"),
    "quadratic": N_("quadratic"),
}
QUESTIONS = {
    SAME_CRITERION: N_("Same criterion?"),
    SAME_RATING: N_("Same rating?"),
    SAME_ABOUT: N_("Tells of the same?"),
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
    names = rows["subject_id"].map(criteria).fillna(_("All together"))
    shown = written(rows.assign(name=names), evaluation.language)
    why = shown.pop(_("Why missing"))
    shown[_("Units")], shown[_("Sources")] = rows["units"], rows["sources"]
    shown[_("Undefined without one")] = rows["undefined"]
    shown[_("Why missing")] = why
    shown.insert(0, _("Question"), asked(rows["question"]))
    caption = _(
        "Coefficients of agreement, with 95 % intervals from leaving out each source"
    )
    return table(shown, "coefficients", caption, group=_("Question"))


def asked(questions: pd.Series) -> list[str]:
    """Write the questions that coders are compared on."""
    return [_(QUESTIONS[question]) for question in questions]


def over_sources_and_teams(
    over_sources: pd.DataFrame, over_teams: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Put the intervals of the headline coefficients over sources and teams together.

    Both are from `compared`, of the same codings.
    """
    say, called = evaluation.language, evaluation.labels
    shown = pd.DataFrame(
        {
            _("Question"): asked(over_sources["question"]),
            _("Coefficient"): over_sources["coefficient"].map(spelt),
            _("Value"): [value(number, say) for number in over_sources["value"]],
            _("Interval over sources"): _spans(over_sources, say),
            _("Interval over {teams}", teams=called.teams): _spans(over_teams, say),
        }
    )
    caption = _(
        "Where agreement may lie, had other sources or {teams} been read",
        teams=called.teams,
    )
    return table(shown, "over-sources-and-teams", caption)


def written(rows: pd.DataFrame, say: Language) -> pd.DataFrame:
    """Write rows of coefficients, each with its interval or the reason why not."""
    reason = rows["reason"].where(rows["reason"] != "", rows["interval_reason"])
    why = [_(said) for said in reason]
    return pd.DataFrame(
        {
            _("Of"): rows["name"],
            _("Coefficient"): rows["coefficient"].map(spelt),
            _("Value"): [value(number, say) for number in rows["value"]],
            _("95 % interval"): _spans(rows, say),
            _("Why missing"): why,
        }
    )


def _spans(rows: pd.DataFrame, say: Language) -> list[str]:
    return [
        "–"
        if r.interval_reason
        else _("{low} to {high}", low=value(r.low, say), high=value(r.high, say))
        for r in records(rows)
    ]


def spelt(coefficient: str) -> str:
    """Write a coefficient's name, with its weights or metric.

    >>> spelt("gwet_ac2_ordinal"), spelt("cohen_kappa")
    ("Gwet's AC2, ordinal", "Cohen's kappa")
    """
    (stem,) = [name for name in NAMES if coefficient.startswith(name)]
    kind = coefficient.removeprefix(stem).strip("_")
    return f"{_(NAMES[stem])}, {_(KINDS[kind])}" if kind else _(NAMES[stem])


def value(number: Any, say: Language) -> str:
    """Write a coefficient, or a dash where there is none."""
    return "–" if pd.isna(number) else say.numeral(number, places=2)

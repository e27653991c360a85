"""How often the rule that proposes ratings is right, where the truth is known.

``proposal_accuracy.csv`` is what `benchmarks/proposal_accuracy.py` measured.
"""

from importlib.resources import files

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.html import Html, joined, paragraphs
from hiteval.display.kit.table import table
from hiteval.display.kit.words import percent
from hiteval.results.evaluation import Evaluation
from hiteval.simulation.truth import ErrorModel
from hiteval.study.framework import ProposalRule

RULES = {
    "rule_2": ProposalRule(
        explicit_sources=2,
        explicit_share=0.3333,
        contrary_share=0.1,
        net_ratio=2,
        mixed_weight=0.5,
    ),
    "rule_1": ProposalRule(explicit_sources=2, net_ratio=2),
}
USUAL = RULES["rule_2"]  # which a new study begins with
CALLED = {"rule_2": N_("Rule 2, by shares"), "rule_1": N_("Rule 1, by numbers alone")}
ALL = "all"
LEVELS = {
    ALL: N_("All levels, each equally common"),
    "2": "+2",
    "1": "+1",
    "0": "0",
    "-1": "−1",
    "-2": "−2",
}
MODEL = ErrorModel()


def shares() -> pd.DataFrame:
    """Return how often either rule proposed the true level.

    Returns
    -------
    DataFrame
        One row per number of ``sources`` and true ``level`` (text: -2 to 2, or all);
        ``rule_1`` and ``rule_2``: shares of simulated cells, from 0 to 1.
    """
    with files("hiteval.display").joinpath("proposal_accuracy.csv").open("rb") as file:
        return pd.read_csv(file, dtype={"level": "str"})


def how_often_right(shares: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say that the rule improves with evidence, and show by how much.

    Parameters
    ----------
    shares : DataFrame
        From `shares`.
    evaluation : Evaluation
        Its rule may be another than the one that was measured.
    """
    laid_out = pd.concat([_at(level, shares) for level in LEVELS])
    caption = _(
        "Share of simulated cells whose proposed rating is the true level, by number "
        "of sources"
    )
    told = paragraphs([_finding(shares), f"{_assumed()} {_whose(evaluation)}"])
    shown = table(laid_out, "accuracy", caption, group=_("True level"))
    return joined([told, shown])


def _at(level: str, shares: pd.DataFrame) -> pd.DataFrame:
    """Lay out the two rules at one true level: numbers of sources across."""
    at = shares[shares["level"] == level].set_index("sources")[list(CALLED)]
    wide = at.T.map(percent).rename(columns=str)
    wide.insert(0, _("Rule"), [_(name) for name in CALLED.values()])
    wide.insert(0, _("True level"), _(LEVELS[level]))
    return wide


def _finding(shares: pd.DataFrame) -> str:
    every = shares[shares["level"] == ALL].sort_values("sources")
    few, many = every.iloc[0], every.iloc[-1]
    return _(
        "In synthetic studies, whose truth is known, the rule improves with evidence. "
        "It is right in {least} of cells with {few} source, and in {most} with {many}. "
        "Between the numbers shown it wavers by a few points, as its thresholds are "
        "whole numbers of sources. At single levels it may fall at first; from four "
        "on, twice the sources never lower it.",
        least=percent(few.rule_2),
        few=few.sources,
        most=percent(many.rule_2),
        many=many.sources,
    )


def _assumed() -> str:
    return _(
        "Each source shows the true level in {shown} of cases, else one beside it. Its "
        "coder reads {read} as shown. Real sources may err together, and then more of "
        "them help less.",
        shown=percent(MODEL.shown),
        read=percent(MODEL.read),
    )


def _whose(evaluation: Evaluation) -> str:
    scale = evaluation.framework.rating_scale
    usual = scale.form == "by-example" and scale.proposal_rule == USUAL
    other = _("This study's scale or parameters are others.")
    measured = _(
        "Rule 2 was measured from −2 to +2 with a new study's parameters: "
        "{parameters}. Rule 1 is that of version 0.1.0.",
        parameters=", ".join(
            f"{name} {value}" for name, value in USUAL.at_work.items()
        ),
    )
    return measured if usual else f"{other} {measured}"

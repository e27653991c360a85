"""A coefficient's value, or why it is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.coincidences import Counts, Floats
from hiteval.catalogue import N_

FEWER_THAN_TWO_CODERS = N_("fewer than two coders")
NOTHING_TWICE = N_("no unit was coded by two coders")
ONE_CATEGORY = N_("only one category was used")
NO_VARIATION = N_("the units coded by two coders show only one category")
NOT_TWO_CODERS = N_("it compares exactly two coders")
BELOW_ZERO = N_("ratios need a scale without ratings below 0")
NEVER_GIVEN = N_("no coder gave it")
ALL_ALIKE = N_("the weights see no difference between the categories used")


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A value, or ``nan`` with the reason; ``reason`` is empty where it has a value."""

    value: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A coefficient under its name in tables.

    ``corrected`` says whether chance is taken off, so that bands of agreement apply;
    ``otherwise`` why it is missing where the codings alone do not say it.
    """

    name: str
    of: Callable[[Counts], Floats]
    corrected: bool = True
    otherwise: str = ALL_ALIKE


def estimate(statistic: Statistic, counts: Counts) -> Coefficient:
    """Compute a coefficient once.

    Parameters
    ----------
    statistic : Statistic
        Which.
    counts : Counts
        Summed: without leading axis.
    """
    value = float(statistic.of(counts))
    if not np.isnan(value):
        return Coefficient(value)
    return Coefficient(value, why_undefined(counts) or statistic.otherwise)


def why_undefined(counts: Counts) -> str:
    """Say what the codings lack for a coefficient corrected for chance; or nothing."""
    if counts.coders < 2:
        return FEWER_THAN_TWO_CODERS
    if not counts.pairs.any():
        return NOTHING_TWICE
    if np.count_nonzero(counts.shares) < 2:
        return ONE_CATEGORY
    if np.count_nonzero(counts.coincidences.any(-1)) < 2:
        return NO_VARIATION
    return ""


def _weighted(
    name: str, of: Callable[..., Floats], *kinds: str, otherwise: str = ALL_ALIKE
) -> list[Statistic]:
    return [
        Statistic(f"{name}_{kind}", partial(of, weighting=kind), otherwise=otherwise)
        for kind in kinds
    ]


PERCENT_AGREEMENT = Statistic("percent_agreement", c.percent_agreement, corrected=False)
_COHEN = Statistic("cohen_kappa", c.cohen_kappa, otherwise=NOT_TWO_CODERS)
_UNWEIGHTED = [
    _COHEN,
    Statistic("fleiss_kappa", c.fleiss_kappa),
    Statistic("gwet_ac1", c.gwet_ac),
    Statistic("brennan_prediger", c.brennan_prediger),
    Statistic("alpha_nominal", partial(c.krippendorff_alpha, metric="nominal")),
]
_KINDS = ("linear", "quadratic", "ordinal")

NOMINAL: tuple[Statistic, ...] = (PERCENT_AGREEMENT, *_UNWEIGHTED)
"""For categories without order."""

ORDINAL: tuple[Statistic, ...] = (
    *NOMINAL,
    *_weighted(
        "cohen_kappa", c.cohen_kappa, "linear", "quadratic", otherwise=NOT_TWO_CODERS
    ),
    *_weighted("gwet_ac2", c.gwet_ac, *_KINDS),
    *_weighted("brennan_prediger", c.brennan_prediger, *_KINDS),
    Statistic("alpha_ordinal", partial(c.krippendorff_alpha, metric="ordinal")),
    Statistic("alpha_interval", partial(c.krippendorff_alpha, metric="interval")),
    Statistic(
        "alpha_ratio",
        partial(c.krippendorff_alpha, metric="ratio"),
        otherwise=BELOW_ZERO,
    ),
)
"""For ratings on a scale."""


def positive_agreement(category: float) -> Statistic:
    """Agreement on one category alone, Dice's coefficient of two coders."""
    return Statistic(
        "positive_agreement",
        partial(c.positive_agreement, category=category),
        corrected=False,
        otherwise=NEVER_GIVEN,
    )


def byrt_indices(category: float) -> tuple[Statistic, Statistic]:
    """Prevalence and bias of one category against the rest, for two coders."""
    return (
        Statistic(
            "prevalence_index",
            partial(c.prevalence_index, category=category),
            corrected=False,
            otherwise=NOT_TWO_CODERS,
        ),
        Statistic(
            "bias_index",
            partial(c.bias_index, category=category),
            corrected=False,
            otherwise=NOT_TWO_CODERS,
        ),
    )

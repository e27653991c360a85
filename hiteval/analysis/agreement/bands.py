"""Words for how good agreement is, each with the probability that it holds.

A bare label hides that a coefficient of few segments may as well lie two bands lower.
Gwet asks instead for each band's probability, and states the highest band that is
reached with at least 95 % when the probabilities are added up from the top.

Gwet takes the probabilities from a normal distribution. Here they come from Student's t
on the scale of log(1 - coefficient), as the intervals do
(`hiteval.analysis.agreement.precision`).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from hiteval.analysis.agreement.precision import Precision
from hiteval.catalogue import N_

CERTAIN_ENOUGH = 0.95


@dataclass(frozen=True, slots=True)
class Scale:
    """Bands from the lowest; ``bounds`` are the lower bounds of all but the lowest."""

    bounds: tuple[float, ...]
    bands: tuple[str, ...]


SCALES = {
    "landis_koch": Scale(
        (0.0, 0.2, 0.4, 0.6, 0.8),
        (
            N_("poor"),
            N_("slight"),
            N_("fair"),
            N_("moderate"),
            N_("substantial"),
            N_("almost perfect"),
        ),
    ),
    "altman": Scale(
        (0.2, 0.4, 0.6, 0.8),
        (N_("poor"), N_("fair"), N_("moderate"), N_("good"), N_("very good")),
    ),
    "fleiss": Scale(
        (0.4, 0.75), (N_("poor"), N_("intermediate to good"), N_("excellent"))
    ),
}


class Band(NamedTuple):
    """One band of a scale, and how probable it is that agreement lies in it.

    ``from_`` is its lower bound, which belongs to it, -inf for the lowest;
    ``cumulative`` the probability of this band or a higher one; ``stated`` whether it
    is the one band of its scale to be stated.
    """

    scale: str
    band: str
    from_: float
    probability: float
    cumulative: float
    stated: bool


def band_probabilities(precision: Precision) -> list[Band]:
    """Say how probable each band of each scale is.

    Parameters
    ----------
    precision : Precision
        Of a coefficient corrected for chance.

    Returns
    -------
    list of Band
        Scale by scale, highest band first; none where the precision is unknown.

    References
    ----------
    .. [1] Gwet K. L. *Handbook of Inter-Rater Reliability* (2014), chapter 6.
    .. [2] Landis J. R., Koch G. G. (1977). doi 10.2307/2529310
    .. [3] Altman D. G. *Practical Statistics for Medical Research* (1991), page 404.
    .. [4] Fleiss J. L. *Statistical Methods for Rates and Proportions* (1981), 218.
    """
    if precision.reason:
        return []
    return [b for name, scale in SCALES.items() for b in _bands(precision, name, scale)]


def _bands(precision: Precision, name: str, scale: Scale) -> list[Band]:
    lower = (-np.inf, *scale.bounds)[::-1]
    cumulative = [precision.at_least(bound) for bound in lower]
    probability = np.diff(cumulative, prepend=0.0).tolist()
    stated = np.argmax(np.array(cumulative) >= CERTAIN_ENOUGH)
    return [
        Band(name, band, lower[i], probability[i], cumulative[i], i == stated)
        for i, band in enumerate(reversed(scale.bands))
    ]

"""How precisely a coefficient is known: each source is left out once.

Segments of one source resemble each other, so sources are left out, not segments; and
where sources of one team resemble each other, teams may be left out instead.

A coefficient of agreement cannot pass 1, and near 1 it is skewed. On the scale of
log(1 - coefficient) it is not, and 1 is infinitely far away. The jackknife's standard
error on that scale, with Student's t, holds the truth closer to 95 times in 100 than
percentiles of resamples, their correction (BCa) or a jackknife of the coefficient
itself: ``benchmarks/interval_coverage.py`` compares the four.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from hiteval.analysis.agreement.coincidences import Floats
from hiteval.catalogue import N_

MIN_CLUSTERS = 20  # as `TOO_FEW` says
UPPER = 0.975  # of 95 % in the middle
TOO_FEW = N_("fewer than 20 of them can be left out in turn")
SOMETIMES_UNDEFINED = N_("without one of them it is undefined")
NO_DISAGREEMENT = N_("without one of them, or with all, nobody disagrees")


@dataclass(frozen=True, slots=True)
class Precision:
    """Where a coefficient might be, had other sources been read.

    Attributes
    ----------
    middle : float
        log(1 - coefficient).
    error : float
        Its standard error.
    freedom : int
        Degrees of freedom of Student's t.
    undefined : int
        Without how many of the sources the coefficient is undefined.
    reason : str
        Why nothing is known of it; the numbers are ``nan`` then.
    """

    middle: float
    error: float
    freedom: int
    undefined: int
    reason: str = ""

    def interval(self) -> tuple[float, float]:
        """Return the ends of the 95 % interval; ``nan`` where there is a reason."""
        reach = stdtrit(self.freedom, UPPER) * self.error
        low, high = 1 - np.exp(self.middle + np.array([reach, -reach]))
        return float(low), float(high)

    def at_least(self, bound: float) -> float:
        """Return the probability that the coefficient is ``bound``, below 1, or more.

        Without any error it is 1 or 0.
        """
        apart = np.log1p(-bound) - self.middle
        if not self.error:
            return float(apart >= 0)
        return float(stdtr(self.freedom, apart / self.error))


def precision(value: float, left_out: Floats, clusters: int) -> Precision:
    """Say how precisely a coefficient is known.

    Parameters
    ----------
    value : float
        The coefficient.
    left_out : array of float, shape (n,)
        The coefficient without each source, or without each team.
    clusters : int
        How many of these hold units coded twice; under `MIN_CLUSTERS` nothing is said,
        since intervals of so few hold the truth too seldom.

    References
    ----------
    .. [1] Efron B., Tibshirani R. J. *An Introduction to the Bootstrap* (1993),
       chapter 11: the jackknife's standard error.
    .. [2] Gwet K. L. *Handbook of Inter-Rater Reliability* (2014), chapter 5: variances
       of agreement by leaving out one at a time.
    """
    undefined = int(np.isnan(left_out).sum())
    reason = _why_unknown(value, left_out, clusters)
    if reason:
        return Precision(np.nan, np.nan, 0, undefined, reason)
    turned, n = np.log1p(-left_out), len(left_out)
    error = np.sqrt((n - 1) * turned.var())
    return Precision(float(np.log1p(-value)), float(error), n - 1, undefined)


def _why_unknown(value: float, left_out: Floats, clusters: int) -> str:
    if clusters < MIN_CLUSTERS:
        return TOO_FEW
    if np.isnan(value) or np.isnan(left_out).any():
        return SOMETIMES_UNDEFINED
    if max(value, left_out.max()) >= 1:
        return NO_DISAGREEMENT
    return ""

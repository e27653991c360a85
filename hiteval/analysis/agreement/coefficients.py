r"""Coefficients of agreement between coders.

They are here because no available package has them for missing codings and any number
of coders, cheap enough to resample whole sources: scikit-learn's kappa takes two coders
and no missing codings, statsmodels' Fleiss kappa no missing codings, scipy has neither.

Each takes `Counts`, of sources summed or of many draws at once, and gives an array of
their leading shape: at most 1 (perfect), 0 at chance, and ``nan`` where it is
undefined, for which `hiteval.analysis.agreement.estimates` has the reason. One
corrected for chance is undefined where units coded twice show fewer than two
categories, though a formula may give a number there: nothing was told apart.

Nothing is below -1, but for Brennan-Prediger and AC2 with weights, and Fleiss' kappa
where units coded once outweigh the others: :math:`-p_e / (1 - p_e)` can be less.
"""

import numpy as np

from hiteval.analysis.agreement.category_distances import (
    Metric,
    Weighting,
    agreement_weights,
    squared_distances,
)
from hiteval.analysis.agreement.coincidences import Counts, Floats


def percent_agreement(counts: Counts) -> Floats:
    """Share of pairs of coders that agree, averaged over units coded twice or more.

    Not corrected for chance, so it is defined, and 1, where all codings are the same.
    """
    agreed = np.trace(counts.pairs, axis1=-2, axis2=-1)
    return _ratio(agreed, counts.pairs.sum((-2, -1)))


def positive_agreement(counts: Counts, category: float) -> Floats:
    """Share of the codings in one category that another coder of the unit shares.

    Of two coders it is Dice's coefficient: where percent agreement is nearly all
    absences, it asks only about what somebody gave. ``nan`` where nobody used the
    category on a unit coded twice.

    References
    ----------
    .. [1] Dice L. R. (1945). doi 10.2307/1932409
    .. [2] Cicchetti D. V., Feinstein A. R. (1990). doi 10.1016/0895-4356(90)90159-M
    """
    of = counts.pairs[..., np.searchsorted(counts.categories, category), :]
    shared = of[..., np.searchsorted(counts.categories, category)]
    return _ratio(shared, of.sum(-1))


def cohen_kappa(counts: Counts, weighting: Weighting | Floats = "identity") -> Floats:
    r"""Cohen's kappa of two coders, over the units that both coded.

    :math:`1 - \sum v_{ck} p_{ck} / \sum v_{ck} p_{c.} p_{.k}` with disagreement
    weights :math:`v = 1 - w`. Undefined for any other number of coders.

    Parameters
    ----------
    counts : Counts
        Of two coders.
    weighting : str or array of float, shape (q, q)
        Agreement weights `w`, by name or as such.

    References
    ----------
    .. [1] Cohen J. (1960). doi 10.1177/001316446002000104
    .. [2] Cohen J. (1968). *Weighted kappa*. doi 10.1037/h0026256
    """
    n = counts.crossed.sum((-2, -1), keepdims=True)
    p = _ratio(counts.crossed, np.broadcast_to(n, counts.crossed.shape))
    chance = p.sum(-1)[..., :, None] * p.sum(-2)[..., None, :]
    w = _weights(counts.categories, weighting)
    return _corrected(counts, (w * p).sum((-2, -1)), (w * chance).sum((-2, -1)))


def fleiss_kappa(counts: Counts, weighting: Weighting | Floats = "identity") -> Floats:
    r"""Fleiss' kappa: coders are taken to share one distribution of categories.

    :math:`p_e = \sum w_{ck} \pi_c \pi_k`, :math:`\pi` being the mean share of each
    category over all units coded at all, as Gwet extends it to missing codings.

    References
    ----------
    .. [1] Fleiss J. L. (1971). doi 10.1037/h0031619
    .. [2] Gwet K. L. *Handbook of Inter-Rater Reliability* (2014), chapter 2.
    """
    w = _weights(counts.categories, weighting)
    pi = _prevalence(counts)
    p_e = np.einsum("...c,ck,...k->...", pi, w, pi)
    return _corrected(counts, _observed(counts, w), p_e)


def gwet_ac(counts: Counts, weighting: Weighting | Floats = "identity") -> Floats:
    r"""Gwet's AC1 with identity weights, his AC2 with others.

    :math:`p_e = T_w / (q (q - 1)) \sum \pi_c (1 - \pi_c)` with :math:`T_w` the sum of
    the weights and q the number of possible categories.

    References
    ----------
    .. [1] Gwet K. L. (2008). doi 10.1348/000711006X126600
    """
    w = _weights(counts.categories, weighting)
    pi, q = _prevalence(counts), len(w)
    p_e = w.sum() / max(q * (q - 1), 1) * (pi * (1 - pi)).sum(-1)
    return _corrected(counts, _observed(counts, w), p_e)


def brennan_prediger(
    counts: Counts, weighting: Weighting | Floats = "identity"
) -> Floats:
    r"""Brennan-Prediger: chance takes each possible category alike.

    :math:`p_e = T_w / q^2`. With two categories it is Byrt's kappa adjusted for
    prevalence and bias.

    References
    ----------
    .. [1] Brennan R. L., Prediger D. J. (1981). doi 10.1177/001316448104100307
    """
    w = _weights(counts.categories, weighting)
    p_a = _observed(counts, w)
    return _corrected(counts, p_a, np.full_like(p_a, w.mean() if w.size else 0))


def krippendorff_alpha(counts: Counts, metric: Metric) -> Floats:
    r"""Krippendorff's alpha.

    :math:`1 - (n - 1) \sum o_{ck} \delta^2_{ck} / \sum n_c n_k \delta^2_{ck}`.
    Units coded once do not enter. Undefined for ratios where a category is below 0.

    Parameters
    ----------
    counts : Counts
        Of any number of coders.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        How far apart two categories are taken to be.

    References
    ----------
    .. [1] Krippendorff K. (2011). *Computing Krippendorff's alpha-reliability*.
       https://repository.upenn.edu/asc_papers/43

    Examples
    --------
    Section A of the reference: two observers, ten units.

    >>> from hiteval.analysis.agreement.coincidences import count
    >>> meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    >>> owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> units = count(np.array([meg, owen], dtype=float), [0, 1]).total()
    >>> krippendorff_alpha(units, "nominal").round(3)
    np.float64(0.095)
    """
    o = counts.coincidences
    n_c = o.sum(-1)
    n = n_c.sum(-1)
    delta = squared_distances(counts.categories, n_c, metric)
    observed = (o * delta).sum((-2, -1))
    expected = np.einsum("...c,...ck,...k->...", n_c, delta, n_c)
    return 1 - _ratio((n - 1) * observed, expected)


def prevalence_index(counts: Counts, category: float) -> Floats:
    """Byrt's prevalence index of two coders, one category against the rest.

    Units where both gave it less units where neither did, over all units both coded:
    1 where both always gave it, -1 where neither ever did.

    References
    ----------
    .. [1] Byrt T., Bishop J., Carlin J. B. (1993). doi 10.1016/0895-4356(93)90018-V
    """
    a, b, c, d = _fourfold(counts, category)
    return _ratio(a - d, a + b + c + d)


def bias_index(counts: Counts, category: float) -> Floats:
    """Byrt's bias index of two coders: above 0 where the first gave it more often.

    Units where only the first gave the category less units where only the second did,
    over all units both coded. Reference as for `prevalence_index`.
    """
    a, b, c, d = _fourfold(counts, category)
    return _ratio(b - c, a + b + c + d)


def _observed(counts: Counts, w: Floats) -> Floats:
    """Weighted agreement p_a, averaged over units coded twice or more."""
    return _ratio((counts.pairs * w).sum((-2, -1)), counts.pairs.sum((-2, -1)))


def _prevalence(counts: Counts) -> Floats:
    """Mean share of each category, over all units coded at all."""
    n = counts.shares.sum(-1, keepdims=True)
    return _ratio(counts.shares, np.broadcast_to(n, counts.shares.shape))


def _corrected(counts: Counts, p_a: Floats, p_e: Floats) -> Floats:
    """Correct agreement for chance, where two categories were used."""
    varied = (counts.coincidences.sum(-1) > 0).sum(-1) > 1
    return _ratio(p_a - p_e, np.where(varied, 1 - p_e, 0))


def _ratio(above: Floats, below: Floats) -> Floats:
    """Divide; nan where the divisor is 0, rounding apart."""
    above, below = np.asarray(above), np.asarray(below)
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 1e-12)


def _weights(categories: Floats, weighting: Weighting | Floats) -> Floats:
    if isinstance(weighting, str):
        return agreement_weights(categories, weighting)
    return weighting


def _fourfold(counts: Counts, category: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Units given the category by both, by the first, by the second, by neither."""
    k = int(np.flatnonzero(counts.categories == category)[0])
    a = counts.crossed[..., k, k]
    b = counts.crossed[..., k, :].sum(-1) - a
    c = counts.crossed[..., :, k].sum(-1) - a
    return a, b, c, counts.crossed.sum((-2, -1)) - a - b - c

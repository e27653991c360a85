"""How far apart two categories are: as credit for agreement, and as distance."""

from typing import Literal

import numpy as np

from hiteval.analysis.agreement.coincidences import Floats

Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Weighting = Literal["identity", "linear", "quadratic", "ordinal"]


def agreement_weights(categories: Floats, weighting: Weighting) -> Floats:
    """Credit for each pair of categories, from 0 (none) to 1 (the same).

    Parameters
    ----------
    categories : array of float, shape (q,)
        All possible, ascending. Linear and quadratic weights go by their values,
        ordinal weights by their ranks.
    weighting : {"identity", "linear", "quadratic", "ordinal"}
        The kind.

    Returns
    -------
    array of float, shape (q, q)

    References
    ----------
    .. [1] Gwet K. L. *Handbook of Inter-Rater Reliability* (2014), chapter 3.

    Examples
    --------
    >>> agreement_weights(np.array([1.0, 2.0, 3.0]), "ordinal").round(3)
    array([[1.   , 0.667, 0.   ],
           [0.667, 1.   , 0.667],
           [0.   , 0.667, 1.   ]])
    """
    q = len(categories)
    if weighting == "identity" or q < 2:
        return np.eye(q)
    values = np.arange(q) if weighting == "ordinal" else categories
    gap = np.abs(values[:, None] - values[None, :]).astype(np.float64)
    cost = {"linear": gap, "quadratic": gap**2, "ordinal": gap * (gap + 1)}[weighting]
    weights: Floats = 1 - cost / cost.max()
    return weights


def squared_distances(categories: Floats, n_c: Floats, metric: Metric) -> Floats:
    r"""Krippendorff's :math:`\delta^2_{ck}`.

    Parameters
    ----------
    categories : array of float, shape (q,)
        All possible, ascending.
    n_c : array of float, shape (..., q)
        How many pairable codings are in each; ordinal distances go by their ranks.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        The kind.

    Returns
    -------
    array of float, shape (q, q) or (..., q, q)
        ``nan`` for ratios where a category below 0 is possible.

    References
    ----------
    .. [1] Krippendorff K. (2011). *Computing Krippendorff's alpha-reliability*.
       https://repository.upenn.edu/asc_papers/43
    """
    if metric == "nominal":
        return 1 - np.eye(len(categories))
    # Codings up to the middle of each category: the gap between two of these is the
    # paper's sum from c to k less half of both ends.
    midpoints = n_c.cumsum(-1) - n_c / 2
    gaps = _gaps(midpoints if metric == "ordinal" else categories)
    if metric == "ratio":
        if (categories < 0).any():
            return np.full_like(gaps, np.nan)
        sums = categories[:, None] + categories[None, :]
        gaps = np.divide(gaps, sums, out=np.zeros_like(gaps), where=sums > 0)
    return gaps * gaps


def _gaps(values: Floats) -> Floats:
    return np.asarray(values[..., :, None] - values[..., None, :], dtype=np.float64)

"""How far coders agree, for each question and level, and how sure that is."""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.bands import Band, band_probabilities
from hiteval.analysis.agreement.coding_grid import CodingGrid
from hiteval.analysis.agreement.coincidences import Counts
from hiteval.analysis.agreement.comparisons import (
    GIVEN,
    SAME_ABOUT,
    SAME_CRITERION,
    SAME_RATING,
    Comparison,
    same_about,
    same_criterion,
    same_rating,
)
from hiteval.analysis.agreement.estimates import (
    NOMINAL,
    ORDINAL,
    PERCENT_AGREEMENT,
    Coefficient,
    Statistic,
    byrt_indices,
    estimate,
    positive_agreement,
)
from hiteval.analysis.agreement.precision import Precision, precision
from hiteval.study.framework import Framework

PAIR = [
    *["first", "second", "decisions", "percent_agreement", "positive_agreement"],
    *["rated", "alpha_ordinal"],
]
SUBJECT = ["question", "level", "subject_id"]
STATISTICS: dict[str, tuple[Statistic, ...]] = {
    SAME_CRITERION: (*NOMINAL, positive_agreement(GIVEN), *byrt_indices(GIVEN)),
    SAME_RATING: ORDINAL,
    SAME_ABOUT: NOMINAL,
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Tables of agreement between coders.

    Attributes
    ----------
    levels : DataFrame
        One row per question, level and subject: ``question, level, subject_id``;
        ``coders``; ``units`` (coded by two or more coders), ``sources`` or ``teams``
        (that hold them); ``percent_agreement`` (0 to 1) and, where missing, ``reason``.
    coefficients : DataFrame
        One row more for each coefficient: ``question, level, subject_id``,
        ``coefficient`` (its name); ``value`` and, where missing, ``reason``; ``low``
        and ``high``, the 95 % interval from leaving out each source or team, and where
        missing, ``interval_reason``; ``undefined``, without how many of them it is.
    bands : DataFrame
        ``question, level, subject_id, coefficient`` and the columns of
        `hiteval.analysis.agreement.bands.Band`, for coefficients corrected for chance
        that have an interval.
    """

    levels: pd.DataFrame
    coefficients: pd.DataFrame
    bands: pd.DataFrame


def agreement(grid: CodingGrid, framework: Framework) -> Agreement:
    """Compute every coefficient of each question at every level.

    Parameters
    ----------
    grid : CodingGrid
        From `hiteval.analysis.agreement.coding_grid.coding_grid`, or of that `by_team`.
    framework : Framework
        Its areas, criteria and scale.
    """
    questions = (same_criterion, same_rating, same_about)
    every = [found for ask in questions for found in ask(grid, framework)]
    estimated = [
        _estimated(comparison, statistic, others)
        for comparison in every
        for others in [comparison.counts.without_each()]
        for statistic in STATISTICS[comparison.question]
    ]
    return Agreement(
        levels=pd.DataFrame([_level(comparison, grid) for comparison in every]),
        coefficients=pd.DataFrame([estimate.row for estimate in estimated]),
        bands=_bands(estimated),
    )


def each_pair(grid: CodingGrid, framework: Framework) -> pd.DataFrame:
    """Compare every coder with every other, over all criteria.

    Returns
    -------
    DataFrame
        One row per pair: ``first, second``; ``decisions`` (whether a criterion applies
        to a segment, of both), their ``percent_agreement`` and ``positive_agreement``;
        ``rated`` (pairs of segment and criterion that both rated) and their
        ``alpha_ordinal``. Missing where undefined.
    """
    rows = []
    for i, j in combinations(range(len(grid.coder_ids)), 2):
        ratings, saw = grid.ratings[[i, j]], grid.saw[[i, j]]
        pair = replace(grid, ratings=ratings, saw=saw, about=None)
        decided = same_criterion(pair, framework)[0].counts.total()
        rated = same_rating(pair, framework)[0].counts.total()
        rows.append(
            {
                "first": grid.coder_ids[i],
                "second": grid.coder_ids[j],
                "decisions": round(decided.pairs.sum()),
                "percent_agreement": float(c.percent_agreement(decided)),
                "positive_agreement": float(c.positive_agreement(decided, GIVEN)),
                "rated": round(rated.pairs.sum()),
                "alpha_ordinal": float(c.krippendorff_alpha(rated, "ordinal")),
            }
        )
    return pd.DataFrame(rows, columns=PAIR)


@dataclass(frozen=True, slots=True)
class _Estimated:
    key: dict[str, str]
    corrected: bool
    coefficient: Coefficient
    precision: Precision

    @property
    def row(self) -> dict[str, object]:
        low, high = self.precision.interval()
        return self.key | {
            "value": self.coefficient.value,
            "reason": self.coefficient.reason,
            "low": low,
            "high": high,
            "interval_reason": self.precision.reason,
            "undefined": self.precision.undefined,
        }


def _estimated(
    comparison: Comparison, statistic: Statistic, others: Counts
) -> _Estimated:
    coefficient = estimate(statistic, comparison.counts.total())
    clusters = _clusters(comparison.counts)
    known = precision(coefficient.value, statistic.of(others), clusters)
    if coefficient.reason:
        known = replace(known, reason=coefficient.reason)
    key = _key(comparison) | {"coefficient": statistic.name}
    return _Estimated(key, statistic.corrected, coefficient, known)


def _key(comparison: Comparison) -> dict[str, str]:
    return {name: getattr(comparison, name) for name in SUBJECT}


def _level(comparison: Comparison, grid: CodingGrid) -> dict[str, object]:
    counts = comparison.counts
    percent = estimate(PERCENT_AGREEMENT, counts.total())
    return _key(comparison) | {
        "coders": counts.coders,
        "units": round(counts.pairs.sum()),
        grid.clusters: _clusters(counts),
        "percent_agreement": percent.value,
        "reason": percent.reason,
    }


def _clusters(counts: Counts) -> int:
    """Count the sources or teams that hold a unit coded twice."""
    return int(np.count_nonzero(counts.pairs.any(axis=(1, 2))))


def _bands(estimated: list[_Estimated]) -> pd.DataFrame:
    rows = [
        (*e.key.values(), *band)
        for e in estimated
        if e.corrected
        for band in band_probabilities(e.precision)
    ]
    return pd.DataFrame(rows, columns=[*SUBJECT, "coefficient", *Band._fields])

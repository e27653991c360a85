"""Worked examples of agreement that were published with their data and results.

They are run when the report is built, so that a reader sees what was expected beside
what this package got.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.category_distances import Metric
from hiteval.analysis.agreement.coincidences import Counts, Floats, count
from hiteval.catalogue import N_

KRIPPENDORFF = "Krippendorff 2011, https://repository.upenn.edu/asc_papers/43"
FLEISS = "Fleiss 1971, doi 10.1037/h0031619"
COHEN = "Cohen 1968, doi 10.1037/h0026256"
GWET = "Gwet 2014, irrCAC, doi 10.32614/CRAN.package.irrCAC"
FEINSTEIN = "Feinstein and Cicchetti 1990, doi 10.1016/0895-4356(90)90158-L"


@dataclass(frozen=True, slots=True)
class PublishedExample:
    """One published result.

    ``ratings`` has shape (n_coders, n_units), ``nan`` where not coded; ``expected`` is
    printed in ``source`` with as many ``digits``.
    """

    name: str
    source: str
    ratings: Floats
    coefficient: Callable[[Counts], Floats]
    expected: float
    digits: int = 3

    def got(self) -> float:
        """Compute it, the categories used being all there are."""
        used = self.ratings[~np.isnan(self.ratings)]
        return float(self.coefficient(count(self.ratings, used).total()))


def check_published() -> pd.DataFrame:
    """Compute every published example.

    Returns
    -------
    DataFrame
        One row per example: ``name, source``; ``expected``, as printed; ``got``, to as
        many digits; ``agrees``.
    """
    rows = [
        (example.name, example.source, example.expected, round(got, example.digits))
        for example in EXAMPLES
        for got in [example.got()]
    ]
    table = pd.DataFrame(rows, columns=["name", "source", "expected", "got"])
    return table.assign(agrees=table["expected"] == table["got"])


def from_crossed(table: list[list[int]]) -> Floats:
    """Write out the ratings of two coders from how often each pair occurred.

    Parameters
    ----------
    table : list of list of int, q x q
        Rows are the first coder's categories, columns the second's.
    """
    counts = np.array(table)
    pairs = np.indices(counts.shape).reshape(2, -1)
    return np.repeat(pairs, counts.ravel(), axis=1).astype(np.float64)


def from_tallies(units: str) -> Floats:
    """Write out ratings from how many of a unit's coders chose each category.

    Parameters
    ----------
    units : str
        One word per unit, one digit per category; as many coders for each unit. Which
        of them chose what is not known and makes no difference to Fleiss' kappa.
    """
    tallies = [[int(digit) for digit in unit] for unit in units.split()]
    coded = [np.repeat(np.arange(len(tally)), tally) for tally in tallies]
    return np.array(coded, dtype=np.float64).T


_ = np.nan
MEG_AND_OWEN = np.array(
    [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=np.float64
)
BEN_AND_GERRY = np.array(
    [[0, 0, 1, 1, 3, 2, 2, 2, 4, 3, 3, 0], [1, 0, 1, 1, 1, 2, 2, 2, 4, 3, 3, 3]],
    dtype=np.float64,
)
FOUR_OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)
# Thirty patients, six psychiatrists: depression, personality disorder, schizophrenia,
# neurosis, other.
DIAGNOSES = from_tallies(
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 "
    "10050 11040 03300 10050 02031 00501 30012 51000 02040 10203 "
    "00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)
TWO_JUDGES = from_crossed([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
TWO_ABSTRACTORS = from_crossed([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
BALANCED = from_crossed([[40, 9], [6, 45]])
UNBALANCED = from_crossed([[80, 10], [5, 5]])


def _against(costs: list[list[int]]) -> Callable[[Counts], Floats]:
    """Weigh by costs of disagreement, as Cohen states his."""
    weights = 1 - np.array(costs) / np.max(costs)
    return partial(c.cohen_kappa, weighting=weights)


def _alpha(
    name: str, ratings: Floats, metric: Metric, value: float
) -> PublishedExample:
    alpha = partial(c.krippendorff_alpha, metric=metric)
    return PublishedExample(name, KRIPPENDORFF, ratings, alpha, value)


def _diagnosis(name: str, category: int, value: float) -> PublishedExample:
    one = np.equal(DIAGNOSES, category).astype(np.float64)
    return PublishedExample(name, FLEISS, one, c.fleiss_kappa, value)


def _gwet(
    name: str, ratings: Floats, of: Callable[[Counts], Floats], value: float
) -> PublishedExample:
    return PublishedExample(name, GWET, ratings, of, value)


def _judges(
    name: str, of: Callable[[Counts], Floats], value: float
) -> PublishedExample:
    return PublishedExample(name, COHEN, TWO_JUDGES, of, value)


_AC2 = partial(c.gwet_ac, weighting="quadratic")

EXAMPLES: tuple[PublishedExample, ...] = (
    _alpha(N_("two observers, binary: alpha, nominal"), MEG_AND_OWEN, "nominal", 0.095),
    _alpha(N_("two observers: alpha, nominal"), BEN_AND_GERRY, "nominal", 0.692),
    _alpha(N_("four observers: alpha, nominal"), FOUR_OBSERVERS, "nominal", 0.743),
    _alpha(N_("four observers: alpha, ordinal"), FOUR_OBSERVERS, "ordinal", 0.815),
    _alpha(N_("four observers: alpha, interval"), FOUR_OBSERVERS, "interval", 0.849),
    _alpha(N_("four observers: alpha, ratio"), FOUR_OBSERVERS, "ratio", 0.797),
    _gwet(N_("four observers: AC1"), FOUR_OBSERVERS, c.gwet_ac, 0.775),
    _gwet(N_("four observers: AC2, quadratic"), FOUR_OBSERVERS, _AC2, 0.914),
    _gwet(N_("four observers: Fleiss' kappa"), FOUR_OBSERVERS, c.fleiss_kappa, 0.761),
    _gwet(N_("four observers: agreement"), FOUR_OBSERVERS, c.percent_agreement, 0.818),
    _gwet(N_("two abstractors: Cohen's kappa"), TWO_ABSTRACTORS, c.cohen_kappa, 0.796),
    _gwet(N_("two abstractors: Scott's pi"), TWO_ABSTRACTORS, c.fleiss_kappa, 0.796),
    PublishedExample(
        N_("diagnoses: Fleiss' kappa"), FLEISS, DIAGNOSES, c.fleiss_kappa, 0.430
    ),
    _diagnosis(N_("depression or not: Fleiss' kappa"), 0, 0.245),
    _diagnosis(N_("personality disorder or not: Fleiss' kappa"), 1, 0.245),
    _diagnosis(N_("schizophrenia or not: Fleiss' kappa"), 2, 0.520),
    _diagnosis(N_("neurosis or not: Fleiss' kappa"), 3, 0.471),
    _diagnosis(N_("other diagnosis or not: Fleiss' kappa"), 4, 0.566),
    _judges(N_("two judges: kappa"), c.cohen_kappa, 0.492),
    _judges(
        N_("two judges: kappa, graded costs"),
        _against([[0, 1, 3], [1, 0, 6], [3, 6, 0]]),
        0.348,
    ),
    _judges(
        N_("two judges: kappa, uneven costs"),
        _against([[0, 1, 4], [1, 0, 6], [2, 2, 0]]),
        0.353,
    ),
    PublishedExample(
        N_("even marginals: Cohen's kappa"), FEINSTEIN, BALANCED, c.cohen_kappa, 0.70, 2
    ),
    PublishedExample(
        N_("uneven marginals: Cohen's kappa"),
        FEINSTEIN,
        UNBALANCED,
        c.cohen_kappa,
        0.32,
        2,
    ),
)

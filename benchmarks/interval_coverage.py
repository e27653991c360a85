"""How often a 95 % interval holds the true agreement, by method and number of sources.

    python benchmarks/interval_coverage.py            # some minutes; writes the table
    python benchmarks/interval_coverage.py 100        # studies a cell, default 1000

The table is shown on the method page of a report.

Two coders read the segments of simulated sources. What is true is the coefficient of
20,000 sources made the same way. Sources hold 1 to 8 segments; *clustered* ones differ
in how hard they are to code and in how often a criterion applies.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from scipy import stats

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.coincidences import SUMS, Counts, count
from hiteval.analysis.agreement.precision import precision

SIZES = (10, 20, 40, 80, 150)
DRAWS = 1000
TRUTH = 20_000
MANY = 1000  # sources: intervals of 10 are measured, though hiteval gives none
SEED = 20261129
STATISTICS: dict[str, tuple[str, Callable[[Counts], np.ndarray]]] = {
    "alpha nominal": ("decision", partial(c.krippendorff_alpha, metric="nominal")),
    "AC1": ("decision", c.gwet_ac),
    "alpha ordinal": ("rating", partial(c.krippendorff_alpha, metric="ordinal")),
    "AC2 ordinal": ("rating", partial(c.gwet_ac, weighting="ordinal")),
}
CATEGORIES = {"decision": [0, 1], "rating": [-2, -1, 0, 1, 2]}
TABLE = Path(__file__).parents[1] / "hiteval" / "display" / "interval_coverage.csv"


def study(random: np.random.Generator, n: int, kind: str, clustered: bool) -> Counts:
    """Simulate the codings of n sources, counted by source."""
    source = np.repeat(np.arange(n), random.integers(1, 9, n))
    spread = 1.0 if clustered else 0.0
    hard = np.exp(spread * random.normal(0, 0.7, n))[source]
    level = spread * random.normal(0, 0.8, n)[source]
    if kind == "decision":
        given = random.random(len(source)) < 1 / (1 + np.exp(1.2 - level))
        wrong = np.minimum(0.1 * hard, 0.5)
        coded = [given ^ (random.random(len(source)) < wrong) for _ in range(2)]
    else:
        truth = 0.7 + level + random.normal(0, 1, len(source))
        noise = [random.normal(0, 0.5 * hard) for _ in range(2)]
        coded = [np.clip(np.rint(truth + error), -2, 2) for error in noise]
    array = np.array(coded, dtype=np.float64)
    return count(array, CATEGORIES[kind], source, n)


def source_weights(n: int) -> np.ndarray:
    """Draw as many sources as there are, many times over."""
    random = np.random.default_rng(SEED)
    drawn = random.integers(n, size=(DRAWS, n))
    return np.array([np.bincount(row, minlength=n) for row in drawn])


def resampled(counts: Counts, weights: np.ndarray) -> Counts:
    """Sum over the sources of each draw."""
    sums = {name: np.tensordot(weights, getattr(counts, name), 1) for name in SUMS}
    return replace(counts, **sums)


def percentile(_value: float, draws: np.ndarray, _left_out: np.ndarray) -> list[float]:
    """Take the 2.5th and 97.5th percentile of the draws."""
    return np.percentile(draws, [2.5, 97.5]).tolist()


def bca(value: float, draws: np.ndarray, left_out: np.ndarray) -> list[float]:
    """Correct the percentiles for bias and for acceleration (Efron 1987)."""
    below = np.clip((draws < value).mean(), 1 / len(draws), 1 - 1 / len(draws))
    bias, ends = stats.norm.ppf(below), stats.norm.ppf([0.025, 0.975])
    d = left_out.mean() - left_out
    cubed, squared = (d**3).sum(), (d**2).sum()
    pull = cubed / (6 * squared**1.5) if squared else 0.0
    at = stats.norm.cdf(bias + (bias + ends) / (1 - pull * (bias + ends)))
    return np.quantile(draws, at).tolist()


def jackknife(value: float, _draws: np.ndarray, left_out: np.ndarray) -> list[float]:
    """Take t times the jackknife's standard error on either side."""
    n = len(left_out)
    error = np.sqrt((n - 1) / n * ((left_out - left_out.mean()) ** 2).sum())
    reach = stats.t.ppf(0.975, n - 1) * error
    return [value - reach, min(value + reach, 1.0)]


def log_jackknife(
    value: float, _draws: np.ndarray, left_out: np.ndarray
) -> list[float]:
    """Do the same on the scale of log(1 - agreement), as hiteval does from 20 sources.

    Where it gives no interval, one that holds nothing.
    """
    return list(precision(value, left_out, clusters=MANY).interval())


METHODS = {
    "percentile": percentile,
    "BCa": bca,
    "jackknife": jackknife,
    "log jackknife": log_jackknife,
}


def coverage(name: str, n: int, clustered: bool, studies: int) -> dict[str, float]:
    """Say how often each method's interval holds the truth."""
    kind, of = STATISTICS[name]
    random = np.random.default_rng([SEED, n, clustered, list(STATISTICS).index(name)])
    truth = float(of(study(random, TRUTH, kind, clustered).total()))
    weights = source_weights(n)
    held = dict.fromkeys(METHODS, 0)
    defined = 0
    for _ in range(studies):
        counts = study(random, n, kind, clustered)
        value = float(of(counts.total()))
        draws, left_out = of(resampled(counts, weights)), of(counts.without_each())
        if np.isnan(value) or np.isnan(left_out).any():
            continue
        defined += 1
        for method, interval in METHODS.items():
            low, high = interval(value, draws[~np.isnan(draws)], left_out)
            held[method] += low <= truth <= high
    return {method: held[method] / defined for method in METHODS}


def main(studies: int = 1000) -> None:
    """Print the table, and write it where the method page reads it."""
    rows = [
        {"coefficient": name, "sources": n, "clustered": clustered}
        | coverage(name, n, clustered, studies)
        for name in STATISTICS
        for clustered in (False, True)
        for n in SIZES
    ]
    table = pd.DataFrame(rows).round(3)
    table.to_csv(TABLE, index=False)
    Console().print(table.to_string(index=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

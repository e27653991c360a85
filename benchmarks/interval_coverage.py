"""How often a 95 % interval holds the true agreement, by method and number of sources.

    python benchmarks/interval_coverage.py            # some minutes; writes the table
    python benchmarks/interval_coverage.py 100        # studies a cell, default 1000

Two coders read the segments of simulated sources. What is true is the coefficient of
20,000 sources made the same way. Sources hold 1 to 8 segments; *clustered* ones differ
in how hard they are to code and in how often a criterion applies.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from scipy import stats

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.coincidences import Counts, count, source_weights

SIZES = (10, 20, 40, 80, 150)
DRAWS = 1000
TRUTH = 20_000
SEED = 20261129
STATISTICS: dict[str, tuple[str, Callable[[Counts], np.ndarray]]] = {
    "alpha nominal": ("decision", partial(c.krippendorff_alpha, metric="nominal")),
    "AC1": ("decision", c.gwet_ac),
    "alpha ordinal": ("rating", partial(c.krippendorff_alpha, metric="ordinal")),
    "AC2 ordinal": ("rating", partial(c.gwet_ac, weighting="ordinal")),
}
CATEGORIES = {"decision": [0, 1], "rating": [-2, -1, 0, 1, 2]}


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
    """Do the same on the scale of log(1 - agreement), where 1 is far away."""
    if value >= 1 or (left_out >= 1).any():
        return jackknife(value, _draws, left_out)
    turned = np.log(1 - left_out)
    n = len(left_out)
    error = np.sqrt((n - 1) / n * ((turned - turned.mean()) ** 2).sum())
    reach = stats.t.ppf(0.975, n - 1) * error
    middle = np.log(1 - value)
    return [1 - np.exp(middle + reach), 1 - np.exp(middle - reach)]


METHODS = {
    "percentile": percentile,
    "BCa": bca,
    "jackknife": jackknife,
    "log jackknife": log_jackknife,
}


def coverage(name: str, n: int, clustered: bool, studies: int) -> dict[str, float]:
    """Say how often each method's interval holds the truth, and how wide it is."""
    kind, of = STATISTICS[name]
    random = np.random.default_rng([SEED, n, clustered, list(STATISTICS).index(name)])
    truth = float(of(study(random, TRUTH, kind, clustered).total()))
    weights = source_weights(n, DRAWS, SEED)
    left = (1 - np.eye(n)).astype(np.uint16)
    held = dict.fromkeys(METHODS, 0)
    wide = dict.fromkeys(METHODS, 0.0)
    defined = 0
    for _ in range(studies):
        counts = study(random, n, kind, clustered)
        value = float(of(counts.total()))
        draws, left_out = of(counts.resampled(weights)), of(counts.resampled(left))
        if np.isnan(value) or np.isnan(left_out).any():
            continue
        defined += 1
        for method, interval in METHODS.items():
            low, high = interval(value, draws[~np.isnan(draws)], left_out)
            held[method] += low <= truth <= high
            wide[method] += high - low
    made = {method: held[method] / defined for method in METHODS}
    return made | {f"{m}, width": wide[m] / defined for m in METHODS}


def main(studies: int = 1000) -> None:
    """Print the table, and write it beside this file."""
    rows = [
        {"coefficient": name, "sources": n, "clustered": clustered}
        | coverage(name, n, clustered, studies)
        for name in STATISTICS
        for clustered in (False, True)
        for n in SIZES
    ]
    table = pd.DataFrame(rows).round(3)
    table.to_csv(Path(__file__).with_name("interval_coverage.csv"), index=False)
    Console().print(table.to_string(index=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

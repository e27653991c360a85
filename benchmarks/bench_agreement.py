"""Time Krippendorff's alpha against the `krippendorff` package, side by side.

``make bench`` runs it. The package is no dependency: it is GPL-3, and fetched only to
be timed here.
"""

import statistics
import sys
import time
from collections.abc import Callable

import krippendorff
import numpy as np

from hiteval.analysis.agreement.category_distances import Metric
from hiteval.analysis.agreement.coefficients import krippendorff_alpha
from hiteval.analysis.agreement.coincidences import Floats, count

CODERS, UNITS, SOURCES, RUNS = 5, 100_000, 500, 7
SCALE = [-2.0, -1.0, 0.0, 1.0, 2.0]
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")


def codings() -> Floats:
    """Draw codings that often agree, a fifth of them missing."""
    random = np.random.default_rng(1)
    truth = random.integers(-2, 3, UNITS)
    slips = random.integers(-1, 2, (CODERS, UNITS)) * (random.random(UNITS) < 0.3)
    ratings = np.clip(truth + slips, -2, 2).astype(float)
    ratings[random.random(ratings.shape) < 0.2] = np.nan
    return ratings


def seconds(*runs: Callable[[], object]) -> list[float]:
    """Take each one's median, in turns, so that a busy machine slows all alike."""
    taken: list[list[float]] = [[] for _ in runs]
    for _ in range(RUNS):
        for times, run in zip(taken, runs, strict=True):
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]


def row(ratings: Floats, metric: Metric) -> str:
    """Compare one metric: values first, then times."""

    def ours() -> float:
        return float(krippendorff_alpha(count(ratings, SCALE).total(), metric))

    def theirs() -> float:
        return float(krippendorff.alpha(ratings, level_of_measurement=metric))

    if not np.isclose(ours(), theirs()):
        raise ValueError(f"{metric}: expected {theirs()}; got {ours()}")
    mine, other = seconds(ours, theirs)
    times = f"{mine * 1e3:8.1f} {other * 1e3:10.1f} {other / mine:7.1f}"
    return f"{metric:10} {ours():7.4f} {times}"


def leaving_out(ratings: Floats) -> str:
    """Time what intervals need: alpha without each source in turn."""
    sources = np.arange(UNITS) * SOURCES // UNITS

    def left_out() -> Floats:
        counts = count(ratings, SCALE, sources, SOURCES)
        return krippendorff_alpha(counts.without_each(), "ordinal")

    (taken,) = seconds(left_out)
    return f"without each of {SOURCES} sources, ordinal: {taken * 1e3:.0f} ms"


def main() -> None:
    """Print the table."""
    ratings = codings()
    lines = [
        f"alpha, {CODERS} coders x {UNITS:,} units, ms, median of {RUNS} runs",
        f"{'metric':10} {'alpha':>7} {'ours':>8} {'package':>10} {'times':>7}",
        *(row(ratings, metric) for metric in METRICS),
        leaving_out(ratings),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

"""How often 95 % intervals of agreement hold the truth, in simulation.

``interval_coverage.csv`` is written by ``benchmarks/interval_coverage.py``.
"""

from importlib.resources import files

import pandas as pd

from hiteval.display.kit.html import Html
from hiteval.display.kit.table import table
from hiteval.display.kit.words import percent

METHODS = {
    "log jackknife": "Jackknife of log(1 - agreement), which is used",
    "jackknife": "Jackknife of agreement itself",
    "percentile": "Percentiles of resamples",
    "BCa": "Percentiles, corrected and accelerated",
}
KINDS = {True: "sources differ", False: "sources are alike"}


def measured() -> pd.DataFrame:
    """Return how often the truth was held.

    Returns
    -------
    DataFrame
        One row per ``coefficient``, number of ``sources``, and whether they are
        ``clustered``; one column per method: a share of the simulated studies.
    """
    with files("hiteval.display").joinpath("interval_coverage.csv").open("rb") as file:
        return pd.read_csv(file)


def as_table(measured: pd.DataFrame) -> Html:
    """Show the shares, methods down and numbers of sources across."""
    key = ["coefficient", "clustered", "sources"]
    long = measured.melt(key, list(METHODS), "method", "held")
    names = long["coefficient"] + ", " + long["clustered"].map(KINDS)
    long = long.assign(Method=long["method"].map(METHODS), Of=names)
    wide = long.pivot_table("held", ["Method", "Of"], "sources", sort=False)
    shown = wide.map(percent).reset_index().rename(columns="{} sources".format)
    shown = shown.rename(columns={"Method sources": "Method", "Of sources": "Of"})
    caption = "How often a 95 % interval holds the truth, by the number of sources"
    return table(shown, "interval-coverage", caption, group="Method")

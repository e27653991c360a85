"""How often 95 % intervals of agreement hold the truth, in simulation.

``interval_coverage.csv`` is written by ``benchmarks/interval_coverage.py``.
"""

from importlib.resources import files

import pandas as pd

from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit.html import Html
from hiteval.display.kit.table import table
from hiteval.display.kit.words import percent

METHODS = {
    "log jackknife": N_("Jackknife of log(1 - agreement), which is used"),
    "jackknife": N_("Jackknife of agreement itself"),
    "percentile": N_("Percentiles of resamples"),
    "BCa": N_("Percentiles, corrected and accelerated"),
}
COEFFICIENTS = {
    "alpha nominal": N_("alpha nominal"),
    "alpha ordinal": N_("alpha ordinal"),
    "AC1": N_("AC1"),
    "AC2 ordinal": N_("AC2 ordinal"),
}
KINDS = {
    True: N_("{coefficient}, sources differ"),
    False: N_("{coefficient}, sources are alike"),
}


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
    rows = ["method", "coefficient", "clustered"]
    wide = long.pivot_table("held", rows, "sources", sort=False).map(percent)
    shown = wide.rename(columns=_sources)
    methods, coefficients, clustered = zip(*wide.index, strict=True)
    shown.insert(0, _("Method"), [_(METHODS[method]) for method in methods])
    of = [
        _(KINDS[differ], coefficient=_(COEFFICIENTS[name]))
        for name, differ in zip(coefficients, clustered, strict=True)
    ]
    shown.insert(1, _("Of"), of)
    caption = _("How often a 95 % interval holds the truth, by the number of sources")
    return table(shown, "interval-coverage", caption, group=_("Method"))


def _sources(number: int) -> str:
    return ngettext("{sources} source", "{sources} sources", number, sources=number)

"""Measured starts beside their later values: from ... to ...."""

from collections.abc import Iterator

import pandas as pd

from hiteval.analysis.measures import from_to
from hiteval.catalogue import _
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    bullets,
    joined,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.table import records
from hiteval.display.team_facts import stated
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import BASELINE

FROM_TO = "{measure}: from {start} to {end}"


def starts(beside: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the figures of sources that tell of a start, with their later values.

    Nothing says which figure a passage means, so all figures of its source stand here
    that have a later value. A passage of a source without one is counted.

    Parameters
    ----------
    beside : DataFrame
        Of `Evaluation.beside`.
    evaluation : Evaluation
        With the measures of its teams.
    """
    measured = beside[beside["about"] == BASELINE].drop_duplicates("segment_id")
    if measured.empty:
        return NOTHING
    measures, by = evaluation.study.measures, ["team_id", "source_id"]
    of_source = pd.MultiIndex.from_frame(measures[by])
    mine = of_source.isin(pd.MultiIndex.from_frame(measured[by]))
    pairs = from_to(measures[mine], measures)
    known = of_source[measures.index.isin(pairs["earlier"])]
    without = int((~pd.MultiIndex.from_frame(measured[by]).isin(known)).sum())
    said = _(
        "{passages} of a start: no later value is recorded of what the source "
        "measured.",
        passages=evaluation.language.count(without, "passage"),
    )
    return joined(
        [
            bullets(_from_to(pairs, evaluation)) if len(pairs) else NOTHING,
            paragraphs([said]) if without else NOTHING,
        ]
    )


def _from_to(pairs: pd.DataFrame, evaluation: Evaluation) -> Iterator[Html]:
    measures = evaluation.study.measures
    value = stated(measures, evaluation.language)
    for early, late in records(pairs):
        start, end = (
            f"{value[row]} ({measures['period'][row]})" for row in (early, late)
        )
        measure = own_words(measures["measure"][early])
        yield markup(FROM_TO, measure=measure, start=start, end=end)

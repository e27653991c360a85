"""What is no evidence about the team: the need it met, and where it started from."""

from collections.abc import Iterator

import pandas as pd

from hiteval.analysis.measures import from_to
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    anchor,
    bullets,
    join,
    joined,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.display.passages import coded, heading, passage, source
from hiteval.display.team_facts import stated
from hiteval.results.evaluation import Evaluation
from hiteval.study.schema import BASELINE

ABOUT = {"context": "the need or the setting", "baseline": "the start, measured"}


def segments(beside: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the segments that tell of the need, the setting or a measured start.

    A segment that counts under no criterion has its place here.

    Parameters
    ----------
    beside : DataFrame
        Of `Evaluation.beside`.
    evaluation : Evaluation
        Where they are from.
    """
    if beside.empty:
        return paragraphs(["No passage tells of the need, the setting or the start."])
    shown = coded(evaluation, beside)
    counted = set(evaluation.rated["segment_id"])
    only_here = ~shown["segment_id"].isin(counted) & ~shown.duplicated("segment_id")
    names = {c.id: c.name for c in evaluation.framework.criteria}
    laid_out = pd.DataFrame(
        {
            "Tells of": shown["about"].map(ABOUT),
            "Criterion": shown["criterion_id"].map(names),
            heading(shown): [
                join([anchor(addresses.segment_place(p.segment_id)), passage(p)])
                if here
                else passage(p)
                for p, here in zip(records(shown), only_here, strict=True)
            ],
            "Source": [source(p) for p in records(shown)],
        }
    )
    caption = "Passages about the need, the setting or the start; no rating counts them"
    return joined(
        [table(laid_out, "context", caption, css="stacked"), starts(beside, evaluation)]
    )


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
    number = evaluation.language.count(without, "passage")
    said = (
        f"{number} of a start: no later value is recorded of what the source measured."
    )
    return joined(
        [
            bullets(_from_to(pairs, evaluation)) if len(pairs) else NOTHING,
            paragraphs([said]) if without else NOTHING,
        ]
    )


def _from_to(pairs: pd.DataFrame, evaluation: Evaluation) -> Iterator[str]:
    measures = evaluation.study.measures
    value = stated(measures, evaluation.language)
    for early, late in records(pairs):
        start, end = (
            f"{value[row]} ({measures['period'][row]})" for row in (early, late)
        )
        yield f"{measures['measure'][early]}: from {start} to {end}"

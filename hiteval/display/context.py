"""What is no evidence about the team: the need it met, and where it started from."""

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, anchor, join, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.passages import coded, heading, passage, source
from hiteval.results.evaluation import Evaluation

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
    return table(laid_out, "context", caption, css="stacked")

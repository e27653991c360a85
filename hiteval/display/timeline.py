"""From which years the evidence comes."""

import pandas as pd

from hiteval.analysis import evidence
from hiteval.display.kit import drawing
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import picture
from hiteval.display.kit.words import listed, most
from hiteval.results.evaluation import Evaluation


def years(evaluation: Evaluation) -> pd.DataFrame:
    """Count segments and sources by year; see `hiteval.analysis.evidence.by_year`."""
    return evidence.by_year(evaluation.study.segments, evaluation.study.sources)


def bars(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how many segments each year gave, by strand, undated ones apart.

    Parameters
    ----------
    counts : DataFrame
        Of `years`.
    evaluation : Evaluation
        Its settings give the order of the strands.
    """
    if counts.empty:
        return paragraphs(["There is no evidence to show over time."])
    strands = list(evaluation.study.settings.strands)
    dated = counts["year"].dropna().astype("int64")
    span = [str(y) for y in range(dated.min(), dated.max() + 1)] if len(dated) else []
    wide = (
        counts.assign(year=counts["year"].fillna("undated"))
        .pivot(index="year", columns="strand", values="segments")
        .reindex(index=[*span, "undated"], columns=strands)
        .fillna(0)
        .astype("int64")
    )
    highest = most(wide.loc[span].sum(axis=1), evaluation.language)
    alt = (
        f"Bars of segments by year for {listed(strands)}. "
        f"Most: {highest if span else 'no dated source'}. "
        f"Undated: {wide.loc['undated'].sum()} of {wide.to_numpy().sum()}."
    )
    return picture(
        "time-picture",
        (7.2, 2.6),
        lambda ax: drawing.stacked_years(ax, wide),
        "From which years does the evidence come?",
        alt,
        wide.rename_axis(index="Year", columns=None).reset_index(),
    )

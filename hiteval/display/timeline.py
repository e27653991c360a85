"""From which years the evidence comes."""

import pandas as pd

from hiteval.analysis import evidence
from hiteval.display.kit.columns import year_columns
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.words import listed, most, verb
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation

UNDATED = "undated"


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
        counts.assign(year=counts["year"].fillna(UNDATED))
        .pivot(index="year", columns="strand", values="segments")
        .reindex(index=[*span, UNDATED], columns=strands)
        .fillna(0)
        .astype("int64")
    )
    highest = most(wide.loc[span].sum(axis=1), evaluation.language)
    alt = (
        f"Bars of segments by year for {listed(strands)}. "
        f"Most: {highest if span else 'no dated source'}. "
        f"Undated: {wide.loc[UNDATED].sum()} of {wide.to_numpy().sum()}."
    )
    return picture(
        "time-picture",
        lambda ax: year_columns(ax, wide, UNDATED),
        Told(
            title=_finding(wide, evaluation.language),
            how="Each column counts the segments of a year, by kind of source.",
            alt=alt,
            question="From which years does the evidence come?",
        ),
        wide.rename_axis(index="Year", columns=None).reset_index(),
    )


def _finding(wide: pd.DataFrame, language: Language) -> str:
    """Say from when on half of what is dated comes, and how much is undated."""
    *years, undated = wide.sum(axis=1).items()
    without = int(undated[1])
    bare = (
        f"{language.count(without, 'segment')} {verb(without, 'has', 'have')} no date"
    )
    if not years:
        return f"{bare}."
    from_on = pd.Series(dict(years))[::-1].cumsum()
    (since, *_) = from_on.index[from_on >= from_on.iloc[-1] / 2]
    later = "" if since == years[-1][0] else " or later"
    lead = f"At least half of the dated segments are from {since}{later}"
    return f"{lead}; {bare}." if without else f"{lead}."

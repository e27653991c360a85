"""From which years the evidence comes."""

import pandas as pd

from hiteval.analysis import evidence
from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit.columns import year_columns
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.words import listed, most
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation

UNDATED = N_("undated")


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
        return paragraphs([_("There is no evidence to show over time.")])
    strands = list(evaluation.study.settings.strands)
    dated = counts["year"].dropna().astype("int64")
    span = [str(y) for y in range(dated.min(), dated.max() + 1)] if len(dated) else []
    undated = _(UNDATED)
    wide = (
        counts.assign(year=counts["year"].fillna(undated))
        .pivot(index="year", columns="strand", values="segments")
        .reindex(index=[*span, undated], columns=strands)
        .fillna(0)
        .astype("int64")
    )
    highest = most(wide.loc[span].sum(axis=1), evaluation.language)
    alt = _(
        "Bars of segments by year for {strands}. Most: {most}. Undated: {undated} of "
        "{all}.",
        strands=listed(strands),
        most=highest if span else _("no dated source"),
        undated=wide.loc[undated].sum(),
        all=wide.to_numpy().sum(),
    )
    return picture(
        "time-picture",
        lambda ax: year_columns(ax, wide, undated),
        Told(
            title=_finding(wide, evaluation.language),
            how=_("Each column counts the segments of a year, by kind of source."),
            alt=alt,
            question=_("From which years does the evidence come?"),
        ),
        wide.rename_axis(index=_("Year"), columns=None).reset_index(),
    )


def _finding(wide: pd.DataFrame, language: Language) -> str:
    """Say from when on half of what is dated comes, and how much is undated."""
    *years, undated = wide.sum(axis=1).items()
    without = int(undated[1])
    bare = ngettext(
        "{segments} has no date",
        "{segments} have no date",
        without,
        segments=language.count(without, "segment"),
    )
    if not years:
        return f"{bare}."
    from_on = pd.Series(dict(years))[::-1].cumsum()
    since = from_on.index[from_on >= from_on.iloc[-1] / 2][0]
    if since == years[-1][0]:
        lead = _("At least half of the dated segments are from {year}", year=since)
    else:
        lead = _(
            "At least half of the dated segments are from {year} or later", year=since
        )
    return f"{lead}; {bare}." if without else f"{lead}."

"""The passages themselves: behind each rating, the contrary ones, and their sources."""

from typing import Any

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    Html,
    anchor,
    escape,
    joined,
    link,
    outside_link,
    paragraphs,
)
from hiteval.display.kit.rating_groups import NO_CONTRARY_SIDE
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, dates, spoken, verb
from hiteval.display.ratings import chip
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Criterion, RatingScale

KEYS = ["segment_id", "criterion_id"]


def by_criterion(team: Evaluation) -> Html:
    """Show the passages behind each of a team's ratings, one table a criterion."""
    passages = coded(team)
    # A segment may stand under several criteria; the register leads to the first.
    passages["first"] = ~passages.duplicated("segment_id")
    rated = set(team.cells["criterion_id"])  # none where nobody is rated
    tables = [
        _criterion(
            criterion,
            team.framework.rating_scale,
            passages[passages["criterion_id"] == criterion.id],
            criterion.id in rated,
        )
        for criterion in team.framework.criteria
    ]
    return joined(tables)


def contrary(evaluation: Evaluation) -> Html:
    """Show every segment below the neutral level, or say that there is none."""
    scale = evaluation.framework.rating_scale
    if scale.middle is None:
        return paragraphs([NO_CONTRARY_SIDE])
    passages = coded(evaluation)
    passages = passages[passages["rating"] < scale.middle]
    if passages.empty:
        return _none_contrary(evaluation)
    below = f"below {scale.written(scale.middle)}"
    caption = f"Segments rated {below}, the most contrary first"
    return _contrary(evaluation, passages, caption)


def most_contrary(evaluation: Evaluation) -> Html:
    """Show the segments at the lowest level that was given, if it is contrary."""
    scale = evaluation.framework.rating_scale
    if scale.middle is None:
        return paragraphs([NO_CONTRARY_SIDE])
    passages = coded(evaluation)
    lowest = passages["rating"].min()
    if not lowest < scale.middle:
        return _none_contrary(evaluation)
    passages = passages[passages["rating"] == lowest]
    given = scale.written(lowest)
    caption = f"Segments rated {given}, the lowest rating that was given"
    return _contrary(evaluation, passages, caption)


def contrary_counts(evaluation: Evaluation) -> Html:
    """Count contrary segments by criterion, each leading to its passages."""
    rated, middle = evaluation.rated, evaluation.framework.rating_scale.middle
    if middle is None:
        return paragraphs([])
    below = rated[rated["rating"] < middle].groupby("criterion_id")
    counts, teams = below.size(), below["team_id"].nunique()
    criteria = [c for c in evaluation.framework.criteria if c.id in counts]
    labels = evaluation.labels
    if not criteria:
        return paragraphs([])
    shown = pd.DataFrame(
        {
            "Criterion": [
                link(addresses.evidence_choice(criterion=c.id, rating="below"), c.name)
                for c in criteria
            ],
            "Contrary segments": [counts[c.id] for c in criteria],
            "Of segments": [(rated["criterion_id"] == c.id).sum() for c in criteria],
            "About": [count(teams[c.id], labels.team, labels.teams) for c in criteria],
        }
    )
    caption = "Contrary segments by criterion; each name leads to the passages"
    return table(shown, "contrary-counts", caption, html_columns=["Criterion"])


def register(evaluation: Evaluation) -> Html:
    """Show every source: what it is, where it is published, which segments it gave."""
    sources = evaluation.study.sources
    shown = pd.DataFrame(
        {
            "Source": [
                anchor(addresses.source_place(s.source_id))
                + outside_link(s.url, s.title)
                for s in records(sources)
            ],
            "Publisher": sources["publisher"].map(escape),
            "Date": dates(sources["date"], sources["date_precision"]),
            "Strand": sources["strand"].map(escape),
            "Kind": spoken(sources["type"]),
            "Segments": sources["source_id"].map(_segment_links(evaluation)).fillna(""),
        }
    )
    caption = "Every source, with its address and the segments that were coded from it"
    html_columns = ["Source", "Publisher", "Strand", "Segments"]
    return table(shown, "register", caption, html_columns=html_columns, css="stacked")


def coded(evaluation: Evaluation, rated: pd.DataFrame | None = None) -> pd.DataFrame:
    """Join what is known of each coded segment: text, source, coders' ratings, page.

    Parameters
    ----------
    evaluation : Evaluation
        What to show.
    rated : DataFrame, optional
        Rows like those of ``evaluation.rated``, in their place.
    """
    rated = evaluation.rated if rated is None else rated
    study = evaluation.study
    codings = study.codings
    scale = evaluation.framework.rating_scale
    given = codings["coder_id"].map(escape) + " " + codings["rating"].map(scale.written)
    given = '<span class="coders">' + given + "</span>"
    ratings = given.groupby([codings[key] for key in KEYS]).agg("<br>".join)
    order = {c: n for n, c in enumerate(evaluation.framework.criterion_ids)}
    pages = addresses.team_pages(study.teams)
    sources = study.sources.assign(
        when=dates(study.sources["date"], study.sources["date_precision"])
    )
    return (
        rated.merge(ratings.rename("by_coder").reset_index(), how="left")
        .merge(study.segments[["segment_id", "summary", "quote"]], on="segment_id")
        .merge(sources[["source_id", "strand", "title", "date", "when"]])
        .assign(
            order=lambda t: t["criterion_id"].map(order),
            page=lambda t: t["team_id"].map(pages),
        )
        .sort_values(["order", "date", "segment_id"], kind="stable", ignore_index=True)
    )


def passage(known: Any) -> str:
    """Show what a segment says, in HTML: its summary, and its quote if there is one."""
    quoted = (
        ""
        if pd.isna(known.quote)
        else f"<blockquote>{escape(known.quote)}</blockquote>"
    )
    return escape(known.summary) + quoted


def source(known: Any) -> str:
    """Show where a segment comes from, in HTML."""
    entry = link(addresses.source_entry(known.source_id), known.title)
    return f"{entry} ({escape(known.strand)}, {known.when})"


def _none_contrary(evaluation: Evaluation) -> Html:
    read = evaluation.study.segments["source_id"].nunique()
    were = f"{count(read, 'source')} {verb(read, 'was', 'were')} read"
    return paragraphs([f"No contrary evidence was coded; {were}."])


def _contrary(evaluation: Evaluation, passages: pd.DataFrame, caption: str) -> Html:
    names = {c.id: c.name for c in evaluation.framework.criteria}
    shown = _shown(passages, evaluation.framework.rating_scale)
    shown.insert(0, "Criterion", passages["criterion_id"].map(names).map(escape))
    if passages["team_id"].nunique() > 1:
        teams = evaluation.study.teams.set_index("team_id")["name"]
        named = passages["team_id"].map(teams).map(escape)
        shown.insert(0, evaluation.labels.Team, named)
    shown = shown.loc[passages.sort_values("rating", kind="stable").index]
    columns = list(shown.columns)
    return table(shown, "contrary", caption, html_columns=columns, css="stacked")


def _criterion(
    criterion: Criterion, scale: RatingScale, passages: pd.DataFrame, rated: bool
) -> Html:
    """Show one criterion's passages, with the way back to its rating if it has one."""
    place = addresses.evidence_place(criterion.id)
    back = ""
    if rated:
        back = link(f"#{addresses.rating_place(criterion.id)}", "Back to the rating")
    if passages.empty:
        lead = (
            f"<strong>{escape(criterion.name)}</strong>: no evidence was found. {back}"
        )
        return paragraphs([anchor(place) + lead])
    shown = _shown(passages, scale)
    places = passages["segment_id"].map(addresses.segment_place).map(anchor)
    shown["Passage"] = places.where(passages["first"], "") + shown["Passage"]
    found = count(len(passages), "segment")
    lead = f"<strong>{escape(criterion.name)}</strong>: {found}. {back}"
    caption = f"{criterion.name}: {criterion.definition}"
    return joined(
        [
            paragraphs([anchor(place) + lead]),
            table(
                shown,
                place,
                caption,
                html_columns=list(shown.columns),
                css="stacked",
            ),
        ]
    )


def _shown(passages: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Lay out passages for reading; all columns are finished HTML."""
    return pd.DataFrame(
        {
            "Rating": [chip(rating, scale) for rating in passages["rating"]],
            "Coders": passages["by_coder"],
            "Passage": [passage(p) for p in records(passages)],
            "Source": [source(p) for p in records(passages)],
        }
    )


def _segment_links(evaluation: Evaluation) -> pd.Series:
    """Return for each source the links to its segments, each on its team's page.

    A segment that nobody coded stands on no page: it is named without a link.
    """
    pages = addresses.team_pages(evaluation.study.teams)
    segments = evaluation.study.segments
    coded = set(evaluation.rated["segment_id"])
    links = []
    for s in records(segments):
        label = s.segment_id.removeprefix(f"{s.source_id}-")
        address = f"{pages[s.team_id]}#{addresses.segment_place(s.segment_id)}"
        links.append(link(address, label) if s.segment_id in coded else escape(label))
    return pd.Series(links, dtype="str").groupby(segments["source_id"]).agg(" ".join)

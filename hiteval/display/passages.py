"""The passages themselves, behind each rating, and their sources."""

from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    TEXT_FILLER,
    Html,
    Text,
    anchor,
    fold,
    join,
    joined,
    link,
    markup,
    outside_link,
    own_words,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates, spoken
from hiteval.display.uses import used_in
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.framework import Criterion, RatingScale

TELLS_OF = {"team": N_("team"), "context": N_("context"), "baseline": N_("baseline")}
KEYS = ["segment_id", "criterion_id"]
MOST_UNFOLDED = 25  # sources in one table; of more, each year has its own
UNDATED = N_("Undated")
NONE_FOUND = "{place}<strong>{criterion}</strong>: no evidence was found. {back}"
FOUND = "{place}<strong>{criterion}</strong>: {found}. {back}"
CODED = '<span class="coders">{} {}</span>'


def by_criterion(rated: pd.DataFrame, team: Evaluation) -> Html:
    """Show the passages behind each of a team's ratings, one table a criterion.

    Each names the findings and links that list it, for or against.

    Parameters
    ----------
    rated : DataFrame
        Of `Evaluation.rated`: the segments to show.
    team : Evaluation
        The slice of one team.
    """
    passages = coded(team, rated)
    # A segment may be under several criteria; the register leads to the first.
    passages["first"] = ~passages.duplicated("segment_id")
    uses = used_in(team)
    used = [uses.get(segment_id, NOTHING) for segment_id in passages["segment_id"]]
    passages["used"] = pd.Series(used, passages.index, dtype="object")
    with_rating = set(team.cells["criterion_id"])  # none where nobody is rated
    tables = [
        _criterion(
            criterion,
            team,
            passages[passages["criterion_id"] == criterion.id],
            criterion.id in with_rating,
        )
        for criterion in team.framework.criteria
    ]
    return joined(tables)


def register_by_year(sources: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Fold the register by the years of its sources, the newest first, undated last.

    ``sources`` is of ``study.sources``. A short register is one table.
    """
    if len(sources) <= MOST_UNFOLDED:
        return register(sources, evaluation)
    years = sources["date"].str[:4].fillna("")
    in_order = sorted({*years}, reverse=True)
    return joined(
        _of_year(year, sources[years == year], evaluation) for year in in_order
    )


def _of_year(year: str, sources: pd.DataFrame, evaluation: Evaluation) -> Html:
    key, name = year or "undated", year or _(UNDATED)
    heading = markup("<h2>{}{}</h2>", anchor(f"sources-{key}"), name)
    told = evaluation.language.count(len(sources), "source")
    shown = register(sources, evaluation, f"register-{key}", of=name)
    return fold(heading, told, shown)


def register(
    sources: pd.DataFrame, evaluation: Evaluation, name: str = "register", of: str = ""
) -> Html:
    """Show every source: what it is, where it is published, which segments it gave.

    ``sources`` is of ``study.sources``; ``name`` and ``of`` tell
    the registers of a page apart, to scripts and to readers.
    """
    if sources.empty:
        return paragraphs([_("No sources are recorded.")])
    links = _segment_links(evaluation)
    publishers, language = sources["publisher"].fillna(TEXT_FILLER), evaluation.language
    shown = pd.DataFrame(
        {
            _("Source"): [
                join(
                    [
                        anchor(addresses.source_place(s.source_id)),
                        outside_link(s.url, own_words(s.title)),
                    ]
                )
                for s in records(sources)
            ],
            _("Publisher"): publishers,
            _("Date"): dates(sources["date"], sources["date_precision"], language),
            _("Strand"): sources["strand"],
            _("Kind"): spoken(sources["type"]),
            _("Segments"): [links.get(s, NOTHING) for s in sources["source_id"]],
        }
    )
    caption = _(
        "Every source, with its address and the segments that were coded from it"
    )
    return table(shown, name, caption, css="stacked", of=of)


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
    given: dict[tuple[str, str], list[Html]] = {}
    for row in records(codings):
        of_team = pd.isna(row.about) or row.about == ABOUT_TEAM
        about = "" if of_team else f" ({_(TELLS_OF[row.about])})"
        coding = markup(CODED, row.coder_id, f"{scale.written(row.rating)}{about}")
        given.setdefault((row.segment_id, row.criterion_id), []).append(coding)
    for row in records(study.adjudications):
        settled = TEXT_FILLER if pd.isna(row.rating) else scale.written(row.rating)
        about = _(TELLS_OF[row.about])
        coding = markup(CODED, _("settled"), f"{settled} ({about})")
        given.setdefault((row.segment_id, row.criterion_id), []).append(coding)
    ratings = pd.DataFrame(given.keys(), columns=KEYS)
    by_coder = [join(codings, Html("<br>")) for codings in given.values()]
    ratings["by_coder"] = pd.Series(by_coder, dtype="object")
    order = {c: n for n, c in enumerate(evaluation.framework.criterion_ids)}
    pages = addresses.team_pages(study.teams)
    date, precision = study.sources["date"], study.sources["date_precision"]
    sources = study.sources.assign(when=dates(date, precision, evaluation.language))
    return (
        rated.merge(ratings, how="left")
        .merge(study.segments[["segment_id", "summary", "quote"]], on="segment_id")
        .merge(sources[["source_id", "strand", "title", "date", "when"]])
        .assign(
            order=lambda t: t["criterion_id"].map(order),
            page=lambda t: t["team_id"].map(pages),
        )
        .sort_values(["order", "date", "segment_id"], kind="stable", ignore_index=True)
    )


def passage(known: Any) -> Html:
    """Show what a segment says: its summary, and its quote if there is one."""
    if pd.isna(known.quote):
        return own_words(known.summary)
    quoted = "{}<blockquote>{}</blockquote>"
    return markup(quoted, own_words(known.summary), own_words(known.quote))


def source(known: Any) -> Html:
    """Show where a segment comes from."""
    entry = link(addresses.source_entry(known.source_id), own_words(known.title))
    return markup("{} ({}, {})", entry, known.strand, known.when)


def _criterion(
    criterion: Criterion, team: Evaluation, passages: pd.DataFrame, rated: bool
) -> Html:
    """Show one criterion's passages, with the way back to its rating if it has one."""
    place = addresses.evidence_place(criterion.id)
    back = NOTHING
    if rated:
        back = link(f"#{addresses.rating_place(criterion.id)}", _("Back to the rating"))
    parts = {"place": anchor(place), "criterion": criterion.name, "back": back}
    if passages.empty:
        return paragraphs([markup(NONE_FOUND, **parts)])
    lead = markup(FOUND, **parts, found=team.language.count(len(passages), "segment"))
    shown = laid_out(passages, team.framework.rating_scale)
    shown[heading(passages)] = pd.Series(
        [join([_place(p), passage(p), p.used]) for p in records(passages)],
        shown.index,
    )
    caption = f"{criterion.name}: {criterion.definition}"
    return joined([paragraphs([lead]), table(shown, place, caption, css="stacked")])


def _place(known: Any) -> Html:
    """Mark the place of a segment, where it stands first."""
    return anchor(addresses.segment_place(known.segment_id)) if known.first else NOTHING


def heading(passages: pd.DataFrame) -> str:
    """Name the column of passages by whose words it holds: the source's or a coder's.

    ``passages`` are those of `coded`.
    """
    none = passages["quote"].isna().all()
    return _("Summary of a passage") if none else _("Passage or its summary")


def laid_out(passages: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Lay out passages for reading."""
    return pd.DataFrame(
        {
            _("Rating"): [chip(rating, scale) for rating in passages["rating"]],
            _("Coders"): passages["by_coder"],
            heading(passages): [passage(p) for p in records(passages)],
            _("Source"): [source(p) for p in records(passages)],
        }
    )


def _segment_links(evaluation: Evaluation) -> dict[str, Html]:
    """Return for each source the links to its segments, each on its team's page.

    A segment that nobody coded is on no page: it is named without a link.
    """
    pages = addresses.team_pages(evaluation.study.teams)
    segments = evaluation.study.segments
    coded = {*evaluation.rated["segment_id"], *evaluation.beside["segment_id"]}
    links: dict[str, list[Text]] = {}
    for s in records(segments):
        label = s.segment_id.removeprefix(f"{s.source_id}-")
        address = f"{pages[s.team_id]}#{addresses.segment_place(s.segment_id)}"
        shown = link(address, label) if s.segment_id in coded else label
        links.setdefault(s.source_id, []).append(shown)
    return {source_id: join(parts, " ") for source_id, parts in links.items()}

"""The passages that findings and links list: which lead, and how each is shown."""

from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    Html,
    Text,
    bullets,
    folded,
    link,
    markup,
    own_words,
)
from hiteval.display.kit.html import paragraphs as paragraphs_of
from hiteval.display.kit.table import records
from hiteval.display.kit.words import dates
from hiteval.results.evaluation import Evaluation

NONE = {
    "for": N_("No passage is listed for it."),
    "against": N_("No passage is listed against it."),
}
SIDES = {"for": N_("{passages} for it"), "against": N_("{passages} against it")}


def passages(listed: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Join what is known of each listed segment: its words, source and page.

    Parameters
    ----------
    listed : DataFrame
        An id in the first column, ``segment_id``, ``contrary``; from
        `hiteval.results.findings`.
    evaluation : Evaluation
        The whole study.

    Returns
    -------
    DataFrame
        In the order listed, with ``team_id``, ``source_id``, ``words``, ``title``,
        ``strand``, ``when``, ``date`` and ``address``.
        ``address`` is blank where nobody coded the segment: it is on no page then.
    """
    study = evaluation.study
    date, precision = study.sources["date"], study.sources["date_precision"]
    sources = study.sources.assign(when=dates(date, precision, evaluation.language))
    words = study.segments["quote"].fillna(study.segments["summary"])
    columns = ["segment_id", "source_id", "team_id", "words"]
    kept = listed.merge(study.segments.assign(words=words)[columns], on="segment_id")
    kept = kept.merge(sources[["source_id", "title", "strand", "date", "when"]])
    return kept.assign(
        address=kept["segment_id"].map(places_of_segments(evaluation)),
    )


def places_of_segments(evaluation: Evaluation) -> dict[str, str]:
    """Return the address of every segment by its id.

    It is blank where nobody coded the segment: it is on no page then.
    """
    segments = evaluation.study.segments
    pages = addresses.team_pages(evaluation.study.teams)
    coded = {*evaluation.rated["segment_id"], *evaluation.beside["segment_id"]}
    return {
        s.segment_id: f"{pages[s.team_id]}#{addresses.segment_place(s.segment_id)}"
        if s.segment_id in coded
        else ""
        for s in records(segments[["segment_id", "team_id"]])
    }


def shown_list(passages: pd.DataFrame) -> Html:
    """List passages, each with its source and the way to it."""
    return bullets(_line(passage) for passage in records(passages))


def cited_list(passages: pd.DataFrame) -> Html:
    """List passages, each with its source, whose title is the way to it."""
    return bullets(_cited(passage) for passage in records(passages))


def folded_list(
    passages: pd.DataFrame, side: str, not_shown: Any, evaluation: Evaluation
) -> Html:
    """Fold the passages of one side away, and say how many cannot be shown.

    ``side`` is *for* or *against*.
    """
    number = evaluation.language.count(len(passages), "passage")
    hidden = ""
    if not pd.isna(not_shown):
        hidden = _("Not shown in this edition: {number}.", number=not_shown)
    if passages.empty:
        return paragraphs_of([f"{_(NONE[side])} {hidden}".strip()])
    inside = markup(
        "{}{}", shown_list(passages), paragraphs_of([hidden] if hidden else [])
    )
    return folded(_(SIDES[side], passages=number), inside)


def _line(passage: Any) -> Html:
    way: Text = passage.segment_id
    if passage.address:
        way = link(passage.address, way)
    said = own_words(passage.words)
    return markup("{} ({}, {}; {})", said, own_words(passage.title), passage.when, way)


def _cited(passage: Any) -> Html:
    source: Text = own_words(passage.title)
    if passage.address:
        source = link(passage.address, source)
    said = '{} <span class="from">{}, {}</span>'
    return markup(said, own_words(passage.words), source, passage.when)

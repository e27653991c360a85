"""Passages of a team as lists: what each says, its rating, its source, its coders."""

from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import NOTHING, Html, anchor, join, markup
from hiteval.display.kit.table import records
from hiteval.display.passages import coded, passage, source
from hiteval.display.uses import used_in
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

PASSAGE = (
    '<li class="{}">{}{}<div>{} <span class="from">{}</span>'
    '<span class="given">{}</span>{}</div></li>'
)
LIST = '<ul class="passage-list">{}</ul>'


def by_criterion(rated: pd.DataFrame, team: Evaluation) -> dict[str, tuple[str, Html]]:
    """List the passages behind each of a team's ratings.

    A segment may be under several criteria; its place is where it is listed first.

    Parameters
    ----------
    rated : DataFrame
        Of `Evaluation.rated`: the segments to show.
    team : Evaluation
        The slice of one team.

    Returns
    -------
    dict of str to (str, Html)
        By ``criterion_id``: how many there are, and whose words they are in; the list.
        A criterion without a passage is left out.
    """
    shown = coded(team, rated)
    shown["first"] = ~shown.duplicated("segment_id")
    uses, scale = used_in(team), team.framework.rating_scale
    return {
        str(criterion_id): (
            label(of, team.language),
            markup(LIST, join(_passage(p, uses, scale) for p in records(of))),
        )
        for criterion_id, of in shown.groupby("criterion_id", sort=False)
    }


def label(passages: pd.DataFrame, language: Language) -> str:
    """Say how many passages there are, and whether they are in a coder's words.

    >>> label(pd.DataFrame({"quote": [None, None]}), Language())
    'Summaries of 2 passages'
    """
    number = language.count(len(passages), "passage")
    if passages["quote"].notna().all():
        return number
    none = passages["quote"].isna().all()
    if none:
        return _("Summaries of {passages}", passages=number)
    return _("{passages}, or their summaries", passages=number)


def side(rating: float, scale: RatingScale) -> str:
    """Name the side of the neutral level that a rating is on, as a class."""
    return "contrary" if scale.middle is not None and rating < scale.middle else "other"


def _passage(known: Any, uses: dict[str, Html], scale: RatingScale) -> Html:
    place = addresses.segment_place(known.segment_id)
    return markup(
        PASSAGE,
        side(known.rating, scale),
        anchor(place) if known.first else NOTHING,
        chip(known.rating, scale),
        passage(known),
        source(known),
        known.by_coder,
        uses.get(known.segment_id, NOTHING),
    )

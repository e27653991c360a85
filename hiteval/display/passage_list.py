"""Passages of a team as lists: what each says, its rating, its source, its coders."""

from collections.abc import Sequence
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
    listed: dict[str, list[Any]] = {}
    for known in records(shown):
        listed.setdefault(known.criterion_id, []).append(known)
    return {
        criterion_id: (
            label([p.quote for p in of], team.language),
            markup(LIST, join(_passage(p, uses, scale) for p in of)),
        )
        for criterion_id, of in listed.items()
    }


def label(quotes: Sequence[object], language: Language) -> str:
    """Say how many passages there are, and whether they are in a coder's words.

    >>> label([None, None], Language())
    'Summaries of 2 passages'
    """
    number, quoted = language.count(len(quotes), "passage"), pd.notna([*quotes])
    if all(quoted):
        return number
    if not any(quoted):
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

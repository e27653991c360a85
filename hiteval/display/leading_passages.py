"""The passages that say most for a team, and most against it, in a line each."""

from typing import Any

import pandas as pd

from hiteval.analysis import leading_evidence
from hiteval.catalogue import _
from hiteval.disclosure.clearance import WITHHELD
from hiteval.display.contrary import none
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    join,
    joined,
    link,
    markup,
    own_words,
)
from hiteval.display.kit.table import records
from hiteval.display.kit.words import clipped, first_sentence
from hiteval.display.passages import coded
from hiteval.display.thin_record import is_thin
from hiteval.results.evaluation import Evaluation

CONTRARY = "contested"
MOST_SHOWN = 120  # characters of a passage; where it leads, it stands whole
SIDES = '<div class="two-sides">{}</div>'
SIDE = '<section class="{}"><h2>{}</h2>{}</section>'
LIST = '<ul class="passage-list">{}</ul>'
LINE = '<li>{}<div>{} <span class="from">{}, {}</span></div></li>'


def strongest(team: Evaluation) -> pd.DataFrame:
    """Choose them; see `hiteval.analysis.leading_evidence.strongest`."""
    of = (team.rated, team.study.sources, team.framework)
    return leading_evidence.strongest(*of)


def contrary(team: Evaluation) -> pd.DataFrame:
    """Choose them; see `hiteval.analysis.leading_evidence.contrary`."""
    return leading_evidence.contrary(team.rated, team.study.sources, team.framework)


def both_sides(
    strongest: pd.DataFrame, contrary: pd.DataFrame, team: Evaluation
) -> Html:
    """Show the strongest passages beside the most contrary ones, each with its place.

    Parameters
    ----------
    strongest, contrary : DataFrame
        From the functions of these names, of one team.
    team : Evaluation
        The slice of that team.

    Returns
    -------
    Html
        Nothing for a thin record, where every passage is shown at once.
    """
    if is_thin(team):
        return NOTHING
    sides = [_side("strongest", _("Strongest evidence"), strongest, team)]
    if team.framework.rating_scale.two_sided:
        sides.append(_side(CONTRARY, _("Contested"), contrary, team))
    return markup(SIDES, joined(sides))


def _side(css: str, heading: str, chosen: pd.DataFrame, team: Evaluation) -> Html:
    if chosen.empty:
        return markup(SIDE, css, heading, none(team) if css == CONTRARY else "–")
    order = chosen[["segment_id", "criterion_id"]]
    known = order.merge(coded(team, chosen), on=[*order], validate="1:1")
    lines = join(_line(passage, team) for passage in records(known))
    return markup(SIDE, css, heading, markup(LIST, lines))


def _line(known: Any, team: Evaluation) -> Html:
    names = {c.id: c.name for c in team.framework.criteria}
    quoted = pd.notna(known.quote) and known.quote != WITHHELD
    words = known.quote if quoted else known.summary
    said = clipped(first_sentence(words), MOST_SHOWN)
    way = link(f"#{addresses.segment_place(known.segment_id)}", own_words(said))
    rating = chip(known.rating, team.framework.rating_scale)
    return markup(LINE, rating, way, names[known.criterion_id], known.when)

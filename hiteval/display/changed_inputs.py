"""What changed behind a rating: for a terminal, and for a page."""

from collections.abc import Iterator, Set
from typing import Any

import pandas as pd

from hiteval.bundle.earlier_edition import NO_LONGER_SHOWN
from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Text, link, markup
from hiteval.display.kit.table import records
from hiteval.language import Language
from hiteval.results.causes import ABOUT, ADJUDICATION, CONSENSUS, EVIDENCE, RATERS
from hiteval.results.rating_inputs import OF_SEGMENTS

PARTS = {  # what a rating follows from
    EVIDENCE: N_("Evidence"),
    ABOUT: N_("About"),
    ADJUDICATION: N_("Adjudication"),
    RATERS: N_("Raters"),
    CONSENSUS: N_("Consensus"),
}
GONE = "{part}, {number} of passages that are no longer shown"


def text(cell: Any, inputs: pd.DataFrame) -> Iterator[str]:
    """Write a line for each input of a rating that changed.

    ``cell`` is a row of ``ratings`` of `hiteval.results.changes.Changes`, ``inputs``
    is its table of this name.
    """
    for row in records(_of(cell, inputs)):
        yield f"  {row.part}: {row.input}{_change(row, '->')}"


def led(
    cell: Any, inputs: pd.DataFrame, page: str, coded: Set[str], say: Language
) -> Iterator[Text]:
    """Show what changed behind a rating; a segment leads to where it is."""
    for row in records(_of(cell, inputs)):
        part = _(PARTS[row.part])
        if row.input == NO_LONGER_SHOWN:
            gone = int(row.before)
            many = say.count(gone, "coding")
            if row.part == ADJUDICATION:
                many = say.count(gone, "adjudication")
            yield _(GONE, part=part, number=many)
        else:
            change = _change(row, "→")
            yield markup("{}, {}{}", part, _input(row, page, coded), change)


def _input(row: Any, page: str, coded: Set[str]) -> Text:
    """Name an input: a segment that leads to where it is, and who coded or rated."""
    if row.part not in OF_SEGMENTS:
        rater, on, day = row.input.partition(" on ")
        return _("{rater} on {day}", rater=rater, day=day) if on else str(row.input)
    segment_id, by, coder = row.input.partition(" by ")
    named: Text = _(segment_id)
    if segment_id in coded:
        named = link(f"{page}#{addresses.segment_place(segment_id)}", segment_id)
    return markup("{segment} by {coder}", segment=named, coder=coder) if by else named


def _change(row: Any, arrow: str) -> str:
    if pd.isna(row.before) and pd.isna(row.after):
        return ""
    return f": {_value(row.before)} {arrow} {_value(row.after)}"


def _value(given: Any) -> str:
    """Say a value of `hiteval.results.rating_inputs`, which is written in English."""
    if pd.isna(given):
        return _("none")
    rating, about, what = given.partition(" about ")
    if about:
        return _("{rating} about {what}", rating=rating, what=_(what))
    rating, within, source = given.partition(" in ")
    rating, by, _model = rating.partition(" by a model")
    said = _("{rating} by a model", rating=rating) if by else _(rating)
    return _("{rating} in {source}", rating=said, source=source) if within else said


def _of(cell: Any, inputs: pd.DataFrame) -> pd.DataFrame:
    of_team = inputs["team_id"] == cell.team_id
    rows: pd.DataFrame = inputs[of_team & (inputs["criterion_id"] == cell.criterion_id)]
    return rows

"""A rating as a coloured label, and in words where it comes from."""

from typing import Any

import pandas as pd

from hiteval.analysis.consensus import CONSENSUS, MISSING, PROPOSED, UNCERTAIN
from hiteval.display.kit import palette
from hiteval.display.kit.html import TEXT_FILLER, Html, escape, link, markup
from hiteval.language import Language
from hiteval.study.framework import RatingScale

SIGN = '<span aria-label="{}" role="img">{}</span>'
FEW_RATERS = 4  # below, one rater decides whether the others agree


def chip(rating: float | None, scale: RatingScale, basis: str = "") -> Html:
    """Show a rating as a coloured label without a link."""
    label = _label(rating, scale, basis)
    return markup('<span class="{}">{}</span>', _css(rating, scale, basis), label)


def chip_link(cell: Any, address: str, scale: RatingScale) -> Html:
    """Show a rating as a label that leads to its passages; missing leads nowhere."""
    rating, basis = cell.rating, cell.basis
    if basis == MISSING:
        return chip(rating, scale, basis)
    label = _label(rating, scale, basis)
    return link(address, label, _css(rating, scale, basis))


def _css(rating: float | None, scale: RatingScale, basis: str) -> str:
    if rating is None or pd.isna(rating):
        return f"rating {UNCERTAIN if basis == UNCERTAIN else MISSING}"
    return f"rating {palette.look(rating, scale)}"


def _label(rating: float | None, scale: RatingScale, basis: str) -> Html:
    if basis == UNCERTAIN:
        return markup(SIGN, "raters disagree", "?")
    if rating is None or pd.isna(rating):
        return markup(SIGN, "no evidence", TEXT_FILLER)
    return escape(scale.written(rating))


def because(cell: Any, scale: RatingScale, language: Language) -> str:
    """Say where a rating comes from and, where people gave it, what evidence says."""
    reason = cell.because[0].upper() + cell.because[1:]
    if cell.basis in (PROPOSED, MISSING):
        return reason if cell.basis == MISSING else f"Proposed: {cell.because}"
    if pd.isna(cell.proposed):
        evidence = f"{reason}."
    else:
        proposed = scale.written(cell.proposed)
        evidence = f"The evidence proposes {proposed}: {cell.because}."
    if cell.basis == CONSENSUS:
        return f"Consensus: {cell.reason} {evidence}"
    low, high = map(scale.written, (cell.raters_lowest, cell.raters_highest))
    span = low if low == high else f"{low} to {high}"
    who = language.count(cell.raters, "rater")
    verdict = "disagree" if cell.basis == UNCERTAIN else "agreed"
    few = "With so few, that means little. " if 1 < cell.raters < FEW_RATERS else ""
    given = f"{verdict if cell.raters > 1 else 'gave it'}: {span}"
    return f"{who} {given}. {few}{evidence}"

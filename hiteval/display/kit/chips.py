"""A rating as a coloured label, and in words where it comes from."""

from typing import Any

import pandas as pd

from hiteval.analysis.consensus import CONSENSUS, MISSING, PROPOSED, UNCERTAIN
from hiteval.catalogue import _
from hiteval.display.kit import palette
from hiteval.display.kit.html import TEXT_FILLER, Html, escape, link, markup
from hiteval.display.kit.words import capital
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
        return markup(SIGN, _("raters disagree"), "?")
    if rating is None or pd.isna(rating):
        return markup(SIGN, _("no evidence"), TEXT_FILLER)
    return escape(scale.written(rating))


def because(cell: Any, scale: RatingScale, language: Language) -> str:
    """Say where a rating comes from and, where people gave it, what evidence says."""
    if cell.basis == MISSING:
        return capital(cell.because)
    if cell.basis == PROPOSED:
        return _("Proposed: {reason}", reason=cell.because)
    if pd.isna(cell.proposed):
        evidence = f"{capital(cell.because)}."
    else:
        evidence = _(
            "The evidence proposes {rating}: {reason}.",
            rating=scale.written(cell.proposed),
            reason=cell.because,
        )
    if cell.basis == CONSENSUS:
        return f"{_('Consensus: {reason}', reason=cell.reason)} {evidence}"
    return f"{_by_raters(cell, scale, language)} {evidence}"


def _by_raters(cell: Any, scale: RatingScale, language: Language) -> str:
    """Say how many people gave a rating, and whether they agreed."""
    low, high = map(scale.written, (cell.raters_lowest, cell.raters_highest))
    span = low if low == high else _("{low} to {high}", low=low, high=high)
    who = language.count(cell.raters, "rater")
    if cell.raters == 1:
        return _("{raters} gave it: {levels}.", raters=who, levels=span)
    if cell.basis == UNCERTAIN:
        said = _("{raters} disagree: {levels}.", raters=who, levels=span)
    else:
        said = _("{raters} agreed: {levels}.", raters=who, levels=span)
    few = _("With so few, that means little.")
    return f"{said} {few}" if cell.raters < FEW_RATERS else said

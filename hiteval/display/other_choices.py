"""Which ratings other choices would change: another rule, or a part of the evidence."""

from typing import Any

import pandas as pd

from hiteval.analysis.robustness import BESIDE
from hiteval.catalogue import _
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import Html, join, joined, markup, paragraphs
from hiteval.display.kit.quantity import share
from hiteval.display.kit.table import records, table
from hiteval.display.variant_kinds import KINDS, moved, span
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.framework import RatingScale

PARTS = ("type_alone", "publisher_alone")


def of_team(variants: pd.DataFrame, team: Evaluation) -> Html:
    """Say which of the variants beside the grade change which of a team's ratings.

    Of a kind of source alone, or a publisher, only the side counts, where the scale has
    sides: few sources seldom reach an outer level, whatever they say.

    Parameters
    ----------
    variants : DataFrame
        From `hiteval.results.sureness.how_robust`, of one team.
    team : Evaluation
        The slice of that team.
    """
    say = team.language
    rated = variants[variants["rating"].notna()]
    if rated.empty:
        none = _("There is no proposed rating to work out in other ways.")
        return paragraphs([none])
    side = dict.fromkeys(PARTS, team.framework.rating_scale)
    changed = pd.DataFrame({k: moved(rated, k, side.get(k)) for k in BESIDE})
    some = changed.any(axis=1)
    number = int(some.sum())
    counted = share(quantity("proposed-another-by-choice", team, number), say)
    sentence = paragraphs([markup("Other choices would change {}.", counted)])
    if not number:
        return sentence
    return joined([sentence, _table(rated[some], changed[some], team)])


def _table(rated: pd.DataFrame, changed: pd.DataFrame, team: Evaluation) -> Html:
    scale = team.framework.rating_scale
    names = {c.id: c.name for c in team.framework.criteria}
    kinds = changed.to_dict("records")
    shown = pd.DataFrame(
        {
            _("Criterion"): rated["criterion_id"].map(names).tolist(),
            _("Proposed"): [chip(rating, scale) for rating in rated["rating"]],
            _("It would be"): [
                _instead(row, which, scale)
                for row, which in zip(records(rated), kinds, strict=True)
            ],
        }
    )
    caption = _(
        "Ratings that other choices change; of a part alone, only its side counts"
    )
    return table(shown, "other-choices", caption, css="stacked")


def _instead(row: Any, changed: dict[Any, bool], scale: RatingScale) -> Html:
    """Write what each kind of variant makes of a rating that it moves."""
    said = []
    for kind in BESIDE:
        low, high = getattr(row, f"{kind}_lowest"), getattr(row, f"{kind}_highest")
        reached = _("missing") if pd.isna(low) else span(low, high, scale)
        said += [f"{_(KINDS[kind])}: {reached}"] * changed[kind]
    return join(said, Html("<br>"))

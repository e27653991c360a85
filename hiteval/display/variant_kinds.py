"""The kinds of variant of a proposed rating: what they are called, what they change."""

import numpy as np
import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.study.framework import RatingScale

KINDS = {
    "without_a_source": N_("Without one source"),
    "resampled": N_("Sources resampled"),
    "parameters": N_("Other rule parameters"),
    "strand_alone": N_("One strand alone"),
    "coder_alone": N_("One coder alone"),
    "by_numbers": N_("The rule without its shares"),
    "neutral_ignored": N_("Neutral sources ignored"),
    "type_alone": N_("One kind of source alone"),
    "publisher_alone": N_("Self-published or other sources alone"),
    "given_twice": N_("Only what several coders gave"),
}


def moved(
    rows: pd.DataFrame, kind: str, side_of: RatingScale | None = None
) -> pd.Series:
    """Say where variants of a kind reach another level or side, or none at all."""
    levels = rows[["rating", f"{kind}_lowest", f"{kind}_highest"]]
    if side_of is not None and side_of.middle is not None:
        levels = levels.apply(lambda level: np.sign(level - side_of.middle))
    rating, low, high = (levels[name] for name in levels)
    other = (low != rating) | (high != rating)
    return other.fillna(True).astype("bool") & (rows[f"{kind}_variants"] > 0)


def span(low: float, high: float, scale: RatingScale) -> str:
    """Write the levels from one to another, which may be the same."""
    first, last = scale.written(low), scale.written(high)
    return first if low == high else _("{low} to {high}", low=first, high=last)

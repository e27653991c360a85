"""Ratings by where they stand on their scale, and the words for it.

On a scale of two sides, *strong* is above the neutral level; on one of one side it is
the highest level.
"""

import pandas as pd

from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit.html import Html, Text, markup
from hiteval.display.kit.quantity import numeral, share
from hiteval.display.kit.words import listed
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import is_strong, marked, quantity
from hiteval.study.framework import RatingScale

NO_CONTRARY_SIDE = N_(
    "The scale of this study has no contrary side. Evidence puts a criterion at a "
    "level, and none speaks against it."
)
FEW = 2  # levels that are named one by one


def strong(scale: RatingScale) -> str:
    """Name the strong levels: +1 or +2."""
    named = scale.above if scale.two_sided else scale.ratings[-1:]
    least, *others = map(scale.written, named)
    if not others:
        return least
    if len(named) > FEW:
        return _("{level} or above", level=least)
    return _("{level} or {other}", level=least, other=others[0])


def strong_share(of: Evaluation) -> Html:
    """Say how many ratings are strong: 290 of 334 ratings are above 0."""
    strong, scale = quantity("ratings-strong", of), of.framework.rating_scale
    if scale.middle is None:
        level = scale.ratings[-1]
        said = ngettext(
            "{share} is at {level}", "{share} are at {level}", strong.number
        )
    else:
        level = scale.middle
        said = ngettext(
            "{share} is above {level}", "{share} are above {level}", strong.number
        )
    return markup(said, share=share(strong, of.language), level=scale.written(level))


def flags(cells: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Say where ratings are ``strong``, evidence ``contrary``, ratings `marked`."""
    level = cells["rating"] == marked(scale)
    return pd.DataFrame(
        {
            "strong": is_strong(cells["rating"], scale),
            "contrary": cells["contrary"] > 0 if scale.two_sided else False,
            "level": level.fillna(False),
        }
    )


def groups(rated: pd.DataFrame, scale: RatingScale) -> dict[str, pd.DataFrame]:
    """Group rated criteria by where they stand, the highest first, with a lead each."""
    rating = rated["rating"]
    if scale.middle is None:
        found = {
            _("Rated {level}", level=scale.written(level)): rating == level
            for level in reversed(scale.ratings)
        }
        found[_("Rated between two levels")] = ~rating.isin(scale.ratings)
    else:
        top, middle = scale.ratings[-1], scale.middle
        found = {
            _("Rated {level}", level=scale.written(top)): rating == top,
            _("Rated above {level}", level=scale.written(middle)): (
                (rating > middle) & (rating < top)
            ),
            _("Mixed or neutral evidence"): rating == middle,
            _("Contrary evidence prevails"): rating < middle,
        }
    return {lead: rated[where] for lead, where in found.items()}


def distribution(evaluation: Evaluation) -> Text:
    """Say how many ratings are on each side, or at each level."""
    scale, say = evaluation.framework.rating_scale, evaluation.language
    strong = quantity("ratings-strong", evaluation)
    if scale.middle is None:
        rating = evaluation.cells["rating"]
        highest, *others = (
            (int((rating == level).sum()), scale.written(level))
            for level in reversed(scale.ratings)
        )
        said = ngettext(
            "{number} is at {level}", "{number} are at {level}", strong.number
        )
        first = markup(said, number=numeral(strong, say), level=highest[1])
        further = (
            _("{number} at {level}", number=say.numeral(n), level=at)
            for n, at in others
        )
        return listed([first, *further])
    middle = scale.written(scale.middle)
    level, below = (
        numeral(quantity(name, evaluation), say)
        for name in ("ratings-marked", "ratings-below")
    )
    said = ngettext(
        "{strong} is rated above {middle}, {level} at {middle} "
        "and {below} below {middle}",
        "{strong} are rated above {middle}, {level} at {middle} "
        "and {below} below {middle}",
        strong.number,
    )
    numbers = {"strong": numeral(strong, say), "level": level, "below": below}
    return markup(said, **numbers, middle=middle)

"""Ratings by where they stand on their scale, and the words for it.

On a scale of two sides, *strong* is above the neutral level; on one of one side it is
the highest level.
"""

import pandas as pd

from hiteval.display.kit.html import Text, markup
from hiteval.display.kit.quantity import numeral
from hiteval.display.kit.words import listed, verb
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import is_strong, marked, quantity
from hiteval.study.framework import RatingScale

NO_CONTRARY_SIDE = (
    "The scale of this study has no contrary side. Evidence puts a criterion at a "
    "level, and none speaks against it."
)
FEW = 2  # levels that are named one by one


def strong(scale: RatingScale) -> str:
    """Name the strong levels: +1 or +2."""
    named = scale.above if scale.two_sided else scale.ratings[-1:]
    if len(named) > FEW:
        return f"{scale.written(named[0])} or above"
    return " or ".join(map(scale.written, named))


def strong_side(scale: RatingScale) -> str:
    """Name where the strong levels are, to begin a sentence."""
    if scale.middle is None:
        return f"At {scale.written(scale.ratings[-1])}"
    return f"Above {scale.written(scale.middle)}"


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
            f"Rated {scale.written(level)}": rating == level
            for level in reversed(scale.ratings)
        }
        found["Rated between two levels"] = ~rating.isin(scale.ratings)
    else:
        top, middle = scale.ratings[-1], scale.middle
        found = {
            f"Rated {scale.written(top)}": rating == top,
            f"Rated above {scale.written(middle)}": (rating > middle) & (rating < top),
            "Mixed or neutral evidence": rating == middle,
            "Contrary evidence prevails": rating < middle,
        }
    return {lead: rated[where] for lead, where in found.items()}


def distribution(evaluation: Evaluation) -> Text:
    """Say how many ratings are on each side, or at each level."""
    scale, say = evaluation.framework.rating_scale, evaluation.language
    strong = quantity("ratings-strong", evaluation)
    be = verb(strong.number, "is", "are")
    if scale.middle is None:
        rating = evaluation.cells["rating"]
        highest, *others = (
            (int((rating == level).sum()), scale.written(level))
            for level in reversed(scale.ratings)
        )
        first = markup("{} {} at {}", numeral(strong, say), be, highest[1])
        return listed([first, *(f"{say.numeral(n)} at {at}" for n, at in others)])
    middle = scale.written(scale.middle)
    level, below = (
        numeral(quantity(name, evaluation), say)
        for name in ("ratings-marked", "ratings-below")
    )
    parts = (numeral(strong, say), be, middle, level, middle, below, middle)
    return markup("{} {} rated above {}, {} at {} and {} below {}", *parts)

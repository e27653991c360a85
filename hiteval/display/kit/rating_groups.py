"""Ratings by where they stand on their scale, and the words for it.

On a scale of two sides, *strong* is above the neutral level; on one of one side it is
the highest level.
"""

import pandas as pd

from hiteval.display.kit.words import listed, verb
from hiteval.language import Language
from hiteval.study.framework import RatingScale

NO_CONTRARY_SIDE = (
    "The scale of this study has no contrary side. Evidence puts a criterion at a "
    "level, and none speaks against it."
)
FEW = 2  # levels that are named one by one


def is_strong(cells: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Say where a rating is strong."""
    rating, middle = cells["rating"], scale.middle
    found = rating == scale.ratings[-1] if middle is None else rating > middle
    return found.fillna(False).astype("bool")


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


def marked(scale: RatingScale) -> int:
    """Return the neutral level, or the lowest of a scale of one side."""
    return scale.ratings[len(scale.below)]


def flags(cells: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Say where ratings are ``strong``, evidence ``contrary``, ratings `marked`."""
    level = cells["rating"] == marked(scale)
    return pd.DataFrame(
        {
            "strong": is_strong(cells, scale),
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


def distribution(rating: pd.Series, scale: RatingScale, language: Language) -> str:
    """Say how many ratings are on each side, or at each level."""
    numeral = language.numeral
    if scale.middle is None:
        highest, *others = (
            (int((rating == level).sum()), scale.written(level))
            for level in reversed(scale.ratings)
        )
        be = verb(highest[0], "is", "are")
        first = f"{numeral(highest[0])} {be} at {highest[1]}"
        return listed([first, *(f"{numeral(n)} at {level}" for n, level in others)])
    middle = scale.written(scale.middle)
    above = int((rating > scale.middle).sum())
    below = int((rating < scale.middle).sum())
    level = int((rating == scale.middle).sum())
    return (
        f"{numeral(above)} {verb(above, 'is', 'are')} rated above {middle}, "
        f"{numeral(level)} at {middle} and {numeral(below)} below {middle}"
    )

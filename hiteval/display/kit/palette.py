"""One look for ratings, in pictures and in tables.

Scales of two sides have the colours of ColorBrewer's BrBG (brown to blue-green), those
of one side its Blues, light to dark. Readers with any form of colour blindness can tell
them apart; none of them is red or green. Missing is a hatch, never a colour, so that it
cannot be taken for a level.
"""

import numpy as np

from hiteval.study.framework import RatingScale

# By the class that a rating has in tables; `book/_static/hiteval.css` has them too.
COLOURS = {
    "minus-2": "#a6611a",
    "minus-1": "#dfc27d",
    "level-0": "#f5f5f5",
    "plus-1": "#80cdc1",
    "plus-2": "#018571",
}
# For sides of three levels and more, from the neutral level outwards.
BROWNS = ("#f6e8c3", "#dfc27d", "#bf812d", "#8c510a", "#543005")
GREENS = ("#c7eae5", "#80cdc1", "#35978f", "#01665e", "#003c30")
BLUES = (
    *("#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6"),
    *("#4292c6", "#2171b5", "#08519c", "#08306b"),
)
for _side, _shades in (("minus", BROWNS), ("plus", GREENS), ("step", BLUES)):
    COLOURS |= {f"{_side}-shade-{n}": c for n, c in enumerate(_shades, start=1)}
FEW = 2  # levels of a side that have colours of their own
PATTERNS = {  # hatch and meaning
    "between": ("..", "between levels"),
    "uncertain": ("xx", "raters disagree"),
    "missing": ("////", "no evidence"),
}
PATTERN_INK = "#767676"
STRAND_LOOKS = (
    ("#35618f", ""),
    ("#e0a13c", ".."),
    ("#7a4e8a", "xx"),
    ("#5c7f5c", "--"),
)
DOT = "#35618f"
# Grounds that need white letters.
DARK = ("#018571", "#a6611a", *BROWNS[3:], *GREENS[3:], *BLUES[6:])
STRAND_CODES = {  # colour, hatch, letter, meaning
    "agreement": ("#018571", "", "A", "agreement"),
    "partial agreement": ("#80cdc1", "", "P", "partial agreement"),
    "dissonance": ("#a6611a", "", "D", "dissonance"),
    "silence": ("#f5f5f5", "", "S", "one strand is silent"),
    "no evidence": ("#ffffff", "////", "", "no evidence"),
}
COVERAGE = {
    "covered": ("#018571", "", "C", "covered"),
    "covered, one strand unread": ("#dfc27d", "", "U", "covered, a strand unread"),
    "silent in one strand": ("#80cdc1", "", "S", "one strand is silent"),
    "sought and none": ("#ffffff", "////", "", "sought and none"),
    "not sought": ("#ffffff", "xx", "", "not sought"),
}


def look(rating: float, scale: RatingScale) -> str:
    """Return the class of a rating: the name of its look in tables.

    What lies between two levels looks like the one nearer to the neutral level, or like
    the lower one on a scale of one side.
    """
    place = float(np.interp(rating, scale.ratings, range(len(scale.ratings))))
    if not scale.two_sided:
        return f"step-shade-{_shade(place, len(scale.ratings) - 1, BLUES)}"
    away = place - len(scale.below)
    side = scale.above if away > 0 else scale.below
    sign = "plus" if away > 0 else "minus" if away < 0 else "level"
    if away == 0 or len(side) <= FEW:
        return f"{sign}-{abs(away):g}".replace(".", "-")
    return f"{sign}-shade-{_shade(max(abs(away) - 1, 0), len(side) - 1, GREENS)}"


def colour(level: int, scale: RatingScale) -> str:
    """Return the colour of a level in pictures."""
    return COLOURS[look(level, scale)]


def _shade(steps: float, most: int, shades: tuple[str, ...]) -> int:
    return 1 + round(int(steps) * (len(shades) - 1) / most)

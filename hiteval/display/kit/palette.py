"""One look for ratings, in pictures and in tables.

Scales of two sides have the colours of ColorBrewer's BrBG (brown to blue-green), those
of one side its Blues, light to dark. Readers with any form of colour blindness can tell
them apart; none of them is red or green. Missing is a hatch, never a colour, so that it
cannot be taken for a level.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from hiteval.catalogue import N_
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
# Of which `book/_static/pictures.css` has two, for light and dark pages.
INK, MUTED, RULE, GROUND = "#111111", "#5a5f66", "#d9dce0", "#fdfdfd"
ACCENT, OCHRE, BROWN, GREY = "#35618f", "#a8690c", "#7a3e0c", "#c9ccd1"
STRANDS = (ACCENT, "#e0a13c", "#7a4e8a", "#5c7f5c")
LEADS = "#fefefe"  # nothing to see: where a row leads somewhere
ON_DARK, ON_LIGHT = "#ffffff", "#000000"  # letters on colours, on either page
NAMES = {
    **{colour: name for name, colour in reversed(COLOURS.items())},
    **dict(zip(STRANDS[1:], ("strand-2", "strand-3", "strand-4"), strict=True)),
    INK: "ink",
    MUTED: "muted",
    RULE: "rule",
    GROUND: "ground",
    ACCENT: "accent",
    OCHRE: "ochre",
    BROWN: "brown",
    GREY: "grey",
    LEADS: "leads",
    ON_DARK: "on-dark",
    ON_LIGHT: "on-light",
}
# Grounds that need white letters.
DARK = ("#018571", "#a6611a", *BROWNS[3:], *GREENS[3:], *BLUES[6:])


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled; ``open`` is a dashed line round nothing."""

    colour: str
    open: bool = False

    @property
    def look(self) -> dict[str, Any]:
        """As matplotlib takes it."""
        if self.open:
            dashed = (0, (3, 2))
            edge = {"edgecolor": MUTED, "linewidth": 0.8, "linestyle": dashed}
            return {"facecolor": "none", **edge}
        edged = NAMES[self.colour] in COLOURS  # some could not be told from the page
        line = {"edgecolor": MUTED, "linewidth": 0.5} if edged else {"linewidth": 0}
        return {"facecolor": self.colour, **line}

    @property
    def letters(self) -> str:
        """The colour of letters on it."""
        if self.open or self.colour in (RULE, GREY):
            return INK
        if self.colour in STRANDS:
            return GROUND
        return ON_DARK if self.colour in DARK else ON_LIGHT


HOLLOW = Paint(GROUND, open=True)
PATTERNS = {  # of cells without a level, and what they mean
    "between": (Paint(RULE), N_("between levels")),
    "uncertain": (Paint(GREY), N_("raters disagree")),
    "missing": (HOLLOW, N_("no evidence")),
}
Sign = tuple[Paint, str, str]  # look, letter and meaning of a category
STRAND_CODES: dict[str, Sign] = {
    "agreement": (Paint("#018571"), "A", N_("agreement")),
    "partial agreement": (Paint("#80cdc1"), "P", N_("partial agreement")),
    "dissonance": (Paint("#a6611a"), "D", N_("dissonance")),
    "silence": (Paint("#f5f5f5"), "S", N_("one strand is silent")),
    "no evidence": (HOLLOW, "", N_("no evidence")),
}
COVERAGE: dict[str, Sign] = {
    "covered": (Paint("#018571"), "C", N_("covered")),
    "covered, one strand unread": (
        Paint("#dfc27d"),
        "U",
        N_("covered, a strand unread"),
    ),
    "silent in one strand": (Paint("#80cdc1"), "S", N_("one strand is silent")),
    "sought and none": (HOLLOW, "", N_("sought and none")),
    "not sought": (Paint(GREY), "N", N_("not sought")),
}


def name_of(colour: str) -> str:
    """Return the class of a colour.

    >>> name_of("#35618f")
    'accent'
    """
    return NAMES[colour]


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

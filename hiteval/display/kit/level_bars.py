"""A small drawing of many levels: a bar for each, in groups, on one line.

It is SVG in the page itself, in the colours of the page. All bars of a kind are one
path, so that hundreds of drawings are light.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.scale_steps import as_steps
from hiteval.catalogue import _
from hiteval.display.kit.html import Html, join, markup
from hiteval.study.framework import RatingScale

WIDE, HIGH = 160, 64  # units of the drawing
APART, SPARE = 6, 0.25  # between groups; the share of a bar's room that stays free
TICK = 3  # height of a bar that is on the line itself
DRAWING = (
    '<svg class="level-bars" viewBox="0 -2 {} {}" role="img" aria-label="{}">{}</svg>'
)
SWATCH = (
    '<svg class="level-bars swatch" viewBox="0 0 10 16" aria-hidden="true">'
    '<path class="{}" d="M1 {}h8v{}h-8z"></path></svg>'
)

Kind = Literal["up", "down", "step", "level", "missing", "uncertain"]
OF_SWATCH = {"level": (7, TICK)}  # where it begins, and its height


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn of one level: how it looks, its top and its height."""

    kind: Kind
    top: float
    height: float


def bars(ratings: pd.Series, basis: pd.Series, scale: RatingScale) -> list[Bar]:
    """Say how ratings are drawn.

    Parameters
    ----------
    ratings : Series
        Levels or what lies between two; missing where there is none.
    basis : Series
        Why there is none: `hiteval.analysis.consensus.UNCERTAIN`, or no evidence.
    scale : RatingScale
        On two sides, bars go up and down from the neutral level; on one, they stand on
        the ground, and the lowest level has a bar too.
    """
    steps = as_steps(ratings.astype("Float64"), scale)
    pairs = zip(steps, basis, strict=True)
    return [_empty(b) if pd.isna(s) else _bar(float(s), scale) for s, b in pairs]


def level_bars(groups: Sequence[Sequence[Bar]], told: str, scale: RatingScale) -> Html:
    """Draw groups of bars from left to right.

    Parameters
    ----------
    groups : sequence of sequence of Bar
        From `bars`.
    told : str
        What they show, for those who cannot see it.
    scale : RatingScale
        The scale of all of them.
    """
    room = (WIDE - APART * (len(groups) - 1)) / max(sum(map(len, groups)), 1)
    left, outlines = 0.0, defaultdict(list)
    for group in groups:
        width = room * len(group)
        outlines["line"].append(_outline(left, _line(scale) - 0.5, width, 1))
        for number, bar in enumerate(group):
            spare = 0 if bar.kind == "missing" else SPARE
            x, wide = left + room * (number + spare / 2), room * (1 - spare)
            outlines[bar.kind].append(_outline(x, bar.top, wide, bar.height))
        left += width + APART
    paths = [
        markup('<path class="{}" d="{}"></path>', kind, "".join(drawn))
        for kind, drawn in sorted(outlines.items())
    ]
    return markup(DRAWING, WIDE, HIGH + 4, told, join(paths))


def key(basis: Collection[str], scale: RatingScale) -> Iterator[tuple[Html, str]]:
    """Give each look that bars have, drawn, and what it means.

    Parameters
    ----------
    basis : collection of str
        Where the ratings come from: looks of what none of them is are left out.
    scale : RatingScale
        As for `bars`.
    """
    if scale.middle is None:
        yield _swatch("step"), _("a taller bar is a higher level")
    else:
        middle = scale.written(scale.middle)
        yield _swatch("up"), _("above {level}", level=middle)
        yield _swatch("level"), _("at {level}", level=middle)
        yield _swatch("down"), _("below {level}", level=middle)
    if MISSING in basis:
        yield _swatch("missing"), _("no evidence")
    if UNCERTAIN in basis:
        yield _swatch("uncertain"), _("raters disagree")


def _swatch(kind: Kind) -> Html:
    return markup(SWATCH, kind, *OF_SWATCH.get(kind, (1, 14)))


def _line(scale: RatingScale) -> float:
    """Find the height of the line on which bars stand, or from which they hang."""
    return HIGH * len(scale.above) / _levels(scale)


def _levels(scale: RatingScale) -> int:
    """Count the levels that have room of their own beside the line."""
    return len(scale.above) + len(scale.below)


def _empty(basis: str) -> Bar:
    return Bar("uncertain" if basis == UNCERTAIN else "missing", 0, HIGH)


def _bar(step: float, scale: RatingScale) -> Bar:
    line, unit = _line(scale), HIGH / _levels(scale)
    if not scale.two_sided:
        return Bar("step", line - unit * (step + 1), unit * (step + 1))
    away = step - len(scale.below)
    if away == 0:
        return Bar("level", line - TICK / 2, TICK)
    height = unit * abs(away)
    return Bar("up", line - height, height) if away > 0 else Bar("down", line, height)


def _outline(x: float, y: float, wide: float, high: float) -> str:
    across = _number(wide)
    return f"M{_number(x)} {_number(y)}h{across}v{_number(high)}h-{across}z"


def _number(value: float) -> str:
    return f"{round(value, 1):g}"

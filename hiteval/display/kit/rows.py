"""Rows of a picture: their names, and where what they hold is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from hiteval.display.kit.measure import fitted
from hiteval.display.kit.palette import LEADS, MUTED, RULE, Paint
from hiteval.display.kit.renderer import NAME
from hiteval.display.kit.sheet import (
    BAR,
    GAP,
    LEAD,
    ROW,
    SMALL,
    Sheet,
    box,
    pixels,
    rules,
    write,
)

NAMES = 240.0  # pixels for names beside a wide picture
LINES = 2  # of a name
HEADING = 28.0
UNDER = 0  # below all else, and so beside each other: the parts of a link


@dataclass(frozen=True, slots=True)
class Rows:
    """The names of a picture's rows, where they lead to, and headings above some."""

    names: Sequence[str]
    urls: Sequence[str] = ()
    headings: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Laid:
    """Where rows are: the left end of what they hold, their middles and the end."""

    left: float
    middles: list[float]
    bottom: float


def rows(sheet: Sheet, of: Rows, top: float, bar: float = BAR) -> Laid:
    """Name rows: at their left or, on a phone, above them.

    A row that leads somewhere is one link, as wide as the picture.
    """
    narrow = sheet.narrow
    room = sheet.across if narrow else NAMES
    names = [fitted(name, room / NAME, LINES) for name in of.names]
    most = max((pixels(line, NAME) for lines in names for line in lines), default=0)
    left = 0 if narrow else most + 2 * GAP
    middles, y = [], top
    for number, lines in enumerate(names):
        if number in of.headings:
            y = _heading(sheet, of.headings[number], y, first=number == 0)
        tall = len(lines) * LEAD * NAME
        high = tall + bar + 14 if narrow else max(ROW, tall + 8, bar + 8)
        at = 0, y + 2 + tall / 2 if narrow else y + high / 2
        url = of.urls[number] if of.urls else ""
        ground = [box(sheet, (0, y), (sheet.across, high), Paint(LEADS))] if url else []
        name = write(sheet, at, lines, size=NAME)
        for part in [*ground, *name] if url else ():
            part.set(url=url, zorder=UNDER)
        middles.append(y + 5 + tall + bar / 2 if narrow else y + high / 2)
        y += high
    return Laid(left, middles, y)


def _heading(sheet: Sheet, text: str, top: float, first: bool) -> float:
    """Write what the rows below have in common; return where they begin."""
    y = top if first else top + 8
    (line,) = fitted(text, sheet.across / SMALL)
    write(sheet, (0, y + HEADING / 2), line, colour=MUTED)
    under = y + HEADING - 2
    rules(sheet, (0, under, sheet.across, under), RULE)
    return y + HEADING + 2


def upright(sheet: Sheet, x: float, laid: Laid, top: float, colour: str) -> None:
    """Draw a line down all rows; on a phone not through their names."""
    if sheet.narrow:
        beside(sheet, x, laid, colour)
    else:
        rules(sheet, (x, top, x, laid.bottom), colour)


def beside(sheet: Sheet, x: float, laid: Laid, colour: str) -> None:
    """Draw a line through what each row holds, and not through its name."""
    middles, half = np.array(laid.middles), ROW / 2 - 3
    rules(sheet, (x, middles - half, x, middles + half), colour)

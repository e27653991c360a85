"""What pictures are made of: lines of text, legends, and rows with their names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from hiteval.display.kit.measure import fitted, width
from hiteval.display.kit.palette import INK, LEADS, MUTED, RULE, Paint
from hiteval.display.kit.picture import WIDTHS
from hiteval.display.kit.renderer import NAME

Align = Literal["left", "center", "right"]
SMALL = 12.0  # letters of numbers and legends
LEAD = 1.3  # em from one line to the next, which high scripts need
RISE = 0.35  # em from the middle of letters to their base line
GAP = 10.0  # pixels between a name and what it names
BAR = 14.0  # height of a bar
SWATCH = 11.0
NAMES = 240.0  # pixels for names beside a wide picture
LINES = 2  # of a name
ROW = 26.0  # from one row of one line to the next
HEADING = 28.0
UNDER = 0  # below all else, and so beside each other: the parts of a link


def across(ax: Axes) -> float:
    """Return how wide the picture is."""
    return ax.get_xlim()[1]


def is_narrow(ax: Axes) -> bool:
    """Tell whether it is for a phone."""
    return across(ax) < WIDTHS["wide"]


def pixels(text: str, size: float = SMALL) -> float:
    """Return how wide a text may become."""
    return width(text) * size


def write(
    ax: Axes,
    at: tuple[float, float],
    lines: str | Sequence[str],
    align: Align = "left",
    colour: str = INK,
    size: float = SMALL,
) -> list[Artist]:
    """Write one or more lines round a point: its height is the middle of them all."""
    lines = [lines] if isinstance(lines, str) else lines
    first = at[1] - (len(lines) - 1) * LEAD * size / 2 + RISE * size
    places = (first + number * LEAD * size for number in range(len(lines)))
    look: Any = {"ha": align, "va": "baseline", "color": colour, "size": size}
    pairs = zip(places, lines, strict=True)
    return [ax.text(at[0], y, line, **look) for y, line in pairs]


def box(
    ax: Axes, corner: tuple[float, float], size: tuple[float, float], paint: Paint
) -> Artist:
    """Draw a rectangle from its upper left corner."""
    return ax.add_patch(Rectangle(corner, *size, **paint.look))


def rule(ax: Axes, xs: Sequence[float], ys: Sequence[float], colour: str) -> None:
    """Draw a thin line from one point to another."""
    ax.plot(xs, ys, color=colour, linewidth=1, solid_capstyle="butt", zorder=0.5)


def upright(ax: Axes, x: float, laid: "Laid", top: float, colour: str) -> None:
    """Draw a line down all rows; on a phone not through their names."""
    if not is_narrow(ax):
        rule(ax, [x, x], [top, laid.bottom], colour)
        return
    for middle in laid.middles:
        rule(ax, [x, x], [middle - ROW / 2 + 3, middle + ROW / 2 - 3], colour)


Sign = Callable[[Axes, float, float], object]  # draws at the middle of a swatch


def swatch(paint: Paint) -> Sign:
    """Draw a square of a look."""
    half = SWATCH / 2
    return lambda ax, x, y: box(ax, (x - half, y - half), (SWATCH, SWATCH), paint)


def legend(ax: Axes, entries: Iterable[tuple[Sign, str]], top: float = 0) -> float:
    """Explain signs in as many lines as they need, and return where these end.

    One sign alone needs no words: the title has them.
    """
    entries = list(entries)
    if len(entries) < 2:
        return top
    x, middle = 0.0, top + ROW / 2
    for sign, label in entries:
        room = across(ax) - SWATCH - 8
        (text,) = fitted(label, room / SMALL)
        wide = SWATCH + 6 + pixels(text)
        if x and x + wide > across(ax):
            x, middle = 0.0, middle + 20
        sign(ax, x + SWATCH / 2, middle)
        write(ax, (x + SWATCH + 6, middle), text, colour=MUTED)
        x += wide + 16
    return middle + ROW / 2 + 2


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


def rows(ax: Axes, of: Rows, top: float, bar: float = BAR) -> Laid:
    """Name rows: at their left or, on a phone, above them.

    A row that leads somewhere is one link, as wide as the picture.
    """
    narrow = is_narrow(ax)
    room = across(ax) if narrow else NAMES
    names = [fitted(name, room / NAME, LINES) for name in of.names]
    most = max((pixels(line, NAME) for lines in names for line in lines), default=0)
    left = 0 if narrow else most + 2 * GAP
    middles, y = [], top
    for number, lines in enumerate(names):
        if number in of.headings:
            y = _heading(ax, of.headings[number], y, first=number == 0)
        tall = len(lines) * LEAD * NAME
        high = tall + bar + 14 if narrow else max(ROW, tall + 8, bar + 8)
        at = 0, y + 2 + tall / 2 if narrow else y + high / 2
        url = of.urls[number] if of.urls else ""
        ground = [box(ax, (0, y), (across(ax), high), Paint(LEADS))] if url else []
        name = write(ax, at, lines, size=NAME)
        for part in [*ground, *name] if url else ():
            part.set(url=url, zorder=UNDER)
        middles.append(y + 5 + tall + bar / 2 if narrow else y + high / 2)
        y += high
    return Laid(left, middles, y)


def _heading(ax: Axes, text: str, top: float, first: bool) -> float:
    """Write what the rows below have in common; return where they begin."""
    y = top if first else top + 8
    (line,) = fitted(text, across(ax) / SMALL)
    write(ax, (0, y + HEADING / 2), line, colour=MUTED)
    rule(ax, [0, across(ax)], [y + HEADING - 2] * 2, RULE)
    return y + HEADING + 2

"""What pictures are drawn on, and of: lines of text, boxes, rules, marks, legends."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from numpy.typing import ArrayLike

from hiteval.display.kit.measure import fitted, width
from hiteval.display.kit.palette import INK, MUTED, Paint

Align = Literal["left", "center", "right"]
WIDTHS = {"wide": 720, "narrow": 344}  # pixels; a phone is at least 320 wide
SMALL = 12.0  # letters of numbers and legends
LEAD = 1.3  # em from one line to the next, which high scripts need
RISE = 0.35  # em from the middle of letters to their base line
GAP = 10.0  # pixels between a name and what it names
BAR = 14.0  # height of a bar
SWATCH = 11.0
ROW = 26.0  # from one row of one line to the next
AS_IT_STANDS = IdentityTransform()
LINE = [Path.MOVETO, Path.LINETO]
BOX = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY]
Numbers = tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]  # one each, or many


class Sheet(Figure):
    """What a picture is drawn on: a unit is a pixel, and y is counted from the top.

    Parameters
    ----------
    across : float
        How wide it is: one of ``WIDTHS``.
    """

    def __init__(self, across: float) -> None:
        # Axes are placed in shares of a figure, which are pixels in one of a pixel.
        super().__init__(figsize=(1 / 72, 1 / 72), dpi=72, frameon=False)
        self.across = across
        self.narrow = across < WIDTHS["wide"]

    def put(self, artist: Artist) -> Artist:
        """Add what is drawn; axes would only take time, as all has its place."""
        artist.set_transform(AS_IT_STANDS)
        return self.add_artist(artist)


class Line(Text):
    """A line of text by the place on its base line that it is aligned to."""

    def draw(self, renderer: RendererBase) -> None:
        """Hand it over; matplotlib would lay it out first, which browsers do."""
        gc = renderer.new_gc()
        gc.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        gc.set_url(self.get_url())
        (x, y), font = self.get_position(), self.get_fontproperties()
        angle = self.get_rotation()
        renderer.draw_text(gc, x, y, self.get_text(), font, angle, mtext=self)


def pixels(text: str, size: float = SMALL) -> float:
    """Return how wide a text may become."""
    return width(text) * size


def write(
    sheet: Sheet,
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
    look: Any = {"ha": align, "color": colour, "size": size}
    pairs = zip(places, lines, strict=True)
    return [sheet.put(Line(at[0], y, line, **look)) for y, line in pairs if line]


def write_upwards(sheet: Sheet, at: tuple[float, float], line: str) -> None:
    """Write a line from where its base line begins, at its lower end."""
    sheet.put(Line(*at, line, color=MUTED, size=SMALL, rotation=90))


def box(
    sheet: Sheet, corner: tuple[float, float], size: tuple[float, float], paint: Paint
) -> Artist:
    """Draw a rectangle from its upper left corner."""
    return boxes(sheet, (*corner, *size), paint)


def boxes(sheet: Sheet, sides: Numbers, paint: Paint) -> Artist:
    """Draw rectangles of one look: x and y of their corners, widths and heights.

    One that is less than 0 wide or high is left of its corner or above it.
    """
    outlines = [
        ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y))
        for x, y, wide, high in np.broadcast(*sides)
    ]
    return _shape(sheet, outlines, BOX, **paint.look)


def rules(sheet: Sheet, ends: Numbers, colour: str) -> None:
    """Draw thin lines below bars: x and y where they begin, then where they end."""
    _lines(sheet, ends, edgecolor=colour, linewidth=1, zorder=0.5)


def ranges(sheet: Sheet, ends: Numbers, colour: str) -> None:
    """Draw thick lines, as `rules` does thin ones, above bars and below marks."""
    _lines(sheet, ends, edgecolor=colour, linewidth=2, zorder=2)


def _lines(sheet: Sheet, ends: Numbers, **look: Any) -> None:
    lines = [((x, y), (to_x, to_y)) for x, y, to_x, to_y in np.broadcast(*ends)]
    _shape(sheet, lines, LINE, facecolor="none", **look)


def _shape(
    sheet: Sheet, parts: Sequence[Any], codes: Sequence[Any], **look: Any
) -> Artist:
    """Draw parts of one kind as one shape, which takes no longer than one of them."""
    path = Path(np.reshape(parts, (-1, 2)), [*codes] * len(parts))
    return sheet.put(PathPatch(path, **look))


@dataclass(frozen=True, slots=True)
class Mark:
    """How a mark looks: its shape as matplotlib names it, and the line round it."""

    shape: str
    size: float
    fill: str
    edge: str
    thick: float


def marks(sheet: Sheet, xs: ArrayLike, ys: ArrayLike, of: Mark) -> None:
    """Draw marks of one look above bars and lines."""
    face: Any = {"markersize": of.size, "markerfacecolor": of.fill}
    edge: Any = {"markeredgecolor": of.edge, "markeredgewidth": of.thick}
    look: Any = {"marker": of.shape, "linestyle": "", "zorder": 3}
    sheet.put(Line2D(xs, ys, **look, **face, **edge))


Sign = Callable[[Sheet, float, float], object]  # draws at the middle of a swatch


def swatch(paint: Paint) -> Sign:
    """Draw a square of a look."""
    half = SWATCH / 2
    return lambda sheet, x, y: box(sheet, (x - half, y - half), (SWATCH, SWATCH), paint)


def legend(sheet: Sheet, entries: Iterable[tuple[Sign, str]], top: float = 0) -> float:
    """Explain signs in as many lines as they need, and return where these end.

    One sign alone needs no words: the title has them.
    """
    entries = list(entries)
    if len(entries) < 2:
        return top
    x, middle = 0.0, top + ROW / 2
    for sign, label in entries:
        room = sheet.across - SWATCH - 8
        (text,) = fitted(label, room / SMALL)
        wide = SWATCH + 6 + pixels(text)
        if x and x + wide > sheet.across:
            x, middle = 0.0, middle + 20
        sign(sheet, x + SWATCH / 2, middle)
        write(sheet, (x + SWATCH + 6, middle), text, colour=MUTED)
        x += wide + 16
    return middle + ROW / 2 + 2

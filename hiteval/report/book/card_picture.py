"""The picture that messengers show of a page: 1200 by 630 pixels, few bytes.

The colours are those of `hiteval.display.kit.palette`, and each rating is written out
too, so that nothing depends on colour. The same data give the same bytes.
"""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import wrap
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D
from PIL import Image

from hiteval.display.kit import palette
from hiteval.display.kit.words import short

WIDE, HIGH, EDGE = 1200, 630, 64  # pixels
INK, QUIET = "#1d2730", "#4f5b66"
FONT = "DejaVu Sans"  # ships with matplotlib: the same on every machine
LOOK: dict[Any, Any] = {
    "font.family": FONT,
    "hatch.linewidth": 1,
    "text.parse_math": False,  # a $ in a name is a $
}
PIXELS = Affine2D().scale(1, -1).translate(0, HIGH)  # from the top left
CENTRED: dict[str, Any] = {"ha": "center", "va": "center"}
SIZES = {64: 2, 50: 2, 40: 3}  # of the heading, and how many lines there are at most
LETTER = 0.66  # its width, as a share of its size
TOP, BELOW = 300, 520  # where rows are
BARS, TALL, GAP = 470, 44, 10  # where they begin, how high they are, what is between
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a row: its share of it, what is written on it, and how it is drawn.

    ``said`` tells those who cannot see it. ``colour`` is empty where there is no
    rating, and the part is hatched.
    """

    share: float
    label: str
    said: str
    colour: str = ""
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture shows: texts, and named rows of parts."""

    above: str
    heading: str
    rows: Sequence[tuple[str, Sequence[Part]]]
    caption: str
    below: str

    @property
    def alt(self) -> str:
        """What it shows, for those who cannot see it."""
        told = (f"{name}: {', '.join(p.said for p in row)}." for name, row in self.rows)
        return " ".join([f"{self.heading}.", *told])


def draw(shown: Drawn) -> bytes:
    """Draw a picture as a PNG file."""
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(LOOK)
        figure = Figure(figsize=(WIDE / 100, HIGH / 100), dpi=100, facecolor="white")
        canvas: Any = FigureCanvasAgg(figure)
        _write(figure, shown)
        for number, (name, parts) in enumerate(shown.rows[:MOST_ROWS]):
            _draw_row(figure, number, min(len(shown.rows), MOST_ROWS), name, parts)
        canvas.draw()
    drawn = Image.frombuffer("RGBA", (WIDE, HIGH), canvas.buffer_rgba()).convert("RGB")
    content = io.BytesIO()
    # In 32 colours, and without a text chunk that would tell when it was made.
    drawn.quantize(32, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        content, "png"
    )
    return content.getvalue()


def legible(text: str) -> str:
    """Return a text without what the font lacks; nothing if most of it is lacking."""
    known = "".join(c for c in text if c.isspace() or ord(c) in _letters())
    letters = [sum(map(str.isalnum, part)) for part in (known, text)]
    return " ".join(known.split()) if 2 * letters[0] >= letters[1] else ""


@cache
def _letters() -> frozenset[int]:
    """Return the characters of the font that ships with matplotlib."""
    return frozenset(get_font(findfont(FONT)).get_charmap())


def _write(figure: Figure, shown: Drawn) -> None:
    size, lines = _heading(legible(shown.heading))
    _say(figure, EDGE, 84, short(legible(shown.above), 66), 26, color=QUIET)
    for number, line in enumerate(lines):
        y = 110 + size + number * size * 1.15
        _say(figure, EDGE, y, line, size, color=INK, weight="bold")
    _say(figure, EDGE, 548, shown.caption, 20, color=QUIET)
    _say(figure, EDGE, 590, short(legible(shown.below), 86), 20, color=INK)


def _heading(text: str) -> tuple[int, list[str]]:
    """Return the largest size in which a heading fits, and its lines."""
    for size, most in SIZES.items():
        lines = wrap(text, int((WIDE - 2 * EDGE) / (LETTER * size))) or [""]
        if len(lines) <= most:
            return size, lines
    *kept, last = lines[:most]
    return size, [*kept, f"{last[:-1]}…"]


def _draw_row(
    figure: Figure, number: int, rows: int, name: str, parts: Sequence[Part]
) -> None:
    """Draw a row: its name, and its parts beside one another."""
    height = min(TALL, (BELOW - TOP) / rows - GAP)
    y = TOP + number * (height + GAP)
    middle = y + height / 2
    size = min(22, height * 0.7)
    _say(figure, EDGE, middle, short(legible(name), 34), size, color=INK, va="center")
    left = float(BARS)
    for part in parts:
        wide = part.share * (WIDE - EDGE - BARS)
        _draw_part(figure, part, left, y, wide, height)
        left += wide


def _draw_part(
    figure: Figure, part: Part, left: float, y: float, wide: float, height: float
) -> None:
    rated = bool(part.colour)
    look: dict[str, Any] = {
        "facecolor": part.colour or "white",
        "edgecolor": QUIET if rated else palette.MUTED,
        "hatch": part.hatch,
        "linewidth": 1,
    }
    figure.add_artist(Rectangle((left, y), wide, height, transform=PIXELS, **look))
    size = min(20, height * 0.6)
    if rated and wide > LETTER * size * (len(part.label) + 0.6):
        colour = "white" if part.colour in palette.DARK else "black"
        place = left + wide / 2, y + height / 2
        _say(figure, *place, part.label, size, color=colour, **CENTRED)


def _say(
    figure: Figure, x: float, y: float, text: str, size: float, **look: Any
) -> None:
    """Write a text whose size is in pixels: 100 of them are an inch, or 72 points."""
    figure.text(x, y, text, transform=PIXELS, size=size * 0.72, **look)

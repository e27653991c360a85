"""One picture, the house's way: its finding, how to read it, and its numbers.

A picture is drawn twice: for pages, and for screens that are as narrow as a phone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hiteval.catalogue import _
from hiteval.display.kit.html import Html, Text, folded, join, markup
from hiteval.display.kit.renderer import NAME, Canvas
from hiteval.display.kit.table import table

WIDTHS = {"wide": 720, "narrow": 344}  # pixels; a phone is at least 320 wide
# A $ in a name is a $.
LOOK: dict[Any, Any] = {
    "font.size": NAME,
    "text.parse_math": False,
}
DRAWING = (
    '<svg class="{css}" width="{width}" height="{height}" '
    'viewBox="0 0 {width} {height}" role="{role}" aria-label="{alt}">{inner}</svg>'
)
FIGURE = (
    '<figure class="picture" id="{name}"><figcaption><b>{title}</b> {how}</figcaption>'
    "{drawings}</figure>{behind}"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a picture.

    ``title`` is what it finds and ``how`` says how to read it, both in sentences;
    ``alt`` is the pattern that it shows, for those who cannot see it; ``question`` is
    what its numbers answer, the caption of their table.
    """

    title: Text
    how: str
    alt: str
    question: str


def picture(
    name: str, draw: Callable[[Axes], float], told: Told, numbers: pd.DataFrame
) -> Html:
    """Draw a picture.

    Parameters
    ----------
    name : str
        Unique on the page.
    draw : callable
        Draws on the axes that it is given, of which a unit is a pixel and y is counted
        from the top, and returns how high it became. The axes are as wide as one of
        ``WIDTHS``.
    told : Told
        What is said of it.
    numbers : DataFrame
        What was drawn, folded away beneath it.
    """
    drawings = join(_drawn(draw, css, told.alt) for css in WIDTHS)
    behind = folded(
        _("The numbers behind this picture"),
        table(numbers, f"{name}-numbers", told.question),
    )
    parts = {"title": told.title, "how": told.how, "drawings": drawings}
    return markup(FIGURE, name=name, **parts, behind=behind)


def _drawn(draw: Callable[[Axes], float], css: str, alt: str) -> Html:
    """Draw one variant; what has links is a group, as an image may not have any."""
    width = WIDTHS[css]
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(LOOK)
        figure = Figure(dpi=72, frameon=False)
        canvas = Canvas(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width))
        axes.axis("off")
        height = round(draw(axes))
        axes.set(xlim=(0, width), ylim=(height, 0))
        figure.set_size_inches(width / 72, height / 72)
        inner = canvas.drawing()
    role = "group" if "<a " in str(inner) else "img"
    parts = {"role": role, "alt": alt, "inner": inner}
    return markup(DRAWING, css=css, width=width, height=height, **parts)

"""One picture, the house's way: a question, a text alternative, its numbers."""

import base64
import io
import warnings
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from hiteval.display.kit.grid import MOST_ROWS
from hiteval.display.kit.html import Html, folded, markup
from hiteval.display.kit.table import table

ROW = 0.27  # inches of height for one line of names
MATRIX_MARGINS = (3.4, 3.2)  # inches round the cells of teams by criteria, for names
MOST_ACROSS = 24  # criteria whose cells can be read on a page
IMAGE = (
    '<img alt="{alt}" width="{width}" height="{height}" '
    'src="data:image/png;base64,{data}">'
)
FIGURE = (
    '<figure class="picture" id="{name}" tabindex="0">{image}'
    "<figcaption>{question}</figcaption></figure>{behind}"
)
DPI = 160  # sharp at 200 % zoom and in print
LOOK: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same on every machine
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,  # a $ in a name is a $
}


def matrix_size(teams: int, criteria: int) -> tuple[float, float]:
    """Return the width and height of a picture of teams by criteria."""
    width, height = MATRIX_MARGINS
    return max(7.2, width + 0.36 * criteria), height + ROW * min(teams, MOST_ROWS)


def turned(wide: pd.DataFrame) -> pd.DataFrame:
    """Put criteria down where there are too many to stand side by side."""
    across = wide.shape[1]
    return wide.T if across > max(MOST_ACROSS, len(wide)) else wide


def asked(wide: pd.DataFrame, question: str, teams: str) -> str:
    """Say above a question how a picture is laid out where that is not as usual."""
    unusual = turned(wide) is not wide
    return f"Criteria run down the side, {teams} along the top. " * unusual + question


def picture(
    name: str,
    size: tuple[float, float],
    draw: Callable[[Axes], None],
    question: str,
    alt: str,
    numbers: pd.DataFrame,
) -> Html:
    """Draw a picture.

    Parameters
    ----------
    name : str
        Unique on the page.
    size : tuple of float
        Width and height in inches.
    draw : callable
        Draws on the axes that it is given.
    question : str
        What the picture answers; becomes its caption.
    alt : str
        What the picture shows, for those who cannot see it.
    numbers : DataFrame
        What was drawn, folded away beneath it.
    """
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(LOOK)
        figure = Figure(figsize=size, layout="constrained", dpi=DPI)
        canvas: Any = FigureCanvasAgg(figure)
        # A letter that the font lacks is drawn as a box; the table below has it.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        draw(figure.add_subplot())
        canvas.draw()
    data = base64.b64encode(_png(np.asarray(canvas.buffer_rgba()))).decode("ascii")
    behind = folded(
        "The numbers behind this picture", table(numbers, f"{name}-numbers", question)
    )
    width, height = (round(side * 96) for side in size)
    image = markup(IMAGE, alt=alt, width=width, height=height, data=data)
    return markup(FIGURE, name=name, image=image, question=question, behind=behind)


def _png(pixels: np.ndarray) -> bytes:
    """Write what was drawn in as many colours as a byte can name: a third of the size.

    And without a text chunk, that would tell when and with what it was made.
    """
    content = io.BytesIO()
    drawn = Image.fromarray(pixels).convert("RGB")
    best, plain = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE
    drawn.quantize(method=best, dither=plain).save(content, "png")
    return content.getvalue()

"""One picture, the house's way: its finding, how to read it, and its numbers.

A picture is drawn twice: for pages, and for screens that are as narrow as a phone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit.html import Html, Text, folded, join, markup
from hiteval.display.kit.renderer import Renderer
from hiteval.display.kit.sheet import WIDTHS, Sheet
from hiteval.display.kit.table import table

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
    name: str, draw: Callable[[Sheet], float], told: Told, numbers: pd.DataFrame
) -> Html:
    """Draw a picture.

    Parameters
    ----------
    name : str
        Unique on the page.
    draw : callable
        Draws on the sheet that it is given, and returns how high it became.
    told : Told
        What is said of it.
    numbers : DataFrame
        What was drawn, folded away beneath it.
    """
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever a reader's own matplotlibrc says
        drawings = join(_drawn(draw, css, told.alt) for css in WIDTHS)
    behind = folded(
        _("The numbers behind this picture"),
        table(numbers, f"{name}-numbers", told.question),
    )
    parts = {"title": told.title, "how": told.how, "drawings": drawings}
    return markup(FIGURE, name=name, **parts, behind=behind)


def _drawn(draw: Callable[[Sheet], float], css: str, alt: str) -> Html:
    """Draw one variant; what has links is a group, as an image may not have any."""
    sheet, renderer = Sheet(WIDTHS[css]), Renderer()
    height = round(draw(sheet))
    sheet.draw(renderer)
    inner = renderer.html()
    role = "group" if "<a " in str(inner) else "img"
    parts = {"role": role, "alt": alt, "inner": inner}
    return markup(DRAWING, css=css, width=WIDTHS[css], height=height, **parts)

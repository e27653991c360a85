"""What matplotlib draws, written as SVG for a page: shapes and text, by class.

matplotlib's own SVG has a style in each element, which strict pages refuse, and a
colour that cannot follow the page into the dark. Here each colour is the class that
`hiteval.display.kit.palette` names, and `book/_static/pictures.css` paints it. Text
stays text; `hiteval.display.kit.measure` says how wide it may become.
"""

# ruff: noqa: ARG002, PLR0913, PLR0917 (matplotlib says what is passed)

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from math import nan
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from hiteval.display.kit import palette
from hiteval.display.kit.html import Html, join, markup

NAME = 13.0  # size of letters that `pictures.css` gives to all text
SHAPE = '<path{} d="{}"/>'
TEXT = '<text{} x="{}" y="{}">{}</text>'
ATTRIBUTE = ' {}="{}"'
LINK = '<a href="{}">{}</a>'
Look = tuple[tuple[str, str], ...]  # attributes and their values


@dataclass(slots=True)
class _Mark:
    """A shape by its path, or a text by its letters and where each stands."""

    look: Look
    drawn: str
    url: str
    x: str = ""
    y: str = ""

    def html(self) -> Html:
        look = _attributes(self.look)
        if self.y:
            return markup(TEXT, look, self.x, self.y, self.drawn)
        return markup(SHAPE, look, self.drawn)


@lru_cache(256)  # many marks have one of few looks
def _attributes(look: Look) -> Html:
    return join(markup(ATTRIBUTE, *pair) for pair in look)


class Renderer(RendererBase):
    """Gathers marks; those that stand together and look alike become one."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: list[_Mark] = []
        self._group = 0  # where the marks of one artist begin, which never overlap

    def html(self) -> Html:
        """Write the marks; neighbours that lead to one place are one link."""
        parts = []
        for url, marks in groupby(self._marks, key=lambda mark: mark.url):
            inner = join(mark.html() for mark in marks)
            parts.append(markup(LINK, url, inner) if url else inner)
        return join(parts, "\n")

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin an artist: its marks may be put together."""
        self._group = len(self._marks)

    def close_group(self, s: str) -> None:
        """End an artist."""
        self._group = len(self._marks)

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,
    ) -> None:
        """Draw marks, which matplotlib has for a y that is counted from the bottom."""
        upright = marker_trans + Affine2D().scale(1, -1)
        super().draw_markers(gc, marker_path, upright, path, trans, rgbFace)

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,
    ) -> None:
        """Draw a shape, unless nothing of it could be seen."""
        look = _look(gc, rgbFace)
        if look is None or np.size(path.vertices) == 0:
            return
        drawn = _written(path, transform)
        url = str(gc.get_url() or "")
        for mark in self._marks[min(self._group, len(self._marks) - 1) :]:
            if (mark.look, mark.url, mark.y) == (look, url, ""):
                mark.drawn += drawn
                return
        self._marks.append(_Mark(look, drawn, url))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Write a line of text from its end, middle or beginning, as it is aligned."""
        size, align = prop.get_size_in_points(), mtext.get_ha()
        at = _number(x), _number(y)
        classes = [_name(*gc.get_rgb()[:3]), align]
        css = " ".join(c for c in classes if c not in ("ink", "left"))
        look = [("class", css)] if css else []
        if size != NAME:
            look.append(("font-size", f"{size:g}"))
        if angle:
            look.append(("transform", f"rotate({-angle:g} {at[0]} {at[1]})"))
        self._write(_Mark(tuple(look), s, str(gc.get_url() or ""), *at))

    def _write(self, mark: _Mark) -> None:
        """Put a single letter to those beside it: each has its own place."""
        last = self._marks[-1] if self._marks else mark
        alike = (last.look, last.url, last.y) == (mark.look, mark.url, mark.y)
        single = len(mark.drawn) == 1 and len(last.drawn) == 1 + last.x.count(" ")
        if self._marks and alike and single and mark.drawn.isalpha():
            last.drawn += mark.drawn
            last.x += f" {mark.x}"
        else:
            self._marks.append(mark)


def _look(gc: GraphicsContextBase, face: Any) -> Look | None:
    """Name the colours of a shape; None if it has none."""
    filled = face is not None and (len(face) < 4 or face[3] > 0)
    edge: Any = gc.get_rgb()
    lined = gc.get_linewidth() > 0 and edge[3] > 0
    if not filled and (not lined or _name(*edge[:3]) == "ground"):
        return None
    css = [_name(*face[:3])] if filled else ["open"]
    if lined:
        css.append(f"line-{_name(*edge[:3])}")
    look = [("class", " ".join(css))]
    if lined and gc.get_linewidth() != 1:
        look.append(("stroke-width", f"{gc.get_linewidth():g}"))
    dashes: Any = gc.get_dashes()[1]
    if lined and dashes is not None:
        look.append(("stroke-dasharray", " ".join(f"{n:g}" for n in dashes)))
    return tuple(look)


@cache
def _name(red: float, green: float, blue: float) -> str:
    return palette.name_of(to_hex((red, green, blue)))


def _written(path: Path, transform: Transform) -> str:
    """Write a path to a tenth of a pixel, level and upright lines by their length."""
    if path is Path.unit_circle():
        return _circle(transform)
    points: Any = transform.transform(path.vertices)
    codes: Any = path.codes
    if codes is None:
        codes = np.array([Path.MOVETO, *[Path.LINETO] * (len(points) - 1)])
    made, x, y = "", nan, nan
    for point, code in zip(points.tolist(), codes.tolist(), strict=True):
        to_x, to_y = round(point[0], 1), round(point[1], 1)
        if code == Path.CLOSEPOLY:
            made += "z"
        elif code == Path.LINETO and to_y == y:
            made += f"h{_number(to_x - x)}"
        elif code == Path.LINETO and to_x == x:
            made += f"v{_number(to_y - y)}"
        else:
            made += f"{LETTERS[code]}{_number(to_x)} {_number(to_y)}"
        x, y = to_x, to_y
    return made


LETTERS = {int(Path.MOVETO): "M", int(Path.LINETO): "L"}  # nothing else has curves


def _circle(transform: Transform) -> str:
    """Write a circle as two arcs, which its curves would take ten times as long for."""
    (left, y), (right, _) = transform.transform([(-1, 0), (1, 0)])
    across = right - left
    arc = f"a{_number(across / 2)} {_number(across / 2)} 0 1 0 "
    there, back = _number(across), _number(-across)
    return f"M{_number(left)} {_number(y)}{arc}{there} 0{arc}{back} 0z"


def _number(value: float) -> str:
    return f"{round(float(value), 1) + 0:g}"

"""A drawing of what leads to what: columns of boxes, and arrows that are links.

It is SVG in the page itself: real text in the colours of the page, and no script.
"""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hiteval.display.kit.html import Html, join, markup

# In units of the drawing, of which some 1,000 make its width.
WIDE, GUTTER, MARGIN = 160, 110, 80  # boxes, between columns, right of the last
LOW, GAP, TOP = 46, 34, 52  # the lowest box, between boxes, for the headings
PORT, LINE = 22, 17  # between arrows that meet at one box, between lines of text
LETTERS, LINES = 18, 3  # of a name in a box
NUMBER = (36, 18)  # width and height of the number on an arrow
HEAD = 8  # length of an arrow's head
DRAWING = '<svg class="logic-model" viewBox="0 0 {} {}" role="group" aria-label="{}">{}'
BOX = '<rect class="box" x="{}" y="{}" width="{}" height="{}" rx="4"></rect>{}'
ARROW = (
    '<a class="{css}" href="{address}" aria-label="{told}">'
    '<path class="line" d="{line}"></path><path class="head" d="{head}"></path>'
    '<rect class="number" x="{x}" y="{y}" width="{wide}" height="{high}" '
    'rx="4"></rect>{label}</a>'
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arrow:
    """What leads from one box to another, by their ids, and to where in the report."""

    start: str
    end: str
    label: str
    told: str
    address: str
    css: str


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and the names of boxes by their ids."""

    heading: str
    boxes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Box:
    column: int
    top: float
    height: float

    @property
    def left(self) -> int:
        return self.column * (WIDE + GUTTER) + 1

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def logic_model(columns: Sequence[Column], arrows: Sequence[Arrow], alt: str) -> Html:
    """Draw columns of boxes from left to right, and the arrows between them.

    Parameters
    ----------
    columns : sequence of Column
        Each id is in one of them.
    arrows : sequence of Arrow
        From and to boxes of any column; two of one column are joined by an arc.
    alt : str
        The pattern, for those who cannot see it.
    """
    boxes = _placed(columns, arrows)
    width = len(columns) * (WIDE + GUTTER) - GUTTER + MARGIN
    height = max(box.top + box.height for box in boxes.values()) + GAP
    paths = _paths(boxes, arrows)
    parts = [
        *(_heading(number, column) for number, column in enumerate(columns)),
        *(_box(boxes[i], c.boxes[i]) for c in columns for i in c.boxes),
        *(_arrow(arrow, path) for arrow, path in zip(arrows, paths, strict=True)),
    ]
    return markup(DRAWING + "</svg>", width, round(height), alt, join(parts, "\n"))


def _placed(columns: Sequence[Column], arrows: Sequence[Arrow]) -> dict[str, _Box]:
    """Give every box its place; one where many arrows meet is higher."""
    number = {i: n for n, column in enumerate(columns) for i in column.boxes}
    meet: Counter[tuple[str, str]] = Counter()
    for arrow in arrows:
        sides = _sides(number[arrow.start], number[arrow.end])
        meet.update(zip((arrow.start, arrow.end), sides, strict=True))
    most = {i: max(meet[i, "left"], meet[i, "right"]) for i in number}
    lines = {i: len(_wrapped(name)) for c in columns for i, name in c.boxes.items()}
    high = {i: max(LOW, PORT * (most[i] + 1), LINE * (lines[i] + 1)) for i in number}
    full = max(sum(high[i] + GAP for i in column.boxes) for column in columns)
    placed = {}
    for n, column in enumerate(columns):
        spare = full - sum(high[i] for i in column.boxes)
        gap = spare / max(len(column.boxes), 1)
        top = TOP + gap / 2
        for i in column.boxes:
            placed[i] = _Box(n, top, high[i])
            top += high[i] + gap
    return placed


def _sides(start: int, end: int) -> tuple[str, str]:
    """Say at which side of its boxes an arrow starts and ends, by their columns."""
    return "right" if end >= start else "left", "left" if end > start else "right"


def _paths(boxes: Mapping[str, _Box], arrows: Sequence[Arrow]) -> list[list[Point]]:
    """Lead each arrow through the gaps of the columns that lie between its boxes."""
    ports = _ports(boxes, arrows)
    taken: Counter[tuple[int, float]] = Counter()
    paths = []
    for number, arrow in enumerate(arrows):
        start, end = ports[number, "start"], ports[number, "end"]
        first, last = boxes[arrow.start].column, boxes[arrow.end].column
        step = 1 if last > first else -1
        points = [start]
        for column in range(first + step, last, step) if first != last else ():
            share = (column - first) / (last - first)
            y = _gap(boxes, column, start[1] + share * (end[1] - start[1]))
            taken[column, y] += 1
            beside = y + 8 * (taken[column, y] // 2) * (-1) ** taken[column, y]
            left = column * (WIDE + GUTTER) + 1
            points += [(left, beside), (left + WIDE, beside)][::step]
        paths.append([*points, end])
    return paths


def _ports(
    boxes: Mapping[str, _Box], arrows: Sequence[Arrow]
) -> dict[tuple[int, str], Point]:
    """Spread the arrows at one side of a box, in the order of where they go."""
    at: dict[tuple[str, str], list[tuple[float, int, str]]] = defaultdict(list)
    for n, arrow in enumerate(arrows):
        start, end = boxes[arrow.start], boxes[arrow.end]
        one, other = _sides(start.column, end.column)
        at[arrow.start, one].append((end.middle, n, "start"))
        at[arrow.end, other].append((start.middle, n, "end"))
    return {
        (n, which): (
            boxes[i].left + (WIDE if side == "right" else 0),
            boxes[i].top + boxes[i].height * place / (len(meeting) + 1),
        )
        for (i, side), meeting in at.items()
        for place, (_, n, which) in enumerate(sorted(meeting), start=1)
    }


def _gap(boxes: Mapping[str, _Box], column: int, y: float) -> float:
    """Find the gap of a column that lies nearest to a height."""
    mine = (box for box in boxes.values() if box.column == column)
    here = sorted(mine, key=lambda box: box.top)
    if not here:
        return y
    between = [(a.top + a.height + b.top) / 2 for a, b in pairwise(here)]
    ends = [here[0].top - GAP / 2, here[-1].top + here[-1].height + GAP / 2]
    return min([*between, *ends], key=lambda middle: (abs(middle - y), middle))


def _line(points: Sequence[Point]) -> str:
    """Write a path that leaves and arrives level, and is level through a column."""
    (x, y), *others = points
    written = f"M{x:.1f} {y:.1f}"
    for to_x, to_y in others:
        half = (x + to_x) / 2 if to_x != x else x + 34 + abs(to_y - y) / 8
        written += f" C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        x, y = to_x, to_y
    return written


def _arrow(arrow: Arrow, points: Sequence[Point]) -> Html:
    (before, _), (x, y) = points[-2:]
    back = 1 if before >= x else -1  # the way from which the arrow comes
    wide, high = NUMBER
    middle = x + back * (HEAD + 4 + wide / 2)
    tail = x + back * HEAD
    return markup(
        ARROW,
        css=arrow.css,
        address=arrow.address,
        told=arrow.told,
        line=_line(points),
        head=f"M{x:.1f} {y:.1f} L{tail:.1f} {y - 4:.1f} L{tail:.1f} {y + 4:.1f} Z",
        x=f"{middle - wide / 2:.1f}",
        y=f"{y - high / 2:.1f}",
        wide=wide,
        high=high,
        label=_text([arrow.label], middle, y),
    )


def _box(box: _Box, name: str) -> Html:
    text = _text(_wrapped(name), box.left + WIDE / 2, box.middle)
    return markup(BOX, box.left, f"{box.top:.1f}", WIDE, f"{box.height:.1f}", text)


def _heading(column: int, of: Column) -> Html:
    x = column * (WIDE + GUTTER) + WIDE / 2
    return markup('<g class="heading">{}</g>', _text(_wrapped(of.heading), x, TOP / 2))


def _text(lines: Sequence[str], x: float, middle: float) -> Html:
    top = middle - LINE * (len(lines) - 1) / 2 + 5  # the base line is not the middle
    heights = (f"{top + number * LINE:.1f}" for number in range(len(lines)))
    spans = [
        markup('<tspan x="{}" y="{}">{}</tspan>', f"{x:.1f}", height, line)
        for height, line in zip(heights, lines, strict=True)
    ]
    return markup("<text>{}</text>", join(spans, " "))


def _wrapped(name: str) -> list[str]:
    return textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder="…")

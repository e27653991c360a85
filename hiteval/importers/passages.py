"""Find a passage by the position and the words that a tool stored for it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

import numpy as np

# Why a passage may not be the true one.
OTHER_SPACE = "the tool stored it with other white space"
MOVED = "its position was wrong; it was found by the words that the tool stored"
OTHER_WORDS = "the words that the tool stored are not in the text"
NOWHERE = "its position is not in the text"

Unit = Literal["code point", "UTF-16 unit", "UTF-8 byte"]


@dataclass(frozen=True, slots=True)
class Ruler:
    """Where each character of a text begins, in the units that a tool counts in.

    ``marks`` has one more number than the text has characters: the last is its length.
    """

    marks: np.ndarray

    @classmethod
    def of(cls, text: str, unit: Unit = "code point", crlf: int = 2) -> Self:
        """Measure a text; ``crlf`` is what a tool counts a CR with its LF as."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        widths = np.ones(len(codes), dtype=np.int64)
        if unit == "UTF-16 unit":
            widths += codes > 0xFFFF
        elif unit == "UTF-8 byte":
            widths += (codes > 0x7F).astype(np.int64) + (codes > 0x7FF)
            widths += codes > 0xFFFF
        if crlf == 1:
            widths[:-1][(codes[:-1] == ord("\r")) & (codes[1:] == ord("\n"))] = 0
        return cls(np.concatenate([[0], np.cumsum(widths)]))

    def place(self, offset: int) -> int | None:
        """Return the character at an offset, or the next if it lies inside one."""
        inside = 0 <= offset <= self.marks[-1]
        return int(np.searchsorted(self.marks, offset)) if inside else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text; ``doubt`` says why it may not be the true one.

    Without ``doubt``, ``quote`` is ``text[start:end]``.
    """

    start: int | None
    end: int | None
    quote: str | None
    doubt: str | None = None


Mark = tuple[object, object, str | None]  # start and end as stored, and the words


def anchor(text: str, marks: Sequence[Mark], rulers: Iterable[Ruler]) -> list[Passage]:
    """Find passages in one text.

    Parameters
    ----------
    text : str
        The source's text.
    marks : sequence of (start, end, words)
        As the tool stored them; words None where it stores none.
    rulers : iterable of Ruler
        The units that the tool may have counted in, the likeliest first. The one that
        gives the most passages their stored words is taken for the whole text.

    Returns
    -------
    list of Passage
        One for each mark, in its order.
    """
    ruler = max(rulers, key=lambda ruler: _agreeing(text, marks, ruler))
    return [_anchored(text, mark, ruler) for mark in marks]


def _agreeing(text: str, marks: Sequence[Mark], ruler: Ruler) -> int:
    return sum(
        text[slice(*span)] == words
        for start, end, words in marks
        if (span := _span(ruler, start, end))
    )


def _span(ruler: Ruler, start: object, end: object) -> tuple[int, int] | None:
    first, last = _offset(ruler, start), _offset(ruler, end)
    if first is None or last is None or first >= last:
        return None
    return first, last


def _offset(ruler: Ruler, stored: object) -> int | None:
    """Read an offset; RQDA stores whole numbers as 12.0, and a cell may hold text."""
    if not isinstance(stored, int | float) or stored != stored // 1:
        return None
    return ruler.place(int(stored))


def _anchored(text: str, mark: Mark, ruler: Ruler) -> Passage:
    start, end, words = mark
    span = _span(ruler, start, end)
    there = text[slice(*span)] if span else None
    if span and (words is None or there == words):
        return Passage(*span, there)
    if span and words and there and squeezed(there) == squeezed(words):
        return Passage(*span, there, OTHER_SPACE)
    if found := _search(text, words or "", span[0] if span else 0):
        return Passage(*found, words, MOVED)
    if span:
        return Passage(*span, words or there, OTHER_WORDS)
    return Passage(None, None, words or None, NOWHERE)


def squeezed(text: str) -> str:
    """Return a text with one space for each run of white space."""
    return " ".join(text.split())


def _search(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Find words in a text, nearest to a position."""
    if not words.strip():
        return None
    before = text.rfind(words, 0, near + len(words))
    after = text.find(words, near)
    found = [place for place in (before, after) if place >= 0]
    if not found:
        return None
    nearest = min(found, key=lambda place: (abs(place - near), place))
    return nearest, nearest + len(words)


def doubts(codings: Iterable[Mapping[str, Any]]) -> list[str]:
    """Count the doubts of codings, a sentence for each kind."""
    found = Counter(row["doubt"] for row in codings if row.get("doubt"))
    return [
        f"{number} of the passages: {doubt}." for doubt, number in sorted(found.items())
    ]

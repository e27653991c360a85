"""Find a passage by the position and the words that a tool stored for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from hiteval.readers.text_positions import Text, conventions_of

# Why a passage may not be the true one.
OTHER_SPACE = "the tool stored it with other white space"
MOVED = "its position was wrong; it was found by the words that the tool stored"
OTHER_WORDS = "the words that the tool stored are not in the text"
NOWHERE = "its position is not in the text"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text; ``doubt`` says why it may not be the true one.

    Without ``doubt``, ``quote`` is ``text[start:end]``.
    """

    start: int | None
    end: int | None
    quote: str | None
    doubt: str | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What a coding's row says of its passage."""
        return asdict(self)


Mark = tuple[object, object, str | None]  # start and end as stored, and the words


def find_passages(
    text: str, marks: Sequence[Mark], rulers: Iterable[np.ndarray]
) -> list[Passage]:
    """Find passages in one text.

    Parameters
    ----------
    text : str
        The source's text.
    marks : sequence of (start, end, words)
        As the tool stored them; words None where it stores none.
    rulers : iterable of int array
        Where each character of the text begins, and the text ends, in each way that the
        tool may have counted, the likeliest first. The one that gives the most passages
        their stored words is taken for the whole text.

    Returns
    -------
    list of Passage
        One for each mark, in its order.
    """
    ruler = max(rulers, key=lambda ruler: _agreeing(text, marks, ruler))
    return [_found(text, mark, ruler) for mark in marks]


def find_row_passages(
    texts: Mapping[Any, Text],
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    utf16: bool = False,
) -> list[Passage]:
    """Find passages in many texts, each counted in the way that fits most words.

    Parameters
    ----------
    texts : mapping of key to Text
        A source without text may be absent.
    rows : sequence of rows
        Each with the columns named.
    columns : sequence of str
        Those of the text's key, the start, the end, and the stored words if there are.
    utf16 : bool
        Whether the tool is known to count as JavaScript does, where no words tell.

    Returns
    -------
    list of Passage
        One for each row, in its order.
    """
    key, first, last, *words = columns
    found: dict[int, Passage] = {}
    by_text = defaultdict(list)
    for number, row in enumerate(rows):
        stored = row[words[0]] if words else None
        said = None if stored is None else Text.of(str(stored)).content
        by_text[row[key]].append((number, (row[first], row[last], said)))
    for name, numbered in by_text.items():
        numbers, marks = zip(*numbered, strict=True)
        if text := texts.get(name):
            ways = sorted(conventions_of(text), key=lambda way: way.utf16 != utf16)
            rulers = map(text.positions, ways)
            places = find_passages(text.content, marks, rulers)
        else:
            places = [Passage(None, None, said or None) for _, _, said in marks]
        found |= zip(numbers, places, strict=True)
    return [found[number] for number in range(len(rows))]


def _agreeing(text: str, marks: Sequence[Mark], ruler: np.ndarray) -> int:
    return sum(
        text[slice(*span)] == words
        for start, end, words in marks
        if (span := _span(ruler, start, end))
    )


def _span(ruler: np.ndarray, start: object, end: object) -> tuple[int, int] | None:
    first, last = _offset(ruler, start), _offset(ruler, end)
    if first is None or last is None or first >= last:
        return None
    return first, last


def _offset(ruler: np.ndarray, stored: object) -> int | None:
    """Return the character at an offset, or the next if it lies inside one.

    RQDA stores whole numbers as 12.0; a cell of a database may hold anything.
    """
    if not isinstance(stored, int | float) or not 0 <= stored <= ruler[-1]:
        return None
    return int(np.searchsorted(ruler, stored))


def _found(text: str, mark: Mark, ruler: np.ndarray) -> Passage:
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

"""Where a passage is: the convention that a file's own text proves.

The standard counts Unicode characters from 0. Tools differ: NVivo counts UTF-16 units,
so that an emoji is two; some count a line end CRLF as one character and some as two;
some count the byte-order mark; and the standard's "last character" can be read as in or
past the passage. Each way is tried on every source, and scored by how many passages
match the quotation the tool stored, or begin and end at a word's edge.
"""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import product

import numpy as np

from hiteval.readers.project import refusal

LEAST_SCORE = 0.9
RANDOM_SCORE = 0.5  # places drawn at random fall on a word's edge 2 times in 5
MANY = 10
LEADING_SPACE = 0.1
BOM = "\ufeff"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
CUT_MARKS = ("…", "...")


@dataclass(frozen=True, slots=True, order=True)
class Convention:
    """A way of counting. The first in order is taken where all say the same."""

    inclusive_end: bool = False
    bom: bool = False
    crlf_is_one: bool = False
    utf16: bool = False

    def __str__(self) -> str:
        unit = "UTF-16 units" if self.utf16 else "characters"
        ends = "CRLF as one" if self.crlf_is_one else "CRLF as two"
        mark = ", the byte-order mark counted" if self.bom else ""
        last = ", the end being the last character" if self.inclusive_end else ""
        return f"{unit}, {ends}{mark}{last}"


@dataclass(frozen=True, slots=True)
class Text:
    """A source's text as it is kept, and what of the raw text counting depends on."""

    content: str
    crlf_before: np.ndarray  # positions in ``content`` of line ends that were CRLF
    has_bom: bool

    @classmethod
    def of(cls, raw: str) -> "Text":
        """Take the byte-order mark away and make every line end a line feed."""
        has_bom = raw.startswith(BOM)
        raw = raw.removeprefix(BOM)
        pairs = [match.start() for match in re.finditer("\r\n", raw)]
        # Each earlier pair has lost one character by the time the next is met.
        places = np.array(pairs, dtype=np.int64) - np.arange(len(pairs))
        return cls(re.sub("\r\n?", "\n", raw), places, has_bom)

    def positions(self, convention: Convention) -> np.ndarray:
        """Return the position of each character, and of the text's end."""
        width = np.ones(len(self.content), dtype=np.int64)
        if convention.utf16:
            codes = np.frombuffer(
                self.content.encode("utf-32-le", "surrogatepass"), "<u4"
            )
            width += codes > 0xFFFF
        if not convention.crlf_is_one:
            width[self.crlf_before] += 1
        return np.concatenate([[0], np.cumsum(width)]) + convention.bom


@dataclass(frozen=True, slots=True)
class Marks:
    """The passages of one source as its file gives them, and hints of what they say."""

    text: Text
    starts: np.ndarray
    ends: np.ndarray
    hints: Sequence[str | None]

    def sliced(self, convention: Convention) -> tuple[np.ndarray, np.ndarray]:
        """Return starts and ends in characters; -1 where a mark is not in the text."""
        known = self.text.positions(convention)
        ends = self.ends + convention.inclusive_end
        start, end = (_found(known, marks) for marks in (self.starts, ends))
        sound = (start >= 0) & (end > start)
        return np.where(sound, start, -1), np.where(sound, end, -1)

    def points(self, convention: Convention) -> np.ndarray:
        """Score each passage: 1 for the stored quotation, or a half for a word edge."""
        starts, ends = self.sliced(convention)
        content = self.text.content
        return np.array(
            [
                _points(content, start, end, hint)
                for start, end, hint in zip(
                    starts.tolist(), ends.tolist(), self.hints, strict=True
                )
            ]
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The convention taken for one source, and how well it fits.

    ``disputed`` says that conventions give different passages; ``doubtful`` that the
    text does not prove which is right.
    """

    convention: Convention
    score: float
    disputed: bool
    doubtful: bool


def conventions_of(text: Text, inclusive: bool = False) -> list[Convention]:
    """List the conventions that can differ on a text."""
    astral = not text.content.isascii() and max(text.content, default="") > "\uffff"
    crlf = bool(len(text.crlf_before))
    ways = product(
        [inclusive],
        [False, True] if text.has_bom else [False],
        [False, True] if crlf else [False],
        [False, True] if astral else [False],
    )
    return [Convention(*way) for way in ways]


def choose(marks: Marks, preferred: Convention | None = None) -> Choice:
    """Choose the convention that a source's own text proves.

    Parameters
    ----------
    marks : Marks
        The passages of one source, at least one.
    preferred : Convention, optional
        What the tool that wrote the file, or the rest of the file, is known to use: it
        decides between conventions that fit equally well.

    Returns
    -------
    Choice
        ``doubtful`` where conventions give different passages and the best of them
        fits less than `LEAST_SCORE`, or as well as another one; and where many
        passages look as if drawn at random.
    """
    exclusive = _best(marks, conventions_of(marks.text), preferred)
    if exclusive.score >= LEAST_SCORE:
        return exclusive
    inclusive = _best(marks, conventions_of(marks.text, inclusive=True), preferred)
    proven = inclusive.score >= LEAST_SCORE and len(marks.starts) >= MANY
    return inclusive if proven else exclusive


def _best(
    marks: Marks, conventions: Sequence[Convention], preferred: Convention | None
) -> Choice:
    slices = {way: np.stack(marks.sliced(way)) for way in conventions}
    every = np.stack(list(slices.values()))
    disputed = (every != every[0]).any(axis=(0, 1))
    points = {way: marks.points(way) for way in conventions}
    if not disputed.any():
        way = conventions[0]
        score = float(points[way].mean())
        random = len(marks.starts) >= MANY and score < RANDOM_SCORE
        return Choice(way, score, disputed=False, doubtful=random)
    fit = {way: round(float(points[way][disputed].mean()), 9) for way in conventions}
    near = {way: _likeness(way, preferred) for way in conventions}
    way = max(conventions, key=lambda way: (fit[way], near[way]))
    tied = any(
        (fit[other], near[other]) == (fit[way], near[way])
        for other in conventions
        if (slices[other] != slices[way]).any()
    )
    doubtful = tied or fit[way] < LEAST_SCORE
    return Choice(way, fit[way], disputed=True, doubtful=doubtful)


def _likeness(way: Convention, preferred: Convention | None) -> int:
    """Count in how many respects a convention is the preferred one."""
    pairs = zip(astuple(way), astuple(preferred), strict=True) if preferred else ()
    return sum(one == other for one, other in pairs)


def _found(known: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Find marks among positions; -1 where one falls outside or within a character."""
    index = np.searchsorted(known, marks)
    inside = index < len(known)
    index = np.where(inside, index, 0)
    return np.where(inside & (known[index] == marks), index, -1)


def _points(content: str, start: int, end: int, hint: str | None) -> float:
    if start < 0:
        return 0.0
    if hint and _says(content[start:end], hint):
        return 1.0
    # People seldom begin a passage with a space; a shift by one often does.
    spaced = LEADING_SPACE * content[start].isspace()
    return (_is_edge(content, start) + _is_edge(content, end)) / 2 - spaced


def _says(passage: str, hint: str) -> bool:
    """Tell whether a passage is the quotation that the tool stored, perhaps cut."""
    said, stored = "".join(passage.split()), "".join(hint.split())
    for mark in CUT_MARKS:
        if stored.endswith(mark) and len(stored) > 20:
            return said.startswith(stored.removesuffix(mark))
    return said == stored


def _is_edge(content: str, place: int) -> bool:
    """Tell whether a place is not inside a word."""
    around = content[max(place - 1, 0) : place + 1]
    return place in {0, len(content)} or not around.isalnum()


def decoded(content: bytes, file: str, encoding: str = "utf-8", way: str = "") -> str:
    """Decode a text; the byte-order mark of UTF-8 stays, for it may be counted.

    ``way`` adds to the remedy another way than to export it again.
    """
    marked = content.startswith(UTF16_MARKS)
    try:
        text = content.decode("utf-16" if marked else encoding)
    except UnicodeDecodeError as error:
        got = f"another byte at {error.start}"
        expected = "UTF-8 text" if encoding == "utf-8" else f"{encoding} text"
        remedy = f"Export it again as UTF-8{way}."
        raise refusal(file, expected, got, remedy) from None
    if "\0" in text:
        raise refusal(file, "text", "a NUL character", "Export it again as text.")
    return text

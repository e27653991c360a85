"""How wide text may become: no letter of any machine is measured, so widths are safe.

A reader's browser draws the letters of pictures, in whatever font it has. Room is kept
by the widths of DejaVu Sans, which ships with matplotlib and is among the widest; of
letters that it lacks, by more than fonts for them need.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, LoadFlags

from hiteval.display.kit.visible import visible

FONT = "fonts/ttf/DejaVuSans.ttf"
SIZE = 64  # at which letters are measured; widths are shares of it
WIDE = 1.0  # em: letters of Chinese, Japanese and Korean
SYMBOL = 1.4  # em: emoji, of which fonts differ most
UNKNOWN = 1.1  # em: letters of other scripts
NO_WIDTH = ("Mn", "Me", "Cf")  # marks above and below, and joiners
CUT = "…"


def width(text: str) -> float:
    """Return how many em wide a text is at most.

    >>> width("健康"), round(width("iii"), 2), width("")
    (2.0, 0.83, 0)
    """
    return sum(map(_em, text))


def fitted(text: object, room: float, lines: int = 1) -> list[str]:
    """Break a text into lines that fit, and cut what is left over.

    Parameters
    ----------
    text : object
        A name; white space in it is where it breaks first.
    room : float
        Em that a line may be wide.
    lines : int
        At most.

    >>> fitted("Retinal Outreach", 6.0, lines=2), fitted("Retinal Outreach", 6.0)
    (['Retinal', 'Outreach'], ['Retinal O…'])
    """
    made = [""]
    for part in _parts(visible(str(text)), room):
        if made[-1] and width((made[-1] + part).rstrip()) > room:
            made.append("")
        made[-1] += part if made[-1] else part.lstrip()
    made = [line.rstrip() for line in made]
    if len(made) <= lines:
        return made
    return [*made[: lines - 1], _cut(" ".join(made[lines - 1 :]), room)]


def _parts(text: str, room: float) -> Iterator[str]:
    """Split where a line may end: after words; anywhere in words that are too wide."""
    for word in text.split():
        breaks = width(word) > room or any(_is_wide(letter) for letter in word)
        yield from _clusters(word) if breaks else [word]
        yield " "


def _clusters(word: str) -> list[str]:
    """Keep marks with their letters."""
    made: list[str] = []
    for letter in word:
        if made and _em(letter) == 0:
            made[-1] += letter
        else:
            made.append(letter)
    return made


def _cut(text: str, room: float) -> str:
    kept = ""
    for cluster in _clusters(text):
        if width(kept + cluster + CUT) > room:
            break
        kept += cluster
    return kept.rstrip() + CUT


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


@cache
def _em(letter: str) -> float:
    kind = unicodedata.category(letter)
    if kind in NO_WIDTH:
        return 0
    if kind == "So":
        return SYMBOL
    if _is_wide(letter):
        return WIDE
    font = _font()
    if not font.get_char_index(ord(letter)):
        return UNKNOWN
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance / 65536 / SIZE)


@cache
def _font() -> FT2Font:
    # From memory: forked processes would share the place in an open file, and each
    # would read on from where another left it.
    font = FT2Font(BytesIO(Path(mpl.get_data_path(), FONT).read_bytes()))
    font.set_size(SIZE, 72)
    return font

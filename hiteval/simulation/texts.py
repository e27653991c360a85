"""Plain sentences, no two alike, in which no real place, scheme or person is named.

Any six words in a row include an invented word that no other text has: a passage found
anywhere can be told from every other.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from hiteval.simulation.truth import Integers

Words = list[str]
_HALVES = [
    a + b + c + d
    for a in "bdfghklmnprstvwy"
    for b in "aeiou"
    for c in "bdfghklmnprstvwy"
    for d in "aeiou"
]
# Each kind of text has words of its own.
KINDS = (
    *("scheme", "place", "quoted_scheme", "quoted_place", "note", "rationale"),
    *("reason", "cell", "event", "organisation", "measure", "action"),
    *("aim", "did", "changed", "reflection", "made_of_it"),
    *("finding", "link", "response"),
)
_WORDS = len(_HALVES) ** 2
_STRIDE = 25_165_843  # shares no factor with _WORDS, so that no word comes twice

SHOWN: dict[int, Words] = {
    2: ["shows measured gains", "changed daily practice", "opened shared clinics"],
    1: ["plans further work", "has general support", "is taking shape"],
    0: ["divides opinion", "has mixed results", "went both ways"],
    -1: ["is proving hard", "lacks clear support", "has lost pace"],
    -2: ["closed without results", "missed every target", "lost its funding"],
}
_WHO = ["managers", "clinicians", "carers", "researchers", "commissioners", "patients"]
_DID = ["followed", "discussed", "reviewed", "described", "questioned", "welcomed"]
_WHEN = ["all year", "in spring", "over the summer", "every month", "at the start"]
_WHAT = ["people", "clinics", "practices", "meetings", "staff", "visits"]
_TOLD = ["tell me", "often say", "keep saying", "would agree", "made clear"]
_END = [
    "is why we stayed",
    "needs somebody to carry it",
    "was never only about money",
    "asks a lot of people",
    "taught us to listen",
]


def words(kind: str, count: int) -> Words:
    """Invent words for one kind of text, each only once in a study.

    Raises
    ------
    ValueError
        If so many words cannot be made.
    """
    number = np.arange(count) * len(KINDS) + KINDS.index(kind)
    if count * len(KINDS) > _WORDS:
        raise ValueError(f"words: expected at most {_WORDS // len(KINDS)}; got {count}")
    first, second = np.divmod((number + 1) * _STRIDE % _WORDS, len(_HALVES))
    return [
        (_HALVES[a] + _HALVES[b]).capitalize()
        for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]


def picked(
    phrases: Sequence[str | None], count: int, random: np.random.Generator
) -> pd.Series:
    """Draw phrases with replacement."""
    return pd.Series(
        np.array(phrases, dtype=object)[random.integers(len(phrases), size=count)]
    )


def shown_as(levels: Integers, random: np.random.Generator) -> pd.Series:
    """Draw words for what a source shows."""
    phrases = np.array([SHOWN[level] for level in sorted(SHOWN)], dtype=object)
    choice = random.integers(phrases.shape[1], size=len(levels))
    return pd.Series(phrases[levels - min(SHOWN), choice])


def summaries(levels: Integers, random: np.random.Generator) -> Words:
    """Sum up segments in the third person."""
    n = len(levels)
    columns: list[Any] = [
        *(words("scheme", n), shown_as(levels, random), words("place", n)),
        *(picked(phrases, n, random) for phrases in (_WHO, _DID, _WHEN)),
        *(random.integers(3, 400, n), picked(_WHAT, n, random)),
    ]
    pattern = (
        "The {0} scheme {1}. In {2}, {3} {4} {0} {5}, and {2} counted {6} {7} by then."
    )
    return filled(pattern, *columns)


def quotes(levels: Integers, random: np.random.Generator) -> Words:
    """Say what segments say in the first person."""
    n = len(levels)
    columns: list[Any] = [
        *(words("quoted_scheme", n), shown_as(levels, random)),
        *(words("quoted_place", n), picked(_TOLD, n, random), picked(_END, n, random)),
    ]
    return filled(
        "I would say {0} {1}. Colleagues from {2} {3} that {0} {4}.", *columns
    )


def filled(pattern: str, *columns: Sequence[object] | pd.Series | Integers) -> Words:
    """Fill a pattern with each row of some columns."""
    return [pattern.format(*row) for row in zip(*columns, strict=True)]

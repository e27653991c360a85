"""Find what may not be published in any text, and what must be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hiteval.disclosure.names import folded, name_pattern
from hiteval.disclosure.secrets import Secret
from hiteval.display.visible import visible

# Six words in a row are hardly ever anybody else's; a shorter text is looked for whole.
WORDS_IN_A_ROW = 6
# Two words ("was asked") say nothing about who said them.
FEWEST_WORDS = 3
WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person: how it is found, and a piece that every form of it has."""

    where: str
    piece: str
    words: Words
    pattern: re.Pattern[str]


class Read:
    """The words of a text, and the question whether a row of them stands in it."""

    def __init__(self, words: list[str]) -> None:
        self.known = frozenset(words)
        self._pairs = frozenset(pairwise(words))
        self._joined = f" {' '.join(words)} "

    def holds(self, row: Words) -> bool:
        """Say whether words follow one another in the text.

        To look for pairs first spares most of the long search.
        """
        pairs = self._pairs.issuperset(pairwise(row))
        return pairs and f" {' '.join(row)} " in self._joined


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: rows of words, by length, with where each stands; names."""

    rows: dict[int, dict[Words, str]]
    names: tuple[Name, ...]
    ids: dict[str, str]

    def rows_in(self, text: "Read") -> Iterator[tuple[Words, str]]:
        """Give the rows that stand in a text, and where they are of."""
        for rows in self.rows.values():
            possible = [row for row in rows if text.known.issuperset(row)]
            yield from ((row, rows[row]) for row in possible if text.holds(row))

    def people_in(self, text: str) -> Iterator[str]:
        """Give where the names and ids come from that stand in a folded text."""
        for name in self.names:
            if name.piece in text and name.pattern.search(text):
                yield name.where
        for key, where in self.ids.items():
            if key in text and _alone(key).search(text):
                yield where


def wanted(secrets: Iterable[Secret], published: Iterable[str]) -> Wanted:
    """Prepare to find secrets, except what stands in something published as well.

    Parameters
    ----------
    secrets : iterable of Secret
        What may not be published.
    published : iterable of str
        Texts of the release and of the book. A row of words or an id that stands there
        gives nothing away; a name does, wherever it stands.
    """
    by_kind: dict[str, list[Secret]] = {"passage": [], "name": [], "id": []}
    for secret in secrets:
        by_kind[secret.kind].append(secret)
    rows = rows_of(
        (s.where, form)
        for s in by_kind["passage"]
        for form in (s.text, visible(s.text))
    )
    ids = {folded(s.text): s.where for s in by_kind["id"]}
    for text in map(folded, published):
        words = WORD.findall(text)
        for length in rows:
            for known in rows[length].keys() & in_a_row(words, length):
                del rows[length][known]
        for key in [key for key in ids if key in text and _alone(key).search(text)]:
            del ids[key]
    names = (_name(secret) for secret in by_kind["name"])
    return Wanted(rows, tuple(name for name in names if name), ids)


def rows_of(
    texts: Iterable[tuple[str, str]], fewest: int = FEWEST_WORDS
) -> dict[int, dict[Words, str]]:
    """Write texts as rows of six words, or whole where they are shorter, by length."""
    rows: dict[int, dict[Words, str]] = {}
    for where, text in texts:
        words = WORD.findall(folded(text))
        length = min(len(words), WORDS_IN_A_ROW)
        if length >= fewest:
            found = rows.setdefault(length, {})
            for row in in_a_row(words, length):
                found.setdefault(row, where)
    return rows


def in_a_row(words: list[str], length: int) -> Iterator[Words]:
    """Give each ``length`` words that follow one another."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def _name(secret: Secret) -> Name | None:
    pattern = name_pattern([secret.text])
    words = [
        found for word in folded(secret.text).split() if (found := WORD.findall(word))
    ]
    if pattern is None or not words:
        return None
    together = tuple(part for word in words for part in word)
    return Name(secret.where, max(words[-1], key=len), together, pattern)


def _alone(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])")

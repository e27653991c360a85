"""Find what may not be published in any text, and what must be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from hiteval.disclosure.folding import (
    CONTROLS,
    beyond_ascii,
    folded,
    foldings,
    look_alikes_folded,
)
from hiteval.disclosure.name_forms import KINDS, Name, forms_of
from hiteval.disclosure.secrets import Secret
from hiteval.display.kit.visible import visible

# Six words in a row are hardly ever anybody else's; a shorter text is looked for whole.
WORDS_IN_A_ROW = 6
# Two words ("was asked") say nothing about who said them.
FEWEST_WORDS = 3
# Of a text, at once: a short name stands in a large one in many millions of places.
STRETCH = 250_000
# Bytes of UTF-8, with a space for whatever of ASCII is neither letter nor digit.
SPACED = bytes(b if b > 127 or chr(b).isalnum() else 32 for b in range(256))


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of words, each with its origin: found in a text all at once."""

    places: dict[str, str]
    _rows: list[str] = field(init=False)
    _finder: AhoCorasick = field(init=False)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", [*self.places])
        object.__setattr__(self, "_finder", AhoCorasick(self._rows))
        object.__setattr__(self, "_longest", max(map(len, self._rows), default=0))

    def __reduce__(self) -> tuple[type["Rows"], tuple[dict[str, str]]]:
        """Go to another process without the finder, which is made there anew."""
        return Rows, (self.places,)

    def found_in(self, text: str) -> set[str]:
        """Return the rows that are in a text written by `in_words`."""
        found: set[int] = set()
        for start in range(0, len(text), STRETCH):
            stretch = text[start : start + STRETCH + self._longest]
            matches = self._finder.find_matches_as_indexes(stretch, overlapping=True)
            found.update(number for number, _, _ in matches)
        return {self._rows[number] for number in found}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may not be published, with its origin: rows of words, names, ids."""

    rows: Rows
    names: tuple[Name, ...]
    ids: dict[str, str]
    _pieces: Rows = field(init=False)
    _keys: Rows = field(init=False)

    def __post_init__(self) -> None:
        pieces = {name.piece: name.where for name in self.names}
        object.__setattr__(self, "_pieces", Rows(pieces))
        object.__setattr__(self, "_keys", Rows(self.ids))

    def passages_in(self, text: str) -> Iterator[str]:
        """Yield the origin of each row that is in a text written by `in_words`."""
        yield from (self.rows.places[row] for row in self.rows.found_in(text))

    def people_in(self, text: str) -> Iterator[str]:
        """Yield the origin of each name and id that is in a text, perhaps twice."""
        plain = folded(text)
        for key in self._keys.found_in(plain):
            if _alone(key).search(plain):
                yield self.ids[key]
        likely = self._likely_in(text)
        for way in foldings(text) if likely else ():
            found = self._pieces.found_in(way)
            for name in likely:
                if name.piece in found and name.pattern.search(way):
                    yield name.where

    def _likely_in(self, text: str) -> list[Name]:
        """Return the names of which a piece is there, whatever may part its letters.

        No way of folding brings letters together that are apart here: it is done for
        few texts, since it takes ten times as long.
        """
        if not self.names:
            return []
        found: set[str] = set()
        for one in {text, CONTROLS.sub("", text)}:
            for way in {folded(one), look_alikes_folded(one)}:
                found |= self._pieces.found_in("".join(words_in(way)))
        return [name for name in self.names if name.piece in found]


def keys_in(text: str, keys: Rows) -> Iterator[str]:
    """Yield each of some ids that stands alone in a folded text."""
    yield from (key for key in keys.found_in(text) if _alone(key).search(text))


def wanted(
    secrets: Iterable[Secret], published: Iterable[str], fixed: Iterable[str] = ()
) -> Wanted:
    """Prepare to find secrets, except what is published as well.

    Parameters
    ----------
    secrets : iterable of Secret
        What may not be published.
    published : iterable of str
        Texts of the release and of the book. A row of words that is there gives nothing
        away; a name or an id always does (`hiteval.report.gate.tables`).
    fixed : iterable of str
        Texts that are of no study. A name that is there is not told from them.
    """
    secrets = list(secrets)
    rows = rows_of(
        (s.where, form)
        for s in secrets
        if s.kind == "passage"
        for form in (s.text, visible(s.text))
    )
    ids = {folded(s.text): s.where for s in secrets if s.kind == "id"}
    known: set[str] = set()
    for text in map(folded, published):
        known |= rows.found_in(in_words(text))
    secret_rows = {row: rows.places[row] for row in rows.places if row not in known}
    names = [
        name
        for s in secrets
        if s.kind in KINDS
        for name in forms_of(s.where, s.kind, s.text)
    ]
    words = "\n".join(way for text in fixed for way in foldings(text) if names)
    # Its piece is looked for first: an expression takes a thousand times as long.
    told = (n for n in names if n.piece not in words or not n.pattern.search(words))
    return Wanted(Rows(secret_rows), tuple(told), ids)


def rows_of(texts: Iterable[tuple[str, str]], fewest: int = FEWEST_WORDS) -> Rows:
    """Write texts as rows of six words, or whole where they are shorter."""
    places: dict[str, str] = {}
    for where, text in texts:
        words = words_in(folded(text))
        length = min(len(words), WORDS_IN_A_ROW)
        if length >= fewest:
            for start in range(len(words) - length + 1):
                row = f" {' '.join(words[start : start + length])} "
                places.setdefault(row, where)
    return Rows(places)


def in_words(text: str) -> str:
    """Write a folded text as its words alone, with a space around each."""
    return f" {' '.join(words_in(text))} "


def words_in(text: str) -> list[str]:
    """Split a text at everything that is neither letter nor digit.

    That is replaced byte by byte or character by character: there are few different
    ones, and an expression takes ten times as long.
    """
    spaced = text.encode("utf-8", "surrogatepass").translate(SPACED)
    text = spaced.decode("utf-8", "surrogatepass")
    for character in beyond_ascii(text):
        if not character.isalnum():
            text = text.replace(character, " ")
    return text.split()


def _alone(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])")

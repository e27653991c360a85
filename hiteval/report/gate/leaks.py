"""Find what may not be published in any text, and what must be."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from ahocorasick_rs import BytesAhoCorasick

from hiteval.disclosure.folding import folded, foldings
from hiteval.disclosure.name_forms import KINDS, Name, forms_of, parted
from hiteval.disclosure.secrets import Secret
from hiteval.display.kit.visible import visible
from hiteval.report.gate.words import Text, with_sign

# Six words in a row are hardly ever anybody else's; a shorter text is looked for whole.
WORDS_IN_A_ROW = 6
# Two words ("was asked") say nothing about who said them.
FEWEST_WORDS = 3
# Of a text, at once: a short name stands in a large one in many millions of places.
STRETCH = 250_000


@dataclass(frozen=True, slots=True)
class Rows:
    """Pieces of text, each with its origin: found in a text all at once.

    They are looked for by their letters. These are the same however a text is parted,
    so most readings of a file need not be searched again.
    """

    places: dict[str, str]
    _rows: list[str] = field(init=False)
    _finder: BytesAhoCorasick = field(init=False)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        letters = [*map(_letters, self.places)]
        object.__setattr__(self, "_rows", [*self.places])
        object.__setattr__(self, "_finder", BytesAhoCorasick(letters))
        object.__setattr__(self, "_longest", max(map(len, letters), default=0))

    def __reduce__(self) -> tuple[type["Rows"], tuple[dict[str, str]]]:
        """Go to another process without the finder, which is made there anew."""
        return Rows, (self.places,)

    def likely_in(self, letters: bytes) -> set[str]:
        """Return those whose letters are there, whatever may part them."""
        found: set[int] = set()
        for _, matches in self._matches(letters):
            found.update(number for number, _, _ in matches)
        return {self._rows[number] for number in found}

    def found_in(self, text: Text, known: Collection[str] = ()) -> set[str]:
        """Return the rows of words that are in a text, except some that are known."""
        found = {*known}
        for start, matches in self._matches(text.letters):
            places = [
                (start + begin, row)
                for number, begin, _ in matches
                if (row := self._rows[number]) not in found
            ]
            found.update(row for place, row in places if text.has(row, place))
        return found.difference(known)

    def _matches(
        self, letters: bytes
    ) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """Yield what is found in each stretch, and where the stretch begins."""
        for start in range(0, len(letters) if self._rows else 0, STRETCH):
            stretch = letters[start : start + STRETCH + self._longest]
            matches = self._finder.find_matches_as_indexes(stretch, overlapping=True)
            if matches:
                yield start, matches


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

    def may_be_in(self, text: Text, clean: set[bytes]) -> bool:
        """Tell whether anything may be in a text; note its letters if nothing is.

        Most readings of a file have the letters of another, which are searched once.
        """
        for letters in text.letters_of_names() if self.names else [text.letters]:
            mark = sha256(letters).digest()
            if mark in clean:
                continue
            if any(
                rows.likely_in(letters)
                for rows in (self._pieces, self._keys, self.rows)
            ):
                return True
            clean.add(mark)
        return False

    def passages_in(self, text: Text) -> Iterator[str]:
        """Yield the origin of each row of words that is in a text."""
        yield from (self.rows.places[row] for row in self.rows.found_in(text))

    def people_in(self, text: Text) -> Iterator[str]:
        """Yield the origin of each name and id that is in a text, perhaps twice."""
        yield from (self.ids[key] for key in keys_in(text, self._keys))
        likely = self._likely_in(text)
        for way in map(parted, foldings(text.as_it_is) if likely else ()):
            yield from (name.where for name in likely if name.is_in_line(way))

    def _likely_in(self, text: Text) -> list[Name]:
        """Return the names of which a piece is there, whatever may part its letters.

        No way of folding brings letters together that are apart here: it is done for
        few texts, since it takes ten times as long.
        """
        if not self.names:
            return []
        found: set[str] = set()
        for letters in text.letters_of_names():
            found |= self._pieces.likely_in(letters)
        return [name for name in self.names if name.piece in found]


def keys_in(text: Text, keys: Rows) -> Iterator[str]:
    """Yield each of some ids that stands alone in a text."""
    for key in keys.likely_in(text.letters):
        if _alone(key).search(text.folded):
            yield key


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
    for text in map(Text, published):
        known |= rows.found_in(text)
    secret_rows = {row: rows.places[row] for row in rows.places if row not in known}
    names = [
        name
        for s in secrets
        if s.kind in KINDS
        for name in forms_of(s.where, s.kind, s.text)
    ]
    words = [parted(way) for text in fixed for way in foldings(text) if names]
    told = (name for name in names if not any(map(name.is_in_line, words)))
    return Wanted(Rows(secret_rows), tuple(told), ids)


def rows_of(texts: Iterable[tuple[str, str]], fewest: int = FEWEST_WORDS) -> Rows:
    """Write texts as rows of six words, or whole where they are shorter."""
    places: dict[str, str] = {}
    for where, text in texts:
        words = Text(text).words.decode("utf-8", "surrogatepass").split()
        length = min(len(words), WORDS_IN_A_ROW)
        if length >= fewest:
            for start in range(len(words) - length + 1):
                row = f" {' '.join(words[start : start + length])} "
                places.setdefault(row, where)
    return Rows(places)


def _letters(row: str) -> bytes:
    """Return the letters and digits of a folded text, which most often are words."""
    joined = row.replace(" ", "")
    return joined.encode() if joined.isalnum() else with_sign(row, b"")


def _alone(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])")

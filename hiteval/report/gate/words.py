"""A text in the forms in which it is searched."""

from collections.abc import Iterator
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

import numpy as np

from hiteval.disclosure.folding import (
    ASCII,
    CONTROLS,
    beyond_ascii,
    folded,
    folded_alone,
    with_plain_letters,
)

# Of ASCII, what is neither letter nor digit; and bytes of UTF-8 with spaces for these.
SIGNS = bytes(b for b in ASCII if not chr(b).isalnum())
SPACED = bytes(range(256)).lower().translate(bytes.maketrans(SIGNS, b" " * len(SIGNS)))


class Text:
    """A text, and each of its forms, made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.as_it_is = text

    @cached_property
    def mark(self) -> bytes:
        """A value that no two different texts share."""
        return sha256(self.as_it_is.encode("utf-8", "surrogatepass")).digest()

    @cached_property
    def folded(self) -> str:
        """As a person would read it."""
        return folded(self.as_it_is)

    @cached_property
    def words(self) -> bytes:
        """Folded, its words alone, with a space around each."""
        return b" %b " % b" ".join(_spelled(self.as_it_is, b" ").split())

    @cached_property
    def letters(self) -> bytes:
        """Its words without any space: what is not in these is in no other form."""
        return letters_in(self.as_it_is)

    @cached_property
    def _spaces(self) -> Any:
        """How many letters are before each space of its words."""
        spaces = np.flatnonzero(np.frombuffer(self.words, np.uint8) == ord(" "))
        return spaces - np.arange(len(spaces))

    def has(self, row: str, place: int) -> bool:
        """Tell whether a row of words begins at this one of its letters."""
        spaces = int(np.searchsorted(self._spaces, place, "right"))
        return self.words.startswith(row.encode(), place + spaces - 1)

    def letters_of_names(self) -> Iterator[bytes]:
        """Yield its letters in each way in which a name may be written."""
        yield self.letters
        text = self.as_it_is
        for one in {text, CONTROLS.sub("", text)}:
            for way in {one, with_plain_letters(one)} - {text}:
                yield letters_in(way)


def letters_in(text: str) -> bytes:
    """Return the words of a text, folded and without spaces."""
    return _spelled(text, b"")


def _spelled(text: str, sign: bytes) -> bytes:
    """Fold a text, with something for each sign, in a third of the time of others."""
    others = beyond_ascii(text)
    if not folded_alone(others):
        return with_sign(folded(text), sign)
    content = _ascii_spelled(text, sign)
    for character in others:
        encoded = character.encode("utf-8", "surrogatepass")
        content = content.replace(encoded, _spelled_alone(character, sign))
    return content


@cache
def _spelled_alone(character: str, sign: bytes) -> bytes:
    return with_sign(folded(character), sign)


def with_sign(text: str, sign: bytes) -> bytes:
    """Write a folded text with one for each sign: what is no letter and no digit."""
    content = _ascii_spelled(text, sign)
    for character in beyond_ascii(text):
        if not character.isalnum():
            content = content.replace(character.encode("utf-8", "surrogatepass"), sign)
    return content


def _ascii_spelled(text: str, sign: bytes) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    return content.translate(SPACED, b"" if sign else SIGNS)

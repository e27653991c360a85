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

# Bytes of UTF-8, with a space for whatever of ASCII is neither letter nor digit.
SPACED = bytes(b if b > 127 or chr(b).isalnum() else 32 for b in range(256))
SIGNS = bytes(b for b in ASCII if not chr(b).isalnum())
SMALL = bytes(range(256)).lower()


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
        return in_words(self.folded).encode("utf-8", "surrogatepass")

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


def letters_in(text: str) -> bytes:
    """Return the words of a text, folded and without spaces, in half the time."""
    letters = text.encode("utf-8", "surrogatepass").translate(SMALL, SIGNS)
    if text.isascii():
        return letters
    others = beyond_ascii(text)
    if not folded_alone(others):
        return "".join(words_in(folded(text))).encode("utf-8", "surrogatepass")
    for character in others:
        letters = letters.replace(
            character.encode("utf-8", "surrogatepass"), _letters_alone(character)
        )
    return letters


@cache
def _letters_alone(character: str) -> bytes:
    return "".join(words_in(folded(character))).encode("utf-8", "surrogatepass")

"""Read a text as a person would: letters alike are equal, and what is unseen is not."""

import re
import unicodedata
from functools import cache

from confusable_homoglyphs.confusables import confusables_data

UNSEEN = ("Mn", "Me", "Cf", "Cn", "Co")  # categories of Unicode
ASCII = bytes(range(128))
MOST = 100  # characters that are worth replacing one by one
JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
BLANK = "\u115f\u1160\u2800"  # letters and signs that are drawn as nothing
# What controls a terminal, and how a page shows it (`hiteval.display.kit.visible`).
CONTROLS = re.compile(
    r"\[U\+[0-9A-F]{4,6}\]|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", re.I
)
# Expressions that begin with the letters themselves are found four times as soon as
# those that begin by looking back.
HYPHENS = "-\xad\u2010-\u2015\u2212"
HYPHENATED = re.compile(rf"[{HYPHENS}](?<=\w.)\s*(?:[{HYPHENS}]\s*)*(?=\w)", re.DOTALL)
# Before a word in small letters these are words; before a surname, initials.
SMALL = (
    *("a", "e", "i", "o", "y", "am", "an", "as", "at", "be", "by", "do", "go", "he"),
    *("if", "in", "is", "it", "me", "my", "no", "of", "on", "or", "so", "to", "up"),
    *("us", "we"),
)
FIRST = "".join(sorted({w[0] for w in SMALL}))
ALONE, PAIRS = (tuple(w for w in SMALL if len(w) == n) for n in (1, 2))
WORDS = re.compile(
    rf"[{FIRST}{FIRST.upper()}](?<![^\W_].)"
    rf"(?:(?<=[{''.join(ALONE)}{''.join(ALONE).upper()}])(?=\s+[a-z])"
    rf"|[a-zA-Z](?<=(?i:{'|'.join(PAIRS)}))(?=\s+[a-z])"
    r"|(?<=a)(?=\s+[^\W\d_]{2}|-[a-z]))",
    re.DOTALL,
)
WORD = "the"  # stands for each of them


def folded(text: str) -> str:
    """Fold what makes no difference to a reader: case, accents, invisible characters.

    >>> folded("Zoë O’BRIEN\u200b")
    'zoe o’brien'
    """
    others = beyond_ascii(text)
    if not folded_alone(others):
        return _folded_whole(text)
    for character in others:
        text = text.replace(character, _folded_alone(character))
    return text.casefold()


def beyond_ascii(text: str) -> set[str]:
    """Return the characters of a text that are not ASCII: in most, a few.

    A set of the whole text takes eight times as long.
    """
    if text.isascii():
        return set()
    encoded = text.encode("utf-8", "surrogatepass").translate(None, ASCII)
    return set(encoded.decode("utf-8", "surrogatepass"))


def folded_alone(characters: set[str]) -> bool:
    """Tell whether a text with these beyond ASCII is folded one by one of them."""
    return len(characters) <= MOST and all(map(_stands_alone, characters))


def _folded_whole(text: str) -> str:
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    for character in set(wide):
        if character in BLANK or unicodedata.category(character) in UNSEEN:
            wide = wide.replace(character, "")
    return wide


_folded_alone = cache(_folded_whole)


@cache
def _stands_alone(character: str) -> bool:
    """Tell whether a character is folded alike whatever is before it.

    A mark is not, and a Hangul letter may be joined to a syllable.
    """
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] != "M" and not JAMO.match(first)


def look_alikes_folded(text: str) -> str:
    r"""Fold a text in which letters stand for plain ones that look like them.

    By the table of the Unicode Consortium (UTS 39, confusables.txt).

    >>> look_alikes_folded("S\u00f8r\u0435n")  # with a Cyrillic letter
    'soren'
    """
    return folded(with_plain_letters(text))


def with_plain_letters(text: str) -> str:
    """Write a text with plain letters for those that look like them, if it has any."""
    others = unicodedata.normalize("NFKD", "".join(beyond_ascii(text)))
    alike = {c: _look_alikes()[c] for c in {*others} if c in _look_alikes()}
    if alike:
        text = unicodedata.normalize("NFKD", text)
    for letter, plain in alike.items():
        text = text.replace(letter, plain)
    return text


def foldings(text: str) -> set[str]:
    """Read a text in each way in which a name may be written.

    Returns
    -------
    set of str
        As it stands, with words joined that a hyphen parts, without characters of
        control, with letters that look like others. Whitespace is one space, and a
        small word is `WORD`, lest "a green space" be A. Green.
    """
    text = WORDS.sub(WORD, text)
    whole = {text, CONTROLS.sub("", text)}
    whole |= {HYPHENATED.sub("", one) for one in whole}
    found = (folded,) if text.isascii() else (folded, look_alikes_folded)
    ways = {way(one) for one in whole for way in found}
    return {" ".join(one.split()) for one in ways}


@cache
def _look_alikes() -> dict[str, str]:
    """Map each letter to the plain one that it looks like."""
    found = {}
    for letter, others in confusables_data.items():
        if len(letter) > 1 or letter.isascii() or not letter.isalnum():
            continue
        # The table has l for I, which case would part.
        alike = [c if (c := o["c"]) != "l" or letter.islower() else "I" for o in others]
        if plain := sorted(filter(_is_plain, map(folded, alike))):
            found[letter] = plain[0]
    return found


def _is_plain(text: str) -> bool:
    return (text.isascii() and text.strip("'-").isalnum()) or text in ("'", "-")

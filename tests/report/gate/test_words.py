"""The letters of a text are those of its words, whatever it is written in."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from hiteval.disclosure.folding import folded
from hiteval.report.gate.words import Text

ANY = st.characters(exclude_categories=[])
# Marks, Hangul, letters that become several, and signs that become letters.
ODD = "aZ9 .-\u0301\u0345\u1100\u1161\uac00\u3200\ufb01\u0130\u212a\u00df\u2460\u0bca"
TEXTS = st.text(ANY) | st.text(ODD + "\u200b\u00e9\u2019\ud83d\U00020bb7")


@given(TEXTS)
@example("".join(map(chr, range(0x3200, 0x3300))))  # too many to be folded alone
def test_words_are_runs_of_letters_and_digits(text):
    words = re.findall(r"[^\W_]+", folded(text))
    assert encoded(f" {' '.join(words)} ") == Text(text).words
    assert encoded("".join(words)) == Text(text).letters


def encoded(text):
    return text.encode("utf-8", "surrogatepass")


@given(TEXTS, TEXTS)
def test_a_place_among_the_letters_is_one_among_the_words(before, row):
    text, words = (
        Text(f"{before} {row} after"),
        Text(row).words.decode("utf-8", "surrogatepass"),
    )
    place = len(Text(f"{before} ").letters)
    if words.strip():
        assert text.has(words, place)
        assert not text.has(f"{words}and ", place)


def test_letters_of_names_are_in_each_way_of_reading_them():
    text = Text("J\u043enes[U+0007] Jo\x07nes")
    found = {letters.decode() for letters in text.letters_of_names()}
    assert found == {
        *("j\u043enesu0007jones", "j\u043enesjones"),
        *("jonesu0007jones", "jonesjones"),
    }

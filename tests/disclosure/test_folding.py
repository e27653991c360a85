"""A text is folded alike whichever way is the shorter one."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from hiteval.disclosure import folding
from hiteval.disclosure.folding import folded, look_alikes_folded

plain = st.text(st.characters(max_codepoint=127))
# Marks that join what is before them, letters of Hangul, forms that fold to others.
JOINED = "aeAI -\n\u0301\u0345\u0344\u1100\u1161\u11a8\uac00\uffa1\u3131\u09c7\u09be"
ODD = "éÉßſΣςσİıǅ\u0387\u212b\u1e9bﬃ\u00ad\u200b\U0001d400\u0130K\u0f73\ufb1f\ud800"
ODD += "\u13a0\uab70"
any_text = st.text() | st.text(st.sampled_from(JOINED + ODD))


def whole(text):
    """Fold a text as Unicode defines it, all of it at once."""
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    unseen = {*folding.UNSEEN}
    return "".join(
        c
        for c in wide
        if unicodedata.category(c) not in unseen and c not in "\u115f\u1160\u2800"
    )


@given(plain)
def test_plain_text_is_folded_as_in_a_text_with_accents(text):
    assert folded(text + "é") == folded(text) + "e"


@given(any_text)
@example("\u00e9" * 3 + "".join(map(chr, range(0xC0, 0x180))))  # too many to replace
def test_letters_one_by_one_are_folded_as_the_whole(text):
    assert folded(text) == whole(text)


@given(any_text)
def test_what_looks_like_nothing_else_is_only_folded(text):
    if not {*unicodedata.normalize("NFKD", text)} & {*folding._look_alikes()}:
        assert look_alikes_folded(text) == folded(text)

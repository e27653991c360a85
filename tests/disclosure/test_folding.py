"""A text is folded alike whichever way is the shorter one."""

from hypothesis import given
from hypothesis import strategies as st

from hiteval.disclosure.folding import folded

plain = st.text(st.characters(max_codepoint=127))


@given(plain)
def test_plain_text_is_folded_as_in_a_text_with_accents(text):
    assert folded(text + "é") == folded(text) + "e"

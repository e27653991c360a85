import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.disclosure.folding import folded
from hiteval.disclosure.secrets import Secret
from hiteval.report.gate import leaks

WORDS = st.text("ab ", min_size=1, max_size=6)


@given(st.text("abc ", max_size=60), st.sets(WORDS), st.integers(1, 8))
def test_what_stands_in_a_text_is_found_wherever_it_is_cut(text, rows, stretch):
    known = leaks.Rows(dict.fromkeys(rows, "somewhere"))
    whole, leaks.STRETCH = leaks.STRETCH, stretch
    try:
        assert known.found_in(text) == {row for row in rows if row in text}
    finally:
        leaks.STRETCH = whole


@pytest.mark.parametrize(
    "published", ["The\x07 nurse left early.", "The[U+0007] nurse left early."]
)
def test_a_passage_is_found_as_it_is_and_as_a_page_shows_its_unseen_characters(
    published,
):
    secret = Secret("segments.csv, s1, quote", "passage", "the\x07 nurse left early")
    wanted = leaks.wanted([secret], [])
    found = wanted.passages_in(leaks.in_words(folded(published)))
    assert set(found) == {"segments.csv, s1, quote"}

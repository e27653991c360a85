from hypothesis import given
from hypothesis import strategies as st

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

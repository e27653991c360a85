"""A whole number is a level in whatever signs it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.signs import level


@given(
    st.integers(-99, 99),
    st.sampled_from(["-", "\u2212", "\u2013", "\uff0d"]),
    st.sampled_from(["", ".0", ",0", ".00"]),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_a_level_is_read_in_any_signs(number, minus, tail, space):
    sign = minus if number < 0 else "+"
    assert level(f"{space}{sign}{abs(number)}{tail}{space}") == str(number)


@pytest.mark.parametrize("cell", ["n/a", "1,000", "1.5", "12%", "1-2", "high – low"])
def test_what_is_no_whole_number_stays_as_it_is(cell):
    assert level(cell) == cell

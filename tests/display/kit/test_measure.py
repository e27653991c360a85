"""Room for text: lines never become wider than they may, and lose nothing unsaid."""

import re
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.display.kit import measure
from hiteval.display.kit.measure import CUT, fitted, width
from hiteval.report.kernels.child_processes import CAN_FORK

TEXTS = st.text(max_size=60)


@given(TEXTS, st.floats(2.5, 40), st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_none_is_too_many(text, room, lines):
    made = fitted(text, room, lines)
    assert len(made) <= lines
    assert max(map(width, made)) <= room + 1e-6


@given(st.text("ab ขü健 ा", max_size=60))
def test_a_text_that_is_not_cut_keeps_every_letter(text):
    made = fitted(text, 30.0, lines=99)
    assert re.sub(r"\s", "", "".join(made)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Means", 9, ["Means"]),
        ("public voice", 5, ["public", CUT]),
        ("健康社區", 2, ["健康", "社區"]),
        ("e\u0301e\u0301e\u0301e\u0301", 1.3, ["e\u0301e\u0301", "e\u0301e\u0301"]),
        ("a\u202eb", 99, ["a[U+202E]b"]),  # as the page shows it
        ("", 9, [""]),
    ],
)
def test_a_name_breaks_after_words_else_between_letters(text, room, expected):
    assert fitted(text, room, lines=2)[: len(expected)][0] == expected[0]


def test_widths_of_known_letters_are_those_of_the_font():
    """DejaVu Sans: 2048 units to the em, of which M takes 1767 and i 569."""
    assert width("M") == pytest.approx(1767 / 2048, abs=0.01)
    assert width("i") == pytest.approx(569 / 2048, abs=0.01)
    assert width("\u0301") == 0


def measured(letters):
    return {letter: measure._em.__wrapped__(letter) for letter in letters}


@pytest.mark.skipif(not CAN_FORK, reason="nothing is forked here")
def test_processes_that_are_forked_after_the_first_letter_measure_the_same():
    letters = [chr(number) for number in range(0x21, 0x600)]
    expected = measured(letters)
    with get_context("fork").Pool(4) as pool:
        turned = [letters[at:] + letters[:at] for at in range(0, 1200, 150)]
        assert pool.map(measured, turned) == [expected] * len(turned)

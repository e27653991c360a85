from hypothesis import given
from hypothesis import strategies as st

from hiteval.importers.passages import (
    MOVED,
    NOWHERE,
    OTHER_SPACE,
    OTHER_WORDS,
    Passage,
    Ruler,
    anchor,
    doubts,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
ENCODED = {"UTF-8 byte": ("utf-8", 1), "UTF-16 unit": ("utf-16-le", 2)}


def one(text, start, end, words, **form):
    (passage,) = anchor(text, [(start, end, words)], [Ruler.of(text, **form)])
    return passage


@given(TEXTS, st.data(), st.sampled_from(sorted(ENCODED)))
def test_an_offset_in_any_unit_finds_its_character(text, data, unit):
    place = data.draw(st.integers(0, len(text)))
    encoding, width = ENCODED[unit]
    offset = len(text[:place].encode(encoding)) // width
    assert Ruler.of(text, unit).place(offset) == place


@given(TEXTS, st.integers())
def test_an_offset_outside_the_text_has_no_place(text, offset):
    place = Ruler.of(text).place(offset)
    assert place == (offset if 0 <= offset <= len(text) else None)


def test_an_offset_inside_a_character_means_the_next():
    assert Ruler.of("é!", "UTF-8 byte").place(1) == 1


def test_a_line_end_can_count_as_one():
    text = "ab\r\ncd"
    assert one(text, 3, 5, None, crlf=1) == Passage(4, 6, "cd")
    assert one(text, 0, 2, None, crlf=1) == Passage(0, 2, "ab")


def test_the_unit_that_gives_most_passages_their_words_is_taken():
    text = "\U0001f600 one two"
    marks = [(3, 6, "one"), (7, 10, "two")]
    rulers = [Ruler.of(text), Ruler.of(text, "UTF-16 unit")]
    assert anchor(text, marks, rulers) == [Passage(2, 5, "one"), Passage(6, 9, "two")]


def test_positions_stored_as_real_numbers_are_read():
    assert one("one two", 4.0, 7.0, "two") == Passage(4, 7, "two")


def test_other_white_space_is_no_other_passage():
    found = one("one\r\ntwo", 0, 8, "one two")
    assert found == Passage(0, 8, "one\r\ntwo", OTHER_SPACE)


def test_a_passage_shifted_by_one_is_found_by_its_words():
    assert one("one two", 3, 6, "two") == Passage(4, 7, "two", MOVED)


def test_of_two_like_passages_the_nearer_is_found():
    text = "two, one, two, three"
    assert one(text, 9, 12, "two") == Passage(10, 13, "two", MOVED)
    assert one(text, 1, 4, "two") == Passage(0, 3, "two", MOVED)


def test_words_that_are_not_in_the_text_are_kept_beside_the_position():
    assert one("one two", 0, 3, "six") == Passage(0, 3, "six", OTHER_WORDS)


def test_a_position_outside_the_text_is_never_clipped():
    for span in [(0, 99), (-1, 2), (3, 3), (5, 2), ("x", 2), (0.5, 2), (None, 2)]:
        assert one("one two", *span, None) == Passage(None, None, None, NOWHERE)
    assert one("one two", 0, 99, "two") == Passage(4, 7, "two", MOVED)


def test_doubts_are_counted_by_kind():
    rows = [{"doubt": MOVED}, {"doubt": None}, {"doubt": MOVED}]
    assert doubts(rows) == [f"2 of the passages: {MOVED}."]

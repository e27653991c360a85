from hiteval.readers.databases.find_passage import (
    MOVED,
    NOWHERE,
    OTHER_SPACE,
    OTHER_WORDS,
    Passage,
    doubts,
    find_passages,
)


def one(text, start, end, words):
    (passage,) = find_passages(text, [(start, end, words)], [range(len(text) + 1)])
    return passage


def test_the_way_of_counting_that_gives_most_passages_their_words_is_taken():
    text = "\U0001f600 one two"
    marks = [(3, 6, "one"), (7, 10, "two")]
    utf16 = [0, *range(2, len(text) + 2)]
    found = find_passages(text, marks, [range(len(text) + 1), utf16])
    assert found == [Passage(2, 5, "one"), Passage(6, 9, "two")]


def test_an_offset_inside_a_character_means_the_next():
    assert find_passages("é!", [(1, 3, None)], [[0, 2, 3]]) == [Passage(1, 2, "!")]


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


def test_blanks_of_any_kind_are_not_searched_for_and_stay_in_doubt():
    for blank in (" ", "\xa0", "\u3000\n"):
        at = len(blank)
        assert one(f"{blank}one", at, at + 1, blank) == (
            Passage(at, at + 1, blank, OTHER_WORDS)
        )
        assert one(f"{blank}one", 9, 10, blank) == Passage(None, None, blank, NOWHERE)


def test_a_position_outside_the_text_is_never_clipped():
    for span in [(0, 99), (-1, 2), (3, 3), (5, 2), ("x", 2), (None, 2)]:
        assert one("one two", *span, None) == Passage(None, None, None, NOWHERE)
    assert one("one two", 0, 99, "two") == Passage(4, 7, "two", MOVED)


def test_doubts_are_counted_by_kind():
    rows = [{"doubt": MOVED}, {"doubt": None}, {"doubt": MOVED}]
    assert doubts(rows) == [f"2 of the passages: {MOVED}."]

"""How a file counts is proven by its own text, or the file is refused."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.readers.text_positions import (
    BOM,
    Choice,
    Convention,
    Marks,
    Text,
    choose,
    conventions_of,
    decoded,
)

WORDS = "One 😀 two\r\nthree four\r\nfive 😀 six seven\r\neight nine\r\n"


def marks(raw, ranges, hints=None):
    starts, ends = np.array(ranges, dtype=np.int64).T
    return Marks(Text.of(raw), starts, ends, hints or [None] * len(ranges))


def passages(found, choice):
    starts, ends = found.sliced(choice.convention)
    return [
        found.text.content[a:b] if a >= 0 else None
        for a, b in zip(starts, ends, strict=True)
    ]


def count(raw, words, way):
    """Find words in a raw text and count their place by another code than ours."""
    seen = raw if way.bom else raw.removeprefix(BOM)
    if way.crlf_is_one:
        seen = seen.replace("\r\n", "\n")
    at = seen.index(words)
    size = (lambda s: len(s.encode("utf-16-le")) // 2) if way.utf16 else len
    return size(seen[:at]), size(seen[:at]) + size(words)


@pytest.mark.parametrize("bom", ["", BOM], ids=["no mark", "mark"])
@pytest.mark.parametrize("way", conventions_of(Text.of(BOM + WORDS)), ids=str)
def test_each_way_of_counting_is_found_from_the_text(way, bom):
    raw = bom + WORDS
    way = way if bom else Convention(False, False, way.crlf_is_one, way.utf16)
    wanted = ["One", "three", "four", "six", "seven", "eight", "nine"]
    found = marks(raw, [count(raw, words, way) for words in wanted])
    choice = choose(found)
    assert passages(found, choice) == wanted
    assert not choice.doubtful


def test_the_stored_quotation_decides_where_word_edges_do_not():
    found = marks("😀 a b c", [(2, 3)], hints=["a"])
    assert passages(found, choose(found)) == ["a"]


@pytest.mark.parametrize(
    ("place", "passage"),
    [((3, 5), "a "), ((2, 4), "a ")],  # counted the other way, both would be " b", " a"
    ids=["UTF-16 units", "characters"],
)
def test_of_two_ways_that_fit_the_one_that_begins_with_no_space_is_taken(
    place, passage
):
    found = marks("😀 a b", [place])
    choice = choose(found)
    assert passages(found, choice) == [passage]
    assert not choice.doubtful


def test_a_cut_quotation_is_recognised_by_its_beginning():
    long = "😀 " + "word " * 30
    hint = f"{('word ' * 20)[:98]}…"
    found = marks(long, [(2, 150)], hints=[hint])
    assert passages(found, choose(found))[0].startswith("word word")


def test_what_fits_two_ways_is_doubtful_unless_the_tool_is_known():
    found = marks("😀......", [(2, 3)])
    assert choose(found).doubtful
    assert not choose(found, Convention(utf16=True)).doubtful


def test_two_ways_that_fit_are_doubtful_though_a_third_does_not():
    # Counted from a CRLF as one, the passage would end within "bcd".
    assert choose(marks("a\r\n😀......bcd", [(9, 10)])).doubtful


def test_an_empty_text_has_no_passage_in_it():
    assert marks("", [(0, 1)]).sliced(Convention())[0].tolist() == [-1]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Convention(), "characters, CRLF as two"),
        (Convention(crlf_is_one=True, utf16=True), "UTF-16 units, CRLF as one"),
        (
            Convention(inclusive_end=True, bom=True),
            "characters, CRLF as two, the byte-order mark counted, the end being the "
            "last character",
        ),
    ],
)
def test_a_way_of_counting_is_put_into_words(way, words):
    assert str(way) == words


def test_a_bad_fit_is_doubtful_where_ways_differ():
    found = marks("😀 abcdefgh ijklmnop", [(4, 7), (13, 16), (5, 8)])
    choice = choose(found)
    assert choice.doubtful
    assert choice.score < 0.9


def test_many_passages_at_random_places_are_doubtful():
    found = marks("abcdefghij " * 5, [(n, n + 2) for n in range(1, 14)])
    assert choose(found).doubtful


def test_a_few_sloppy_passages_are_not_doubtful():
    found = marks("abcdefghij klm", [(1, 5), (11, 14)])
    assert choose(found) == Choice(Convention(), 0.5, disputed=False, doubtful=False)


def test_an_end_that_is_the_last_character_is_found():
    words = "some words stand in this rather short text of ours today\n" * 2
    ends = [
        (at, at + len(word) - 1)
        for at, word in [(m, words[m:].split()[0]) for m in _word_starts(words)]
        if len(word) > 2
    ]
    found = marks(words, ends)
    assert passages(found, choose(found))[0] == "some"


def _word_starts(words):
    return [n for n in range(len(words)) if n == 0 or words[n - 1].isspace()][:20]


def test_half_a_surrogate_pair_is_no_place():
    found = marks("😀 a", [(1, 3)])
    assert found.sliced(Convention(utf16=True))[0].tolist() == [-1]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_a_place_counted_in_any_way_is_found_again(raw, data):
    text = Text.of(raw)
    way = data.draw(st.sampled_from(conventions_of(text)))
    known = text.positions(way)
    start = data.draw(st.integers(0, len(text.content)))
    end = data.draw(st.integers(start, len(text.content)))
    one = Marks(text, known[[start]], known[[end]], [None])
    found = [int(side[0]) for side in one.sliced(way)]
    assert found == ([start, end] if end > start else [-1, -1])
    assert len(text.content) + 1 == len(known)


@pytest.mark.parametrize("content", [b"caf\xe9", b"\xff\xfea"])
def test_a_text_in_no_known_encoding_is_refused_with_its_place(content):
    with pytest.raises(StudyError) as error:
        decoded(content, "t.txt")
    (fault,) = error.value.faults
    assert (fault.expected, fault.remedy) == (
        "UTF-8 text",
        "Export it again as UTF-8.",
    )
    assert re.fullmatch(r"another byte at \d", fault.got)

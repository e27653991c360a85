import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.disclosure.folding import folded
from hiteval.disclosure.secrets import Secret
from hiteval.report.gate import leaks
from hiteval.report.gate.words import Text

TEXTS = st.text("ab \u00e9\u200b-.", max_size=60)
KEYS = st.sets(st.text("ab", min_size=1, max_size=6))


@pytest.fixture(autouse=True, params=[1, 3, leaks.STRETCH])
def stretch(request, monkeypatch):
    monkeypatch.setattr(leaks, "STRETCH", request.param)


@given(TEXTS, st.lists(TEXTS, max_size=9))
def test_rows_of_words_are_found_wherever_a_text_is_cut(text, texts):
    rows = leaks.rows_of((("somewhere", one) for one in [text, *texts]), fewest=1)
    words = Text(text).words.decode()
    there = {row for row in rows.places if row in words}
    assert rows.found_in(Text(text)) == there
    known = {*sorted(there)[::2]}
    assert rows.found_in(Text(text), known) == there - known


@given(TEXTS, KEYS)
def test_what_is_in_a_text_is_likely_in_its_letters(text, keys):
    rows = leaks.Rows(dict.fromkeys(keys, "somewhere"))
    assert rows.likely_in(Text(text).letters) >= {k for k in keys if k in folded(text)}


NAMES = [
    Secret("name", "name", "Ann O'Brien"),
    Secret("of one word", "name", "Zo\u00eb"),
    Secret("id", "id", "int-7"),
    Secret("passage", "passage", "ann had seven"),
]
PARTS = [
    *["Ann", "A.", "O", "'", "\u2019", "Brien", "Zo", "\u00eb", "e\u0308", "Z\u043e"],
    *["int", "-7", "7", "had", "seven", " ", "-", "\x07", "[U+0007]", "<b>", "x", "\n"],
]


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_where_nothing_may_be_nothing_is(text):
    wanted, clean = leaks.wanted(NAMES, []), set()
    found = {*wanted.passages_in(Text(text)), *wanted.people_in(Text(text))}
    assert wanted.may_be_in(Text(text), clean) or not found
    assert wanted.may_be_in(Text(text), clean) or clean


def test_letters_that_are_clean_are_searched_once(monkeypatch):
    wanted, clean = leaks.wanted(NAMES, []), set()
    assert not wanted.may_be_in(Text("Nobody, here"), clean)
    monkeypatch.setattr(leaks.Rows, "likely_in", None)
    assert not wanted.may_be_in(Text("NO body he-re."), clean)


@pytest.mark.parametrize(
    "published", ["The\x07 nurse left early.", "The[U+0007] nurse left early."]
)
def test_a_passage_is_found_as_it_is_and_as_a_page_shows_its_unseen_characters(
    published,
):
    secret = Secret("segments.csv, s1, quote", "passage", "the\x07 nurse left early")
    wanted = leaks.wanted([secret], [])
    found = wanted.passages_in(Text(published))
    assert set(found) == {"segments.csv, s1, quote"}

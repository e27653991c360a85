import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.readers.sheets.code_cells import divided

NAMES = ["Care", "Care, joint", "Trust", "Cost: time, money", "Cost: staff"]


@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, unique=True), min_size=1))
def test_where_every_name_stands_alone_somewhere_no_cell_is_divided_wrongly(rows):
    rows += [[name] for name in NAMES]
    found = divided([", ".join(row) for row in rows], [len(row) for row in rows])
    for parts, row in zip(found, rows, strict=True):
        assert parts in (None, row)


def test_names_learnt_late_settle_earlier_cells():
    cells = ["a, b, c", "a, b, d", "d", "c"]
    assert divided(cells, [2, 2, 1, 1])[:2] == [["a, b", "c"], ["a, b", "d"]]


def test_a_theme_that_is_known_settles_a_new_name():
    cells = ["A, B: one", "A, B: two, A, B: three"]
    assert divided(cells, [1, 2])[1] == ["A, B: two", "A, B: three"]


@pytest.mark.parametrize(
    ("cell", "count"), [("a, b, c", 2), ("a", 2), (", ".join("a" * 200), 30)]
)
def test_what_cannot_be_told_is_not_guessed(cell, count):
    assert divided([cell], [count]) == [None]


def test_semicolons_are_tried_after_commas():
    assert divided(["a; b"], [2]) == [["a", "b"]]


def test_many_codes_with_commas_are_divided():
    names = [f"code {n}, part" for n in range(12)]
    cells = [", ".join(names), *names]
    assert divided(cells, [12, *[1] * 12])[0] == names

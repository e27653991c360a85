import numpy as np
import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.disclosure.small_counts import (
    Relation,
    Rule,
    inferable,
    protect,
    shown_ranges,
)
from hiteval.errors import DisclosureError

NHS = Rule(threshold=7, base=5)
EXACT = Rule(threshold=7, base=1)


def table(inner: np.ndarray) -> tuple[pd.Series, list[Relation]]:
    """Write a two-way table with its margins as cells and relations."""
    rows, columns = inner.shape
    cells = {f"{r},{c}": inner[r, c] for r in range(rows) for c in range(columns)}
    cells |= {f"{r},all": inner[r].sum() for r in range(rows)}
    cells |= {f"all,{c}": inner[:, c].sum() for c in range(columns)}
    cells["all,all"] = inner.sum()
    across = [
        Relation(f"{r},all", tuple(f"{r},{c}" for c in range(columns)), "partition")
        for r in [*range(rows), "all"]
    ]
    down = [
        Relation(f"all,{c}", tuple(f"{r},{c}" for r in range(rows)), "partition")
        for c in [*range(columns), "all"]
    ]
    return pd.Series(cells, dtype="int64"), across + down


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, None), (7, None), (8, 10), (2509, 2510)]
)
def test_a_count_by_itself_is_rounded_or_hidden(count, told):
    assert NHS.told(count) == told


def hidden(shown: pd.Series) -> list[str]:
    return sorted(shown.index[shown.isna()])


def test_counts_up_to_the_threshold_are_hidden_and_others_rounded():
    counts = pd.Series({"a": 0, "b": 1, "c": 7, "d": 8, "e": 12, "f": 13})
    shown = protect(counts, [], NHS)
    assert hidden(shown) == ["b", "c"]
    assert shown.dropna().to_dict() == {"a": 0, "d": 10, "e": 10, "f": 15}


def test_nobody_is_rounded_away():
    assert Rule(3, 10).rounded(4) == 10
    assert Rule(3, 10).range_of(10) == (4, 14)


@given(st.integers(0, 500), st.integers(0, 20), st.integers(1, 10))
def test_a_shown_count_lies_in_the_range_that_a_reader_infers(count, threshold, base):
    rule = Rule(threshold, base)
    low, high = rule.range_of(rule.rounded(count))
    assert count == 0 or count <= threshold or low <= count <= high


def test_a_single_hidden_part_would_be_the_total_less_the_others():
    counts, parts = pd.Series({"all": 32, "a": 20, "b": 9, "c": 3}), ("a", "b", "c")
    shown = protect(counts, [Relation("all", parts, "partition")], EXACT)
    assert hidden(shown) == ["b", "c"]
    assert inferable(
        "c", list(counts.index), [Relation("all", parts, "partition")],
        [shown_ranges(shown, EXACT)],
    ) == (0, 12)  # fmt: skip


@pytest.mark.parametrize(
    ("total", "small", "expected"),
    [
        (27, {"b": 3, "c": 4}, ["b", "c"]),  # each may be 0 to 7
        (26, {"b": 3, "c": 3}, ["a", "b", "c"]),  # each would be 0 to 6
    ],
)
def test_a_range_as_wide_as_the_threshold_is_wide_enough(total, small, expected):
    counts = pd.Series({"all": total, "a": 20, **small})
    relations = [Relation("all", ("a", "b", "c"), "partition")]
    assert hidden(protect(counts, relations, EXACT)) == expected


@pytest.mark.parametrize(
    ("rule", "shown", "expected"),
    [
        (NHS, 0, (0, 0)),
        (NHS, 10, (8, 12)),
        (NHS, 15, (13, 17)),
        (EXACT, 9, (9, 9)),
        (Rule(3, 10), 20, (15, 24)),  # half is rounded up
        (Rule(0, 5), 5, (1, 7)),  # nobody is never shown as somebody
    ],
)
def test_a_reader_knows_of_a_rounded_count_no_more_than_this(rule, shown, expected):
    assert rule.range_of(shown) == expected


def test_primary_suppression_alone_gives_cells_away():
    counts, relations = table(np.array([[3, 20, 30], [40, 50, 60], [5, 70, 80]]))
    alone = counts.mask(counts.between(1, 7)).astype("Int64")
    known = [shown_ranges(alone, EXACT)]
    assert inferable("0,0", list(counts.index), relations, known) == (3, 3)
    shown = protect(counts, relations, EXACT)
    low, high = inferable(
        "0,0", list(counts.index), relations, [shown_ranges(shown, EXACT)]
    )
    assert (low <= 0 and high >= 7) or high - low >= 7


def test_a_part_of_a_cover_is_held_between_its_total_and_the_other_parts():
    # Of 20 people, 12 are in a: at least 8 are in b, and at most 20.
    relation = Relation("all", ("a", "b"), "cover")
    known = {"all": (20.0, 20.0), "a": (12.0, 12.0)}
    assert inferable("b", ["all", "a", "b"], [relation], [known]) == (8, 20)


def test_a_share_tells_only_the_upper_end():
    relation = Relation("all", ("a",), "share")
    assert inferable("a", ["all", "a"], [relation], [{"all": (9.0, 9.0)}]) == (0, 9)


def test_an_earlier_release_that_showed_a_total_hides_more_now():
    counts = pd.Series({"all": 30, "a": 25, "b": 5})
    relations = [Relation("all", ("a", "b"), "partition")]
    assert hidden(protect(counts, relations, EXACT)) == ["a", "b"]
    with pytest.raises(DisclosureError) as error:
        protect(counts, relations, EXACT, [{"all": (30.0, 30.0), "a": (25.0, 25.0)}])
    assert str(error.value) == (
        "Counts of people: b could be inferred from what earlier releases showed. Hold "
        "this release back, or change what it counts."
    )


def test_a_table_of_8_by_6_has_no_exposed_cell():
    inner = np.random.default_rng(1).poisson(9, (8, 6))
    counts, relations = table(inner)
    shown = protect(counts, relations, EXACT)
    for cell in counts.index[counts.between(1, 7)]:
        low, high = inferable(
            cell, list(counts.index), relations, [shown_ranges(shown, EXACT)]
        )
        assert (low <= 0 and high >= 7) or high - low >= 7


@at_most(25)
@given(st.lists(st.integers(0, 30), min_size=6, max_size=6), st.randoms())
def test_the_order_of_cells_changes_nothing(numbers, random):
    counts, relations = table(np.array(numbers).reshape(2, 3))
    shuffled = random.sample(list(counts.index), len(counts))
    again = protect(counts[shuffled], random.sample(relations, len(relations)), NHS)
    assert again.equals(protect(counts, relations, NHS))

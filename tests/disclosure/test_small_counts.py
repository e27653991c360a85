import numpy as np
import pandas as pd
import pytest
from examples import at_most
from hypothesis import example, given
from hypothesis import strategies as st
from one_reader import is_unsure, read

from hiteval.disclosure.inference import Reader, Relation, Told, unknown
from hiteval.disclosure.small_counts import Rule, given_away, protect, shown_ranges

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


def told(counts: pd.Series, relations, shown: pd.Series, rule: Rule) -> Told:
    return Told(counts.to_dict(), shown_ranges(shown, rule), relations)


def infers(cell: str, told: Told) -> tuple[float, float]:
    return Reader([told]).infers(unknown(cell, told.counts[cell]))


def test_a_single_hidden_part_would_be_the_total_less_the_others():
    counts, parts = pd.Series({"all": 32, "a": 20, "b": 9, "c": 3}), ("a", "b", "c")
    relations = [Relation("all", parts, "partition")]
    shown = protect(counts, relations, EXACT)
    assert hidden(shown) == ["b", "c"]
    assert infers("c", told(counts, relations, shown, EXACT)) == (1, 11)


@pytest.mark.parametrize(
    ("total", "small", "expected"),
    [
        (28, {"b": 3, "c": 5}, ["b", "c"]),  # each may be 1 to 7
        (27, {"b": 3, "c": 4}, ["a", "b", "c"]),  # each would be 1 to 6
    ],
)
def test_a_range_from_1_to_the_threshold_is_wide_enough(total, small, expected):
    counts = pd.Series({"all": total, "a": 20, **small})
    relations = [Relation("all", ("a", "b", "c"), "partition")]
    assert hidden(protect(counts, relations, EXACT)) == expected


def test_twelve_hidden_roles_of_a_total_of_twelve_would_be_1_each():
    roles = tuple(f"role {letter}" for letter in "abcdefghijkl")
    counts = pd.Series({"all": 12, "strand": 12, "area": 11} | dict.fromkeys(roles, 1))
    relations = [
        Relation("all", ("strand",), "cover"),
        Relation("all", roles, "partition"),
        Relation("all", ("area",), "share"),
    ]
    primary = counts.map(NHS.told).astype("Int64")  # what was published once
    assert infers("role a", told(counts, relations, primary, NHS)) == (1, 1)
    # Nothing but the area is left, and it says no more than that all are at least 8.
    assert protect(counts, relations, NHS).dropna().to_dict() == {"area": 10}


def test_where_names_of_hidden_cells_tell_too_much_nothing_is_told():
    parts = ("a", "b", "c", "d")
    relations = [Relation("all", parts, "partition")]
    counts = pd.Series({"all": 8} | dict.fromkeys(parts, 2))
    earlier = pd.Series({"all": 8, "a": 8})
    before = Told(earlier.to_dict(), {"all": (8, 8), "a": (8, 8)}, [])
    assert protect(counts, relations, NHS, [before]).empty


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


@pytest.mark.parametrize(
    ("inferred", "wide"),
    [((1, 5), True), ((1, 4), False), ((3, 8), True), ((3, 7), False)],
)
def test_a_range_is_wide_if_it_has_all_small_counts_or_as_many_steps(inferred, wide):
    assert Rule(5, 1).is_wide(inferred) == wide


def test_primary_suppression_alone_gives_cells_away():
    counts, relations = table(np.array([[3, 20, 30], [40, 50, 60], [5, 70, 80]]))
    alone = counts.mask(counts.between(1, 7)).astype("Int64")
    assert infers("0,0", told(counts, relations, alone, EXACT)) == (3, 3)
    shown = protect(counts, relations, EXACT)
    assert EXACT.is_wide(infers("0,0", told(counts, relations, shown, EXACT)))


ALL = Relation("all", ("a", "b"), "partition")


def test_an_earlier_release_that_showed_a_total_hides_more_now():
    counts = pd.Series({"all": 30, "a": 25, "b": 5})
    total = Told({"all": 30}, {"all": (30, 30)}, [])
    assert hidden(protect(counts, [ALL], EXACT)) == ["a", "b"]
    assert hidden(protect(counts, [ALL], EXACT, [total])) == ["a", "b"]
    part = Told({"a": 25}, {"a": (25, 25)}, [])
    assert hidden(protect(counts, [ALL], EXACT, [part])) == ["all", "b"]


def test_what_earlier_releases_give_away_by_themselves_cannot_be_hidden_again():
    counts = pd.Series({"all": 30, "a": 25, "b": 5})
    ranges = {"all": (30, 30), "a": (25, 25), "b": (1, 99)}
    before = Told(counts.to_dict(), ranges, [ALL])
    assert [small.cell for small in given_away(EXACT, [before])] == ["b"]
    assert hidden(protect(counts, [ALL], EXACT, [before])) == ["b"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (EXACT, ["all"]),  # it would tell that exactly one person came
        (NHS, []),  # about 10, and about 15: between 1 and 9 came
    ],
)
def test_a_small_change_of_a_number_is_itself_a_small_number(rule, expected):
    before = pd.Series({"all": 12})
    earlier = told(before, [], protect(before, [], rule), rule)
    assert hidden(protect(pd.Series({"all": 13}), [], rule, [earlier])) == expected


@pytest.mark.parametrize("former", [1, 7, 20])
def test_where_nobody_is_left_a_reader_does_not_learn_it(former):
    before = pd.Series({"all": 40, "a": 40 - former, "b": former})
    earlier = told(before, [ALL], protect(before, [ALL], EXACT), EXACT)
    counts = pd.Series({"all": 40 - former, "a": 40 - former, "b": 0})
    shown = protect(counts, [ALL], EXACT, [earlier])
    now = Told(counts.to_dict(), shown_ranges(shown, EXACT, before.index), [ALL])
    low, high = Reader([earlier, now]).infers(unknown("b", 0))
    assert low == 0
    assert high >= EXACT.threshold


def test_a_table_of_5_by_4_has_no_exposed_cell():
    inner = np.random.default_rng(1).poisson(9, (5, 4))
    counts, relations = table(inner)
    shown = protect(counts, relations, EXACT)
    release = told(counts, relations, shown, EXACT)
    small = counts.index[counts.between(1, 7)]
    assert len(small) > 3
    assert all(EXACT.is_wide(infers(cell, release)) for cell in small)


FEW = st.integers(1, 6)
PEOPLE = st.lists(FEW, min_size=2, max_size=3) | st.lists(
    st.integers(1, 4), min_size=4, max_size=4
)
RULES = st.sampled_from([Rule(3, 1), Rule(3, 2), Rule(3, 3), Rule(4, 5)])


def published(people: list[int], rule: Rule, earlier=()) -> tuple[pd.Series, Told]:
    """Return what is shown of people by role, of whom the first spoke in one strand."""
    roles = {f"role {n}": number for n, number in enumerate(people)}
    counts = {"all": sum(people), "talk": people[0], "form": sum(people[1:]), **roles}
    relations = [
        Relation("all", tuple(roles), "partition"),
        Relation("all", ("talk", "form"), "cover"),
    ]
    shown = protect(pd.Series(counts), relations, rule, earlier)
    return shown, told(pd.Series(counts), relations, shown, rule)


@at_most(60)
@given(PEOPLE, RULES)
@example([1, 1, 1, 1], Rule(3, 2))  # about 4, and four blanks
@example([5, 2], Rule(3, 1))  # 7 less 5
def test_a_reader_who_tries_everything_is_unsure_of_every_small_count(people, rule):
    shown, release = published(people, rule)
    may = read(shown, rule.threshold, rule.base)
    for cell in shown.index:
        if release.counts[cell] <= rule.threshold:
            assert is_unsure(may[cell], rule.threshold), (cell, shown)


@at_most(60)
@given(
    st.lists(FEW, min_size=2, max_size=2), st.lists(FEW, min_size=2, max_size=2), RULES
)
@example([5, 4], [5, 5], Rule(3, 1))  # one came
@example([4, 4], [4, 5], Rule(3, 3))
@example([6, 2], [5, 2], Rule(3, 2))
@example([4, 5], [1, 3], Rule(3, 1))  # of the 5 there may be 0 now
def test_a_reader_of_two_releases_is_unsure_of_every_small_count_and_change(
    before, after, rule
):
    then, release_then = published(before, rule)
    now, release_now = published(after, rule, [release_then])
    if now.empty:
        return  # nothing is told
    old, new = release_then.counts, release_now.counts
    same = [cell for cell in now.index if old[cell] == new[cell]]
    may_then = read(then, rule.threshold, rule.base)
    may_now = read(now, rule.threshold, rule.base, least=0)
    # Pairs of rows are far too many: the least and the most of each number will do.
    x, y = (may.assign(any=0).groupby([*same, "any"]) for may in (may_then, may_now))
    fell, rose = y.min() - x.max(), y.max() - x.min()  # missing where only one may be
    for cell in same:
        may = x.size().index.intersection(y.size().index).get_level_values(cell)
        assert new[cell] > rule.threshold or is_unsure(may, rule.threshold)
    for cell in now.index.difference(same):
        change = pd.concat([fell[cell], rose[cell]]) * (1 - 2 * (old[cell] > new[cell]))
        few = abs(new[cell] - old[cell]) <= rule.threshold
        assert not few or is_unsure(change, rule.threshold), (cell, then, now)


@at_most(25)
@given(st.lists(st.integers(0, 30), min_size=6, max_size=6), st.randoms())
def test_the_order_of_cells_changes_nothing(numbers, random):
    counts, relations = table(np.array(numbers).reshape(2, 3))
    shuffled = random.sample(list(counts.index), len(counts))
    again = protect(counts[shuffled], random.sample(relations, len(relations)), NHS)
    assert again.equals(protect(counts, relations, NHS))

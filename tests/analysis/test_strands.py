import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from scales import MATURITY, SCALE

from hiteval.analysis import evidence, strands

PAIR = ("document", "account")
CELLS = pd.DataFrame(
    [("t1", "c1"), ("t1", "c2"), ("t2", "c1"), ("t2", "c2")],
    columns=["team_id", "criterion_id"],
).astype("str")


def tables(rows):
    """Make rated segments and sources of rows (strand, source, criterion, rating)."""
    columns = ["strand", "source_id", "criterion_id", "rating"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {"strand": "str", "source_id": "str", "criterion_id": "str", "rating": float}
    )
    table = table.assign(
        team_id="t1", segment_id=[f"s{i:03}" for i in range(len(table))]
    )
    table["source_id"] = table["strand"].str[:1] + table["source_id"]
    return table, table[["source_id", "strand"]].drop_duplicates()


def compared(rows, pair=PAIR, more_sources=(), scale=SCALE):
    rated, sources = tables(rows)
    more = pd.DataFrame(more_sources, columns=["source_id", "strand"], dtype="str")
    by_source = evidence.source_evidence(rated, scale)
    return strands.compare(CELLS, by_source, pd.concat([sources, more]), scale, pair)


def code(rows):
    return compared(rows).loc[0, "code"]


def rows_of(documents, accounts):
    """Give one source a rating on c1; every strand has a source more, on c2."""
    return [
        *[("document", f"x{i}", "c1", r) for i, r in enumerate(documents)],
        *[("account", f"x{i}", "c1", r) for i, r in enumerate(accounts)],
        *[(strand, "other", "c2", 1) for strand in PAIR],
    ]


@pytest.mark.parametrize(
    ("documents", "accounts", "expected"),
    [
        ([1], [1], strands.AGREEMENT),
        ([0], [0], strands.AGREEMENT),
        ([1], [0], strands.PARTIAL),
        ([1], [-1], strands.DISSONANCE),
        ([1], [], strands.SILENCE),
        ([], [1], strands.SILENCE),
        ([], [], strands.NO_EVIDENCE),
    ],
)
def test_codes_follow_meaning_where_prominence_is_the_same(
    documents, accounts, expected
):
    assert code(rows_of(documents, accounts)) == expected


def quiet(strand, rating):
    """Give one source of five in one strand, the one source in the other."""
    loud = next(other for other in PAIR if other != strand)
    return [
        (strand, "x0", "c1", rating),
        *[(strand, f"x{i}", "c2", 1) for i in range(1, 5)],
        (loud, "x0", "c1", 1),
    ]


@pytest.mark.parametrize("strand", PAIR)
@pytest.mark.parametrize(
    ("rating", "expected"), [(1, strands.PARTIAL), (0, strands.DISSONANCE)]
)
def test_other_prominence_takes_agreement_down_one_step(strand, rating, expected):
    result = compared(quiet(strand, rating)).loc[0]
    assert (result["code"], result["same_prominence"]) == (expected, False)
    assert not result["opposite"]


def test_exactly_double_the_share_is_the_same_prominence():
    # 1 of 3 documents against 2 of 3 accounts.
    rows = [
        *[("document", "x0", "c1", 1), ("document", "x1", "c2", 1)],
        *[("document", "x2", "c2", 1), ("account", "x2", "c2", 1)],
        *[("account", "x0", "c1", 1), ("account", "x1", "c1", 1)],
    ]
    assert code(rows) == strands.AGREEMENT


def test_far_more_than_double_the_share_is_another_prominence():
    # 1 of 6 documents against 3 of 6 accounts.
    rows = [
        *[("document", f"x{i}", f"c{1 if i < 1 else 2}", 1) for i in range(6)],
        *[("account", f"x{i}", f"c{1 if i < 3 else 2}", 1) for i in range(6)],
    ]
    assert not compared(rows).loc[0, "same_prominence"]


def test_concrete_examples_on_both_sides_are_equally_prominent():
    rows = [
        *[("document", f"x{i}", "c1", 2) for i in range(2)],
        *[("document", f"x{i}", "c2", 1) for i in range(2, 9)],
        *[("account", f"x{i}", "c1", 2) for i in range(2)],
    ]
    assert code(rows) == strands.AGREEMENT


def test_the_silent_strand_is_named():
    result = compared(rows_of([1], []))
    assert result["silent"].fillna("").tolist() == ["account", "", "", ""]


def test_each_side_shows_its_rating_and_sources():
    row = compared(rows_of([2, 2], [-1])).loc[0]
    assert row[["first_rating", "first_sources", "first_of"]].tolist() == [2, 2, 3]
    assert row[["second_rating", "second_sources", "second_of"]].tolist() == [-1, 1, 2]


def test_without_evidence_nothing_is_the_same_or_other():
    row = compared(rows_of([], [])).loc[0]
    undefined = [
        "same_meaning",
        "opposite",
        "same_prominence",
        "first_rating",
        "silent",
    ]
    assert row[undefined].isna().all()


def test_a_third_strand_is_left_out():
    rows = [*rows_of([1], [1]), ("memo", "x0", "c1", -2)]
    pd.testing.assert_frame_equal(compared(rows), compared(rows_of([1], [1])))


def test_no_codings_give_no_evidence_everywhere():
    assert compared([])["code"].eq(strands.NO_EVIDENCE).all()


def test_dissonance_lists_the_segments_of_both_sides():
    rows = [*rows_of([1, 1], [-1]), ("memo", "x0", "c1", 1)]
    rated, sources = tables(rows)
    found = strands.dissonances(compared(rows), rated, sources, PAIR)
    assert found["strand"].tolist() == ["document", "document", "account"]
    assert found["segment_id"].tolist() == ["s000", "s001", "s002"]


def test_agreement_lists_no_segments():
    rated, sources = tables(rows_of([1], [1]))
    found = strands.dissonances(compared(rows_of([1], [1])), rated, sources, PAIR)
    assert found.empty


ROWS = st.lists(
    st.tuples(
        st.sampled_from([*PAIR, "memo"]),
        st.sampled_from(["x1", "x2", "x3"]),
        st.sampled_from(["c1", "c2"]),
        st.integers(-2, 2),
    ),
    max_size=12,
)


@given(ROWS)
@at_most(15)
def test_which_strand_comes_first_changes_no_code(rows):
    there, back = compared(rows), compared(rows, pair=PAIR[::-1])
    assert there["code"].tolist() == back["code"].tolist()
    assert there["first_rating"].equals(back["second_rating"].rename("first_rating"))


@given(ROWS, st.permutations(range(12)))
@at_most(15)
def test_the_order_of_rows_never_matters(rows, order):
    shuffled = [rows[i] for i in order if i < len(rows)]
    pd.testing.assert_frame_equal(compared(rows), compared(shuffled))


@given(ROWS)
@at_most(15)
def test_names_of_sources_never_matter(rows):
    names = {"x1": "x9", "x2": "x0", "x3": "x5"}
    renamed = [(strand, names[x], c, r) for strand, x, c, r in rows]
    pd.testing.assert_frame_equal(compared(rows), compared(renamed))


@given(ROWS)
@at_most(10)
def test_a_source_without_codings_changes_nothing(rows):
    more = compared(rows, more_sources=[("unread", "document")])
    pd.testing.assert_frame_equal(more, compared(rows))


@pytest.mark.parametrize(
    ("documents", "accounts", "expected", "opposite"),
    [
        ([3], [3], strands.AGREEMENT, False),
        ([3], [2], strands.PARTIAL, False),
        ([3], [1], strands.DISSONANCE, True),
        ([0], [], strands.SILENCE, pd.NA),
    ],
)
def test_on_a_scale_of_one_side_meaning_is_the_level(
    documents, accounts, expected, opposite
):
    row = compared(rows_of(documents, accounts), scale=MATURITY).loc[0]
    assert (row["code"], row["opposite"]) == (expected, opposite)

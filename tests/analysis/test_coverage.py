import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis import coverage as missing
from hiteval.analysis.coverage import coverage

STRANDS = ["document", "account"]
CELLS = pd.DataFrame(
    [(t, c) for t in ("t1", "t2") for c in ("c1", "c2")],
    columns=["team_id", "criterion_id"],
).astype("str")


def mapped(coded, uncoded=()):
    """Map rows (team, criterion, source); a source's strand is in its first letter."""
    columns = ["team_id", "criterion_id", "source_id"]
    by_source = pd.DataFrame(coded, columns=columns, dtype="str").drop_duplicates()
    more = pd.DataFrame(uncoded, columns=["team_id", "source_id"], dtype="str")
    segments = pd.concat([by_source[["team_id", "source_id"]], more])
    sources = segments[["source_id"]].drop_duplicates()
    first = sources["source_id"].str[:1]
    sources = sources.assign(strand=first.map({"d": "document", "a": "account"}))
    return coverage(CELLS, by_source, segments, sources, STRANDS)


def cell(*arguments, place=0):
    return mapped(*arguments).loc[place]


def test_a_team_without_sources_was_not_sought():
    row = cell([("t2", "c1", "d1")])
    assert (row["status"], row["reason"]) == (missing.NOT_SOUGHT, missing.NO_SOURCE)
    assert row["not_sought_in"] == "document; account"


def test_a_team_whose_segments_nobody_coded_was_not_sought():
    row = cell([("t2", "c1", "d1")], [("t1", "d1")])
    assert (row["status"], row["reason"]) == (missing.NOT_SOUGHT, missing.NOTHING_CODED)


def test_sources_read_without_the_criterion_are_sought_and_none():
    row = cell([("t1", "c2", "d1"), ("t1", "c2", "a1")])
    assert (row["status"], row["sources_read"]) == (missing.SOUGHT_AND_NONE, 2)
    assert row["sources"] == 0
    assert row[["silent_in", "not_sought_in", "reason"]].isna().all()


@pytest.mark.parametrize(("speaks", "silent"), [("d1", "account"), ("a1", "document")])
def test_the_silent_strand_is_named(speaks, silent):
    row = cell([("t1", "c1", speaks), ("t1", "c2", "d1"), ("t1", "c2", "a1")])
    assert (row["status"], row["silent_in"]) == (missing.SILENT, silent)


def test_both_strands_speaking_is_covered():
    row = cell([("t1", "c1", "d1"), ("t1", "c1", "a1"), ("t1", "c1", "a2")])
    assert (row["status"], row["sources"]) == (missing.COVERED, 3)
    assert row[["silent_in", "not_sought_in"]].isna().all()


def test_a_strand_that_was_never_read_is_not_silent():
    row = cell([("t1", "c1", "d1")])
    assert (row["status"], row["not_sought_in"]) == (missing.COVERED, "account")
    assert row["silent_in"] is pd.NA or pd.isna(row["silent_in"])


def test_a_source_read_for_another_team_is_not_read_for_this_one():
    rows = [("t1", "c1", "d1"), ("t2", "c1", "a1")]
    assert cell(rows)["not_sought_in"] == "account"


def test_an_empty_study_seeks_nothing():
    assert mapped([])["status"].eq(missing.NOT_SOUGHT).all()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["t1", "t2"]),
        st.sampled_from(["c1", "c2"]),
        st.sampled_from(["d1", "d2", "a1", "a2"]),
    ),
    max_size=10,
)


def status_by_loop(rows, team, criterion):
    read = {s[0] for t, _, s in rows if t == team}
    speak = {s[0] for t, c, s in rows if (t, c) == (team, criterion)}
    if not read:
        return missing.NOT_SOUGHT
    if not speak:
        return missing.SOUGHT_AND_NONE
    return missing.COVERED if speak == read else missing.SILENT


@given(ROWS)
@at_most(25)
def test_status_follows_a_loop(rows):
    expected = [status_by_loop(rows, t, c) for t, c in CELLS.to_numpy()]
    assert mapped(rows)["status"].tolist() == expected


@given(ROWS, st.randoms(use_true_random=False))
@at_most(15)
def test_order_and_names_of_sources_never_matter(rows, random):
    names = {"d1": "d9", "d2": "d0", "a1": "a5", "a2": "a4"}
    renamed = [(t, c, names[s]) for t, c, s in rows]
    random.shuffle(renamed)
    pd.testing.assert_frame_equal(mapped(rows), mapped(renamed))


@given(ROWS)
@at_most(15)
def test_an_uncoded_segment_only_changes_the_reason(rows):
    more = mapped(rows, [("t1", "a9")]).drop(columns="reason")
    pd.testing.assert_frame_equal(more, mapped(rows).drop(columns="reason"))

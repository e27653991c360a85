import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.dated_mentions import dated_mentions


def found(*rows):
    """Check summaries of rows (source, summary[, team])."""
    filled = [(*row, "t1")[:3] for row in rows]
    columns = ["source_id", "summary", "team_id"]
    table = pd.DataFrame(filled, columns=columns, dtype="str")
    table = table.assign(segment_id=[f"s{i}" for i in range(len(table))])
    return dated_mentions(table.astype({"segment_id": "str"}))


ONE = ("x1", "The eye clinic opened in January 2016.")
OTHER = ("x2", "In  MAY 2016 came the Eye Clinic, then others.")


def test_two_months_beside_the_same_rare_words_are_a_pair():
    row = found(ONE, OTHER).loc[0]
    assert (row["about"], row["months_apart"]) == ("eye clinic", 4)
    assert (row["first"], row["second"]) == ("2016-01", "2016-05")
    assert (row["first_segment_id"], row["second_source_id"]) == ("s0", "x2")


@pytest.mark.parametrize(
    "other",
    [
        ("x2", "An eye clinic opened in January 2016."),
        ("x2", "An eye clinic opened in 2017."),
        ("x2", "An eye clinic opened in January 2017."),
        ("x2", "An eye, or clinic, in May 2016."),
        ("x2", "A clinic for an eye in May 2016."),
        ("x1", "An eye clinic opened in May 2016."),
        ("x2", "An eye clinic opened in May 2016.", "t2"),
        ("x2", "May 2016 saw nothing of the kind."),
        ("x2", "An eye clinic: from January 2016, not May 2016."),
    ],
)
def test_what_need_not_contradict_is_no_pair(other):
    assert found(ONE, other).empty


def test_words_of_three_sources_name_no_one_thing():
    assert found(ONE, OTHER, ("x3", "The eye clinic.")).empty


def test_a_source_may_use_the_words_twice():
    assert len(found(ONE, OTHER, ("x2", "The eye clinic."))) == 1


def test_every_shared_pair_of_words_is_named():
    rows = (
        ("x1", "New mobile eye clinic, May 2016"),
        ("x2", "Mobile eye clinic, July 2016"),
    )
    assert found(*rows).loc[0, "about"] == "eye clinic; mobile eye"


def test_joining_words_are_not_shared_words():
    assert found(("x1", "it was in May 2016"), ("x2", "it was in July 2016")).empty


def test_no_segments_give_no_pairs():
    assert found().empty
    assert "months_apart" in found()


@given(st.permutations([ONE, OTHER, ("x3", "A shop, June 2015"), ("x1", "A bus")]))
@at_most(10)
def test_the_order_of_rows_never_matters(rows):
    columns = ["about", "first", "first_source_id", "second", "second_source_id"]
    pd.testing.assert_frame_equal(found(*rows)[columns], found(ONE, OTHER)[columns])


def test_months_apart_are_counted_across_the_turn_of_a_year():
    other = ("x2", "The eye clinic opened in March 2017.")
    first = ("x1", "The eye clinic opened in October 2016.")
    assert found(first, other)["months_apart"].tolist() == [5]

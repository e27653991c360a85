import pandas as pd
import pytest
from coding_data import NOTHING_SETTLED

from hiteval.analysis import coded_segments


@pytest.fixture
def rated(study):
    return coded_segments.segment_ratings(
        study.codings, study.segments, study.adjudications
    )


def cell(table, segment_id, criterion_id):
    found = table[table["segment_id"] == segment_id]
    return found[found["criterion_id"] == criterion_id].iloc[0]


def test_coders_are_settled_by_their_median(rated):
    settled = cell(rated, "a1-s2", "working.means")
    assert (settled["rating"], settled["lowest"], settled["highest"]) == (-1.5, -2, -1)


def test_a_coder_who_did_not_code_is_missing_not_zero(rated):
    settled = cell(rated, "a2-s2", "working.means")
    assert (settled["rating"], settled["coders"]) == (1, 1)


def about(*given, settled=None):
    """Settle one segment that coders call these things, rating it 1, 2, 3 ..."""
    codings = pd.DataFrame(
        {
            "segment_id": "s",
            "coder_id": list("abcdef")[: len(given)],
            "criterion_id": "c",
            "rating": range(1, 1 + len(given)),
            "about": given,
        }
    )
    segments = pd.DataFrame({"segment_id": ["s"], "source_id": "x", "team_id": "t"})
    decided = NOTHING_SETTLED
    if settled:
        row = {"segment_id": "s", "criterion_id": "c"}
        decided = pd.DataFrame(
            [row | dict(zip(["about", "rating"], settled, strict=True))]
        )
    made = coded_segments.segment_ratings(codings, segments, decided)
    return made[["about", "rating"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["team", None], [["team", 1.5]]),
        (["team", "context"], [["team", 1]]),  # half of the coders are enough
        (["context", "team", "context"], [["context", 2]]),
        (["baseline", "context", "baseline", "team"], [["baseline", 2.5]]),
        (["team", "context", "team", "baseline"], [["team", 2]]),
    ],
)
def test_what_a_segment_is_about_is_what_half_of_its_coders_say(given, expected):
    assert about(*given) == expected


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        (("team", -2), [["team", -2]]),
        (("context", 1), [["context", 1]]),
        (("team", None), []),  # it does not belong to the criterion
    ],
)
def test_what_people_settled_replaces_what_coders_gave(settled, expected):
    assert about("team", "context", settled=settled) == expected


def codings(*rows):
    return pd.DataFrame(rows, columns=["segment_id", "coder_id"])


def test_a_model_counts_only_where_no_person_coded_the_segment():
    given = codings(("s1", "ann"), ("s1", "model"), ("s2", "model"))
    counted = coded_segments.people_first(given, {"model"})
    assert counted.to_numpy().tolist() == [["s1", "ann"], ["s2", "model"]]


def test_without_models_every_coding_counts():
    given = codings(("s1", "ann"), ("s1", "bob"))
    assert coded_segments.people_first(given, set()).equals(given)


def test_segments_that_people_read_are_counted_for_each_rating():
    rated = pd.DataFrame(
        [("t", "c", "s1"), ("t", "c", "s2"), ("t", "d", "s2")],
        columns=["team_id", "criterion_id", "segment_id"],
    )
    given = codings(("s1", "ann"), ("s1", "model"), ("s2", "model"))
    read = coded_segments.read_by_people(rated, given, {"model"})
    assert read[["segments", "read"]].to_numpy().tolist() == [[2, 1], [1, 0]]

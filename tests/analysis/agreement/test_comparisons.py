import numpy as np
import pandas as pd
from coding_data import CODINGS, SEGMENTS, framework, grid

from hiteval.analysis.agreement.coefficients import percent_agreement
from hiteval.analysis.agreement.comparisons import (
    coding_grid,
    same_criterion,
    same_rating,
)

BOB_SAW_S4 = pd.DataFrame({"segment_id": ["s4"], "coder_id": ["bob"]})


def shares(comparisons):
    """Name units and agreement of each subject."""
    return {
        c.subject_id: (
            round(c.counts.pairs.sum()),
            round(float(percent_agreement(c.counts.total())), 3),
        )
        for c in comparisons
    }


def test_same_criterion_is_decided_for_every_pair_of_segment_and_criterion():
    got = shares(same_criterion(grid(), framework()))
    assert got["overall"] == (9, 0.778)
    assert got["a.one"] == got["a.two"] == (3, 1)
    assert got["b"] == (3, 0.333)


def test_area_is_given_by_any_of_its_criteria():
    codings = CODINGS.replace({"criterion_id": {"a.two": "a.one"}})
    mixed = pd.concat([codings[codings["coder_id"] == "ann"], CODINGS.iloc[[2, 4, 7]]])
    got = shares(same_criterion(grid(mixed), framework()))
    assert got["a"] == (3, 1)
    assert got["a.one"] == (3, 0.667)


def test_levels_come_overall_then_areas_then_criteria():
    expected = ["overall", "a", "b-area", "a.one", "a.two", "b"]
    for question in (same_criterion, same_rating):
        got = [c.subject_id for c in question(grid(), framework())]
        assert got == expected


def test_same_rating_needs_the_same_criterion_twice():
    got = shares(same_rating(grid(), framework()))
    assert got["overall"] == (3, 0.333)
    assert got["a"] == (2, 0.5)
    assert got["b"] == (1, 0)


def test_silent_coder_is_missing_unless_known_to_have_seen_it():
    known = shares(same_criterion(grid(seen=BOB_SAW_S4), framework()))
    assert known["a.one"] == (4, 0.75)
    assert shares(same_criterion(grid(), framework()))["a.one"] == (3, 1)


def test_coding_outside_the_criteria_shows_that_the_segment_was_seen():
    kept = coding_grid(CODINGS, SEGMENTS, ["b"])
    assert kept.saw.sum() == grid().saw.sum()
    assert kept.given.sum() == 4


def test_coding_of_an_unknown_segment_is_left_out():
    fewer = grid(segments=SEGMENTS.iloc[:2], seen=BOB_SAW_S4)
    assert fewer.saw.tolist() == [[True, True], [True, True]]


def test_order_of_rows_does_not_matter():
    turned = grid(CODINGS.iloc[::-1], SEGMENTS.iloc[::-1])
    assert np.array_equal(turned.ratings, grid().ratings, equal_nan=True)
    assert turned.cluster_of.tolist() == grid().cluster_of.tolist()

import pandas as pd
from coding_data import CODINGS, framework, grid

from hiteval.analysis.agreement.coefficients import percent_agreement
from hiteval.analysis.agreement.comparisons import (
    SAME_ABOUT,
    same_about,
    same_criterion,
    same_rating,
)

TOLD = CODINGS.assign(about=["team", None, "context", *[None] * 6]).astype(
    {"about": "str"}
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


def test_what_a_segment_tells_of_needs_the_same_criterion_twice():
    # Of three pairs that both gave, ann and bob differ on s1 and a.one.
    found = same_about(grid(TOLD), framework())
    assert {c.question for c in found} == {SAME_ABOUT}
    assert shares(found)["overall"] == (3, 0.667)
    assert shares(found)["b"] == (1, 1)


def test_without_a_coding_that_says_what_it_tells_of_nothing_is_asked():
    blank = TOLD.assign(about=pd.Series(pd.NA, TOLD.index, dtype="str"))
    assert same_about(grid(blank), framework()) == []
    assert same_about(grid(), framework()) == []


def test_what_is_told_of_changes_no_other_question():
    told, not_told = grid(TOLD), grid()
    for ask in (same_criterion, same_rating):
        assert shares(ask(told, framework())) == shares(ask(not_told, framework()))

import re
from fractions import Fraction
from statistics import median_low

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recovery import right_by_rule
from scales import LIKERT, LONG, MATURITY, SCALE, UNEVEN, scale

from hiteval.analysis import evidence, scoring
from hiteval.simulation.truth import ErrorModel


def counts(*rows):
    """Make counts of (supporting, explicitly, contrary, explicitly, neutral, both)."""
    columns = [*evidence.flags(SCALE), "neutral", "both"]
    filled = [(*row, 0, 0)[:6] if len(row) < 6 else row for row in rows]
    table = pd.DataFrame(filled, columns=columns, dtype="int64")
    sources = table["supporting"] + table["contrary"] + table["neutral"] - table["both"]
    return table.assign(sources=sources, segments=sources)


def rating(*row, on=SCALE):
    return scoring.propose(counts(row), on)["rating"].iloc[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((1, 0, 0, 0), 1),
        ((3, 1, 0, 0), 1),
        ((2, 2, 0, 0), 2),
        ((0, 0, 1, 0), -1),
        ((0, 0, 3, 2), -2),
        ((2, 2, 1, 1), 1),
        ((3, 0, 2, 2), 0),
        ((1, 1, 1, 0), 0),
        ((1, 0, 2, 0), -1),
        ((0, 0, 0, 0, 1), 0),
    ],
)
def test_the_rule_follows_its_table(row, expected):
    assert rating(*row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((5, 2, 0, 0), 2),
        ((7, 2, 0, 0), 1),  # 2 of 7 are fewer than a third
        ((6, 2, 0, 0), 2),  # 2 of 6 are a third
        ((9, 4, 1, 0), 2),  # one of ten may be contrary
        ((8, 4, 1, 0), 1),
        ((1, 0, 0, 0, 1), 1),  # 1.5 to 0.5
        ((1, 1, 0, 0, 2), 1),  # 2 to 1
        ((1, 1, 0, 0, 3), 0),  # 2.5 to 1.5
        ((2, 2, 10, 2, 0, 2), -1),
    ],
)
def test_shares_and_mixed_sources_follow_a_table_worked_by_hand(row, expected):
    assert rating(*row, on=BY_SHARES) == expected


def test_missing_is_not_zero():
    assert rating(0, 0, 0, 0) is pd.NA


def test_parameters_come_from_the_framework():
    assert rating(1, 1, 0, 0, on=scale(*SCALE.ratings, explicit=1)) == 2
    assert rating(3, 0, 2, 0, on=scale(*SCALE.ratings, ratio=1.5)) == 1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((0, 0, 0, 0), "no segment was coded"),
        ((0, 0, 0, 0, 1), "the only source is neutral"),
        ((0, 0, 0, 0, 3), "all 3 sources are neutral"),
        (
            (3, 1, 0, 0),
            "3 sources support it, 1 with a concrete example; none is contrary",
        ),
        (
            (0, 0, 1, 0),
            "1 source is contrary, none with a concrete example; none supports it",
        ),
        (
            (3, 0, 2, 1, 1, 1),
            "3 of 5 sources support it, none with a concrete example; "
            "2 are contrary, 1 with a concrete example; 1 does both; 1 is neutral",
        ),
    ],
)
def test_each_rating_is_explained(row, sentence):
    assert scoring.propose(counts(row), SCALE)["because"].iloc[0] == sentence


@st.composite
def evidence_counts(draw):
    supporting, contrary = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    explicit = draw(st.integers(0, supporting)), draw(st.integers(0, contrary))
    both = draw(st.integers(0, min(supporting, contrary)))
    return supporting, explicit[0], contrary, explicit[1], draw(st.integers(0, 9)), both


BY_SHARES = scale(
    *SCALE.ratings, explicit_share=1 / 3, contrary_share=0.1, mixed_weight=0.5
)


SCALES = st.builds(
    scale,
    *map(st.just, SCALE.ratings),
    explicit=st.integers(1, 3),
    ratio=st.sampled_from([1.0, 1.5, 2.0, 3.0]),
    explicit_share=st.sampled_from([0, 1 / 3, 0.5]),
    contrary_share=st.sampled_from([0, 0.1, 0.25]),
    mixed_weight=st.sampled_from([0, 0.5]),
)


def level(s, s2, c, c2, on):
    """Apply the rule itself, without a table around it."""
    one = np.array([[s + c], [s], [s2], [c], [c2]])
    return on.ratings[scoring.proposed_step(one, on)[0]]


@given(evidence_counts().filter(any), SCALES)
def test_turning_the_evidence_round_turns_the_rating_round(row, on):
    s, s2, c, c2, *rest = row
    assert rating(*row, on=on) == -rating(c, c2, s, s2, *rest, on=on)


@given(evidence_counts().filter(any), SCALES)
def test_one_more_concrete_example_never_lowers_a_rating(row, on):
    s, s2, c, c2, *rest = row
    assert rating(s + 1, s2 + 1, c, c2, *rest, on=on) >= rating(*row, on=on)


@given(evidence_counts().filter(any), SCALES)
def test_one_more_supporting_source_lowers_no_rating_but_from_2_to_1(row, on):
    # General support speaks for +1: where it is nearly all there is, +2 is too much.
    s, s2, c, c2, *rest = row
    before, after = rating(*row, on=on), rating(s + 1, s2, c, c2, *rest, on=on)
    assert after >= min(before, 1)


@given(evidence_counts().filter(any), SCALES)
def test_one_more_contrary_source_never_raises_a_rating_above_minus_1(row, on):
    s, s2, c, c2, *rest = row
    before, after = rating(*row, on=on), rating(s, s2, c + 1, c2, *rest, on=on)
    assert after <= max(before, -1)


@given(evidence_counts().filter(any), st.integers(1, 5), SCALES)
def test_many_times_the_same_sources_give_the_same_side(row, times, on):
    same = rating(*row, on=on), rating(*(times * n for n in row), on=on)
    assert np.sign(same[0]) == np.sign(same[1])


# Five levels on one side, as many as on two, so that sources stray alike on both.
FIVE = scale(0, 1, 2, 3, 4, ratio=1)


@pytest.mark.parametrize("on", [BY_SHARES, FIVE])
def test_no_level_is_found_less_often_where_sources_double_from_four_on(on):
    # Two sources that differ are less than one: a stray one makes +1 of a true 0.
    right = [right_by_rule(n, on, ErrorModel()) for n in (1, 4, 8, 16, 32)]
    assert (np.diff(right, axis=0) > 0).all()
    assert min(right[-1]) > 0.99


def test_with_any_number_of_sources_levels_are_found_nearly_as_often_as_with_fewer():
    # Thresholds are whole numbers of sources: 2 of 4 to 6 are a third, of 7 it is 3.
    every = [right_by_rule(n, BY_SHARES, ErrorModel()).mean() for n in range(1, 21)]
    assert (every > np.maximum.accumulate(every) - 0.03).all()


def test_by_numbers_alone_inner_levels_are_lost_as_sources_gather():
    few, many = (right_by_rule(n, SCALE, ErrorModel()) for n in (2, 32))
    assert few[[1, 3]].min() > 0.9
    assert many[[1, 3]].max() < 0.2


def test_an_area_is_described_by_counts_coverage_and_median(tiny):
    profiles = tiny.profiles.set_index(["team_id", "area_id"])
    working = profiles.loc[("alpha", "working")]
    assert working[["criteria", "evidenced", "between", "missing"]].tolist() == [
        *[2, 2, 1, 0]
    ]
    assert working[["-2", "-1", "0", "1", "2"]].tolist() == [0, 0, 0, 1, 0]
    assert (working["coverage"], working["median"]) == (1, 1.25)


def test_raters_who_disagree_are_uncertain_and_no_other_basis_is(tiny):
    bases = ["uncertain", "consensus", "raters", "proposed", "missing"]
    cells = pd.DataFrame(
        {
            "team_id": "a",
            "criterion_id": "working.public",
            "rating": pd.Series([pd.NA, 1, 1, 1, pd.NA], dtype="Float64"),
            "basis": bases,
            "segments": [1, 1, 1, 1, 0],
        }
    )
    (row,) = scoring.area_profiles(cells, tiny.framework).to_dict("records")
    assert (row["uncertain"], row["missing"], row["evidenced"]) == (1, 1, 4)
    assert row["median"] == 1


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ((0, 0, 0, 0), scoring.MISSING),
        ((0, 0, 0, 0, 2), scoring.NEUTRAL),
        ((2, 0, 0, 0), scoring.SUPPORTED),
        ((0, 0, 2, 0), scoring.CONTRADICTED),
        ((4, 0, 1, 0), scoring.MOSTLY_SUPPORTED),
        ((1, 0, 4, 0), scoring.MOSTLY_CONTRADICTED),
        ((1, 0, 1, 0), scoring.MIXED),
        ((3, 0, 2, 0), scoring.MIXED),
    ],
)
def test_the_line_of_the_rule_that_applied_is_named(row, finding):
    assert scoring.propose(counts(row), SCALE)["finding"].iloc[0] == finding


def test_an_area_without_evidence_has_no_median(tiny):
    change = tiny.profiles.set_index(["team_id", "area_id"]).loc[("gamma", "change")]
    assert (change["coverage"], change["missing"]) == (0, 1)
    assert pd.isna(change["median"])


def test_a_half_point_median_stays_half(shipped):
    medians = shipped.profiles["median"].dropna()
    assert (medians % 1 == 0.5).any()


def test_the_shipped_study_is_rated_on_every_team_and_criterion(shipped):
    assert len(shipped.proposed) == 24 * 17
    assert shipped.proposed["rating"].isna().sum() == 62


def proposed(sources, on):
    """Propose from sources, each a list of its segments' ratings."""
    rows = [(f"x{n}", rating) for n, given in enumerate(sources) for rating in given]
    rated = pd.DataFrame(rows, columns=["source_id", "rating"])
    by_source = evidence.source_evidence(
        rated.assign(team_id="t", criterion_id="c"), on
    )
    return scoring.propose(evidence.tally(by_source, ["t"], ["c"]), on).iloc[0]


@pytest.mark.parametrize(
    ("sources", "on", "expected"),
    [
        ([[1]], LONG, 1),
        ([[0.5]], LONG, 1),  # half a level is on its side
        ([[3]], LONG, 1),  # one source is too few for more
        ([[3], [2]], LONG, 2),  # two reach 2
        ([[3], [2], [3]], LONG, 3),
        ([[-3], [-2], [-1]], LONG, -2),
        ([[3], [3], [-1]], LONG, 1),
        ([[3], [-1]], LONG, 0),
        ([[4]], LIKERT, 4),
        ([[5], [5]], LIKERT, 5),
        ([[3]], LIKERT, 3),
        ([[1], [1], [2]], LIKERT, 1),
        ([[5], [5], [2]], LIKERT, 4),
        ([[1], [1]], scale(-1, 0, 1), 1),  # the first level is the outermost
        ([[-1], [-1], [1]], scale(-1, 0, 1), -1),
        ([[3]], MATURITY, 3),
        ([[0]], MATURITY, 0),
        ([[1], [3]], MATURITY, 1),  # the median lies between them
        ([[1], [3], [4]], MATURITY, 3),
        ([[5]], MATURITY, 4),  # 5 takes two sources
        ([[5], [5], [0]], MATURITY, 5),
        ([[2, 4]], MATURITY, 2),  # half of a source's segments are not most
        ([[2, 4, 4]], MATURITY, 4),
        ([[2.5]], MATURITY, 2),
        ([[3], [3], [1]], scale(*MATURITY.ratings, ratio=2), 3),
        ([[3], [3], [1], [1], [3]], scale(*MATURITY.ratings, ratio=2), 1),
        ([[9], [9], [3]], UNEVEN, 9),
        ([[9], [3]], UNEVEN, 3),
        ([[1], [9], [3]], UNEVEN, 3),
    ],
)
def test_the_rule_on_other_scales_follows_a_table_worked_by_hand(sources, on, expected):
    assert proposed(sources, on)["rating"] == expected


@pytest.mark.parametrize(
    ("sources", "on", "sentence"),
    [
        ([[3], [1], [4]], MATURITY, "of 3 sources, 2 at 3 or above, 1 at 4 or above"),
        ([[0]], MATURITY, "of 1 source, none at 1 or above"),
        ([[5], [5]], MATURITY, "of 2 sources, 2 at 5"),
        ([[5]], MATURITY, "of 1 source, 1 at 4 or above, 1 at 5, which takes 2"),
        (  # 5 has more sources than not, but not twice as many: 2 would not be enough
            [[5], [5], [5], [4], [4]],
            scale(*MATURITY.ratings, ratio=2),
            "of 5 sources, 5 at 4 or above, 3 at 5",
        ),
        ([], MATURITY, "no segment was coded"),
        ([[3], [2]], LONG, "2 sources support it, 1 at +3; none is contrary"),
        ([[1], [1]], LIKERT, "2 sources are contrary, 2 at 1; none supports it"),
    ],
)
def test_ratings_on_other_scales_are_explained(sources, on, sentence):
    assert proposed(sources, on)["because"] == sentence


@given(st.lists(st.integers(0, 5), min_size=1, max_size=9))
def test_on_one_side_the_rating_is_the_low_median_of_the_sources(levels):
    on = scale(*MATURITY.ratings, explicit=1, ratio=1)
    assert proposed([[level] for level in levels], on)["rating"] == median_low(levels)


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=9),
    st.integers(1, 3),
    st.sampled_from(["1", "1.5", "2", "2.5", "3"]),
)
def test_on_one_side_a_level_takes_the_ratio_and_the_highest_explicit_sources(
    levels, explicit, ratio
):
    def reached(level):
        number = sum(given >= level for given in levels)
        rest = len(levels) - number
        enough = number >= explicit or level < 5
        return number > rest and number >= Fraction(ratio) * rest and enough

    on = scale(*MATURITY.ratings, explicit=explicit, ratio=float(ratio))
    highest = max((level for level in range(1, 6) if reached(level)), default=0)
    assert proposed([[level] for level in levels], on)["rating"] == highest


@pytest.mark.parametrize(("many", "few", "higher"), [(55, 25, True), (54, 25, False)])
def test_a_ratio_that_floating_point_overshoots_is_reached_all_the_same(
    many, few, higher
):
    one_side = scale(*MATURITY.ratings, ratio=2.2)
    found = proposed([[1]] * many + [[0]] * few, one_side)["rating"]
    assert found == int(higher)
    assert rating(many, 0, few, 0, on=scale(*SCALE.ratings, ratio=2.2)) == int(higher)


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=9))
def test_a_shifted_scale_gives_the_shifted_rating(levels):
    shifted = scale(*range(1, 8), neutral=4)
    at_home = proposed([[level] for level in levels], LONG)["rating"]
    assert proposed([[level + 4] for level in levels], shifted)["rating"] == at_home + 4


ONE_SIDED = st.builds(
    scale,
    *map(st.just, MATURITY.ratings),
    explicit=st.integers(1, 3),
    ratio=st.sampled_from([1.0, 1.5, 2.0, 3.0]),
    explicit_share=st.sampled_from([0, 1 / 3, 0.5]),
)
ON_ONE_SIDE = st.lists(st.integers(0, 5), min_size=1, max_size=9)


def reached(levels, on):
    """Propose on one side from sources of one segment each."""
    return proposed([[level] for level in levels], on)["rating"]


@given(ON_ONE_SIDE, st.integers(0, 5), ONE_SIDED)
def test_on_one_side_one_more_source_never_moves_a_rating_away_from_itself(
    levels, more, on
):
    before, after = reached(levels, on), reached([*levels, more], on)
    # Of the highest level, a share is needed: a source below it may take that away.
    assert after >= before if more >= before else after <= before


@given(ON_ONE_SIDE, st.integers(2, 5), ONE_SIDED)
def test_on_one_side_many_times_the_same_sources_give_the_same_level(levels, times, on):
    # But that 5 takes a number of sources.
    same = reached(levels, on), reached(levels * times, on)
    assert same[0] == same[1] or same == (4, 5)


def said(sentence, words):
    """Read how many sources a sentence says are of a kind; 0 where it says nothing."""
    words = words.replace("are", "(is|are)").replace("do ", "(do|does) ")
    number = re.search(rf"(\d+)(?: of \d+)?(?: sources?)? {words}", sentence)
    return int(number[1]) if number else 0


@given(st.lists(st.lists(st.integers(-2, 2), min_size=1, max_size=3), min_size=1))
def test_the_numbers_in_the_sentence_add_up_to_the_sources(sources):
    because = proposed(sources, SCALE)["because"].replace("the only", "1")
    support, contrary = (
        said(because, "supports? it"),
        said(because, "are contrary"),
    )
    both, neutral = said(because, "do both"), said(because, "are neutral")
    assert support + contrary - both + neutral == len(sources)


@given(ON_ONE_SIDE, ONE_SIDED)
def test_on_one_side_the_sentence_says_how_many_sources_there_are(levels, on):
    because = proposed([[level] for level in levels], on)["because"]
    of, *reach = map(int, re.findall(r"(\d+)(?: sources?,| at)", because))
    assert of == len(levels)
    assert reach == sorted(reach, reverse=True)


def test_a_source_that_has_no_segment_there_is_missing_not_the_lowest_level():
    assert proposed([], MATURITY)["rating"] is pd.NA

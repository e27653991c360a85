from itertools import product

import numpy as np
import pandas as pd
import pytest
from coding_data import NOTHING_SETTLED
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from scales import MATURITY, SCALE, scale

from hiteval.analysis import coded_segments, evidence, robustness, scoring, variants

CRITERIA = ["c1", "c2"]
COLUMNS = ["team_id", "source_id", "criterion_id", "rating", "coder_id", "strand"]
TYPES = {"x1": "news", "x2": "news", "x3": "paper"}
BY = {"x1": "yes", "x2": "no"}


def study(rows):
    """Make tables of codings: each row is a segment of its own."""
    defaults = ("a", "document")
    filled = [(*row, *defaults[len(row) - 4 :]) for row in rows]
    table = pd.DataFrame(filled, columns=COLUMNS)
    table = table.astype(dict.fromkeys(COLUMNS, "str") | {"rating": "Int64"})
    named = table.assign(segment_id=[f"s{i:03}" for i in range(len(table))])
    return named.astype({"segment_id": "str"}).assign(about=pd.NA)


def vary(  # noqa: PLR0913 (each test varies one of them)
    rows, *, seed=1, draws=200, teams=None, uncoded=None, scale=SCALE, without=None
):
    table = rows if isinstance(rows, pd.DataFrame) else study(rows)
    segments = pd.concat([table.drop_duplicates("segment_id"), uncoded])
    rated = coded_segments.segment_ratings(table, segments, NOTHING_SETTLED)
    by_source = evidence.source_evidence(rated, scale)
    counts = evidence.tally(
        by_source, teams or sorted({*table["team_id"], "t1"}), CRITERIA
    )
    sources = segments[["source_id", "strand"]].drop_duplicates("source_id")
    sources = sources.assign(
        type=sources["source_id"].map(TYPES),
        self_published=sources["source_id"].map(BY),
    )
    coders = evidence.by_coder(table, segments, scale)
    proposed = scoring.propose(counts, scale)
    twice = pd.Series(without, proposed.index, dtype="Int64")
    return robustness.robustness(
        proposed,
        by_source,
        evidence.by_parts(by_source, sources) | {"coder_alone": coders},
        proposed[coded_segments.CELL].assign(without=twice),
        scale,
        variants.Draws(seed, draws),
    )


def cell(result, team="t1", criterion="c1"):
    return result.set_index(["team_id", "criterion_id"]).loc[(team, criterion)]


def proposed_by_loop(sources):
    """Apply the rule of the method page in plain Python; None is missing."""
    up = [s for s in sources if any(r > 0 for r in s)]
    down = [s for s in sources if any(r < 0 for r in s)]
    if not sources:
        return None
    if up and down:
        more, side = (up, 1) if len(up) >= len(down) else (down, -1)
        less = min(len(up), len(down))
        return side if len(more) > less and len(more) >= 2 * less else 0
    side = 1 if up else -1
    explicit = [s for s in up or down if side * 2 in s]
    return side * (1 + (len(explicit) >= 2)) if up or down else 0


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["t1", "t2"]),
        st.sampled_from(["x1", "x2", "x3", "x4"]),
        st.sampled_from(CRITERIA),
        st.integers(-2, 2),
        st.sampled_from(["a", "b"]),
    ),
    min_size=1,
    max_size=14,
)


@given(ROWS)
@at_most(15)
def test_leaving_sources_out_agrees_with_a_loop(rows):
    result = vary(rows, draws=10)
    for team, criterion in product(["t1"], CRITERIA):
        of = {
            s: [r for t, x, c, r, _ in rows if (t, x, c) == (team, s, criterion)]
            for s in ("x1", "x2", "x3", "x4")
        }
        of = {s: ratings for s, ratings in of.items() if ratings}
        levels = [
            proposed_by_loop([r for s, r in of.items() if s != out]) for out in of
        ]
        row = cell(result, team, criterion)
        if levels:
            rating = proposed_by_loop(list(of.values()))
            assert row["rating"] == rating
            assert row["without_a_source_same"] == levels.count(rating) / len(levels)
            assert row["without_a_source_missing"] == levels.count(None) / len(levels)


def test_one_source_left_out_leaves_a_rating_missing():
    row = cell(vary([("t1", "x1", "c1", 2), ("t1", "x2", "c2", 1)]))
    assert (row["without_a_source_same"], row["without_a_source_missing"]) == (0, 1)
    assert row["without_a_source_lowest"] is pd.NA


def test_two_explicit_sources_stand_on_both():
    row = cell(vary([("t1", "x1", "c1", 2), ("t1", "x2", "c1", 2)]))
    assert (row["rating"], row["without_a_source_same"]) == (2, 0)
    assert (row["lowest"], row["highest"]) == (1, 2)
    assert not row["rests_on_one_source"]


@pytest.mark.parametrize(
    ("ratings", "rests"),
    [([1], True), ([1, 1], False), ([1, 0], False), ([1, -1], False), ([0], True)],
)
def test_a_rating_rests_on_one_source_where_there_is_no_other(ratings, rests):
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate(ratings)]
    assert cell(vary(rows))["rests_on_one_source"] == rests


def test_one_source_that_stands_for_several_is_not_one():
    proposed = pd.DataFrame(
        {"sources": 1, "rating": [1, 1], "in_confidence": ["interview", None]}
    )
    assert robustness.rests_on_one_source(proposed).tolist() == [False, True]


@pytest.mark.parametrize(
    ("ratings", "decisive", "grade"),
    [
        ([1] * 20, "", robustness.STEADY),
        ([1], "x0", robustness.ONE_SOURCE),
        ([2, 2, 1, 1, 1], "x0; x1", robustness.ONE_SOURCE),
        ([2, 2, 2, 1, 1], "", robustness.MAY_CHANGE),  # too few +2 in many draws
        ([1, 1, -1], "x0; x1", robustness.EITHER_SIDE),  # one -1 may be drawn thrice
        ([1, -1], "x0; x1", robustness.EITHER_SIDE),
    ],
)
def test_a_rating_is_graded_by_what_moves_it(ratings, decisive, grade):
    row = cell(vary([("t1", f"x{i}", "c1", r) for i, r in enumerate(ratings)]))
    assert (row["decisive"], row["steadiness"]) == (decisive, grade)


def test_on_a_scale_of_one_side_no_rating_is_on_either_side():
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate([5, 5, 0])]
    assert cell(vary(rows, scale=MATURITY))["steadiness"] == robustness.ONE_SOURCE


def test_drawn_shares_come_close_to_exact_ones():
    # Of 3 sources one speaks of c1: it is absent from a draw with chance (2/3)^3.
    rows = [("t1", "x1", "c1", 1), ("t1", "x2", "c2", 1), ("t1", "x3", "c2", 1)]
    row = cell(vary(rows, draws=20_000))
    assert row["resampled_missing"] == pytest.approx((2 / 3) ** 3, abs=0.01)
    assert row["resampled_same"] + row["resampled_missing"] == 1


def test_drawn_levels_come_close_to_every_possible_draw():
    shown = [(2,), (1,), (-1,), (0,)]
    rows = [("t1", f"x{i}", "c1", r) for i, (r,) in enumerate(shown)]
    levels = [proposed_by_loop(list(draw)) for draw in product(shown, repeat=4)]
    row = cell(vary(rows, draws=20_000))
    exact = levels.count(proposed_by_loop(shown)) / len(levels)
    assert row["resampled_same"] == pytest.approx(exact, abs=0.015)
    assert (row["resampled_lowest"], row["resampled_highest"]) == (-1, 2)


def test_a_draw_is_never_of_a_source_without_codings():
    rows = [("t1", "x1", "c1", 1), ("t1", "x2", "c1", 1)]
    assert cell(vary(rows))["resampled_missing"] == 0


def test_what_is_not_rated_has_no_variants():
    result = cell(vary([("t1", "x1", "c1", 1), ("t1", "x2", "c1", 1)]), criterion="c2")
    tried = [n for n in result.index if n.endswith("_variants")]
    assert result[tried].tolist() == [0] * len(tried) != []


def test_parameters_are_tried_in_every_pair():
    # One concrete example: +2 wherever one explicit source is enough, 3 of 9.
    row = cell(vary([("t1", "x1", "c1", 2), ("t1", "x2", "c1", 1)]))
    assert row["parameters_variants"] == 9
    assert row["parameters_same"] == pytest.approx(6 / 9)
    assert row["parameters_highest"] == 2


def test_net_ratio_of_three_makes_two_to_one_mixed():
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate([1, 1, -1])]
    row = cell(vary(rows))
    assert (row["rating"], row["parameters_lowest"]) == (1, 0)
    assert row["parameters_same"] == pytest.approx(6 / 9)


def test_a_silent_strand_is_missing_and_no_level():
    rows = [
        ("t1", "x1", "c1", 1, "a", "document"),
        ("t1", "x2", "c2", 1, "a", "account"),
    ]
    row = cell(vary(rows))
    assert (row["strand_alone_same"], row["strand_alone_missing"]) == (0.5, 0.5)
    assert (row["strand_alone_lowest"], row["strand_alone_highest"]) == (1, 1)


def test_a_type_and_a_publisher_are_tried_alone_as_strands_are():
    rows = [("t1", "x1", "c1", 1), ("t1", "x2", "c1", 1), ("t1", "x3", "c1", -1)]
    row = cell(vary(rows))
    assert (row["type_alone_lowest"], row["type_alone_highest"]) == (-1, 1)
    assert (row["type_alone_variants"], row["type_alone_same"]) == (2, 0.5)
    # Who published x3 is not known: it is in neither part.
    assert (row["publisher_alone_variants"], row["publisher_alone_same"]) == (2, 1)


def test_neutral_sources_are_ignored_and_those_on_both_sides_kept():
    shares = scale(-2, -1, 0, 1, 2, explicit_share=0.5, mixed_weight=0.5)
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate([2, 2, 0, 0, 0])]
    # Two of five are concrete, too few for +2; without the neutral three, both are.
    row = cell(vary(rows, scale=shares))
    assert (row["rating"], row["neutral_ignored_highest"]) == (1, 2)
    both = [("t1", "x1", "c1", 1), ("t1", "x1", "c1", -1)]
    assert cell(vary(both, scale=shares))["neutral_ignored_variants"] == 0


def test_only_neutral_sources_ignored_leave_a_rating_missing():
    row = cell(vary([("t1", "x1", "c1", 0)]))
    assert (row["neutral_ignored_same"], row["neutral_ignored_missing"]) == (0, 1)


def test_the_rule_without_its_shares_is_the_rule_by_numbers():
    shares = scale(-2, -1, 0, 1, 2, explicit_share=0.5)
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate([2, 2, 1, 1, 1])]
    row = cell(vary(rows, scale=shares))
    assert (row["rating"], row["by_numbers_lowest"]) == (1, 2)
    assert cell(vary(rows))["by_numbers_variants"] == 0


def test_what_several_coders_gave_is_a_variant_where_there_are_several():
    table = study([("t1", "x1", "c1", 2, "a"), ("t1", "x1", "c1", 1, "b")])
    table = table.assign(segment_id="s1")
    row = cell(vary(table, without=2))
    assert (row["rating"], row["given_twice_lowest"]) == (1, 2)
    assert cell(vary(table))["given_twice_missing"] == 1
    assert cell(vary(table[:1], without=2))["given_twice_variants"] == 0


@given(ROWS)
@at_most(10)
def test_variants_beside_the_grade_change_no_grade(rows):
    graded = ["lowest", "highest", "decisive", "steadiness"]
    plain, other = vary(rows, draws=20), vary(rows, draws=20, without=-2)
    pd.testing.assert_frame_equal(plain[graded], other[graded])
    reached = {f"{kind}_{end}" for kind in robustness.GRADED for end in graded[:2]}
    ends = plain[["rating", *sorted(reached)]].astype("Float64")
    assert plain["lowest"].astype("Float64").equals(ends.min(axis=1))
    assert plain["highest"].astype("Float64").equals(ends.max(axis=1))


def test_coders_alone_can_disagree():
    table = study([("t1", "x1", "c1", 2, "a"), ("t1", "x1", "c1", -1, "b")])
    row = cell(vary(table.assign(segment_id="s1")))
    assert (row["rating"], row["coder_alone_same"]) == (1, 0.5)
    assert (row["coder_alone_lowest"], row["coder_alone_highest"]) == (-1, 1)


def test_no_rating_has_no_robustness_and_says_why():
    row = cell(vary([("t1", "x1", "c1", 1)]), criterion="c2")
    assert row["reason"] == robustness.NO_RATING
    shares = [f"{kind}_same" for kind in robustness.KINDS]
    asked = ["rests_on_one_source", "decisive", "steadiness", "lowest", "highest"]
    assert row[[*asked, *shares]].isna().all()


def test_what_cannot_vary_is_undefined_and_says_why():
    row = cell(vary([("t1", "x1", "c1", 1)]))
    undefined = [f"{kind}_same" for kind in robustness.BESIDE]
    undefined += ["resampled_same", "strand_alone_same", "coder_alone_same"]
    assert row[undefined].isna().all()
    assert row["reason"] == (
        "the team has one source, which drawn again is the same; the team has one "
        "strand only; one coder only; the rule has no shares to leave out; no source "
        "is neutral; the team has one type of source only; the sources are not both "
        "self-published and others"
    )


def test_a_study_without_codings_is_all_missing():
    result = vary(study([("t1", "x1", "c1", 1)]).iloc[:0])
    assert result["reason"].eq(robustness.NO_RATING).all()
    assert result["lowest"].isna().all()


@given(ROWS, st.randoms(use_true_random=False))
@at_most(10)
def test_the_order_of_rows_never_matters(rows, random):
    table = study(rows)
    shuffled = table.sample(frac=1, random_state=random.randrange(2**32))
    pd.testing.assert_frame_equal(vary(table, draws=20), vary(shuffled, draws=20))


@given(ROWS)
@at_most(10)
def test_names_of_sources_and_coders_never_matter(rows):
    table = study(rows)
    names = {"x1": "z", "x2": "b", "x3": "a", "x4": "y"}
    renamed = table.assign(
        source_id=table["source_id"].map(names),
        coder_id=table["coder_id"].map({"a": "k", "b": "c"}),
    )
    plain, other = vary(table, draws=20), vary(renamed, draws=20)
    known = ("type_alone", "publisher_alone")  # go by the names of sources, here
    unnamed = [n for n in plain if n.startswith(known) or n == "reason"]
    plain, other = plain.drop(columns=unnamed), other.drop(columns=unnamed)
    back = {new: old for old, new in names.items()}
    other["decisive"] = other["decisive"].map(
        lambda cell: "; ".join(sorted(map(back.get, cell.split("; ")))) if cell else "",
        na_action="ignore",
    )
    pd.testing.assert_frame_equal(plain, other)


@given(ROWS)
@at_most(10)
def test_an_uncoded_segment_of_a_new_source_changes_nothing(rows):
    more = study([("t1", "unread", "c1", 0)]).assign(segment_id="s999")
    table = study(rows)
    pd.testing.assert_frame_equal(vary(table, uncoded=more), vary(table))


@given(ROWS)
@at_most(10)
def test_other_teams_never_matter(rows):
    table = study([*rows, ("t1", "x1", "c1", 1), ("t1", "x2", "c1", -1)])
    alone = vary(table[table["team_id"] == "t1"], draws=20, teams=["t1"])
    among = vary(table, draws=20).query("team_id == 't1'").reset_index(drop=True)
    pd.testing.assert_frame_equal(among, alone)


def test_the_order_of_proposed_ratings_is_kept():
    rows = [("t1", "x1", "c1", 2), ("t1", "x2", "c2", 1), ("t2", "x1", "c2", -1)]
    forward, back = vary(rows, teams=["t1", "t2"]), vary(rows, teams=["t2", "t1"])
    keys = ["team_id", "criterion_id"]
    pd.testing.assert_frame_equal(
        forward.set_index(keys),
        back.set_index(keys).loc[
            list(forward[keys].itertuples(index=False, name=None))
        ],
    )


def test_small_blocks_give_the_same_draws(monkeypatch):
    rows = [
        (f"t{i}", f"x{j}", "c1", r) for i in range(9) for j, r in enumerate([1, 2, -1])
    ]
    whole = vary(rows)
    monkeypatch.setattr(variants, "_BLOCK", 1)
    pd.testing.assert_frame_equal(vary(rows), whole)


def test_the_seed_decides_the_draws():
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate([2, 2, 1, -1, 0])]
    pd.testing.assert_frame_equal(vary(rows, seed=1), vary(rows, seed=1))
    first, second = (cell(vary(rows, seed=s))["resampled_same"] for s in (1, 2))
    assert first != second


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 4), min_size=1, max_size=8))
def test_levels_on_arrays_are_those_of_the_proposed_ratings(counts):
    counts = np.array([(s, min(s2, s), c, min(c2, c)) for s, s2, c, c2 in counts])
    columns = list(evidence.flags(SCALE))
    table = pd.DataFrame(counts, columns=columns).assign(segments=1, sources=1, both=0)
    rating = scoring.propose(table, SCALE)["rating"].tolist()
    place = scoring.proposed_step(np.array([[1] * len(counts), *counts.T]), SCALE)
    assert [SCALE.ratings[at] for at in place] == rating


def test_on_a_scale_of_one_side_levels_are_reached_and_none_is_turned_round():
    # Left out in turn: 1 of {3, 4} is 3, of {1, 4} is 1, of {1, 3} is 1.
    rows = [("t1", f"x{i}", "c1", r) for i, r in enumerate([1, 3, 4])]
    row = cell(vary(rows, scale=MATURITY))
    assert (row["rating"], row["without_a_source_same"]) == (3, pytest.approx(1 / 3))
    assert (row["without_a_source_lowest"], row["without_a_source_highest"]) == (1, 3)
    # Of nine rules those with net_ratio 1 and 2 keep 3 (2 of 3); 3 asks for three.
    assert row["parameters_same"] == pytest.approx(6 / 9)
    assert row["resampled_variants"] == 200
    assert not row["rests_on_one_source"]

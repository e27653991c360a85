from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.saturation import (
    Procedure,
    new_information_shares,
    saturation,
    saturation_point,
)


def evidence(held, team="t1"):
    """Make one row a source and criterion of {source: criteria}."""
    rows = [(team, c, s) for s, criteria in held.items() for c in criteria]
    columns = ["team_id", "criterion_id", "source_id"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def point_by_loop(order, held, procedure):
    """Follow the paper's steps for one order in plain Python; None if never."""
    size, length = procedure.base_size, procedure.run_length
    base = set().union(*(held[s] for s in order[:size]))
    for before in range(size, len(order) - length + 1):
        known = set().union(*(held[s] for s in order[:before]))
        run = set().union(*(held[s] for s in order[before : before + length]))
        if len(run - known) / len(base) <= procedure.threshold:
            return before
    return None


def test_the_procedure_by_hand():
    # 37 in the base; runs 5-6, 6-7, 7-8, 8-9 add 7, 3, 2 and 1.
    new = np.array([16, 10, 7, 4, 5, 2, 1, 1, 0])
    shares = new_information_shares(new, Procedure())
    assert shares == pytest.approx([7 / 37, 3 / 37, 2 / 37, 1 / 37])
    assert saturation_point(new, Procedure()) == 7


def test_two_of_37_is_above_five_per_cent():
    new = np.array([16, 10, 7, 4, 2, 0])
    assert new_information_shares(new, Procedure()).round(3).tolist() == [0.054]
    assert np.isnan(saturation_point(new, Procedure()))


def test_exactly_five_per_cent_reaches_the_threshold():
    assert saturation_point(np.array([10, 5, 3, 2, 1, 0]), Procedure()) == 4


def test_the_denominator_stays_the_base():
    # Against all 40 known by then, 2 new would be 5 per cent and reach it.
    new = np.array([16, 10, 7, 4, 3, 1, 1])
    assert np.isnan(saturation_point(new, Procedure()))


def test_an_empty_base_reaches_nothing():
    assert np.isnan(saturation_point(np.array([0, 0, 0, 0, 0, 0]), Procedure()))


def test_too_few_sources_have_no_runs():
    assert new_information_shares(np.array([3, 1, 0]), Procedure()).size == 0
    assert np.isnan(saturation_point(np.array([3, 1, 0]), Procedure()))


def test_shares_of_orders_come_close_to_every_order():
    held = {"a": "pq", "b": "pr", "c": "q", "d": "s", "e": "p"}
    procedure = Procedure(base_size=2, run_length=1, orders=20_000)
    points = [point_by_loop(o, held, procedure) for o in permutations(held)]
    found = [p for p in points if p is not None]
    row = saturation(evidence(held), procedure, seed=1).loc[0]
    assert row["reached"] == pytest.approx(len(found) / len(points), abs=0.01)
    quartiles = row[["lower_quartile", "median", "upper_quartile"]].tolist()
    assert quartiles == np.quantile(found, [0.25, 0.5, 0.75]).tolist()


def test_sources_that_all_say_the_same_saturate_at_once():
    held = dict.fromkeys("abcdef", "pq")
    row = saturation(evidence(held), Procedure(), seed=1).loc[0]
    assert (row["reached"], row["median"], row["information"]) == (1, 4, 2)
    assert pd.isna(row["reason"])


def test_sources_that_all_differ_never_saturate():
    held = {name: name for name in "abcdef"}
    row = saturation(evidence(held), Procedure(), seed=1).loc[0]
    assert (row["reached"], row["reason"]) == (0, "no order reaches the threshold")
    assert pd.isna(row["median"])


def test_too_few_sources_are_undefined_with_the_reason():
    row = saturation(evidence({"a": "p"}), Procedure(), seed=1).loc[0]
    assert pd.isna(row["reached"])
    assert row["reason"] == "needs 6 sources, has 1"


def test_no_evidence_is_undefined_not_an_error():
    row = saturation(evidence({}), Procedure(), seed=1).loc[0]
    assert (row["sources"], row["reason"]) == (0, "needs 6 sources, has 0")
    assert saturation(evidence({}), Procedure(), seed=1, each="team_id").empty


def test_information_can_be_counted_for_each_team():
    both = pd.concat([evidence({"a": "pq"}), evidence({"a": "p"}, team="t2")])
    columns = ("team_id", "criterion_id")
    assert saturation(both, Procedure(), 1).loc[0, "information"] == 2
    assert saturation(both, Procedure(), 1, columns).loc[0, "information"] == 3


HELD = st.dictionaries(
    st.sampled_from("abcdefgh"), st.sets(st.sampled_from("pqrs"), min_size=1)
)


@given(HELD, HELD)
@at_most(20)
def test_each_team_is_analysed_as_if_alone(one, two):
    procedure = Procedure(base_size=2, run_length=1, orders=30)
    both = pd.concat([evidence(one), evidence(two, team="t2")])
    among = saturation(both, procedure, 1, each="team_id").set_index("team_id")
    for team, held in {"t1": one, "t2": two}.items():
        if held:
            alone = saturation(evidence(held), procedure, 1).loc[0]
            pd.testing.assert_series_equal(among.loc[team], alone, check_names=False)


@given(HELD, st.randoms(use_true_random=False))
@at_most(20)
def test_order_of_rows_and_names_of_criteria_never_matter(held, random):
    table = evidence(held)
    shuffled = table.sample(frac=1, random_state=random.randrange(2**32))
    shuffled["criterion_id"] = shuffled["criterion_id"].map(
        dict(zip("pqrs", "zxya", strict=True))
    )
    procedure = Procedure(base_size=2, run_length=1, orders=30)
    there, again = (saturation(t, procedure, 1) for t in (table, shuffled))
    pd.testing.assert_frame_equal(there, again)


def test_several_rows_of_one_source_and_criterion_count_once():
    table = evidence(dict.fromkeys("abcdef", "pq"))
    twice = pd.concat([table, table])
    pd.testing.assert_frame_equal(
        saturation(twice, Procedure(), 1), saturation(table, Procedure(), 1)
    )

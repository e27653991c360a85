import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis import evidence, scoring
from hiteval.framework import ProposalRule

RULE = ProposalRule(explicit_sources=2, net_ratio=2)


def counts(*rows):
    """Make counts of (supporting, explicitly, contrary, explicitly, sources)."""
    table = pd.DataFrame(
        [row[:4] for row in rows], columns=evidence.COUNTS[2:], dtype="int64"
    )
    sources = [row[4] if len(row) > 4 else row[0] + row[2] for row in rows]
    return table.assign(sources=sources, segments=sources)


def rating(*row, rule=RULE):
    return scoring.propose(counts(row), rule)["rating"].iloc[0]


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


def test_missing_is_not_zero():
    assert rating(0, 0, 0, 0) is pd.NA


def test_parameters_come_from_the_framework():
    assert rating(1, 1, 0, 0, rule=ProposalRule(explicit_sources=1, net_ratio=2)) == 2
    assert rating(3, 0, 2, 0, rule=ProposalRule(explicit_sources=2, net_ratio=1.5)) == 1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((0, 0, 0, 0), "no segment was coded"),
        ((0, 0, 0, 0, 1), "1 source with only neutral or mixed segments"),
        (
            (3, 1, 0, 0),
            "3 sources support it, 1 with a concrete example; none contrary",
        ),
        (
            (0, 0, 1, 0),
            "1 source is contrary, none with a concrete example; none supports it",
        ),
        ((3, 0, 1, 0), "3 sources support it; 1 source is contrary"),
    ],
)
def test_each_rating_is_explained(row, sentence):
    assert scoring.propose(counts(row), RULE)["because"].iloc[0] == sentence


@st.composite
def evidence_counts(draw):
    supporting, contrary = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    explicit = draw(st.integers(0, supporting)), draw(st.integers(0, contrary))
    return supporting, explicit[0], contrary, explicit[1]


RULES = st.builds(
    ProposalRule,
    explicit_sources=st.integers(1, 3),
    net_ratio=st.sampled_from([1.0, 1.5, 2.0, 3.0]),
)


@given(evidence_counts().filter(any), RULES)
def test_turning_the_evidence_round_turns_the_rating_round(row, rule):
    s, s2, c, c2 = row
    assert rating(*row, rule=rule) == -rating(c, c2, s, s2, rule=rule)


@given(evidence_counts().filter(any), RULES)
def test_one_more_supporting_source_never_lowers_a_rating(row, rule):
    s, s2, c, c2 = row
    assert rating(s + 1, s2 + 1, c, c2, rule=rule) >= rating(*row, rule=rule)


def test_an_area_is_described_by_counts_coverage_and_median(tiny):
    profiles = tiny.profiles.set_index(["team_id", "area_id"])
    working = profiles.loc[("alpha", "working")]
    assert working[["criteria", "evidenced", "between", "missing"]].tolist() == [
        *[2, 2, 1, 0]
    ]
    assert working[["-2", "-1", "0", "1", "2"]].tolist() == [0, 0, 0, 1, 0]
    assert (working["coverage"], working["median"]) == (1, 1.25)


def test_an_area_without_evidence_has_no_median(tiny):
    change = tiny.profiles.set_index(["team_id", "area_id"]).loc[("gamma", "change")]
    assert (change["coverage"], change["missing"]) == (0, 1)
    assert pd.isna(change["median"])


def test_a_half_point_median_stays_half(shipped):
    medians = shipped.profiles["median"].dropna()
    assert (medians % 1 == 0.5).any()


def test_the_shipped_study_is_rated_on_every_team_and_criterion(shipped):
    assert len(shipped.proposed) == 24 * 17
    assert shipped.proposed["rating"].isna().sum() == 57

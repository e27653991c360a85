"""Proposed ratings find what is known to be true, and intervals hold what they should.

The known quantities are worked out in `recovery`, which prints the same on more.
"""

import numpy as np
import pytest
import recovery
from scipy.stats import binom

from hiteval.simulation.truth import NO_ERRORS, SHARES, ErrorModel, strayed

pytestmark = pytest.mark.integration

USUAL = ErrorModel()
GUESSED_LEVEL = max(SHARES)
STUDIES = 200


@pytest.fixture(scope="module")
def perfect():
    return recovery.found(5, NO_ERRORS)


@pytest.fixture(scope="module")
def usual():
    return recovery.found(5, USUAL, documents=500)


@pytest.fixture(scope="module")
def held():
    return recovery.coverage(STUDIES, USUAL)


def test_without_errors_every_level_is_found_where_two_sources_speak(perfect):
    many = perfect[perfect["sources"] >= 2]
    assert len(many) > 500
    assert many["right"].all()


def test_without_errors_one_source_is_enough_but_for_the_ends(perfect):
    one = perfect[perfect["sources"] == 1]
    inner = one["level"].abs() < 2
    assert one.loc[inner, "right"].all()
    outer = one[~inner]
    assert (outer["rating"] * 2 == outer["level"]).all()
    assert min(inner.sum(), len(outer)) > 50


def test_what_is_absent_is_missing_and_nothing_else_is_but_what_nobody_spoke_of(
    perfect,
):
    absent = perfect["level"].isna()
    assert perfect.loc[absent, "rating"].isna().all()
    assert (perfect["rating"].isna() == (perfect["sources"] == 0)).all()
    assert absent.sum() > 100


def test_with_errors_more_sources_find_more_and_any_find_more_than_guessing(usual):
    one, two, some = (
        usual.loc[usual["sources"].between(*between), "right"]
        for between in ((1, 1), (2, 2), (3, 8))
    )
    tolerance = 3 * np.sqrt(GUESSED_LEVEL * (1 - GUESSED_LEVEL) / len(one))
    assert one.mean() > GUESSED_LEVEL + tolerance
    assert one.mean() < two.mean() < some.mean()


def test_the_side_of_a_level_is_found_nearly_always(usual):
    sided = usual[(usual["sources"] > 0) & (usual["level"].fillna(0) != 0)]
    assert sided["right_side"].mean() > 0.95


def test_with_very_many_sources_stray_examples_make_no_2_of_a_1(usual):
    """Concrete examples count as a share of the sources, not by their number."""
    of_one = usual[usual["level"] == 1].fillna({"rating": 0})
    few = of_one[of_one["sources"].between(3, 6)]
    many = of_one[of_one["sources"] > 12]
    assert (many["rating"] == 2).mean() <= (few["rating"] == 2).mean()


def test_robust_ratings_are_right_more_often():
    right = recovery.robust(3, USUAL, documents=400)["right"]
    assert right.iloc[-1] > right.iloc[0] + 0.2


RATING, CRITERION = "same rating", "same criterion"
NOMINAL = (
    *("percent_agreement", "cohen_kappa", "gwet_ac1", "brennan_prediger"),
    "alpha_nominal",
)
CHECKED = [(CRITERION, name) for name in NOMINAL] + [
    (RATING, name) for name in (*NOMINAL, "alpha_ordinal", "alpha_interval")
]


@pytest.mark.parametrize(("question", "coefficient"), CHECKED)
def test_a_95_percent_interval_holds_what_is_true_of_these_teams(
    held, question, coefficient
):
    """As many of 200 as 0.93 to 0.97 of all would give, but for one time in 1,000.

    How common levels are is a fact of these teams; how many criteria segments speak of
    is drawn with the sources.
    """
    known = "covers_here" if question == RATING else "covers_in_general"
    hits = round(held.loc[(question, coefficient), known] * STUDIES)
    low = binom.ppf(0.0005, STUDIES, 0.93)
    high = binom.ppf(0.9995, STUDIES, 0.97)
    assert low <= hits <= high


def test_nothing_that_is_compared_is_left_out(held):
    assert sorted(held.index) == sorted(CHECKED)


def test_an_interval_over_sources_says_nothing_of_other_teams(held):
    """A limit of resampling sources: sources of one team share what is true of it."""
    alpha = held.loc[(RATING, "alpha_ordinal")]
    assert alpha["covers_in_general"] < alpha["covers_here"] - 0.05
    assert abs(alpha["bias"]) < 0.01


def test_an_interval_over_teams_says_more_of_other_teams(held):
    studies, question = 50, (RATING, "alpha_ordinal")
    over_teams = recovery.coverage(studies, USUAL, "teams", teams=40, documents=400)
    covers = over_teams.loc[question, "covers_in_general"]
    assert covers > held.loc[question, "covers_in_general"]
    assert covers * studies >= binom.ppf(0.0005, studies, 0.93)


def test_every_coefficient_goes_to_what_the_model_says_it_is():
    size = {"teams": 400, "documents": 20_000, "coders": 2, "interviews": 0}
    made = recovery.intervals(recovery.Design(**size, seed=5), USUAL)
    assert made["value"].to_numpy() == pytest.approx(made["here"].to_numpy(), abs=0.004)


@pytest.mark.parametrize("right", [0.0, 0.8, 1.0])
def test_levels_stray_as_the_model_says(right):
    random = np.random.default_rng(1)
    true = np.repeat(np.arange(-2, 3), 20_000)
    seen = np.histogram2d(true, strayed(true, right, random), bins=5)[0] / 20_000
    assert seen == pytest.approx(recovery.stray(right), abs=0.02)


def test_coders_who_read_at_random_agree_by_chance_alone():
    shares = np.array([0, 0, 1, 0, 0])
    known = recovery.agreement_on_ratings(shares, ErrorModel(shown=1, read=0.5))
    assert known["percent_agreement"] == pytest.approx(0.25 + 2 * 0.25**2)
    assert known["alpha_nominal"] == pytest.approx(0)
    assert known["alpha_interval"] == pytest.approx(0)
    assert known["gwet_ac1"] == pytest.approx((0.375 - 0.15625) / (1 - 0.15625))


def test_coders_who_miss_nothing_agree_on_every_criterion():
    known = recovery.agreement_on_criteria(0.3, NO_ERRORS)
    assert list(known.values()) == pytest.approx([1] * len(known))

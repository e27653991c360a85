from itertools import permutations

import numpy as np
import pytest
from coding_data import NAN, SCALE, ratings
from hypothesis import given
from hypothesis import strategies as st

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.coincidences import count
from hiteval.analysis.agreement.estimates import NOMINAL, ORDINAL

ALPHAS = [s for s in ORDINAL if s.name.startswith("alpha")]
COHENS = [s for s in ORDINAL if s.name.startswith("cohen")]
OTHERS = [s for s in ORDINAL if s not in COHENS]
BOUNDED = [*ALPHAS, *COHENS, *NOMINAL]


def values(array, statistics=ORDINAL, categories=SCALE):
    counts = count(array, categories).total()
    return np.array([statistic.of(counts) for statistic in statistics])


def same(left, right):
    return np.allclose(left, right, equal_nan=True)


@given(ratings(), st.randoms())
def test_order_of_units_does_not_matter(array, random):
    order = random.sample(range(array.shape[1]), array.shape[1])
    assert same(values(array), values(array[:, order]))


@given(ratings(), st.randoms())
def test_order_of_coders_does_not_matter(array, random):
    order = random.sample(range(len(array)), len(array))
    assert same(values(array), values(array[order]))


@given(ratings(), st.permutations(SCALE))
def test_labels_of_nominal_categories_do_not_matter(array, labels):
    relabelled = np.append(labels, NAN)[np.searchsorted(SCALE, array)]
    assert same(values(array, NOMINAL), values(relabelled, NOMINAL))


@given(ratings())
def test_scale_turned_round_changes_all_but_ratios_nothing(array):
    but_ratios = [s for s in ORDINAL if s.name != "alpha_ratio"]
    assert same(values(array, but_ratios), values(5 - array, but_ratios))


@given(ratings())
def test_adding_an_uncoded_unit_changes_nothing(array):
    uncoded = np.full((len(array), 1), NAN)
    assert same(values(array), values(np.hstack([array, uncoded])))


@given(ratings())
def test_adding_a_silent_coder_changes_nothing(array):
    silent = np.full((1, array.shape[1]), NAN)
    assert same(values(array), values(np.vstack([array, silent])))


@given(ratings(), st.sampled_from(SCALE))
def test_unit_coded_once_does_not_enter_alpha_or_cohen(array, rating):
    once = np.full((len(array), 1), NAN)
    first_who_coded = int(np.argmin(np.isnan(array).all(axis=1)))
    once[first_who_coded] = rating
    statistics = [*ALPHAS, *COHENS]
    more = np.hstack([array, once])
    assert same(values(array, statistics), values(more, statistics))


@given(ratings())
def test_doubling_every_coder_never_lowers_agreement(array):
    twice = array[:, (~np.isnan(array)).sum(axis=0) > 1]
    once, doubled = values(twice, OTHERS), values(np.vstack([twice, twice]), OTHERS)
    assert np.all((doubled >= once - 1e-9) | np.isnan(once))


@given(ratings())
def test_doubling_every_unit_changes_only_alpha(array):
    but_alpha = [s for s in ORDINAL if s not in ALPHAS]
    doubled = np.hstack([array, array])
    assert same(values(array, but_alpha), values(doubled, but_alpha))


@given(ratings(missing=False))
def test_nothing_lies_outside_its_bounds(array):
    got = values(array, BOUNDED)
    assert np.all((np.abs(got) <= 1 + 1e-9) | np.isnan(got))


@given(ratings())
def test_nothing_exceeds_one(array):
    got = values(array)
    assert np.all((got <= 1 + 1e-9) | np.isnan(got))


@given(ratings(coders=(2, 2), units=(2, 9), missing=False))
def test_alpha_of_two_coders_is_fleiss_kappa_for_small_samples(array):
    counts = count(array, SCALE).total()
    n = array.size
    expected = 1 - (1 - c.fleiss_kappa(counts)) * (n - 1) / n
    assert same(c.krippendorff_alpha(counts, "nominal"), expected)


@given(ratings())
def test_alpha_equals_its_definition_by_pairs(array):
    units = [u[~np.isnan(u)] for u in array.T if (~np.isnan(u)).sum() > 1]
    pooled = np.concatenate([*units, []])
    within = sum(
        sum((a - b) ** 2 for a, b in permutations(u, 2)) / (len(u) - 1) for u in units
    )
    between = sum((a - b) ** 2 for a, b in permutations(pooled, 2))
    got = c.krippendorff_alpha(count(array, SCALE).total(), "interval")
    expected = 1 - (len(pooled) - 1) * within / between if between else NAN
    assert same(got, expected)


@given(ratings())
def test_percent_agreement_equals_its_definition_by_pairs(array):
    units = [u[~np.isnan(u)] for u in array.T if (~np.isnan(u)).sum() > 1]
    shares = [np.mean([a == b for a, b in permutations(u, 2)]) for u in units]
    got = c.percent_agreement(count(array, SCALE).total())
    assert same(got, np.mean(shares) if shares else NAN)


@pytest.mark.parametrize("weighting", ["identity", "quadratic"])
@given(array=ratings())
def test_gwet_s_coefficient_equals_its_definition(weighting, array):
    def alike(a, b):
        return float(a == b) if weighting == "identity" else 1 - ((a - b) / span) ** 2

    q, span = len(SCALE), max(SCALE) - min(SCALE)
    coded = [u for u in (u[~np.isnan(u)] for u in array.T) if len(u)]
    twice = [u for u in coded if len(u) > 1]
    expected = NAN  # where units coded twice show fewer than two categories
    if len({rating for unit in twice for rating in unit}) > 1:
        p_a = np.mean([np.mean([alike(*p) for p in permutations(u, 2)]) for u in twice])
        pi = [np.mean([np.mean(u == category) for u in coded]) for category in SCALE]
        total = sum(alike(a, b) for a in SCALE for b in SCALE)
        p_e = total / (q * (q - 1)) * sum(p * (1 - p) for p in pi)
        expected = (p_a - p_e) / (1 - p_e)
    assert same(c.gwet_ac(count(array, SCALE).total(), weighting), expected)


def test_missing_coding_is_not_disagreement():
    array = np.array([[1, 2, NAN], [1, 2, 3]])
    assert c.percent_agreement(count(array, SCALE).total()) == 1


def test_brennan_prediger_of_two_categories_is_pabak():
    counts = count(np.array([[0.0, 0, 1, 1], [0, 1, 1, 1]]), [0, 1]).total()
    assert c.brennan_prediger(counts) == 2 * c.percent_agreement(counts) - 1


def test_cohen_kappa_is_zero_where_one_coder_never_varies():
    counts = count(np.array([[1.0, 1, 1], [1, 2, 1]]), SCALE).total()
    assert c.cohen_kappa(counts) == 0


def test_byrt_indices_are_those_of_the_fourfold_table():
    array = np.repeat([[1.0, 1, 0, 0], [1, 0, 1, 0]], [40, 9, 6, 45], axis=1)
    counts = count(array, [0, 1]).total()
    assert c.prevalence_index(counts, 1) == pytest.approx(-0.05)
    assert c.bias_index(counts, 1) == pytest.approx(0.03)


@pytest.mark.parametrize("of", [c.gwet_ac, c.brennan_prediger, c.fleiss_kappa])
def test_where_all_units_show_one_category_nothing_is_corrected_for_chance(of):
    counts = count(np.array([[1.0, 1, NAN], [1, 1, NAN], [NAN, NAN, 2]]), SCALE).total()
    assert np.isnan(of(counts))

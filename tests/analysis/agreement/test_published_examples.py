from functools import partial

import numpy as np
import pytest

from hiteval.analysis.agreement import coefficients as c
from hiteval.analysis.agreement.category_distances import agreement_weights
from hiteval.analysis.agreement.coincidences import count
from hiteval.analysis.agreement.published_examples import (
    DIAGNOSES,
    EXAMPLES,
    FOUR_OBSERVERS,
    check_published,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_published_value_is_reproduced(example):
    assert round(example.got(), example.digits) == example.expected


def test_self_check_table_agrees_in_every_row():
    assert check_published()["agrees"].all()


def test_self_check_names_every_example_once():
    assert check_published()["name"].is_unique


def test_published_diagnoses_have_the_published_totals():
    _, totals = np.unique(DIAGNOSES, return_counts=True)
    assert totals.tolist() == [26, 26, 30, 55, 43]


def test_ordinal_weights_are_not_the_ordinal_metric():
    counts = count(FOUR_OBSERVERS, range(1, 6)).total()
    disagreement = 1 - agreement_weights(counts.categories, "ordinal")
    o, n_c = counts.coincidences, counts.coincidences.sum(0)
    weighted = 1 - (n_c.sum() - 1) * (o * disagreement).sum() / (
        n_c @ disagreement @ n_c
    )
    assert round(weighted, 3) == 0.834
    assert round(float(c.krippendorff_alpha(counts, "ordinal")), 3) == 0.815


def test_published_coefficients_depend_on_possible_categories():
    five = count(FOUR_OBSERVERS, range(1, 6)).total()
    nine = count(FOUR_OBSERVERS, range(1, 10)).total()
    alpha = partial(c.krippendorff_alpha, metric="ordinal")
    assert c.gwet_ac(nine) > c.gwet_ac(five)
    assert c.brennan_prediger(nine) > c.brennan_prediger(five)
    assert alpha(nine) == pytest.approx(alpha(five))

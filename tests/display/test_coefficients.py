"""Coefficients of agreement as tables."""

from shown import rows

from hiteval.display import coders, coefficients
from hiteval.results import sureness


def test_every_coefficient_has_a_value_or_a_reason(tiny):
    every = sureness.how_coders_agree(tiny).coefficients
    alpha = coders.headline(every).query("level == 'criterion'")
    levels = sureness.how_coders_agree(tiny).levels
    overall = every.query("level == 'overall'")
    made = rows(coefficients.every(overall, alpha, levels, tiny))
    assert [row for row in made if row[0] == "Public voice"]
    for row in made[1:]:
        if len(row) > 1:
            _, _, value, _, _, _, _, reason = row
            assert (value == "–") <= bool(reason)

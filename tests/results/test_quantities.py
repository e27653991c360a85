"""Numbers know their unit, their population, and what they are a share of."""

import re

import pandas as pd
import pytest
from scales import LIKERT, MATURITY, SCALE

from hiteval.results.quantities import KINDS, is_strong, marked, population, quantity


@pytest.mark.parametrize(
    ("scale", "ratings", "expected"),
    [
        (SCALE, (-1, 0, 0.5, 2), [False, False, True, True]),
        (LIKERT, (2, 3, 4, 5), [False, False, True, True]),
        (MATURITY, (3, 4, 4.5, 5), [False, False, False, True]),
    ],
)
def test_strong_is_above_the_middle_or_at_the_top(scale, ratings, expected):
    assert is_strong(pd.Series(ratings, dtype="Float64"), scale).tolist() == expected


@pytest.mark.parametrize(("scale", "level"), [(SCALE, 0), (LIKERT, 3), (MATURITY, 0)])
def test_the_marked_level_is_the_neutral_or_the_lowest(scale, level):
    assert marked(scale) == level


def test_a_population_is_named_by_its_slice(tiny):
    teams = tiny.all_teams()
    area = tiny.framework.areas[0].id
    slices = [tiny, teams, tiny.model(), tiny.team("beta"), teams.area(area)]
    names = ["study", "teams", "model", "team:beta", f"teams/{area}"]
    assert [population(of) for of in slices] == names


def test_a_study_without_a_partnership_has_an_empty_model(tiny):
    alone = tiny.all_teams()
    assert population(alone.model()) == "model"
    assert quantity("segments", alone.model()).number == 0


def test_the_partnership_is_no_team_in_any_slice(tiny):
    assert quantity("teams", tiny).number == quantity("teams", tiny.all_teams()).number
    assert quantity("teams", tiny.model()).number == 0


def test_a_share_is_of_the_same_kind_and_population(tiny):
    strong = quantity("ratings-strong", tiny.all_teams())
    assert (strong.whole.name, strong.whole.noun) == ("ratings", "ratings")
    assert strong.whole.population == strong.population == "teams"


def test_ratings_are_fewer_than_cells_where_evidence_is_missing(unrated):
    teams = unrated.all_teams()
    numbers = [
        quantity(n, teams).number for n in ("ratings", "cells-evidenced", "cells")
    ]
    assert numbers == [3, 3, 9]


def test_the_study_s_word_for_a_team_is_the_unit(tiny):
    teams = quantity("teams", tiny.all_teams())
    assert teams.noun == tiny.labels.teams


def test_more_than_there_are_is_refused(tiny):
    message = "teams-contrary: 4 of 3 teams in teams. Count both in the same slice."
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        quantity("teams-contrary", tiny.all_teams(), 4)


def test_a_number_that_no_evaluation_holds_is_to_be_given(tiny):
    with pytest.raises(ValueError, match="teams-contrary: no number was given"):
        quantity("teams-contrary", tiny)


def test_every_share_is_of_a_quantity_with_the_same_unit():
    shares = [kind for kind in KINDS.values() if kind.share_of]
    assert [k for k in shares if KINDS[k.share_of].unit != k.unit] == []

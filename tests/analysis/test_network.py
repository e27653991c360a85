"""A network with two sides: its size, and what holds it together."""

import math

import pandas as pd
import pytest

from hiteval.analysis.network import Shape, shape, shared


def named(*pairs):
    return pd.DataFrame([*map(list, pairs)], columns=["team_id", "org_id"])


def test_a_pair_in_two_roles_is_one_link():
    assert shape(named("ax", "ax", "bx"), ["a", "b"]).links == 2


def test_density_is_the_share_of_links_between_the_two_sides():
    measured = shape(named("ax", "bx", "by"), ["a", "b"])
    assert measured == Shape(2, 2, 3, 3 / 4, 1)  # 3 of 2 x 2


def test_without_organisations_there_is_no_density():
    measured = shape(named("ax"), ["b"])
    assert math.isnan(measured.density)
    assert (measured.teams, measured.organisations, measured.groups) == (1, 0, 0)


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        (["ax", "by"], 2),  # and c alone, which counts for nothing
        (["ax", "by", "cx", "cy"], 1),  # joined by the last
        (["ax", "bx", "cy"], 2),
        (["ax", "bx", "by", "cy"], 1),  # a chain
    ],
)
def test_parts_that_no_link_joins_are_counted_without_lone_teams(pairs, groups):
    assert shape(named(*pairs), ["a", "b", "c"]).groups == groups


def test_a_team_that_is_not_asked_about_moves_nothing():
    pairs = named("ax", "by", "dx")
    assert shape(pairs, ["a", "b"]).links == 2


def test_an_organisation_of_one_team_holds_nothing_together():
    assert shared(named("ax", "ax", "by", "cy"))["org_id"].tolist() == ["y"] * 2
    assert len(shared(named("ay", "by", "cy"))) == 3

"""Two teams of one visible name are told."""

import pytest

from hiteval.disclosure.look_alikes import teams_alike

ALIKE = {
    "spaces": "Alpha \u00a0 Team",
    "case": "alpha team",
    "an accent of its own": "A\u0301lpha Team",
    "an invisible sign": "Al\u200bpha Team",
    "a Cyrillic letter": "\u0410lpha Team",
    "full width": "\uff21lpha Team",
}


def named(study, *names):
    teams = study.teams.copy()
    teams.loc[: len(names) - 1, "name"] = names
    return study.with_tables({"teams": teams})


@pytest.mark.parametrize("other", ALIKE.values(), ids=ALIKE)
def test_names_that_look_alike_are_told(study, other):
    first, second = study.teams["team_id"][:2]
    assert teams_alike(named(study, "Alpha Team", other)) == [f"{first} and {second}"]


def test_names_that_differ_are_not(study):
    assert teams_alike(study) == []
    assert teams_alike(named(study, "Team 1", "Team I")) == []

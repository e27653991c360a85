"""What tells concluded teams from the others."""

from shown import rows

from hiteval.display.concluded_teams import concluded_teams
from hiteval.results.sureness import what_tells_concluded_teams_apart


def test_few_concluded_teams_carry_a_warning(shipped):
    teams = shipped.all_teams()
    made = rows(concluded_teams(what_tells_concluded_teams_apart(teams), teams))[1:]
    assert all(row[-1].startswith("only ") for row in made)


def test_without_concluded_teams_there_is_nothing_to_tell(tiny):
    made = concluded_teams(what_tells_concluded_teams_apart(tiny), tiny)
    assert made.text == "<p>No team is recorded as concluded.</p>"

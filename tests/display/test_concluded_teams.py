"""What tells concluded teams from the others."""

from shown import page, rows

from hiteval.display.concluded_teams import concluded_teams
from hiteval.results import sureness


def shown(teams):
    apart = sureness.what_tells_concluded_teams_apart(teams)
    return concluded_teams(apart, sureness.what_chance_tells_apart(teams), teams)


def test_few_concluded_teams_carry_a_warning_and_are_folded_away(shipped):
    made = shown(shipped.all_teams())
    assert all(row[-1].startswith("only ") for row in rows(made)[1:])
    assert page(made).find("details").find("table")


def test_what_distinguishes_stands_beside_what_chance_would_give(shipped):
    said = [p.text for p in page(shown(shipped.all_teams())).find_all("p")]
    assert said[0].startswith(
        "0 criteria distinguish strongly. If the concluded teams were"
    )
    assert said[1].startswith(
        "2 criteria distinguish weakly. If the concluded teams were"
    )


def test_without_concluded_teams_there_is_nothing_to_tell(tiny):
    assert shown(tiny).text == "<p>No team is recorded as concluded.</p>"

"""Claims to check, with both sides."""

from shown import page, rows

from hiteval.display import claims


def test_claims_stand_with_both_sources(shipped):
    team = shipped.team("eating-disorders")
    made = rows(claims.to_check(claims.found(team), team))
    assert made[1][:2] == ["Different dates", "Accredited"]
    assert made[1][2].startswith("2016-02-17 (")


def test_a_date_that_passages_give_differently_leads_to_both(shipped):
    found = claims.found_dates(shipped)
    made = page(claims.dates_to_check(found, shipped)).tbody
    links = [a["href"].split("#segment-")[1] for a in made.find_all("a")]
    sides = found[["first_segment_id", "second_segment_id"]]
    assert links == sides.to_numpy().ravel().tolist()
    assert links


def test_nothing_to_check_is_said(tiny):
    teams = tiny.all_teams()
    made = claims.to_check(claims.found(teams), teams)
    assert made.text == (
        "<p>No two sources were found to state a figure differently.</p>"
    )
    made = claims.dates_to_check(claims.found_dates(teams), teams)
    assert made.text == (
        "<p>No two passages were found to date one thing differently.</p>"
    )

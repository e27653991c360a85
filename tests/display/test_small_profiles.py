"""Every team's profile, small enough for all to be seen at once."""

from shown import page

from hiteval.display import small_profiles
from hiteval.display.small_profiles import every


def test_each_team_has_a_drawing_that_leads_to_its_page(tiny):
    found = page(every(tiny.cells[tiny.cells["team_id"] != "whole"], tiny))
    links = {a.span.text: a["href"] for a in found.select(".profiles a")}
    assert links == {
        "Alpha": "../teams/alpha.html",
        "Beta": "../teams/beta.html",
        "Gamma": "../teams/gamma.html",
    }


def test_a_drawing_says_the_median_of_each_area(tiny):
    teams = tiny.all_teams()
    told = [s["aria-label"] for s in page(every(teams.cells, teams)).select("a svg")]
    assert told == [
        "Working together +1.25, Change no rating",  # of 1 and 1.5
        "Working together −2, Change no rating",
        "Working together no rating, Change no rating",
    ]


def test_the_key_names_areas_and_the_looks_that_there_are(tiny):
    teams = tiny.all_teams()
    found = page(every(teams.cells, teams))
    assert "Working together (2) and Change (1)" in found.p.text
    assert [item.text for item in found.select(".key li")] == [
        *["above 0", "at 0", "below 0", "no evidence"],
    ]


def test_concluded_teams_are_marked(shipped):
    teams = shipped.all_teams()
    names = [a.span.text for a in page(every(teams.cells, teams)).select("a")]
    assert len(names) == 23
    assert sum(name.endswith(" (concluded)") for name in names) == 4


def test_many_drawings_are_folded_and_too_many_left_out(tiny, monkeypatch):
    teams = tiny.all_teams()
    monkeypatch.setattr(small_profiles, "ON_ONE_SCREEN", 2)
    assert len(page(every(teams.cells, teams)).select("details a")) == 3
    monkeypatch.setattr(small_profiles, "MOST_ROWS", 2)
    made = page(every(teams.cells, teams))
    assert made.text == "Of 3 teams no drawings could be compared."

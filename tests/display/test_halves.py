"""What early and late sources say alone, as readers see it."""

from shown import page, rows

from hiteval.display import halves


def of_team(team):
    placed = halves.placed(team)
    return halves.compared(halves.rated(team), placed, team)


def said(made):
    return [p.text for p in page(made).find_all("p")]


def test_what_changed_from_the_early_to_the_late_half_is_said(shipped):
    assert said(of_team(shipped.team("dementia"))) == [
        "16 dated sources in two halves, split where a year turns: 7 from 2013–2017, "
        "9 from 2018–2025.",
        "4 undated sources are left out.",
        "4 criteria have 2 or more sources in each half; with fewer, numbers alone "
        "could change a rating.",
        "The late half is higher on 2, lower on 0, and the same on 2.",
        "Higher: Breadth of partners and System leadership.",
        "Other sources may be the reason, and not the team.",
    ]


def test_each_half_shows_its_sources_and_rating_in_the_framework_s_order(shipped):
    team = shipped.team("dementia")
    head, first, second, *others = rows(of_team(team))
    assert head == [
        "Criterion",
        "Early half, 2013–2017",
        "Late half, 2018–2025",
        "Change",
    ]
    assert first == ["Breadth of partners", "+1 2 sources", "+2 3 sources", "Higher"]
    assert second[3] == "Too few sources"
    names = [c.name for c in team.framework.criteria]
    shown = [row[0] for row in (first, second, *others)]
    assert shown == [name for name in names if name in shown]


def test_few_dated_sources_are_not_compared(shipped):
    assert not of_team(shipped.team("ckd"))


def test_a_team_without_sources_has_no_halves(tiny):
    assert not of_team(tiny.team("gamma"))


def across(teams):
    placed = halves.placed(teams)
    return halves.across(halves.rated(teams), placed, teams)


def test_of_all_teams_those_are_listed_whose_late_half_differs(shipped):
    made = across(shipped.all_teams())
    listed = [row for row in rows(made) if row[0] == "Breadth of partners"]
    higher = "Avoiding Hospital Admissions +1 → +2 Dementia +1 → +2"
    head = "Higher in the late half:"
    assert listed == [["Breadth of partners", f"{head} {higher}", "", "The same: 0"]]


def test_the_numbers_of_all_teams_are_those_of_each_team(shipped):
    each = [shipped.team(team_id) for team_id in shipped.teams["team_id"]]
    found = [halves.rated(team)["change"] for team in each]
    number = {w: sum((of == w).sum() for of in found) for w in ("higher", "lower")}
    text = said(across(shipped.all_teams()))[0]
    assert text.startswith(f"{sum(len(of) > 0 for of in found)} of 23 teams have")
    assert f"higher on {number['higher']}, lower on {number['lower']}," in text


def test_few_dated_sources_of_all_teams_are_not_compared(tiny):
    assert said(across(tiny.all_teams())) == [
        "0 of 3 teams have enough dated sources for an early and a late half. No "
        "criterion has enough sources in both halves."
    ]

"""What teams need: counted by kind, capacity first; actions as they were recorded."""

import pytest
from shown import page, rows

from hiteval.disclosure.editions import release
from hiteval.display import actions, needs
from hiteval.errors import DisclosureError, StudyError
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study

MANAGER = [
    "programme manager, review on 28 February 2021",
    *("programme manager, review on 30 September 2021", "Planned"),
]
SECRETARY = ["board secretary, review on 31 March 2021", "Under way"]
DIRECTOR = ["team director, review on 30 June 2021", "Planned"]


def overview(evaluation):
    return needs.overview(needs.counts(evaluation), evaluation)


def in_need(evaluation):
    return needs.by_criterion(needs.of_teams(evaluation), evaluation)


def test_the_overview_counts_by_hand(tiny):
    assert [p.text for p in page(overview(tiny)).find_all("p")] == [
        "Means: of 3 teams, there is contrary evidence or a low rating for 2, and no "
        "evidence for 1.",
        "Contrary evidence for the most teams: Means (2).",
        "No evidence for the most teams: Results (3).",
        "1 team has no evidence at all, and counts as missing on every criterion.",
        "4 actions recorded: 1 done, 2 planned and 1 under way.",
    ]


def test_each_team_in_need_leads_to_its_rating(tiny):
    assert rows(in_need(tiny))[1] == [
        "Means",
        "Rated below 0 (1): Beta . "
        "Contrary evidence, not rated below 0 (1): Alpha . No evidence (1): Gamma .",
        "2 actions",
    ]
    first = page(in_need(tiny)).find("a")
    assert first["href"] == "../teams/beta.html#rating-working.means"


def test_of_many_teams_the_rest_stand_behind_one_link(tiny, monkeypatch):
    monkeypatch.setattr(needs, "NAMED", 2)
    last = page(in_need(tiny)).find_all("tr")[2]
    assert last.get_text(" ", strip=True).count("more") == 1
    assert last.find_all("a")[-1]["href"] == (
        "../results/missing-evidence.html#gaps-picture"
    )


def test_the_plan_begins_with_the_partnership_and_then_goes_by_review(tiny):
    assert rows(actions.of_all(tiny.study.actions, tiny))[1:] == [
        ["The partnership", "Any", "Share one room.", MANAGER[0], "Done"],
        ["The partnership", "Means", "Set up one fund for all teams.", *MANAGER[1:]],
        ["Alpha", "Public voice", "Keep patients in the chair.", *SECRETARY],
        ["Beta", "Means", "Agree a day a week for the coordinator.", *DIRECTOR],
    ]


def test_a_team_s_page_has_its_own_actions_alone(tiny):
    beta = tiny.team("beta")
    made = actions.of_team(beta.study.actions, beta)
    own = ["Means", "Agree a day a week for the coordinator.", *DIRECTOR]
    assert rows(made)[1:] == [own]
    assert page(made).find("a")["href"] == "../teams/beta.html#rating-working.means"


def test_without_actions_the_page_of_all_says_so_and_a_team_s_shows_nothing(study):
    none = evaluate(study.with_tables({"actions": study.actions.iloc[:0]}))
    whole = page(actions.of_all(none.study.actions, none))
    assert whole.text == "No actions are recorded in this edition."
    assert not actions.of_team(none.study.actions, none.team("beta"))


def test_an_action_is_published_only_if_it_is_cleared(study):
    public = release(study, "public")
    assert "quiet-word" not in public.study.actions["action_id"].tolist()
    assert public.withheld["actions"] == 1
    assert "actions.csv, quiet-word, action" in {s.where for s in public.secrets}
    assert len(release(study, "internal").study.actions) == 5


def test_an_owner_who_is_named_in_the_roster_stops_a_release(spoil):
    folder = spoil("actions.csv", "board secretary", "Ann Other")
    (folder / "private").mkdir()
    roster = "person_id,name\np1,Ann Other\n"
    (folder / "private" / "roster.csv").write_text(roster)
    with pytest.raises(DisclosureError) as error:
        release(read_study(folder), "public")
    assert str(error.value).splitlines()[1:] == [
        "  actions.csv, keep-the-board, owner_role: see private/roster.csv, p1, name"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",beta,working", ",betta,working", "row 2, team_id: expected one of alpha, "),
        ("working.means", "working.mean", "row 2, criterion_id: expected one of wor"),
        ("2021-06-30", "2021-06-31", "row 2, review_on: expected a day, YYYY-MM-DD"),
        ("planned", "soon", "row 2, status: expected one of planned, under_way, done"),
        ("team director", "", "row 2, owner_role: expected a value; got a blank cell"),
    ],
)
def test_a_fault_is_told_by_row_and_column(spoil, old, new, message):
    with pytest.raises(StudyError) as error:
        read_study(spoil("actions.csv", old, new))
    assert f"actions.csv, {message}" in str(error.value)

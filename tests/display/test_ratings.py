"""Ratings: what leads where, why each is given, and what is said of none."""

import pandas as pd
from shown import page, rows, view

from hiteval.display import passages, ratings
from hiteval.results.evaluation import evaluate


def test_a_rating_leads_to_its_passages_and_they_lead_back(tiny):
    alpha = tiny.team("alpha")
    lines, behind = (
        page(view(ratings.by_criterion, alpha)),
        page(view(passages.by_criterion, alpha)),
    )
    address = lines.find("a", class_="rating")["href"]
    place = behind.find(id=address.removeprefix("#"))
    back = place.find_parent("p").a["href"]
    assert lines.find(id=back.removeprefix("#"))


def test_a_missing_rating_leads_nowhere(tiny):
    missing = page(view(ratings.by_criterion, tiny.team("gamma"))).find_all(
        class_="rating"
    )
    assert {tag.name for tag in missing} == {"span"}
    assert {tag.span["aria-label"] for tag in missing} == {"no evidence"}


def test_each_rating_stands_with_its_reason_and_its_evidence(tiny):
    assert rows(view(ratings.by_criterion, tiny.team("alpha")))[2][-2:] == [
        "Consensus: One of the three sources is a single line. The evidence proposes "
        "+2: 3 sources support it, 2 with a concrete example; none is contrary.",
        "3 segments from 3 sources",
    ]


def test_a_summary_stands_beside_its_rating_and_leads_to_its_segments(tiny):
    alpha = tiny.team("alpha")
    line = rows(view(ratings.by_criterion, alpha))[2]
    assert line[2] == "Patients lead, and not only in name. Rests on a1-s1 , a2-s1"
    links = page(view(ratings.by_criterion, alpha)).select(".rests a")
    behind = page(view(passages.by_criterion, alpha))
    assert all(behind.find(id=link["href"].removeprefix("#")) for link in links)
    assert len(links) == 2


def test_a_segment_that_nobody_coded_is_named_without_a_link(tiny):
    codings = tiny.study.codings[tiny.study.codings["segment_id"] != "a2-s1"]
    alpha = evaluate(tiny.study.with_tables({"codings": codings})).team("alpha")
    links = page(view(ratings.by_criterion, alpha)).select(".rests a")
    assert [link.text for link in links] == ["a1-s1"]


def test_lines_of_a_summary_stay_lines(tiny):
    summaries = tiny.study.summaries.assign(summary="One.\nTwo.", segment_ids=None)
    alpha = evaluate(tiny.study.with_tables({"summaries": summaries})).team("alpha")
    assert "<td" in (made := view(ratings.by_criterion, alpha).text)
    assert "One.<br>Two.</td>" in made


def test_a_team_without_summaries_has_no_column_for_them(tiny):
    (heading, *_) = rows(view(ratings.by_criterion, tiny.team("beta")))
    assert heading == ["Criterion", "Rating", "Because", "Evidence"]


def test_what_raters_gave_stands_with_what_the_evidence_proposes(tiny):
    assert rows(view(ratings.by_criterion, tiny.team("alpha")))[3][1:4] == [
        "+1.5",
        "",
        "2 raters agreed: +1 to +2. The evidence proposes 0: "
        "1 of 2 sources supports it, none with a concrete example; "
        "1 is contrary, none with a concrete example.",
    ]


def split(tiny, *given):
    """Rate the means of team gamma, on which there is no evidence."""
    table = pd.DataFrame(
        {
            "team_id": "gamma",
            "criterion_id": "working.means",
            "rater_id": [f"rater-{n}" for n, _ in enumerate(given)],
            "rated_on": "2021-01-01",
            "rating": pd.array(given, dtype="Int64"),
        }
    )
    return evaluate(tiny.study.with_tables({"ratings": table}))


def test_raters_who_disagree_are_a_result_of_their_own(tiny):
    made = view(ratings.by_criterion, split(tiny, 2, 2, -1).team("gamma"))
    assert rows(made)[3][1:3] == [
        "?",
        "3 raters disagree: −1 to +2. No segment was coded.",
    ]


def test_a_rating_far_from_the_evidence_is_listed(tiny):
    beta = tiny.study.ratings.assign(rating=pd.array([1, 2, 2], dtype="Int64"))
    far = evaluate(tiny.study.with_tables({"ratings": beta}))
    assert rows(view(ratings.far_from_evidence, far))[1][:3] == ["Beta", "Means", "+2"]


def test_no_rating_far_from_the_evidence_is_said(tiny):
    assert view(ratings.far_from_evidence, tiny).text == (
        "<p>No rating lies far from what the evidence proposes.</p>"
    )


def test_the_matrix_leads_to_every_team_s_page(tiny):
    links = page(view(ratings.matrix, tiny.all_teams())).find_all("a")
    assert {link["href"].split("#")[0] for link in links} == {
        f"../teams/{team}.html" for team in ("alpha", "beta", "gamma")
    }


def test_coverage_counts_criteria_sources_and_segments(tiny):
    assert rows(view(ratings.coverage, tiny.all_teams()))[1:] == [
        ["Alpha", "2 of 3", "3", "5"],
        ["Beta", "1 of 3", "1", "1"],
        ["Gamma", "0 of 3", "0", "0"],
    ]


def test_a_profile_counts_levels_and_keeps_the_median_apart(tiny):
    head, working, change = rows(view(ratings.profile, tiny.team("alpha")))
    assert dict(zip(head, working, strict=True))["Median"] == "+1.25"
    assert dict(zip(head, change, strict=True)) == {
        "Area": "Change",
        "Kind": "outcome",
        "Strong (+2)": "0",
        "Present (+1)": "0",
        "Mixed (0)": "0",
        "Difficult (−1)": "0",
        "Failing (−2)": "0",
        "Between": "0",
        "No evidence": "1",
        "Coverage": "0 of 1",
        "Median": "–",
    }


def test_only_the_cells_of_the_frame_are_shown(tiny):
    alpha = tiny.team("alpha")
    contrary = alpha.cells[alpha.cells["contrary"] > 0]
    (_, area, line) = rows(ratings.by_criterion(contrary, alpha))
    assert (area, line[0]) == (["Working together"], "Means")


def test_the_matrix_leaves_cells_blank_that_the_frame_lacks(tiny):
    teams = tiny.all_teams()
    cells = teams.cells[teams.cells["team_id"] == "alpha"]
    (_, alpha, *others) = rows(ratings.matrix(cells, teams))
    assert "" not in alpha
    assert {cell for line in others for cell in line[1:]} == {""}


def test_a_concluded_team_is_marked(tiny):
    events = tiny.study.team_events.assign(event="concluded")
    of = evaluate(tiny.study.with_tables({"team_events": events})).all_teams()
    marked = {line[0] for line in rows(view(ratings.coverage, of))[1:]}
    ended = of.teams["team_id"].isin(events["team_id"])
    expected = of.teams["name"] + ended.map({True: " (concluded)", False: ""})
    assert marked == set(expected)

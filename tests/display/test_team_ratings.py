"""A team's ratings: each with its reason, how sure it is and what it rests on."""

import pandas as pd
from shown import page, rows, view

from hiteval.display import passages, robustness, team_ratings
from hiteval.results.evaluation import evaluate


def test_a_rating_leads_to_its_passages_and_they_lead_back(tiny):
    alpha = tiny.team("alpha")
    lines, behind = (
        page(view(team_ratings.by_criterion, alpha)),
        page(view(passages.by_criterion, alpha)),
    )
    address = lines.find("a", class_="rating")["href"]
    place = behind.find(id=address.removeprefix("#"))
    back = place.find_parent("p").a["href"]
    assert lines.find(id=back.removeprefix("#"))


def test_a_missing_rating_leads_nowhere(tiny):
    missing = page(view(team_ratings.by_criterion, tiny.team("gamma"))).find_all(
        class_="rating"
    )
    assert {tag.name for tag in missing} == {"span"}
    assert {tag.span["aria-label"] for tag in missing} == {"no evidence"}


def test_each_rating_stands_with_its_reason_and_its_evidence(tiny):
    assert rows(view(team_ratings.by_criterion, tiny.team("alpha")))[2][-3:] == [
        "Consensus: One of the three sources is a single line. The evidence proposes "
        "+2: 3 sources support it, 2 with a concrete example; none is contrary.",
        "Depends on each of 2 sources: Alpha's first report; Alpha looks back",
        "3 segments from 3 sources; newest March 2020; 1 undated",
    ]


def test_a_summary_stands_beside_its_rating_and_leads_to_its_segments(tiny):
    alpha = tiny.team("alpha")
    line = rows(view(team_ratings.by_criterion, alpha))[2]
    assert line[2] == "Patients lead, and not only in name. Rests on a1-s1 , a2-s1"
    links = page(view(team_ratings.by_criterion, alpha)).select(".rests a")
    behind = page(view(passages.by_criterion, alpha))
    assert all(behind.find(id=link["href"].removeprefix("#")) for link in links)
    assert len(links) == 2


def test_a_segment_that_nobody_coded_is_named_without_a_link(tiny):
    codings = tiny.study.codings[tiny.study.codings["segment_id"] != "a2-s1"]
    alpha = evaluate(tiny.study.with_tables({"codings": codings})).team("alpha")
    links = page(view(team_ratings.by_criterion, alpha)).select(".rests a")
    assert [link.text for link in links] == ["a1-s1"]


def test_lines_of_a_summary_stay_lines(tiny):
    summaries = tiny.study.summaries.assign(summary="One.\nTwo.", segment_ids=None)
    alpha = evaluate(tiny.study.with_tables({"summaries": summaries})).team("alpha")
    assert "<td" in (made := view(team_ratings.by_criterion, alpha).text)
    assert "One.<br>Two.</td>" in made


def test_a_team_without_summaries_has_no_column_for_them(tiny):
    (heading, *_) = rows(view(team_ratings.by_criterion, tiny.team("beta")))
    assert heading == ["Criterion", "Rating", "Because", "How sure", "Evidence"]


def test_what_raters_gave_stands_with_what_the_evidence_proposes(tiny):
    assert rows(view(team_ratings.by_criterion, tiny.team("alpha")))[3][1:4] == [
        "+1.5",
        "",
        "2 raters agreed: +1 to +2. With so few, that means little. "
        "The evidence proposes 0: "
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
    made = view(team_ratings.by_criterion, split(tiny, 2, 2, -1).team("gamma"))
    assert rows(made)[3][1:3] == [
        "?",
        "3 raters disagree: −1 to +2. With so few, that means little. "
        "No segment was coded.",
    ]


def test_only_the_cells_of_the_frame_are_shown(tiny):
    alpha = tiny.team("alpha")
    contrary = alpha.cells[alpha.cells["contrary"] > 0]
    variants = robustness.variants(alpha)
    (_, area, line) = rows(team_ratings.by_criterion(contrary, variants, alpha))
    assert (area, line[0]) == (["Working together"], "Means")


def test_the_only_source_is_said_to_be_the_only_one(tiny):
    beta = rows(view(team_ratings.by_criterion, tiny.team("beta")))
    sure = {line[0]: line[3] for line in beta if len(line) == 5}
    assert sure["Means"] == "Depends on one source, the only one"
    assert sure["Results"] == ""

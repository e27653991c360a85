"""Ratings, passages, facts, method: what leads where, and what is said of nothing."""

from dataclasses import replace

import pandas as pd
import pytest
from shown import page, rows, view

from hiteval.display import passages, ratings, team_facts
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
        "+2: 3 sources support it, 2 with a concrete example; none contrary.",
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
        "1 source supports it; 1 source is contrary.",
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


def test_passages_show_each_coder_s_rating_and_their_source(tiny):
    table = page(view(passages.by_criterion, tiny.team("alpha"))).find(
        id="evidence-working.means-table"
    )
    first = table.find_all("tr")[1]
    assert [cell.get_text(" ", strip=True) for cell in first.find_all("td")] == [
        "−1.5",
        "ann −2 bob −1",
        "Money ran out in May.",
        "Alpha's first report (document, 18 May 2019)",
    ]


def test_a_segment_has_one_place_however_often_it_stands(shipped):
    made = page(view(passages.by_criterion, shipped.team("dementia")))
    places = [tag["id"] for tag in made.find_all(class_="anchor")]
    assert len(places) == len(set(places))
    assert sum(place.startswith("segment-") for place in places) == 68


def test_contrary_evidence_stands_worst_first(tiny):
    lines = rows(view(passages.contrary, tiny))
    assert [line[2] for line in lines[1:]] == ["−1.5", "−1"]


def test_no_contrary_evidence_says_how_much_was_read(tiny):
    assert view(passages.contrary, tiny.model()).text == (
        "<p>No contrary evidence was coded; 1 source was read.</p>"
    )


def test_the_register_leads_out_and_back(tiny):
    register = page(view(passages.register, tiny))
    links = [
        a["href"] for a in register.find(id="source-a1").parent.parent.find_all("a")
    ]
    assert links == [
        "https://example.org/a1",
        "../teams/alpha.html#segment-a1-s1",
        "../teams/alpha.html#segment-a1-s2",
    ]


def test_segments_of_the_partnership_lead_to_the_model(tiny):
    register = page(view(passages.register, tiny))
    links = register.find(id="source-w1").parent.parent.find_all("a")
    assert links[-1]["href"] == "../results/model.html#segment-w1-s1"


def test_a_team_at_a_glance(tiny):
    assert rows(team_facts.at_a_glance(tiny.team("alpha"))) == [
        ["Focus", "First things"],
        ["Also known as", "The A Team, Team A"],
        ["Recorded life", "launched (2019)"],
        [
            "Evidence",
            "5 segments from 3 sources (1 account and 2 documents, 2019 to 2020; "
            "1 undated)",
        ],
        ["Coverage", "2 of 3 criteria have evidence"],
        ["Partners named", "2 organisations"],
    ]


def test_a_team_without_evidence_at_a_glance(tiny):
    lines = dict(rows(team_facts.at_a_glance(tiny.team("gamma"))))
    assert lines["Evidence"] == "none"
    assert lines["Coverage"] == "0 of 3 criteria have evidence"
    assert lines["Recorded life"] == "nothing recorded"


@pytest.mark.parametrize(
    ("show", "said"),
    [
        (team_facts.timeline, "No events are recorded."),
        (team_facts.partners, "No partner organisations are recorded."),
        (team_facts.measures, "No measures are recorded."),
    ],
)
def test_nothing_recorded_is_said(tiny, show, said):
    assert show(tiny.team("gamma")).text == f"<p>{said}</p>"


def test_partners_are_named_once_with_all_their_roles(tiny):
    assert ["A university", "Funder and Member"] in rows(
        view(team_facts.partners, tiny.team("alpha"))
    )


def test_a_measure_stands_as_its_source_states_it(tiny):
    assert rows(view(team_facts.measures, tiny.team("alpha")))[1] == [
        *["people reached", "2019", "more than 1,200 people", "900 before"],
        "Alpha's first report",
    ]


def test_dated_events_come_before_undated_ones(tiny):
    dates = [
        line[0] for line in rows(view(team_facts.timeline, tiny.team("alpha")))[1:]
    ]
    assert dates == ["2019", "undated"]


def test_quotes_stand_under_their_summary(tiny):
    quoted = tiny.study.segments.assign(quote="Word for <word>.")
    study = tiny.study.with_tables({"segments": quoted})
    made = view(passages.by_criterion, replace(tiny, study=study))
    assert page(made).blockquote.text == "Word for <word>."


def test_where_nobody_is_rated_nothing_leads_to_a_rating(tiny):
    nobody = tiny.all_teams().model()
    assert nobody.cells.empty
    assert "Back to the rating" not in view(passages.by_criterion, nobody).text
    assert "no evidence was found" in view(passages.by_criterion, nobody).text

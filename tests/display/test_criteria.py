"""The evidence of a team by criterion: summary, rating and why, how sure, passages."""

import pandas as pd
from shown import page

from hiteval.display import criteria, robustness
from hiteval.results.evaluation import evaluate


def shown(team, cells=None, rated=None):
    cells = team.cells if cells is None else cells
    rated = team.rated if rated is None else rated
    return page(criteria.by_area(cells, rated, robustness.variants(team), team))


def test_each_area_folds_and_shows_its_ratings_while_closed(tiny):
    made = shown(tiny.team("alpha"))
    folds = made.select("details.fold:not(.passages)")
    heads = [fold.summary.h2.text for fold in folds]
    assert heads == [area.name for area in tiny.framework.areas]
    first = [chip.text for chip in folds[0].summary.select(".rating")]
    assert first == ["+1", "+1.5"]


def test_a_criterion_has_its_summary_reason_steadiness_and_passages(tiny):
    made = shown(tiny.team("alpha")).select_one("section.criterion")
    assert made.h3.get_text(" ", strip=True) == "Public voice +1"
    summary = made.select_one(".summary")
    assert summary.text == "Patients lead, and not only in name. [1, 2]"
    assert made.select_one(".why").text == (
        "Consensus: One of the three sources is a single line. The evidence proposes "
        "+2: 3 sources support it, 2 with a concrete example; none is contrary. "
        "Depends on each of 2 sources: Alpha's first report; Alpha looks back. "
        "3 segments from 3 sources; newest March 2020; 1 undated."
    )
    assert made.details.summary.text == "Summaries of 3 passages"


def test_every_link_of_a_criterion_leads_to_a_place_in_it(tiny):
    made = shown(tiny.team("alpha"))
    ways = [a["href"][1:] for a in made.select("h3 a, .summary a")]
    assert len(ways) == 4
    assert all(made.find(id=way) for way in ways)


def test_a_segment_has_one_place_however_often_it_stands(shipped):
    made = shown(shipped.team("dementia"))
    places = [tag["id"] for tag in made.find_all(class_="anchor")]
    assert len(places) == len(set(places))
    assert sum(place.startswith("segment-") for place in places) == 62


def test_a_contrary_passage_is_marked_as_such(tiny):
    made = shown(tiny.team("alpha")).select("li.contrary")
    assert [li.select_one(".rating").text for li in made] == ["−1.5"]
    assert made[0].select_one(".given").text == "ann −2bob −1"


def test_what_has_no_evidence_is_named_once_with_its_place(tiny):
    made = shown(tiny.team("alpha"))
    missing = [p.text for p in made.select(".silent")]
    assert missing == ["No evidence was found: Results."]
    assert made.find(id="rating-change.results").find_parent("p")


def test_a_thin_record_is_open_and_has_no_areas(tiny):
    made = shown(tiny.team("beta"))
    assert made.details is None
    assert made.h2.text == "What is on record"
    assert made.find(id="evidence-working.means").find_parent(class_="passages")


def test_raters_who_disagree_are_shown_without_evidence(tiny):
    given = pd.DataFrame(
        {
            "team_id": "gamma",
            "criterion_id": "working.means",
            "rater_id": ["r1", "r2", "r3"],
            "rated_on": "2021-01-01",
            "rating": pd.array([2, 2, -1], dtype="Int64"),
        }
    )
    team = evaluate(tiny.study.with_tables({"ratings": given})).team("gamma")
    made = shown(team)
    assert made.h3.find(class_="rating").text == "?"
    assert made.select_one(".why").text.startswith("3 raters disagree: −1 to +2.")


def test_only_the_passages_of_the_frame_are_shown(tiny):
    alpha = tiny.team("alpha")
    below = alpha.rated[alpha.rated["rating"] < 0]
    assert len(shown(alpha, rated=below).select("details.passages li")) == 1

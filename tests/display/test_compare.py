"""Every team on every criterion, for a reader to put two or three side by side."""

import pandas as pd
import pytest
from scales import MATURITY, on
from shown import page

from hiteval.display import compare
from hiteval.results.evaluation import evaluate
from hiteval.results.sureness import how_robust


def made(evaluation):
    teams = evaluation.all_teams()
    return compare.side_by_side(compare.cells(how_robust(teams), teams), teams)


def cards(evaluation):
    """Read what is shown of each team, by the name of the criterion."""
    return {
        line.h3.text: {
            item["class"][0].removeprefix("team:"): [
                " ".join(p.text.split()) for p in item.find_all("p")
            ]
            for item in line.find_all("li")
        }
        for line in page(made(evaluation)).select(".criterion")
    }


def test_each_team_has_its_level_summary_and_what_is_known_of_it(tiny):
    assert cards(tiny)["Public voice"] == {
        "alpha": [
            "+1 Alpha",
            "Patients lead, and not only in name.",
            "3 sources · depends on one source · newest March 2020",
        ],
        "beta": ["– Beta", "No evidence was found"],
        "gamma": ["– Gamma", "No evidence was found"],
    }


def test_of_one_source_its_number_says_how_sure_a_rating_is(tiny):
    assert cards(tiny)["Means"]["beta"] == ["−2 Beta", "1 source · newest 2020"]


def test_criteria_are_folded_by_area_in_the_order_of_the_framework(tiny):
    areas = page(made(tiny)).find_all("details")
    found = {a.summary.text: [h.text for h in a.find_all("h3")] for a in areas}
    assert found == {
        "Working together (process)": ["Public voice", "Means"],
        "Change (outcome)": ["Results"],
    }


def test_a_level_leads_to_its_evidence_and_missing_evidence_nowhere(tiny):
    links = [a["href"] for a in page(made(tiny)).find_all("a")]
    assert links == [
        "../teams/alpha.html#evidence-working.public",
        "../teams/alpha.html#evidence-working.means",
        "../teams/beta.html#evidence-working.means",
    ]


def test_undated_evidence_is_said_to_be_undated(study):
    undated = study.sources.assign(date=None, date_precision="unknown")
    shown = cards(evaluate(study.with_tables({"sources": undated})))
    assert shown["Means"]["beta"][-1] == "1 source · undated"


def test_the_partnership_stands_beside_no_team(tiny):
    assert "whole" not in cards(tiny)["Public voice"]


def test_a_concluded_team_is_marked(shipped):
    words = page(made(shipped)).select_one("[class='team:child-injury'] p").text
    assert words.endswith("Child Injury (concluded)")


def test_a_scale_of_one_side_has_no_signs(study):
    levels = {-2: 0, -1: 1, 0: 2, 1: 3, 2: 5}
    moved = {
        name: table.assign(rating=table["rating"].map(levels).astype("Int64"))
        for name in ("codings", "ratings", "consensus")
        for table in (study.tables[name],)
    }
    shown = cards(evaluate(on(study.with_tables(moved), MATURITY)))
    assert shown["Public voice"]["alpha"][0] == "3 Alpha"


def test_all_summaries_of_the_shipped_study_are_there_once(shipped):
    written = shipped.study.summaries["team_id"].isin(shipped.teams["team_id"])
    assert len(page(made(shipped)).select(".written")) == written.sum() > 300


@pytest.mark.parametrize(("most", "left"), [("MOST_WRITTEN", 9), ("MOST_CELLS", 0)])
def test_a_page_holds_no_more_than_it_can(tiny, monkeypatch, most, left):
    monkeypatch.setattr(compare, most, 5)
    found = page(made(tiny))
    assert len(found.find_all("li")) == left
    assert not found.select(".written")
    assert left or found.text == "3 teams are more than a page can hold side by side."


def test_rows_in_another_order_give_the_same_page(tiny):
    teams = tiny.all_teams()
    cells = compare.cells(how_robust(teams), teams)
    turned = compare.side_by_side(cells.iloc[::-1], teams)
    assert turned.text == compare.side_by_side(cells, teams).text


def test_cells_hold_what_three_tables_say_of_them(tiny):
    teams = tiny.all_teams()
    cells = compare.cells(how_robust(teams), teams).set_index(compare.KEY)
    assert len(cells) == 3 * 3
    assert cells.loc[("alpha", "working.means"), "when"] == "March 2020"
    assert pd.isna(cells.loc[("gamma", "working.means"), "when"])

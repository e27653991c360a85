"""The matrix: what each cell says, to the eye, to the ear and on its card."""

import json

import pandas as pd
import pytest
from scales import LIKERT, MATURITY, on
from shown import page, rows

from hiteval.analysis.robustness import EITHER_SIDE, STEADY
from hiteval.display import matrix, matrix_cards, robustness
from hiteval.results.evaluation import evaluate


def frame(of):
    return matrix.cells(robustness.variants(of), of)


def shown(of):
    return page(matrix.matrix(frame(of), of))


def cells_of(made, team):
    line = next(r for r in made.tbody.find_all("tr") if r.th.text.startswith(team))
    return line.select("td > .rating")


def data(made):
    return json.loads(made.select_one("script.matrix-data").string)


def card(made, number):
    """Read the card of a cell by its place, after its number of sources."""
    found = data(made)
    return [found["texts"][place] for place in found["cells"][number][1:]]


@pytest.fixture(scope="module")
def teams(study):
    return evaluate(study).all_teams()


@pytest.fixture(scope="module")
def made(teams):
    return shown(teams)


def test_teams_are_rows_and_criteria_columns_under_their_areas(made):
    groups, criteria = made.thead.find_all("tr")
    spans = {th.text: th["colspan"] for th in groups.find_all("th", scope="colgroup")}
    assert spans == {"Working together": "2", "Change": "1"}
    heads = [th.text for th in criteria.find_all("th", scope="col")]
    assert heads == ["Team", "Public voice", "Means", "Results"]
    assert [th.text for th in made.tbody.find_all("th", scope="row")] == [
        *("Alpha", "Beta", "Gamma"),
    ]


def test_a_rating_leads_to_its_passages_and_is_named_in_full(made):
    voice, means, results = cells_of(made, "Alpha")
    assert voice["href"] == "../teams/alpha.html#evidence-working.public"
    assert voice["aria-label"] == "Alpha, Public voice: +1, 3 sources"
    assert means["aria-label"] == "Alpha, Means: +1.5, 2 sources"
    assert (results.name, results["aria-label"]) == (
        "span",
        "Alpha, Results: no evidence",
    )


def test_the_name_of_a_cell_contains_what_is_seen(made):
    for cell in made.select("td > a.rating"):
        assert cell.text in cell["aria-label"]


def test_missing_looks_unlike_zero_and_is_no_link(made):
    for cell in cells_of(made, "Gamma"):
        assert (cell.name, cell.text, cell["class"][1]) == ("span", "–", "missing")


@pytest.mark.parametrize(
    ("sources", "size"),
    [(0, "none"), (1, "one"), (2, "few"), (3, "few"), (4, "many"), (90, "many")],
)
def test_a_cell_is_larger_with_more_sources(teams, sources, size):
    cells = frame(teams).assign(sources=sources)
    assert cells_of(page(matrix.matrix(cells, teams)), "Alpha")[0]["class"][-1] == size


def test_a_corner_is_cut_where_variants_are_on_both_sides(teams):
    cells = frame(teams).replace({"basis": {"consensus": "proposed"}})
    made = page(matrix.matrix(cells.assign(steadiness=EITHER_SIDE), teams))
    assert "crosses" in cells_of(made, "Alpha")[0]["class"]
    assert "other draws of the evidence reach the other side of 0" in made.text
    steady = page(matrix.matrix(cells.assign(steadiness="steady"), teams))
    assert not steady.select(".crosses")


def test_raters_who_disagree_are_told_from_missing(study):
    far = study.ratings.assign(rating=pd.array([2, -2, 2], dtype="Int64"))
    made = shown(evaluate(study.with_tables({"ratings": far})).all_teams())
    (cell,) = made.select("td > .uncertain")
    assert cell["aria-label"] == "Alpha, Means: ?, raters disagree, 2 sources"
    assert "raters disagree" in made.select_one(".legend").text


def test_a_card_says_what_is_written_why_and_how_new(made):
    assert card(made, 0) == [
        "Patients lead, and not only in name.",
        "Consensus: One of the three sources is a single line. The evidence proposes "
        "+2: 3 sources support it, 2 with a concrete example; none is contrary.",
        "Newest dated source: March 2020.",
    ]


def test_a_card_says_how_sure_what_the_evidence_proposes_is(teams):
    cells = frame(teams).replace({"basis": {"consensus": "proposed"}})
    cells = cells.assign(steadiness=STEADY)
    said = card(page(matrix.matrix(cells, teams)), 0)
    assert said[-1] == (
        "Steady: no single source decides, and most draws of the sources agree."
    )


def test_a_cell_without_dates_says_so(teams):
    undated = frame(teams).assign(date=pd.NA)
    said = "None of its sources has a date."
    assert said in card(page(matrix.matrix(undated, teams)), 0)


def test_each_text_of_the_cards_is_on_the_page_once(made):
    texts = data(made)["texts"]
    assert len(texts) == len(set(texts))
    numbers = [sources for sources, *_ in data(made)["cells"]]
    assert numbers == [3, 2, 0, 0, 1, 0, 0, 0, 0]


def test_of_very_many_teams_there_are_no_cards(teams, monkeypatch):
    monkeypatch.setattr(matrix_cards, "MOST_ROWS", 2)
    found = data(shown(teams))
    assert found["texts"] == []
    assert [len(cell) for cell in found["cells"]] == [1] * 9


def test_cells_that_the_frame_lacks_are_blank(teams):
    cells = frame(teams)
    made = page(matrix.matrix(cells[cells["team_id"] == "alpha"], teams))
    assert len(cells_of(made, "Alpha")) == 3
    assert cells_of(made, "Beta") == []


def test_an_area_alone_has_no_row_of_areas(study):
    whole = evaluate(study).all_teams()
    area = whole.area("working")
    made = page(matrix.matrix(matrix.cells(robustness.variants(whole), area), area))
    assert [len(r.find_all("th")) for r in made.thead.find_all("tr")] == [3]
    assert "one-area" in made.div["class"]


def test_a_concluded_team_is_marked_in_words(study):
    events = study.team_events.assign(event="concluded")
    of = evaluate(study.with_tables({"team_events": events})).all_teams()
    ended = {tr.th.text for tr in shown(of).tbody.find_all("tr", class_="concluded")}
    names = of.teams.set_index("team_id")["name"]
    assert ended == {f"{names[t]} (concluded)" for t in of.concluded}


@pytest.mark.parametrize("scale", [LIKERT, MATURITY])
def test_every_scale_has_all_its_levels_in_the_legend(study, scale):
    of = evaluate(on(study, scale)).all_teams()
    items = shown(of).select_one(".legend ul").find_all("li")
    assert len(items) == len(of.framework.rating_scale.levels)


def test_a_study_without_teams_has_headings_alone(study):
    whole = study.teams[study.teams["kind"] != "team"].reset_index(drop=True)
    of = evaluate(study.with_tables({"teams": whole})).all_teams()
    assert rows(matrix.matrix(frame(of), of))[-1][0] == "Team"


@pytest.mark.parametrize(
    ("numbers", "classes"),
    [
        ((4, 5), "across most-5"),
        ((9, 9), "across most-9 lines-on-a-phone"),
        ((9, 10), "most-10 lines-on-a-phone"),
        ((21,), "lines lines-on-a-phone one-area"),
    ],
)
def test_many_criteria_stand_area_by_area_or_line_by_line(study, numbers, classes):
    first = study.framework.areas[0]
    areas = tuple(
        first.model_copy(
            update={
                "id": f"a{n}",
                "criteria": tuple(
                    first.criteria[0].model_copy(update={"id": f"a{n}.c{k}"})
                    for k in range(number)
                ),
            }
        )
        for n, number in enumerate(numbers)
    )
    wide = study.framework.model_copy(update={"areas": areas})
    assert matrix.layout(wide) == classes

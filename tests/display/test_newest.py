"""How new the evidence is, cell by cell."""

from shown import page

from hiteval.display import newest
from hiteval.results.evaluation import evaluate


def made(teams):
    return page(newest.by_team(newest.years(teams), teams))


def lines(found):
    """Read the table: for each team the sign in each cell, with its look."""
    return {
        row.th.text: [
            (td["class"][0], td.find(string=True, recursive=False) or td.span)
            for td in row.find_all("td")
        ]
        for row in found.select("tbody tr")
    }


def test_a_cell_has_the_year_of_its_newest_source_and_says_if_some_are_undated(tiny):
    found = lines(made(tiny.all_teams()))
    assert found["Alpha"][:2] == [("age-0", "2020*"), ("age-0", "2020")]
    assert found["Beta"][1] == ("age-0", "2020")


def test_a_cell_without_evidence_has_no_year(tiny):
    (css, sign), *_ = lines(made(tiny.all_teams()))["Gamma"]
    assert (css, sign["aria-label"], sign.text) == ("none", "no evidence", "–")


def dated(study, **years):
    """Give sources other years; None takes a date away."""
    known = study.sources.set_index("source_id")
    for source, year in years.items():
        precision = "unknown" if year is None else "year"
        known.loc[source, ["date", "date_precision"]] = year, precision
    tables = {"sources": known.reset_index()[study.sources.columns]}
    return evaluate(study.with_tables(tables)).all_teams()


def test_old_and_undated_evidence_stands_out(study):
    found = lines(made(dated(study, a1="2025", a2="2022", b1="2019")))
    assert found["Alpha"][:2] == [("age-0", "2025*"), ("age-0", "2025")]
    assert found["Beta"][1] == ("age-3", "2019")
    css, sign = lines(made(dated(study, b1=None)))["Beta"][1]
    assert (css, sign["aria-label"]) == ("undated", "undated")


def test_how_much_is_old_or_undated_is_said(study):
    said = made(dated(study, a1="2025", a2="2022", b1="2019")).p.text
    assert said == (
        "The newest evidence of all is from 2025. In 1 of 3 pairs of team and "
        "criterion with evidence, the newest is 6 or more years older. In 0 of 3, no "
        "source is dated."
    )


def test_without_any_date_there_is_no_table(study):
    none = dict.fromkeys(study.sources["source_id"])
    assert made(dated(study, **none)).text == "No source is dated."


def test_headings_of_areas_span_their_criteria(tiny):
    heads = made(tiny.all_teams()).select("th[scope=colgroup]")
    assert {h.text: h["colspan"] for h in heads} == {
        "Working together": "2",
        "Change": "1",
    }


def test_of_very_many_teams_the_sentence_stands_alone(tiny, monkeypatch):
    monkeypatch.setattr(newest, "MOST_ROWS", 2)
    assert made(tiny.all_teams()).table is None

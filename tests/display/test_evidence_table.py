"""The evidence table: whole, filtered by words, and inert in a reader's browser."""

import json
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from hostile_strings import hostile

from hiteval.display import evidence_table as module
from hiteval.display.kit import addresses, filtered_table
from hiteval.report.book.datatables import table_script
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.results.evaluation import evaluate

BITE = "<img src=x onerror=window.bitten=1><script>window.bitten=2</script>"
PLACE = PurePosixPath("book/results/evidence-table.html")
ESCAPED = BITE.replace("<", "&lt;").replace(">", "&gt;")


def shown(evaluation):
    return module.evidence_table(module.segments(evaluation), evaluation)


def rows(evaluation):
    """Read the table back: the words of each row, and its cells as HTML."""
    page = BeautifulSoup(shown(evaluation).text, "html.parser")
    heads = [head.text for head in page.find_all("th")]
    heads[heads.index("Summary of a passage")] = "Passage"  # none has a quote
    return [
        dict(word.split(":") for word in line["class"])
        | {"words": line["class"]}
        | dict(zip(heads, map(str, line.find_all("td")), strict=True))
        for line in page.tbody.find_all("tr")
    ]


def test_every_segment_stands_once_for_each_of_its_criteria(tiny):
    found = sorted((row["segment"], row["criterion"]) for row in rows(tiny))
    coded = tiny.study.codings[["segment_id", "criterion_id"]].drop_duplicates()
    assert found == sorted(coded.itertuples(index=False, name=None))


def test_a_segment_that_nobody_coded_is_there(study):
    none = study.with_tables({"codings": study.codings.iloc[:0]})
    found = rows(evaluate(none))
    assert {row["segment"] for row in found} == set(study.segments["segment_id"])
    assert {row["rating"] for row in found} == {"uncoded"}
    assert "criterion" not in found[0]
    assert not any("<a" in row["Passage"] for row in found)


def test_filters_know_sides_and_levels(tiny):
    (row,) = [r for r in rows(tiny) if r["segment"] == "a1-s2"]
    wanted = {"rating:below", "rating:-1.5", "coders:differ", "coders:ratings"}
    assert wanted <= set(row["words"])


def test_a_row_leads_to_its_team_its_cell_its_segment_and_its_source(tiny):
    row = rows(tiny)[0]
    assert "../teams/alpha.html#rating-" in row["Criterion"]
    assert f"#{addresses.segment_place(row['segment'])}" in row["Passage"]
    assert addresses.source_entry(row["source"]) in row["Source"]


def packed(page):
    """Read the data of a table that is too long to be listed."""
    (data,) = BeautifulSoup(page, "html.parser").find_all("pre", class_="packed")
    columns = json.loads(data.text)
    return [
        {name: c["cells"][c["rows"][row]] for name, c in columns.items()}
        for row in range(len(columns["team"]["rows"]))
    ]


def test_very_many_rows_are_data_of_which_each_cell_stands_once(tiny, monkeypatch):
    listed = rows(tiny)
    monkeypatch.setattr(filtered_table, "MOST_ROWS", len(listed) - 1)
    page = shown(tiny).text
    assert "<td>" not in page
    assert page.count("Money ran out in May.") == 1
    for name in ("Rating", "Team", "Criterion", "Passage", "Coders", "Source"):
        cells = [f"<td>{row[name]}</td>" for row in packed(page)]
        parsed = [str(BeautifulSoup(cell, "html.parser")) for cell in cells]
        assert parsed == [row[name] for row in listed]
    assert f'<p class="unpacked-by-script">{len(listed)} rows are more than' in page


def test_the_gate_sees_markup_in_data_that_a_script_unpacks(study, monkeypatch):
    monkeypatch.setattr(filtered_table, "MOST_ROWS", 0)
    page = shown(hostile(study, BITE)).text
    assert list(unknown_markup(page.encode(), PLACE)) == []
    bitten = page.replace("&amp;lt;img", "&lt;img").replace("&amp;gt;", "&gt;")
    assert "<img onerror>" in set(unknown_markup(bitten.encode(), PLACE))


@pytest.fixture(params=["listed", "packed"])
def form(request, monkeypatch):
    if request.param == "packed":
        monkeypatch.setattr(filtered_table, "MOST_ROWS", 0)


def page(evaluation, tmp_path):
    """Put the table into a page of its own, with its scripts."""
    path = tmp_path / "page.html"
    static = ROOT / "book" / "_static"
    ours = [(static / f).read_text("utf-8") for f in ("levels.js", "filtered-table.js")]
    texts = [table_script().decode(), *ours]
    scripts = "".join(f"<script>{text}</script>" for text in texts)
    table = shown(evaluation)
    path.write_text(f"<meta charset=utf-8>{scripts}{table}", "utf-8")
    return path.as_uri()


@pytest.fixture
def window(chromium):
    window = chromium.new_page()
    window.noted = []
    window.on("pageerror", lambda error: window.noted.append(str(error)))
    window.on("request", lambda request: window.noted.append(request.url))
    yield window
    window.close()


def info(window):
    return window.inner_text(".dt-info")


@pytest.mark.browser
@pytest.mark.parametrize("text", [BITE, ESCAPED])
@pytest.mark.usefixtures("form")
def test_study_text_is_shown_and_never_runs(window, study, tmp_path, text):
    window.goto(page(hostile(study, text), tmp_path))
    window.wait_for_selector(".dt-info")
    for head in window.query_selector_all("#segments-table th"):
        head.click()
    window.fill(".dt-search input", "onerror")
    window.select_option("select[name=team]", index=1)
    assert text in window.inner_text("#segments-table tbody")
    assert window.evaluate("window.bitten") is None
    assert window.query_selector_all("#segments-table img") == []


@pytest.mark.browser
@pytest.mark.parametrize("most", [5_000, 0])
def test_filters_and_the_address_say_the_same(
    window, tiny, tmp_path, monkeypatch, most
):
    listed = rows(tiny)
    monkeypatch.setattr(filtered_table, "MOST_ROWS", most)
    address = page(tiny, tmp_path)
    window.goto(f"{address}?team=alpha&rating=below")
    window.wait_for_selector(".dt-info")
    below = [r for r in listed if {"team:alpha", "rating:below"} <= set(r["words"])]
    assert f"of {len(below)} " in info(window)
    window.click("text=Show all")
    window.wait_for_function("!location.search")
    assert info(window).endswith(f"of {len(listed)} passages")
    window.select_option("select[name=coders]", "ratings")
    window.wait_for_function("location.search == '?coders=ratings'")
    assert "of 1 " in info(window)
    assert [n for n in window.noted if not n.startswith(("file:", "data:"))] == []


@pytest.mark.browser
@pytest.mark.usefixtures("form")
def test_an_address_leads_to_one_segment(window, tiny, tmp_path):
    window.goto(f"{page(tiny, tmp_path)}?segment=a1-s2")
    window.wait_for_selector(".dt-info")
    assert "Money ran out in May." in window.inner_text("#segments-table tbody")
    assert "of 1 " in info(window)

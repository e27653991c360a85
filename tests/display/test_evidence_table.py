"""The evidence table: whole, filtered by words, and inert in a reader's browser."""

import json
import shutil
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from hostile_strings import hostile

from hiteval.display import evidence_table as module
from hiteval.display.kit import addresses, filtered_table
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.results.evaluation import evaluate

BITE = "<img src=x onerror=window.bitten=1><script>window.bitten=2</script>"
PLACE = PurePosixPath("book/results/evidence-table.html")
SCRIPTS = ("folding.js", "sorting.js", "filtered-table.js")
POLICY = (
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'self' file:\">"
)
ESCAPED = BITE.replace("<", "&lt;").replace(">", "&gt;")


def shown(evaluation):
    return module.evidence_table(module.segments(evaluation), evaluation)


def data(evaluation):
    """Read the data of the table back."""
    page = BeautifulSoup(shown(evaluation).text, "html.parser")
    return json.loads(page.find("script", class_="packed").text)


def rows(evaluation):
    """Read every row back: its cells as HTML, and the words that it is found by."""
    read = data(evaluation)
    names = ["Rating", "Team", "Criterion", "Passage", "Coders", "Source"]
    return [
        dict(
            zip(
                names,
                (c["cells"][c["rows"][row]] for c in read["columns"]),
                strict=True,
            )
        )
        | {
            key: words[c["rows"][row]]
            for c in read["columns"]
            for key, words in c["words"].items()
        }
        for row in range(len(read["columns"][0]["rows"]))
    ]


def test_every_segment_stands_once_for_each_of_its_criteria(tiny):
    found = sorted((r["segment"], r["criterion"].split()[-1]) for r in rows(tiny))
    coded = tiny.study.codings[["segment_id", "criterion_id"]].drop_duplicates()
    assert found == sorted(coded.itertuples(index=False, name=None))


def test_a_segment_that_nobody_coded_is_there(study):
    none = study.with_tables({"codings": study.codings.iloc[:0]})
    found = rows(evaluate(none))
    assert {row["segment"] for row in found} == set(study.segments["segment_id"])
    assert {row["rating"] for row in found} == {"uncoded"}
    assert found[0]["criterion"] == ""
    assert not any("<a" in row["Passage"] for row in found)


def test_filters_know_sides_and_levels(tiny):
    (row,) = [r for r in rows(tiny) if r["segment"] == "a1-s2"]
    assert row["rating"] == "below -1.5"
    assert row["coders"] == "differ ratings"
    assert row["criterion"] == "working working.means"


def test_what_tells_of_something_else_has_no_rating(study):
    codings = study.codings.assign(about="context")
    found = rows(evaluate(study.with_tables({"codings": codings})))
    assert {row["about"] for row in found} >= {"context"}
    beside = [row for row in found if row["about"] == "context"]
    assert {row["rating"] for row in beside} == {""}
    assert {row["Rating"] for row in beside} == {
        "<small>the need or the setting</small>"
    }


def test_a_row_leads_to_its_team_its_cell_its_segment_and_its_source(tiny):
    row = rows(tiny)[0]
    assert "../teams/alpha.html#rating-" in row["Criterion"]
    assert f"#{addresses.segment_place(row['segment'])}" in row["Passage"]
    assert addresses.source_entry(row["source"]) in row["Source"]


def test_a_page_lists_its_first_rows_and_every_cell_once_as_data(tiny, monkeypatch):
    monkeypatch.setattr(filtered_table, "DRAWN", 3)
    page = BeautifulSoup(shown(tiny).text, "html.parser")
    lines = page.tbody.find_all("tr")
    listed = rows(tiny)
    assert len(lines) == 3
    for line, row in zip(lines, listed, strict=False):
        cells = [cell.decode_contents() for cell in line.find_all("td")]
        assert [cell.partition(": </span>")[2] for cell in cells] == [
            str(BeautifulSoup(cell, "html.parser")) for cell in [*row.values()][:6]
        ]
        assert f"segment:{row['segment']}" in line["class"]
    said = page.find(class_="without-script").text
    assert said.startswith(f"These are the first 3 of {len(listed)} rows. A browser")
    for column in data(tiny)["columns"]:
        found = [*zip(column["cells"], *column["words"].values(), strict=True)]
        assert len(found) == len(set(found))


def test_a_choice_that_no_row_has_is_not_offered(tiny):
    offered = {f["key"]: [w for w, _ in f["choices"]] for f in data(tiny)["filters"]}
    words = {word for row in rows(tiny) for word in row["criterion"].split()}
    assert set(offered["criterion"]) == words
    assert offered["segment"] == offered["source"] == []


def test_the_gate_sees_markup_in_data_that_a_script_unpacks(study):
    page = shown(hostile(study, BITE)).text
    assert list(unknown_markup(page.encode(), PLACE)) == []
    bitten = page.replace(r"\u0026lt;img", r"\u003cimg").replace(
        r"\u0026gt;", r"\u003e"
    )
    assert "<img onerror>" in set(unknown_markup(bitten.encode(), PLACE))


def page(evaluation, tmp_path):
    """Put the table into a page of its own, with its scripts."""
    path = tmp_path / "page.html"
    static = ROOT / "book" / "_static"
    for script in SCRIPTS:
        shutil.copyfile(static / script, tmp_path / script)
    scripts = "".join(f"<script defer src={name}></script>" for name in SCRIPTS)
    path.write_text(
        f"<meta charset=utf-8>{POLICY}{scripts}{shown(evaluation)}", "utf-8"
    )
    return path.as_uri()


@pytest.fixture
def window(chromium):
    window = chromium.new_page()
    window.noted = []
    window.on("pageerror", lambda error: window.noted.append(str(error)))
    window.on("console", lambda message: window.noted.append(message.text))
    yield window
    window.close()


def info(window):
    return window.inner_text("[role=status]")


@pytest.mark.browser
@pytest.mark.parametrize("text", [BITE, ESCAPED])
def test_study_text_is_shown_and_never_runs(window, study, tmp_path, text):
    window.goto(page(hostile(study, text), tmp_path))
    for head in window.query_selector_all("#segments-table th button"):
        head.click()
    window.fill("input[name=search]", "onerror")
    window.select_option("select[name=team]", index=1)
    assert text in window.inner_text("#segments-table tbody")
    assert window.evaluate("window.bitten") is None
    assert window.query_selector_all("#segments-table img") == []


@pytest.mark.browser
def test_filters_and_the_address_say_the_same(window, tiny, tmp_path):
    listed = rows(tiny)
    address = page(tiny, tmp_path)
    window.goto(f"{address}#team=alpha&rating=below")
    below = [r for r in listed if r["team"] == "alpha" and "below" in r["rating"]]
    assert info(window).startswith(f"Found: {len(below)} of {len(listed)} passages.")
    window.click("text=Clear")
    window.wait_for_function("!location.hash")
    assert info(window) == f"Shown: 1 to {len(listed)} of {len(listed)} passages."
    window.select_option("select[name=coders]", "ratings")
    assert window.evaluate("location.hash") == "#coders=ratings"
    assert info(window).startswith("Found: 1 of ")
    assert window.noted == []


@pytest.mark.browser
def test_an_address_leads_to_one_segment(window, tiny, tmp_path):
    window.goto(f"{page(tiny, tmp_path)}#segment=a1-s2")
    assert "Money ran out in May." in window.inner_text("#segments-table tbody")
    assert info(window).startswith("Found: 1 of ")


@pytest.mark.browser
def test_words_are_found_without_their_accents_and_by_their_beginning(
    window, study, tmp_path
):
    summaries = study.segments["summary"].mask(
        study.segments["segment_id"] == "a1-s2", "Zoë’s co-production, 认知症护理"
    )
    segments = study.segments.assign(summary=summaries)
    window.goto(page(evaluate(study.with_tables({"segments": segments})), tmp_path))
    for typed in ("ZOE", "zoës", "coprod", "co-production", "production", "护理"):
        window.fill("input[name=search]", typed)
        assert info(window).startswith("Found: 1 of "), typed
    window.fill("input[name=search]", "roduction")
    assert info(window).startswith("Found: none of ")


@pytest.mark.browser
def test_a_heading_sorts_by_numbers_and_turns(window, tiny, tmp_path):
    window.goto(page(tiny, tmp_path))
    head = window.locator("th >> nth=0")
    for turn, name in ((1, "ascending"), (-1, "descending")):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == name
        cells = window.locator("tbody td:first-child .rating").all_inner_texts()
        levels = [float(cell.replace("−", "-")) for cell in cells]
        assert levels == sorted(levels, reverse=turn < 0)
    window.reload()
    assert head.get_attribute("aria-sort") == "descending"


@pytest.mark.browser
def test_pages_are_turned_and_paper_has_them_all(window, tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(filtered_table, "DRAWN", 3)
    every = len(rows(tiny))
    window.goto(page(tiny, tmp_path))
    window.click("text=Next 3")
    assert info(window) == f"Shown: 4 to 6 of {every} passages."
    window.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert window.locator("tbody tr").count() == every
    window.evaluate("dispatchEvent(new Event('afterprint'))")
    assert window.locator("tbody tr").count() == 3

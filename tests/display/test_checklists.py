from answered import answered
from conftest import ROOT
from shown import page

from hiteval.display import checklists
from hiteval.report.pages.contents import read_entries

ITEMS = checklists.items()


def test_every_item_of_each_checklist_stands_once_and_in_order():
    # So many items has each as published.
    assert {name: len(of) for name, of in ITEMS.groupby("checklist")} == {
        "SRQR": 21,
        "COREQ": 32,
        "GRIPP2": 5,
        "GRADE-CERQual": 7,
    }
    for _, asked in ITEMS.groupby("checklist"):
        numbers = [int(item.removeprefix("S")) for item in asked["item"]]
        assert numbers == list(range(1, len(asked) + 1))


def test_every_item_has_its_name_and_an_answer_or_the_reason_for_none():
    assert (ITEMS[["name", "asks", "answer"]] != "").all(axis=None)


def test_every_checklist_has_its_source():
    assert set(checklists.SOURCES) == set(ITEMS["checklist"])


def test_every_page_that_answers_is_a_page_of_the_report():
    places = {p.split("#")[0] for p in ";".join(ITEMS["places"]).split(";") if p}
    made = {entry.line.removeprefix("results/") for entry in read_entries(ROOT)}
    assert places - set(checklists.GUIDES) <= made
    assert all(
        (ROOT / "book" / "guide" / f"{p}.md").is_file() for p in checklists.GUIDES
    )


def test_what_only_some_reports_have_is_a_place_of_these_alone(tiny, study):
    told = answered(study)
    for of, placed in ((tiny.study, 1), (told, 7)):
        there = ITEMS["places"].map(
            lambda cell, of=of: checklists.places_there(cell, of)
        )
        with_one = there[ITEMS["checklist"] == "GRADE-CERQual"] != ""
        assert with_one.sum() == placed
        assert ("who-shaped#responses-table" in there.tolist()) == (of is told)


def test_an_item_leads_to_its_answers_and_one_without_says_nowhere(tiny):
    made = page(checklists.answers(ITEMS[ITEMS["checklist"] == "SRQR"], tiny))
    assert made.p.text == "17 of 21 items have a place in this report."
    rows = [row.find_all("td") for row in made.tbody.find_all("tr")]
    (way,) = rows[1][3].find_all("a")
    assert way["href"] == "../results/main-messages.html"
    assert [row[0].text for row in rows if row[3].text == "nowhere"] == [
        *["S11", "S18", "S20", "S21"]
    ]

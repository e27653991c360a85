"""Who shaped the evaluation: by stage, small numbers hidden, nothing made up."""

import pytest
from shown import page, rows

from hiteval.disclosure.editions import release
from hiteval.disclosure.people_counts import shown_involvement
from hiteval.display import involvement
from hiteval.errors import DisclosureError, StudyError
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.study.settings import PublicRules
from hiteval.study.writing import write_study


@pytest.fixture(scope="module")
def internal(study):
    return evaluate(release(study, "internal").study)


@pytest.fixture(scope="module")
def none(study):
    return evaluate(study.with_tables({"involvement": study.involvement.iloc[:0]}))


def shown(view, evaluation):
    return view(evaluation.study.involvement, evaluation)


def said(made):
    return [p.text for p in page(made).find_all("p")]


def test_small_numbers_are_hidden_and_others_rounded(study):
    table = shown_involvement(study.involvement, PublicRules()).set_index("group")
    numbers = table["people"].fillna(0).to_dict()
    assert numbers == {"carers": 10, "patients": 0, "directors": 0}


@pytest.mark.parametrize(
    ("people", "told"), [(1, 0), (7, 0), (8, 10), (12, 10), (13, 15)]
)
def test_the_rule_is_that_of_the_other_numbers_of_people(study, people, told):
    found = study.involvement.assign(people=people).astype({"people": "Int64"})
    numbers = shown_involvement(found, PublicRules())["people"]
    assert set(numbers.fillna(0)) == {told}


def test_a_number_that_is_not_recorded_looks_like_a_hidden_one(study):
    found = study.involvement.assign(people=None).astype(study.involvement.dtypes)
    assert shown_involvement(found, PublicRules())["people"].isna().all()


def test_each_entry_stands_under_its_stage_with_what_changed(tiny):
    assert rows(shown(involvement.by_stage, tiny))[1:] == [
        ["Question"],
        [
            "patients number not given January 2020",
            "Chose among three questions. Aim: To ask what matters.",
            "The question is theirs. Looking back: One meeting was too short.",
        ],
        ["Coding"],
        [
            "carers about 10 people undated",
            "Read ten passages aloud.",
            "What changed is not recorded.",
        ],
    ]


def test_the_internal_edition_gives_true_numbers(internal):
    table = shown(involvement.by_stage, internal)
    assert "4 people" in page(table).text
    assert "12 people" in page(table).text
    assert said(table) == []


def test_the_public_edition_says_by_what_rule(tiny):
    assert said(shown(involvement.by_stage, tiny)) == [
        "Numbers of people are rounded to the nearest 5. One that is not given was not "
        "recorded, or up to 7 and so not shown."
    ]


def test_the_overview_counts_by_hand(tiny):
    assert said(shown(involvement.overview, tiny)) == [
        "2 entries tell of involvement, at 2 of 8 stages.",
        "1 of them says what changed.",
        "Nothing is recorded for: Design, Gathering, Rating, Interpreting, Writing and "
        "Sharing.",
        "2 coders coded the evidence; see Method.",
    ]


def test_the_checklist_counts_entries_that_say_something(tiny):
    said_by = [row[2] for row in rows(shown(involvement.checklist, tiny))[1:]]
    assert said_by == ["1 of 2 entries", "2 of 2 entries", *["1 of 2 entries"] * 3]


def test_without_a_table_the_page_says_so(none):
    text = page(shown(involvement.overview, none))
    assert text.strong.text == "No involvement is recorded in this edition."
    for view in (involvement.by_stage, involvement.checklist):
        assert not view(none.study.involvement, none)


def test_an_entry_is_published_only_if_it_is_cleared(study):
    public = release(study, "public")
    assert "directors" not in public.study.involvement["group"].tolist()
    assert public.withheld["entries of involvement"] == 1
    where = {secret.where for secret in public.secrets}
    assert "involvement.csv, rating, what_they_did" in where


def test_a_public_study_reads_back_as_it_was_written(study, tmp_path):
    public = release(study, "public").study
    write_study(public, tmp_path / "bundle")
    read = read_study(tmp_path / "bundle").involvement
    assert read.astype("str").equals(public.involvement.astype("str"))


def test_a_name_of_the_roster_stops_a_release(spoil):
    folder = spoil("involvement.csv", "patients", "Dr Other")
    (folder / "private").mkdir()
    roster = "person_id,name\np1,Ann Other\n"
    (folder / "private" / "roster.csv").write_text(roster)
    with pytest.raises(DisclosureError, match=r"involvement\.csv, question, group"):
        release(read_study(folder), "public")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("question,pat", "quest,pat", "row 2, stage: expected one of question, design"),
        (",4,", ",0,", "row 2, people: expected a whole number of people, 1 or more"),
        (",4,", ",4.5,", "row 2, people: expected a whole number of people, 1 or m"),
        ("2020-01,", "2020,", "row 2, date: expected YYYY-MM, as its precision is mo"),
        ("Read ten passages aloud.", "", "row 3, what_they_did: expected a value; got"),
    ],
)
def test_a_fault_is_told_by_row_and_column(spoil, old, new, message):
    with pytest.raises(StudyError) as error:
        read_study(spoil("involvement.csv", old, new))
    assert f"involvement.csv, {message}" in str(error.value)

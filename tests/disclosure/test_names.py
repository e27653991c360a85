from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from people_named import PAIRS

from hiteval.disclosure.folding import folded, foldings
from hiteval.disclosure.name_forms import forms_of, is_title, parted
from hiteval.disclosure.names import roster_names, texts_that_name
from hiteval.disclosure.public_columns import COUNTED, PLAIN, PUBLIC_COLUMNS
from hiteval.study.schema import NUMERIC, TABLES, typed

# Not promised: SECURITY.md says why.
NOT_FOUND = {
    "Anna Smith": [
        *["Annie Smith", "Ana Smith", "AS", "Smith", "Ann4 5mith", "A n n a S m i t h"],
        *["asmith", "a smith", "Anna Maria Smith", "Anna met Smith"],
    ],
    "Jürgen Müller": ["Juergen Mueller"],
    "Jean-Paul Lee-Jones": ["Dr Lee", "Paul Lee-Jones"],
}
# Words that surnames may be: what is only a word is let pass.
WORDS = {
    "Anna Green": [
        "a green space",
        "A green space",
        "it went green. A year on",
        "green",
    ],
    "Alice Young": [
        "a young carer",
        "Young people",
        "are they young? A few",
        "younger",
    ],
    "Anna Long": ["along", "at long last", "a long way", "as long as"],
    "Ann Bristol": ["by a Bristol partnership", "making-bristol-a-happy-city"],
    "Ann Other": ["another", "an other"],
    "Ian Will": ["I will", "if I will"],
    "Anna Maria Young": ["I am young"],
    "Miriam Ing": ["missing", "Missing"],
    "Ann Jones": ["Joanna Jonesmith", "the Jones report", "Ann Smith"],
    "Ann Mary Jones": ["Mary came with Ann"],
}


def named(name, text):
    return any(
        form.is_in(way) for form in forms_of("", "name", name) for way in foldings(text)
    )


# Every column that may hold text, and settings, framework and model.
COLUMNS = {
    (f"{name}.csv", column)
    for name, rules in PUBLIC_COLUMNS.items()
    for column, rule in rules.items()
    if rule.when != "never" and rule not in (PLAIN, COUNTED)
}
RECORDS = {("study.yml", "any of its texts"), ("framework.yml", "any of its texts")}
MODEL = {("model.md", "any of its texts")}


def _texts(name):
    return [c for c in TABLES[name].columns if (name, c) not in NUMERIC]


def with_text(study, text):
    """Write a text into every column of every table, and into what is no table."""
    tables = {
        name: typed(name, pd.DataFrame([dict.fromkeys(_texts(name), text)]))
        for name in TABLES
        if any(file == f"{name}.csv" for file, _ in COLUMNS)
    }
    update = {"title": text}
    return replace(
        study.with_tables(tables),
        settings=study.settings.model_copy(update=update),
        framework=study.framework.model_copy(update=update),
        model=text,
    )


@pytest.mark.parametrize(("name", "text"), PAIRS)
def test_a_name_in_any_form_is_found_in_every_table_and_record(study, name, text):
    told = with_text(study, f"So said {text}: yes.")
    found = texts_that_name(told, [*forms_of("", "name", name)])
    places = {(file, column) for file, _, column, _ in found}
    assert (COLUMNS | RECORDS | MODEL) - places == set()


@pytest.mark.parametrize(
    ("name", "text"), [(n, text) for n, texts in NOT_FOUND.items() for text in texts]
)
def test_what_is_not_promised_is_not_found(name, text):
    assert not named(name, text)


@pytest.mark.parametrize(
    ("name", "text"), [(n, text) for n, texts in WORDS.items() for text in texts]
)
def test_a_word_that_is_also_a_surname_is_let_pass(name, text):
    assert not named(name, text)


def test_an_entry_of_one_word_is_found_wherever_it_stands():
    assert named("Green", "a green space")


def test_without_names_there_is_nothing_to_find(study):
    assert texts_that_name(study, []) == []


@pytest.mark.parametrize("text", ["Dr", "Prof. Dr", " ", "(Mrs)", "-"])
def test_a_title_alone_names_nobody(text):
    assert is_title(text)


def test_a_title_and_an_address_are_found_as_they_stand(study):
    roster = study.roster.reindex(range(1)).assign(
        person_id="p1",
        name="Anna Smith",
        aliases="Annie; Dr",
        title="Chief of Staff",
        email="smith.a@example.org",
    )
    listed = [(kind, text) for _, kind, text in roster_names(roster)]
    assert listed == [
        *[("name", "Anna Smith"), ("name", "Annie")],
        *[("phrase", "Chief of Staff"), ("phrase", "smith.a@example.org")],
    ]
    (title,) = forms_of("", "phrase", "Chief of Staff")
    assert title.is_in(folded("The CHIEF of staff said"))
    assert not title.is_in(folded("C. Staff"))
    (address,) = forms_of("", "phrase", "smith.a@example.org")
    assert address.is_in("write to smith.a@example.org")


PARTS = ["anna", "maria", "m", "o", "brien", "obrien", "dr", "s", "x", "7"]
SIGNS = [
    "",
    " ",
    "-",
    "'",
    "_",
    ". ",
    ", ",
    " - ",
    "----",
    " -- ",
    "</b> <b>",
    "\u2026",
]
PEOPLE = [
    *[("name", "Anna Maria O'Brien"), ("name", "Brien"), ("name", "Dr Anna 7")],
    *[("phrase", "m-x@brien"), ("phrase", "A Brien s")],
]


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(SIGNS))))
@example([("dr", " - "), ("obrien", "----"), ("x", "")])
def test_a_name_is_in_a_line_where_it_is_in_a_text(pieces):
    text = "".join(part + sign for part, sign in pieces)
    for kind, known in PEOPLE:
        for name in forms_of("", kind, known):
            for way in foldings(text):
                assert name.is_in_line(parted(way)) == name.is_in(way)

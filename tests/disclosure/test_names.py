import pytest

from hiteval.disclosure.names import folded, name_pattern, texts_that_name


@pytest.mark.parametrize(
    "text",
    [
        "Ann Jones said so",
        "JONES, ANN",
        "a. jones",
        "Professor Jones",
        "Ann\u00a0Jones",
        "A\u200bnn Jo\u00adnes",
        "\uff21\uff4e\uff4e Jones",
        "Ann \U0001d409ones",  # a letter of mathematics, which has no small one
        "Ánn Jònes's idea",
        "(Ann-Jones)",
    ],
)
def test_the_usual_forms_of_a_name_are_found(text):
    assert name_pattern(["Ann Jones"]).search(folded(text))


@pytest.mark.parametrize("text", ["Joanna Jonesmith", "the Jones report", "Ann Smith"])
def test_what_only_resembles_a_name_is_not_found(text):
    assert not name_pattern(["Ann Jones"]).search(folded(text))


@pytest.mark.parametrize(
    "written", ["Zoë O'Brien", "zoe o’brien", "Zoe OBrien", "O'BRIEN Zoë", "Z O Brien"]
)
def test_apostrophes_hyphens_and_accents_make_no_difference(written):
    assert name_pattern(["Zoë O'Brien"]).search(folded(written))


def test_a_middle_name_may_be_left_out():
    assert name_pattern(["Ann Mary Jones"]).search(folded("Ann Jones"))


def test_an_address_is_found_as_it_stands():
    assert name_pattern(["ann.jones@example.org"]).search(
        "write to ann.jones@example.org"
    )


def test_without_names_there_is_nothing_to_find():
    assert name_pattern([]) is None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ann Jones", "Professor Jones said so"),
        ("Zoë O'Brien", "Z. OBrien said so"),
        ("Ann Lee-Jones", "as Lee Jones, Ann said"),
        ("ann.jones@example.org", "write to ann.jones@example.org"),
        ("Zuleika -", "so said Zuleika"),
    ],
)
def test_a_text_that_holds_a_name_in_any_form_is_told_of(study, name, written):
    segments = study.segments
    summary = segments["summary"].mask(segments.index == 1, written)
    named = study.with_tables({"segments": segments.assign(summary=summary)})
    found = texts_that_name(named, [name, "Nobody Else"])
    assert found == [("segments.csv", segments["segment_id"].iloc[1], "summary")]


def test_a_word_of_a_longer_name_is_not_that_name():
    named = name_pattern(["Ann Mary Jones"])
    assert not named.search(folded("Mary came with Ann"))
    assert named.search(folded("Ann Mary Jones came"))


def test_a_name_of_one_word_is_found_as_it_stands():
    assert name_pattern(["Bansky"]).search(folded("said Bansky"))
    assert not name_pattern(["Bansky"]).search(folded("b. and bansk"))

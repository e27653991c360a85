import pytest

from hiteval.disclosure.folding import folded, foldings
from hiteval.disclosure.name_forms import forms_of, is_title
from hiteval.disclosure.names import roster_names, texts_that_name

CYRILLIC = "\u041d\u0438\u043a\u0438\u0442\u0430 \u0421\u0435\u0440\u043e\u0432"
# Each way in which a text may name somebody, by the name in the roster.
FORMS = {
    "Anna Smith": [
        *["Anna Smith", "ANNA SMITH", "Smith, Anna", "SMITH Anna", "Smith (Anna)"],
        *[
            "Dr Smith",
            "Prof. Smith",
            "Professor A. Smith",
            "Ms. Smith",
            "Smith, Dr Anna",
        ],
        *["A. Smith", "A Smith", "a. smith", "Smith, A.", "Smith A.", "Smith A"],
        *["Anna M. Smith", "A. M. Smith", "A.M. Smith", "Smith, A. M."],
        *["Anna Smith's", "Anna Smith’s", "Dr Smiths idea", "A. Smith's"],
        *["Anna Smi-\nth", "Anna Smi-th", "An-\n  na Smith", "Anna Smi\u00ad\nth"],
        *["Anna\nSmith", "Anna\u00a0Smith", "Anna\u202fSmith", "Anna \n \t  Smith"],
        *["A\u200bnna Smi\u00adth", "An\u2060na S\ufeffmith", "An\u115fna Smith"],
        *[
            "Anna S\u3164mith",
            "An\ufe0fna Smith",
            "A\x07nna Smith",
            "An[U+202E]na Smith",
        ],
        *["Ánna Smíth", "A\u0301nna Smith", "\uff21\uff4e\uff4e\uff41 Smith"],
        *[
            "\u0410nna Smith",
            "Anna Sm\u0456th",
            "\u0391nna Sm\u0131th",
            "Ann\u0430 S\u217fith",
        ],
        *["\U0001d400nna Smith", "anna_smith", "report-anna-smith.pdf", "AnnaSmith"],
        *["Anna&nbsp;Smith", "Anna%20Smith", "x_anna_smith_2.pdf", "(Anna-Smith)"],
    ],
    "Zoë O'Brien": [
        *["Zoë O'Brien", "Zoe O’Brien", "Zoe\u0308 O\u02bcBrien", "Zoë O\u2018Brien"],
        *[
            "Zoe OBrien",
            "Z O Brien",
            "O`BRIEN, Zoë",
            "O\u00b4Brien, Z.",
            "Dr O\u2032Brien",
        ],
        *["Zoë O\ua78cBrien", "Zoë O\uff07Brien", "Zoë O\u201bBrien’s"],
    ],
    "Søren Łukasz": ["Soren Lukasz", "SØREN ŁUKASZ", "S. Lukasz", "Dr \u0141ukasz"],
    "Jean-Paul Lee-Jones": [
        *[
            "Jean Paul Lee Jones",
            "J.-P. Lee-Jones",
            "JP Lee-Jones",
            "Lee\u2011Jones, JP",
        ],
        *["Jean-\nPaul Lee-\nJones", "Dr Lee–Jones", "Jean-Paul LeeJones"],
    ],
    "Anna Maria Smith": [
        "Anna Smith",
        "AM Smith",
        "A. M. Smith",
        "Smith AM",
        "A Smith",
    ],
    "Dr Anna Smith OBE": ["Anna Smith", "Dr Smith", "A. Smith", "Smith, Anna"],
    "Smith, Anna": ["Anna Smith", "Dr Smith", "A. Smith", "Smith, A."],
    "Ludwig van der Berg": [
        *["Dr van der Berg", "van der Berg, Ludwig", "L. van der Berg", "Berg, Ludwig"],
    ],
    CYRILLIC: [CYRILLIC.upper(), "{1}, {0}".format(*CYRILLIC.split())],
    "Li Na": ["Li Na", "Na, Li", "Dr Na", "L. Na"],
    "Bansky": ["said Bansky", "Bansky's", "B\u0430nsky", "Ban-\nsky"],
}
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


PAIRS = [(name, text) for name, texts in FORMS.items() for text in texts]


@pytest.fixture
def finds(study):
    """Tell in which of the tiny study's texts a name is found, once put there."""

    def found(name, text):
        segments = study.segments
        summary = segments["summary"].mask(segments.index == 1, f"So said {text}: yes.")
        told = study.with_tables({"segments": segments.assign(summary=summary)})
        return texts_that_name(told, [*forms_of("", "name", name)])

    return found


@pytest.mark.parametrize(("name", "text"), PAIRS)
def test_a_text_that_holds_a_name_in_any_form_is_told_of(study, finds, name, text):
    second = study.segments["segment_id"].iloc[1]
    assert finds(name, text) == [("segments.csv", second, "summary")]


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

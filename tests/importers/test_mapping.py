"""One line of the mapping may speak of hundreds of codes."""

import pytest

from hiteval.errors import StudyError
from hiteval.importers.mapping import IGNORE, Mapping, Meaning


def mapping(**codes):
    return Mapping(
        codes={name.replace("__", "/*"): told for name, told in codes.items()}
    )


NEGATIVE = {"criterion": "working.means", "rating": -1}


def test_a_pattern_speaks_of_every_code_below():
    told = mapping(Barriers__=NEGATIVE)
    assert told.code("Barriers > Money > Grants") == Meaning(**NEGATIVE)
    assert told.code("barriers > time") == Meaning(**NEGATIVE)
    assert told.code("Barriers") is None


def test_a_code_s_own_line_goes_before_and_the_pattern_fills_in():
    told = mapping(Barriers__=NEGATIVE, **{"Barriers > Trust": {"rating": 1}})
    assert told.code("Barriers > Trust") == Meaning(criterion="working.means", rating=1)


def test_the_longer_pattern_goes_before_the_shorter():
    told = Mapping(codes={"B/*": NEGATIVE, "B/Money/*": {"rating": 2}})
    found = told.code("B > Money > Grants")
    assert (found.criterion, found.rating) == ("working.means", 2)


def test_a_code_below_an_ignored_one_may_count_and_the_other_way_round():
    told = Mapping(codes={"B/*": IGNORE, "B > Trust": NEGATIVE, "C/*": NEGATIVE})
    assert told.code("B > Trust") == Meaning(**NEGATIVE)
    assert told.code("B > Rest").ignore
    told = Mapping(codes={"C/*": NEGATIVE, "C > Off topic": IGNORE})
    assert told.code("C > Off topic").ignore


def test_codes_alike_but_for_case_are_one():
    told = mapping(**{"Joint assessment": NEGATIVE})
    assert told.code("JOINT ASSESSMENT") == Meaning(**NEGATIVE)


@pytest.mark.parametrize("topic", ["", "Funding > ", "A > Funding > "])
def test_a_pattern_is_about_all_below_a_code_wherever_that_stands(topic):
    told = mapping(Barriers__=NEGATIVE)
    assert told.code(f"{topic}Barriers > Money > Rent") == Meaning(**NEGATIVE)
    assert told.code(f"{topic}Barriers") is None
    assert told.code(f"{topic}No Barriers > Money") is None


def test_a_rating_may_come_later_and_is_no_level_until_then():
    told = Mapping(
        codes={"*": {"rating": "later"}, "A": {"criterion": "working.means"}}
    )
    assert (told.code("A").rating, told.code("A").later) == (None, True)
    assert not told.code("A").is_blank
    assert told.code("B").is_blank


def test_any_other_word_for_a_rating_is_refused():
    with pytest.raises(StudyError) as error:
        Mapping.from_yaml({"codes": {"A": {"rating": "soon"}}}, "mapping.yml")
    assert [str(fault) for fault in error.value.faults] == [
        "mapping.yml, codes.A.rating: expected a whole number; got 'soon'. Correct it."
    ]


def test_a_code_s_own_rating_and_its_own_later_go_before_those_of_a_pattern():
    told = mapping(B__=NEGATIVE, C__={"rating": "later"})
    own = {"B > Trust": {"rating": "later"}, "C > Trust": NEGATIVE}
    told = Mapping(codes=told.model_dump()["codes"] | own)
    later, rated = told.code("B > Trust"), told.code("C > Trust")
    assert (later.criterion, later.rating, later.later) == ("working.means", None, True)
    assert (rated.rating, rated.later) == (-1, False)

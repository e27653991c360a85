import pytest
from interviews import add_interviews

from hiteval.disclosure.editions import release
from hiteval.display import first_page, team_facts, team_ratings
from hiteval.display.kit.quantity import as_one, counted, numeral, ratio, share, sources
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.quantities import Quantity, quantity
from hiteval.study.reading import read_study

ENGLISH = Language()
ALL = Quantity("ratings", "teams", 1334, "ratings")
SOME = Quantity("ratings-strong", "teams", 1, "rating", ALL)
OF_ALL = '<span class="quantity ratings=teams">1,334</span>'
OF_SOME = '<span class="quantity ratings-strong=teams">1</span>'


def test_a_number_is_marked_with_what_it_counts():
    assert str(numeral(ALL, ENGLISH)) == OF_ALL


def test_a_number_has_its_unit():
    assert str(counted(ALL, ENGLISH)) == f"{OF_ALL} ratings"
    assert str(counted(SOME, ENGLISH)) == f"{OF_SOME} rating"


def test_a_share_has_its_whole_beside_it():
    assert str(share(SOME, ENGLISH)) == f"{OF_SOME} of {OF_ALL} ratings"
    assert str(ratio(SOME, ENGLISH)) == f"{OF_SOME} of {OF_ALL}"


def test_what_is_no_part_has_no_share():
    with pytest.raises(ValueError, match="ratings is no part of another quantity"):
        share(ALL, ENGLISH)


@pytest.fixture
def public(folder) -> Evaluation:
    """Four published sources, and four interviews that are shown as one."""
    return evaluate(release(read_study(add_interviews(folder)), "public").study)


def test_sources_that_stand_for_several_are_named_and_not_counted(public):
    told = len(public.study.sources) - 1
    read = quantity("sources", public)
    assert (read.number, read.untold) == (told, ("interview",))
    page = first_page.numbers(public).text
    assert f"{told}</span></strong>" in page
    assert "sources and interviews (how many is not told)" in page


def test_a_team_has_so_many_sources_and_interviews(public):
    page = team_facts.at_a_glance(public.team("alpha")).text
    assert "and interviews" in page
    assert "1 interview" not in page


def test_a_rating_says_what_counts_as_one_source(public):
    cells = public.cells.set_index(["team_id", "criterion_id"])
    cell = cells.loc[("alpha", "working.public")]
    assert cell["because"].endswith("; all interviews count as one source")
    how_much = team_ratings.how_much(cell, ENGLISH)
    assert how_much.endswith("sources and interviews")


def test_what_rests_on_interviews_alone_rests_on_no_known_number():
    assert sources(1, "interview", ENGLISH) == "interviews (how many is not told)"


def test_beside_counts_it_is_said_what_counts_as_one(public, study):
    assert as_one(public.study) == [
        "Interviews count as one source here, all together: how many is not told."
    ]
    assert as_one(study) == []

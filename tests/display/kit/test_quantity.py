import pytest

from hiteval.display.kit.quantity import counted, numeral, ratio, share
from hiteval.language import Language
from hiteval.results.quantities import Quantity

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

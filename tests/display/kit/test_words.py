import pandas as pd
import pytest

from hiteval.catalogue import speaking
from hiteval.display.kit import words
from hiteval.display.kit.html import Html
from hiteval.language import Language


@pytest.mark.parametrize(
    ("date", "precision", "written"),
    [
        ("2020-05-08", "day", "8 May 2020"),
        ("2020-05", "month", "May 2020"),
        ("2020", "year", "2020"),
        (None, "unknown", "undated"),
    ],
)
def test_a_date_is_written_to_its_precision(date, precision, written):
    column = pd.Series([date], dtype="str")
    dates = words.dates(column, pd.Series([precision]), Language())
    assert dates.tolist() == [written]


def test_closed_words_are_spoken_plainly():
    spoken = words.spoken(pd.Series(["nhs_provider", "business_as_usual"]))
    assert spoken.tolist() == ["NHS provider", "Business as usual"]


def test_a_list_with_html_in_it_is_html():
    assert words.listed(["A & B", Html("<b>c</b>"), "d"]) == Html(
        "A &amp; B, <b>c</b> and d"
    )


def test_a_list_of_one_is_itself():
    assert words.listed(["reach"]) == "reach"


def test_a_list_is_in_the_language_of_messages():
    with speaking("en-US"):
        assert words.listed(["reach", "voice", "spread"]) == "reach, voice, and spread"
    with speaking("xx"):  # which has no catalogue
        assert words.listed(["reach", "voice"]) == "reach and voice"


def test_braces_in_a_list_of_html_stay():
    assert words.listed([Html("<b>{}</b>"), "{0}"]) == Html("<b>{}</b> and {0}")

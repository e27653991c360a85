import pandas as pd
import pytest

from hiteval.display.kit import words


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
    dates = words.dates(pd.Series([date], dtype="str"), pd.Series([precision]))
    assert dates.tolist() == [written]


def test_closed_words_are_spoken_plainly():
    spoken = words.spoken(pd.Series(["nhs_provider", "business_as_usual"]))
    assert spoken.tolist() == ["NHS provider", "Business as usual"]


def test_a_list_of_one_is_itself():
    assert words.listed(["reach"]) == "reach"

"""What can be read in one way is read; what may be two things is asked about."""

from datetime import date

import pytest
from conftest import TINY
from hypothesis import given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.signs import plain
from hiteval.study.plain_cells import date_remedy, number_remedy
from hiteval.study.reading import read_study

MINUS = ["\u2212", "\u2013", "\u2011", "\ufe63", "\uff0d"]
ZEROS = {"Arabic": "\u0660", "full width": "\uff10", "Devanagari": "\u0966"}


@given(
    st.integers(-9999, 9999),
    st.sampled_from(MINUS),
    st.sampled_from([*ZEROS.values()]),
    st.sampled_from(["", "\u00a0", " ", "\u202f"]),
)
def test_a_whole_number_is_read_in_any_signs(number, minus, zero, space):
    digits = "".join(chr(ord(zero) + int(d)) for d in str(abs(number)))
    written = f"{space}{minus if number < 0 else ''}{digits}{space}"
    assert int(plain(written)) == number


@given(st.text())
def test_what_is_plain_stays_so(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("1,234", "Write 1234 if the sign between parts thousands."),
        ("1\u00a0234", "Write 1234 if the sign between parts thousands."),
        ("1'234'567", "Write 1234567 if the sign between parts thousands."),
        ("0,5", "Write 0.5 if the comma is a decimal point."),
        ("12%", "Write 12 alone: a unit has a column of its own."),
        ("£1200", "Write 1200 alone: a unit has a column of its own."),
        ("12 beds", "Write 12 alone: a unit has a column of its own."),
        ("1.2E+05", "Write 120000."),
        ("about ten", "Write the number alone, in digits."),
        ("n/a", "Write the number alone, in digits."),
    ],
)
def test_a_number_that_is_refused_is_written_out(cell, remedy):
    assert number_remedy(cell) == remedy


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("19/05/2024", "Write 2024-05-19 if that is the day meant."),
        ("05/19/2024", "Write 2024-05-19 if that is the day meant."),
        ("3/4/2024", "Write 2024-04-03 or 2024-03-04, whichever day is meant."),
        ("4.4.2024", "Write 2024-04-04 if that is the day meant."),
        ("Nov-24", "Write 2024-11, with month as its precision, if that is meant."),
        ("19 May 2024", "Write 2024-05-19 if that is the day meant."),
        ("45431", "Write 2024-05-19 if the number is Excel's for that day."),
        ("31 Feb 2024", "Correct the date or its precision."),
        ("31/02/2024", "Correct the date or its precision."),
        ("last week", "Correct the date or its precision."),
    ],
)
def test_a_date_that_is_refused_is_written_out(cell, remedy):
    assert date_remedy(cell) == remedy


@given(st.dates(date(1960, 1, 1), date(2080, 12, 31)))
def test_the_number_of_a_day_in_excel_gives_that_day(day):
    number = (day - date(1899, 12, 30)).days
    assert f"Write {day} if" in date_remedy(str(number))


@pytest.mark.integration
@pytest.mark.parametrize("minus", MINUS)
def test_a_rating_with_another_minus_sign_is_that_rating(spoil, minus):
    folder = spoil("codings.csv", ",-1,", f",{minus}1,")
    whole = read_study(TINY).codings["rating"].tolist()
    assert read_study(folder).codings["rating"].tolist() == whole


@pytest.mark.integration
@pytest.mark.parametrize("written", ["+2", "2.0", "\uff12", "2\u00a0"])
def test_a_level_is_read_as_people_write_it(spoil, written):
    folder = spoil(
        "codings.csv", "working.public,2,clear", f"working.public,{written},clear"
    )
    whole = read_study(TINY).codings["rating"].tolist()
    assert read_study(folder).codings["rating"].tolist() == whole


@pytest.mark.integration
def test_no_remedy_offers_the_opposite_of_a_level(spoil):
    folder = spoil("codings.csv", "working.public,2,clear", "working.public,~2,clear")
    told = "Write one of these, or leave the row out if there is no rating."
    with pytest.raises(StudyError) as error:
        read_study(folder)
    assert [fault.remedy for fault in error.value.faults] == [told]


@pytest.mark.integration
def test_an_id_keeps_no_space_that_is_not_seen(spoil):
    folder = spoil("segments.csv", "a1,alpha,", "a1,alpha\u00a0,")
    read = read_study(folder).segments["team_id"]
    assert set(read) == set(read_study(TINY).segments["team_id"])

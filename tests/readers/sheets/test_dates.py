"""A date of two readings is never read as one of them."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from hiteval.readers.sheets.dates import as_iso, day_comes_first

days = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@given(days, st.sampled_from(["{0}/{1}/{2}", "{0:02}.{1:02}.{2}", "{0}-{1}-{2}"]))
def test_a_date_with_the_day_first_is_read_when_that_is_known(day, form):
    written = form.format(day.day, day.month, day.year)
    assert as_iso(written, True) == day.isoformat()
    turned = form.format(day.month, day.day, day.year)
    assert as_iso(turned, False) == day.isoformat()


@given(days)
def test_a_date_of_two_readings_is_none_of_them_until_told(day):
    written = f"{day.day}/{day.month}/{day.year}"
    if day.day != day.month:
        assert as_iso(written, None) is None


def test_one_day_above_twelve_tells_the_order_of_its_column():
    assert day_comes_first(["03/04/2024", "19/05/2024"]) is True
    assert day_comes_first(["03/04/2024", "05/19/2024"]) is False
    assert day_comes_first(["03/04/2024"]) is None
    assert day_comes_first(["19/05/2024", "05/19/2024"]) is None


def test_what_is_no_date_stays_none():
    none = (
        "",
        "May",
        "Nov-24",
        "31 Feb 2024",
        "3 Ma 2024",
        "3 May 4, 2024",
        "31/13/2024",
        "31/02/2024",
        "29/02/2023",
    )
    assert [as_iso(cell, True) for cell in (*none, "2024")] == [None] * 9 + ["2024"]
    assert as_iso("2024-05-19 10:30:00", None) == "2024-05-19"


@given(days, st.sampled_from(["%d %B %Y", "%d-%b-%Y", "%B %d, %Y", "%dth %b. %Y"]))
def test_a_date_with_the_name_of_its_month_has_one_reading(day, form):
    assert as_iso(day.strftime(form), None) == day.isoformat()


@given(days, st.sampled_from("\u0660\uff10\u0966"))
def test_the_digits_of_any_script_are_read(day, zero):
    digits = {ord(str(n)): chr(ord(zero) + n) for n in range(10)}
    assert as_iso(day.isoformat().translate(digits), None) == day.isoformat()


@given(st.dates(dt.date(1960, 1, 1), dt.date(2080, 12, 31)))
def test_the_number_that_excel_keeps_for_a_day_is_that_day(day):
    number = (day - dt.date(1899, 12, 30)).days
    assert as_iso(f"{number}", None) == day.isoformat()

"""Numbers and dates as the study's language writes them, by the Unicode CLDR.

A process speaks one language, that of the study it shows, so that each number on a page
need not be told it.
"""

from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

ENGLISH = "en-GB"
_language = ContextVar("_language", default=ENGLISH)


def known(language: str) -> str:
    """Return a language's tag if the CLDR knows it.

    Raises
    ------
    ValueError
        If it does not.
    """
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("a language's tag, such as en-GB, cy or de-CH") from error
    return language


def speak(language: str) -> None:
    """Write numbers and dates in this language from now on."""
    _language.set(language)


def numeral(value: float, places: int = 0) -> str:
    """Write a number with its thousands apart and so many decimal places.

    >>> numeral(1098), numeral(-0.254, places=2)
    ('1,098', '−0.25')
    """
    form = "#,##0" + "." * bool(places) + "0" * places
    return format_decimal(value, form, _locale(_language.get())).replace("-", "−")


def exact(value: float) -> str:
    """Write a number with the decimal places that it has, to ten digits.

    >>> exact(2.5), exact(1098.0), exact(12345.678)
    ('2.5', '1,098', '12,345.678')
    """
    exponent = Decimal(f"{value:.10g}").as_tuple().exponent
    return numeral(value, places=max(0, -int(exponent)))


def day(when: date) -> str:
    """Write a day.

    >>> day(date(2020, 5, 18))
    '18 May 2020'
    """
    return format_date(when, "long", _locale(_language.get()))


def month(when: date) -> str:
    """Write the month of a day, with its year.

    >>> month(date(2020, 5, 18))
    'May 2020'
    """
    return format_skeleton("yMMMM", when, locale=_locale(_language.get()))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")

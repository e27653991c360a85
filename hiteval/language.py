"""Numbers and dates as a language writes them, by the Unicode CLDR."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from hiteval.catalogue import SOURCE, answering, ngettext

ENGLISH = "en-GB"


def known(tag: str) -> str:
    """Return a language tag if the CLDR knows it.

    Raises
    ------
    ValueError
        If it does not.
    """
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("a language's tag, such as en-GB, cy or de-CH") from error
    return tag


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its tag, such as ``en-GB``; its nouns are from the catalogue.

    >>> Language("de-DE").numeral(1098), Language().numeral(-0.254, places=2)
    ('1.098', '−0.25')
    """

    tag: str = ENGLISH

    @property
    def own_name(self) -> str:
        """Its name for those who speak it.

        >>> Language("cy").own_name, Language().own_name
        ('Cymraeg', 'English')
        """
        return str(_locale(self.tag).language_name or self.tag)

    def numeral(self, value: float, places: int = 0) -> str:
        """Write a number with separated thousands and so many decimal places."""
        form = "#,##0" + "." * bool(places) + "0" * places
        return format_decimal(value, form, _locale(self.tag)).replace("-", "−")

    def exact(self, value: float) -> str:
        """Write a number with the decimal places that it has, to ten digits.

        >>> [Language().exact(value) for value in (2.5, 1098.0, 12345.678)]
        ['2.5', '1,098', '12,345.678']
        """
        exponent = Decimal(f"{value:.10g}").as_tuple().exponent
        return self.numeral(value, places=max(0, -int(exponent)))

    def count(self, number: int, one: str, many: str = "") -> str:
        """Write a number with its noun.

        >>> Language().count(1, "source"), Language().count(1098, "segment")
        ('1 source', '1,098 segments')
        >>> Language().count(2, "study", "studies")
        '2 studies'
        """
        noun = ngettext(one, many or one + "s", number)
        return f"{self.numeral(number)} {noun}"

    def day(self, when: date) -> str:
        """Write a day.

        >>> Language().day(date(2020, 5, 18))
        '18 May 2020'
        """
        return format_date(when, "long", _locale(self.tag))

    def month(self, when: date) -> str:
        """Write the month of a day, with its year.

        >>> Language().month(date(2020, 5, 18))
        'May 2020'
        """
        return format_skeleton("yMMMM", when, locale=_locale(self.tag))


def in_a_list(names: Sequence[str]) -> str:
    """Write names as a list in a sentence, in the language of messages.

    >>> in_a_list(["reach", "networks", "spread"])
    'reach, networks and spread'
    """
    return format_list(names, locale=_locale(answering()))


@cache
def _locale(tag: str) -> Locale:
    return Locale.parse(ENGLISH if tag == SOURCE else tag, sep="-")

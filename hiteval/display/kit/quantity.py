"""The one way in which a sentence states a quantity: marked with what it counts.

The mark is a class, such as ``quantity ratings-strong=teams``; nobody sees it. Tests
read all pages by it, and find two that give different numbers for one quantity.
"""

from hiteval.display.kit.html import Html, markup
from hiteval.language import Language
from hiteval.results.quantities import Quantity

OF = "{number} of {whole}"
MARK = '<span class="quantity {}={}">{}</span>'


def numeral(of: Quantity, language: Language) -> Html:
    """Write the number alone."""
    return markup(MARK, of.name, of.population, language.numeral(of.number))


def counted(of: Quantity, language: Language) -> Html:
    """Write the number with its unit: 334 ratings."""
    return markup("{} {}", numeral(of, language), of.noun)


def share(of: Quantity, language: Language) -> Html:
    """Write the number beside what it is a part of: 290 of 334 ratings."""
    whole = counted(_whole(of), language)
    return markup(OF, number=numeral(of, language), whole=whole)


def ratio(of: Quantity, language: Language) -> Html:
    """Write both numbers without the unit, which the sentence has: 290 of 334."""
    whole = numeral(_whole(of), language)
    return markup(OF, number=numeral(of, language), whole=whole)


def _whole(of: Quantity) -> Quantity:
    if of.whole is None:
        raise ValueError(f"{of.name} is no part of another quantity")
    return of.whole

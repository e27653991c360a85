"""The one way in which a sentence states a quantity: marked with what it counts.

The mark is a class, such as ``quantity ratings-strong=teams``; nobody sees it. Tests
read all pages by it, and find two that give different numbers for one quantity.
"""

from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.html import Html, markup
from hiteval.display.kit.words import capital, listed
from hiteval.language import Language, several
from hiteval.results.quantities import Quantity
from hiteval.study.study import Study

UNTOLD = N_("{sources} (how many is not told)")
BESIDE = N_("{counted} and {others}")
OF = "{number} of {whole}"
MARK = '<span class="quantity {}={}">{}</span>'


def numeral(of: Quantity, language: Language) -> Html:
    """Write the number alone."""
    return markup(MARK, of.name, of.population, language.numeral(of.number))


def counted(of: Quantity, language: Language) -> Html:
    """Write the number with its unit: 334 ratings; 30 sources and interviews."""
    if of.untold and not of.number:
        return markup("{}", others(of))
    return markup("{} {}", numeral(of, language), unit(of))


def unit(of: Quantity) -> str:
    """Write what a number counts, and what there is beside it, not counted."""
    return _(BESIDE, counted=of.noun, others=others(of)) if of.untold else of.noun


def others(of: Quantity) -> str:
    """Name what is there and of which nobody is told how many."""
    return _(UNTOLD, sources=listed(several(noun) for noun in of.untold))


def sources(number: float, in_confidence: Any, language: Language) -> str:
    """Write a number of sources, those apart that stand for several.

    ``in_confidence`` is from `hiteval.analysis.evidence.in_confidence`.

    >>> sources(3, None, Language()), sources(3, "interview", Language())
    ('3 sources', '2 sources and interviews')
    >>> sources(1, "interview", Language())
    'interviews (how many is not told)'
    """
    names = pools(in_confidence)
    told = language.count(int(number) - len(names), "source")
    words = listed(map(several, names)) if names else ""
    if names and number == len(names):
        return _(UNTOLD, sources=words)
    return _(BESIDE, counted=told, others=words) if names else told


def as_one(study: Study) -> list[str]:
    """Say beside counts of sources what counts as one; nothing where nothing does."""
    names = [several(strand) for strand in sorted(study.pools.values())]
    if not names:
        return []
    said = _(
        "{sources} count as one source here, all together: how many is not told.",
        sources=capital(listed(names)),
    )
    return [said]


def pools(in_confidence: Any) -> list[str]:
    """List the strands of which one source stands for several."""
    return [] if pd.isna(in_confidence) else str(in_confidence).split("; ")


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

"""Numbers, dates and lists as readers expect them."""

import re
from collections.abc import Iterable
from datetime import date as Date
from typing import Any, TypeVar, overload

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit.choice_words import CALLED
from hiteval.display.kit.html import Html, Text, escape
from hiteval.language import Language, in_a_list
from hiteval.study.framework import Area

T = TypeVar("T")
# A mark after one of these ends no sentence, and neither does one after an initial.
ABBREVIATED = ("dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "e.g", "i.e", "cf")
END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|[\u3002\uff01\uff1f]")


@overload
def listed(names: Iterable[str]) -> str: ...
@overload
def listed(names: Iterable[Text]) -> Text: ...
def listed(names: Iterable[Text]) -> Text:
    """Write names as a list in a sentence; HTML if any of them is.

    >>> listed(["reach", "networks", "spread"])
    'reach, networks and spread'
    """
    names = list(names)
    if all(isinstance(name, str) for name in names):
        return in_a_list(list(map(str, names)))
    places = escape(in_a_list(["{}"] * len(names)))
    return Html(str(places).format(*map(escape, names)))


def cut(names: Iterable[T], most: int, language: Language) -> list[T | str]:
    """Keep ``most`` names of a long list, and say how many more there are.

    >>> listed(cut(["a", "b", "c", "d"], 2, Language()))
    'a, b and 2 more'
    """
    names = list(names)
    if len(names) <= most:
        return [*names]
    number = language.numeral(len(names) - most)
    return [*names[:most], _("{number} more", number=number)]


def with_kind(area: Area) -> str:
    """Write an area's name, and its kind if the framework has kinds."""
    return f"{area.name} ({called(area.kind)})" if area.kind else area.name


def short(name: object, most: int = 40) -> str:
    """Cut a name that is too long for a picture; tables have it whole.

    >>> short("Retinal Outreach"), short("x" * 60, most=5)
    ('Retinal Outreach', 'xxxx…')
    """
    text = str(name)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def clipped(text: str, most: int) -> str:
    """Cut a text that is too long for a line, after a word if it has words.

    >>> clipped("It cost a lot, and more.", most=16), clipped("Cheap.", most=16)
    ('It cost a lot…', 'Cheap.')
    """
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def percent(share: Any) -> str:
    """Write a share in whole per cent, without claiming all or none that is not so.

    Undefined is a dash.

    >>> percent(0.861), percent(0.9994), percent(1), percent(0.0004), percent(0)
    ('86 %', 'over 99 %', '100 %', 'under 1 %', '0 %')
    """
    if pd.isna(share):
        return "–"
    whole = round(share * 100)
    if whole == 100 and share < 1:
        return _("over 99 %")
    if whole == 0 and share > 0:
        return _("under 1 %")
    return f"{whole} %"


def dates(date: pd.Series, precision: pd.Series, language: Language) -> pd.Series:
    """Write dates to their precision: 18 May 2020, May 2020, 2020 or undated."""
    pairs = zip(date.fillna(""), precision, strict=True)
    written = [_date(said, known, language) for said, known in pairs]
    return pd.Series(written, date.index, "str")


def _date(said: str, precision: str, language: Language) -> str:
    if not said or precision == "year":
        return said or _("undated")
    when = Date.fromisoformat(f"{said}-01"[:10])
    return language.day(when) if precision == "day" else language.month(when)


def amount(said: str) -> str:
    """Write a figure with its unit as people would.

    >>> amount("170000 GBP per year"), amount("10 count"), amount("over 1,200.5 GBP")
    ('£170,000 per year', '10', 'over £1,200.5')
    """
    figure = r"(?<![\d.,])(\d[\d,]*)((?:\.\d+)?)"
    said = re.sub(
        rf"{figure} GBP\b",
        lambda m: f"£{int(m[1].replace(',', '')):,}{m[2]}",
        said,
    )
    return re.sub(rf"{figure} count\b", r"\1\2", said)


def called(choice: str) -> str:
    """Write a word of a closed list as it is said within a sentence.

    A word that only a study has stays its own.

    >>> called("nhs_provider"), called("under_way"), called("sea_port")
    ('NHS provider', 'under way', 'sea port')
    """
    return _(CALLED.get(choice, choice.replace("_", " ")))


def spoken(words: pd.Series) -> pd.Series:
    """Write words of closed lists, each as the beginning of a cell."""
    return words.map(lambda word: capital(called(word)), na_action="ignore")


def capital(text: str) -> str:
    """Write the first letter large, and no other one small.

    >>> capital("of NHS providers")
    'Of NHS providers'
    """
    return text[:1].upper() + text[1:]


def leading(values: pd.Series, language: Language) -> str:
    """Name what has the highest value, ties included.

    >>> leading(pd.Series({"reach": 3, "spread": 1, "voice": 3}), Language())
    'reach and voice'
    """
    names: list[str] = values.index[values == values.max()].tolist()
    return listed(cut(names, 2, language))


def most(values: pd.Series, language: Language) -> str:
    """Name what has the highest value, ties included, with the value."""
    if not (values > 0).any():
        return _("none")
    names = values.index[values == values.max()].tolist()
    return f"{listed(cut(names, 3, language))} ({language.numeral(values.max())})"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or all of a text that is only one.

    >>> first_sentence("Dr. A. Smith led it (in St. Paul's). It ended.")
    "Dr. A. Smith led it (in St. Paul's)."
    """
    for end in END.finditer(text):
        word = re.split(r"[\s(\"'“\u2018]", text[: end.start()])[-1]
        initial = len(word) == 1 and word.isupper()
        if not initial and word.lower() not in ABBREVIATED:
            return text[: end.end()]
    return text

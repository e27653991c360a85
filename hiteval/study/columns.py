"""The kinds of columns that tables have, and the rules for their cells."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from hiteval.study.choices import DATE_FORM
from hiteval.study.record import (
    FILE_NAME,
    FILE_NAME_IN_WORDS,
    ID_FORM,
    ID_FORM_IN_WORDS,
)

# Text is of one kind whether or not pyarrow, which is optional, is installed.
AS_TEXT = ("mode.string_storage", "python")


def keep_text_as_python() -> None:
    """Have pandas hold text in one way from now on, in frames made later, too.

    Not on import: whoever reads no study keeps the option as it was.
    """
    pd.set_option(*AS_TEXT)


@dataclass(frozen=True, slots=True)
class Rule:
    """What filled cells must be: in words, and as a test of each."""

    expected: str
    holds: Callable[[pd.Series], pd.Series]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column may hold; ``to`` names what its ids must be found in."""

    rule: Rule | None = None
    to: str | None = None
    several: bool = False
    needed: bool = False
    filled: bool = False

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers, days or levels of the scale."""
        return self.rule in NUMERIC or self.to == "levels"

    @property
    def free(self) -> bool:
        """Whether it may hold any text."""
        return self.rule is None and self.to is None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table, and which of them name a row within a wave."""

    key: list[str]
    columns: dict[str, Column]


def table(key: list[str], **columns: Column) -> Table:
    """Declare a table."""
    return Table(key, columns)


def matches(pattern: str, expected: str) -> Rule:
    """Ask for cells that match a pattern, whole; ``expected`` says it in words."""
    return Rule(expected, lambda cells: cells.str.fullmatch(pattern))


def one_of(words: Iterable[str]) -> Rule:
    """Ask for one of some words."""
    allowed = list(words)
    return Rule(f"one of {', '.join(allowed)}", lambda cells: cells.isin(allowed))


TEAM = matches(FILE_NAME, FILE_NAME_IN_WORDS)
SLUG = matches(ID_FORM, ID_FORM_IN_WORDS)
WORD = matches(r"[a-z][a-z_]{0,39}", "one lower-case word, with underscores")
DAY = Rule(
    "a day, YYYY-MM-DD",
    lambda cells: (
        cells.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
        & pd.to_datetime(cells, format="ISO8601", errors="coerce").notna()
    ),
)
HASH = matches(r"[0-9a-f]{64}", "64 hexadecimal digits, as `hiteval approve` writes")
WHOLE = matches("[1-9][0-9]{0,5}", "a whole number of people, 1 or more")
ORDINAL = matches("[1-9][0-9]{0,5}", "a whole number, 1 or more")
COUNT = matches("[0-9]{1,9}", "a whole number, 0 or more")
NUMBER = matches(
    r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?",
    "a number such as 12 or 0.5, with at most 15 digits on each side",
)


NUMERIC = (DAY, WHOLE, ORDINAL, COUNT, NUMBER)


def filled(rule: Rule | None = None, to: str | None = None) -> Column:
    """Declare a column that must be filled; ``to`` names what it must be found in."""
    return Column(rule, to, needed=True, filled=True)


def several(to: str, required: bool = False) -> Column:
    """Declare a column that may hold several ids, with semicolons between them."""
    return Column(to=to, several=True, needed=required, filled=required)


def text(required: bool = False) -> Column:
    """Declare a column that a table must have, blank cells or not."""
    return Column(needed=True, filled=required)


def maybe(rule: Rule | None = None, to: str | None = None) -> Column:
    """Declare a column that a table may leave out, or leave blank."""
    return Column(rule, to)


DATED = {"date": text(), "date_precision": filled(one_of(DATE_FORM))}

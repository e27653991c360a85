"""The kinds of columns that tables have, and the rules for their cells."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pandera.pandas as pa

from hiteval.study.record import (
    FILE_NAME,
    FILE_NAME_IN_WORDS,
    ID_FORM,
    ID_FORM_IN_WORDS,
)

# Or text would be of another kind where pyarrow, which is optional, is installed.
pd.set_option("mode.string_storage", "python")
TEXT = pd.StringDtype("python", na_value=np.nan)


def matches(pattern: str, expected: str) -> pa.Check:
    """Require whole cells to match a pattern, which ``expected`` puts in words."""
    return pa.Check(lambda cells: cells.str.fullmatch(pattern), error=expected)


def one_of(words: Iterable[str]) -> pa.Check:
    """Require one of some words."""
    allowed = list(words)
    return pa.Check(
        lambda cells: cells.isin(allowed), error=f"one of {', '.join(allowed)}"
    )


TEAM = matches(FILE_NAME, FILE_NAME_IN_WORDS)
SLUG = matches(ID_FORM, ID_FORM_IN_WORDS)
WORD = matches(r"[a-z][a-z_]{0,39}", "one lower-case word, with underscores")
DAY = pa.Check(
    lambda cells: (
        cells.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
        & pd.Series(pd.to_datetime(cells, format="ISO8601", errors="coerce")).notna()
    ),
    error="a day, YYYY-MM-DD",
)
HASH = matches(r"[0-9a-f]{64}", "64 hexadecimal digits, as `hiteval approve` writes")
WHOLE = matches("[1-9][0-9]{0,5}", "a whole number of people, 1 or more")
NUMBER = matches(
    r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?",
    "a number such as 12 or 0.5, with at most 15 digits on each side",
)


def filled(*checks: pa.Check, to: str | None = None) -> pa.Column:
    """Declare a column that must be filled; ``to`` names what its cells refer to."""
    return pa.Column(TEXT, list(checks), metadata={"to": to})


def several(to: str) -> pa.Column:
    """Declare a column that may hold several ids, separated by semicolons."""
    metadata = {"to": to, "several": True}
    return pa.Column(TEXT, nullable=True, required=False, metadata=metadata)


def text(required: bool = False) -> pa.Column:
    """Declare a text column that a table must have."""
    return pa.Column(TEXT, nullable=not required)


def maybe(*checks: pa.Check, to: str | None = None) -> pa.Column:
    """Declare a column that a table may leave out, or leave blank."""
    return pa.Column(
        TEXT, list(checks), nullable=True, required=False, metadata={"to": to}
    )

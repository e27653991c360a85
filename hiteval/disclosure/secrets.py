"""Texts that must not be in anything published, by names that may be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from hiteval.disclosure.names import roster_names
from hiteval.disclosure.pooling import confidential_sources
from hiteval.disclosure.public_columns import texts_of
from hiteval.study.schema import PRIVATE
from hiteval.study.study import Study

# They tell nothing alone: "2014 to 2015" may stand on any page.
PLAINEST = ("period", "unit")
BLANK = r"\[To be \w+\W*\]"  # says of nobody anything
CELLS, LINES = 3, 20  # named in a message


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that may not be published.

    ``where`` names it in a message: table, id and column, never the text. ``kind`` says
    how it would be recognised: a ``passage`` by six words in a row, a ``name`` of a
    person in any of its usual forms, a ``phrase`` and an ``id`` as they are.
    """

    where: str
    kind: Literal["passage", "name", "phrase", "id"]
    text: str


def secrets_of(study: Study, public: Study) -> tuple[Secret, ...]:
    """List every text of a study that its public edition does not hold.

    Parameters
    ----------
    study : Study
        With everything in it.
    public : Study
        What may be published of it.
    """
    names = (Secret(*name) for name in roster_names(study.roster))
    return (*_passages(study, public), *names, *_ids(study))


def told(found: Iterable[tuple[str, str]]) -> list[str]:
    """Write a line for each secret that is shown, with the first cells that show it.

    Parameters
    ----------
    found : iterable of (cell, secret)
        By names that may be shown; the second with a remedy.

    >>> told([("a.csv, 1", "p1."), ("a.csv, 2", "p1."), ("b.csv, 1", "p2.")])
    ['  a.csv, 1; a.csv, 2: p1.', '  b.csv, 1: p2.']
    """
    cells: dict[str, list[str]] = {}
    for cell, secret in sorted(set(found)):
        cells.setdefault(secret, []).append(cell)
    lines = [
        f"  {'; '.join([*where[:CELLS], *_more(where, CELLS)])}: {secret}"
        for secret, where in cells.items()
    ]
    return [*lines[:LINES], *(f"  ... {more}" for more in _more(lines, LINES))]


def _more(listed: list[str], most: int) -> list[str]:
    return [f"and {len(listed) - most} more"] if len(listed) > most else []


def _passages(study: Study, public: Study) -> Iterator[Secret]:
    for name, table in study.tables.items():
        for column in texts_of(name, table) if name not in PRIVATE else ():
            if column in PLAINEST:
                continue
            shown = public.tables[name].get(column, pd.Series(dtype="str"))
            passed = table[column].isin(shown) | table[column].str.fullmatch(BLANK)
            hidden = table[table[column].notna() & ~passed.astype("bool")]
            for key, text in zip(hidden.iloc[:, 0], hidden[column], strict=True):
                yield Secret(f"{name}.csv, {key}, {column}", "passage", text)
    if study.model != public.model:
        yield Secret("model.md", "passage", study.model)


def _ids(study: Study) -> Iterator[Secret]:
    """List ids that would reveal who said what, except plain words.

    A public edition has none: it pools sources, and numbers what they hold anew.
    """
    if study.settings.edition == "public":
        return
    hidden = confidential_sources(study)
    spoken = study.segments["segment_id"][study.segments["source_id"].isin(hidden)]
    ids = {
        "sources.csv": hidden,
        "segments.csv": spoken,
        "private/roster.csv": study.roster["person_id"],
    }
    for file, column in ids.items():
        for value in column[_has_digit(column)]:
            yield Secret(f"{file}, {value}", "id", value)


def _has_digit(column: pd.Series) -> pd.Series:
    return column.str.contains("[0-9]", regex=True).astype("bool")

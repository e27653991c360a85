"""Find the people of the roster in text that would be published.

A gate, not an editor: it finds the names that it was given, in their usual forms
(`hiteval.disclosure.name_forms`). It cannot know a nickname that nobody listed, or who
"the former chair" was.
"""

import html
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Any, Literal
from urllib.parse import unquote

import pandas as pd
from ahocorasick_rs import AhoCorasick

from hiteval.disclosure.folding import foldings
from hiteval.disclosure.name_forms import Name, is_title
from hiteval.study.study import Study

Kind = Literal["name", "phrase"]
# A person's in any usual form, and what is theirs as it stands.
LISTED: dict[str, Kind] = {
    "name": "name",
    "aliases": "name",
    "title": "phrase",
    "email": "phrase",
}


def roster_names(roster: pd.DataFrame) -> Iterator[tuple[str, Kind, str]]:
    """Yield each name, alias, title and address of a roster: its place, kind and text.

    An entry that is a title alone, such as "Dr", is left out: it is nobody's.
    """
    for column, kind in LISTED.items():
        cells = roster.set_index("person_id")[column].dropna()
        for person_id, cell in cells.items():
            for part in cell.split(";"):
                if not is_title(part):
                    yield (
                        f"private/roster.csv, {person_id}, {column}",
                        kind,
                        part.strip(),
                    )


def texts_that_name(
    study: Study, known: Sequence[Name]
) -> list[tuple[str, str, str, str]]:
    """List where a study fit for publication holds any of some names, and whose.

    Returns
    -------
    list of (file, key, column, where)
        The last is the place of the name. Never the text.
    """
    found: list[tuple[str, str, str, str]] = []
    if not known:
        return found
    named = _finder(known)
    for table_name, table in study.tables.items():
        for column in [c for c in table.columns if table[c].dtype == "str"]:
            cells = table[column].dropna()
            keys = table.loc[cells.index].iloc[:, 0]
            for key, cell in zip(keys, cells, strict=True):
                found += [(f"{table_name}.csv", key, column, w) for w in named(cell)]
    records = {"study.yml": study.settings, "framework.yml": study.framework}
    texts = {name: _strings(record.model_dump()) for name, record in records.items()}
    for file, strings in {"model.md": [study.model], **texts}.items():
        places = {where for text in strings for where in named(text)}
        found += [(file, "", "any of its texts", where) for where in sorted(places)]
    return found


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a record, and every id that names a part of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_strings, value))


def _finder(known: Sequence[Name]) -> Callable[[str], list[str]]:
    """Return what lists the places of the names that a text holds."""
    # One reading for thousands of names: the patterns are tried one after the other.
    by_piece: dict[str, list[Name]] = {}
    for name in known:
        by_piece.setdefault(name.piece, []).append(name)
    pieces = [*by_piece]
    finder = AhoCorasick(pieces)

    def held_by(text: str) -> set[str]:
        found = finder.find_matches_as_indexes(text, overlapping=True)
        likely = {pieces[number] for number, _, _ in found}
        named = (name for piece in likely for name in by_piece[piece])
        return {name.where for name in named if name.is_in(text)}

    @cache
    def named(text: str) -> list[str]:
        ways = {text, unquote(html.unescape(text))}
        read = (way for one in ways for way in foldings(one))
        return sorted({where for way in read for where in held_by(way)})

    return named

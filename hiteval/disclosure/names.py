"""Find the people of the roster in text that would be published.

A gate, not an editor: it finds the names that it was given, in their usual forms
(`hiteval.disclosure.name_forms`). It cannot know a nickname that nobody listed, or who
"the former chair" was.
"""

import html
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import unquote

import pandas as pd
from ahocorasick_rs import AhoCorasick

from hiteval.disclosure.folding import foldings
from hiteval.disclosure.name_forms import Name, forms_of
from hiteval.study.study import Study

# How people are named, and what is theirs as it stands.
NAMES, PHRASES = ("name", "aliases"), ("title", "email")


def roster_names(roster: pd.DataFrame) -> Iterator[Name]:
    """Yield how each name, alias, title and address of a roster is found."""
    for column in (*NAMES, *PHRASES):
        cells = roster.set_index("person_id")[column].dropna()
        for person_id, cell in cells.items():
            for part in cell.split(";"):
                place = f"private/roster.csv, {person_id}, {column}"
                yield from forms_of(place, part, person=column in NAMES)


def texts_that_name(study: Study, known: Sequence[Name]) -> list[tuple[str, str, str]]:
    """List where a study fit for publication holds any of some names.

    Returns
    -------
    list of (file, key, column)
        Never the text.
    """
    if not known:
        return []
    # One reading for thousands of names: the patterns are tried one after the other.
    by_piece: dict[str, list[Name]] = {}
    for name in known:
        by_piece.setdefault(name.piece, []).append(name)
    pieces = [*by_piece]
    finder = AhoCorasick(pieces)

    @cache
    def named(cell: str) -> bool:
        ways = {cell, unquote(html.unescape(cell))}
        return any(
            name.is_in(text)
            for text in set().union(*map(foldings, ways))
            for n in {n for n, _, _ in finder.find_matches_as_indexes(text, overlapping=True)}
            for name in by_piece[pieces[n]]
        )

    found: list[tuple[str, str, str]] = []
    for table_name, table in study.tables.items():
        for column in [c for c in table.columns if table[c].dtype == "str"]:
            cells = table[column].dropna()
            keys = table.loc[cells.index[[named(cell) for cell in cells]]].iloc[:, 0]
            found += [(f"{table_name}.csv", key, column) for key in keys]
    if named(study.model):
        found.append(("model.md", "", "any of its texts"))
    for file, record in (("study", study.settings), ("framework", study.framework)):
        if named(record.model_dump_json()):
            found.append((f"{file}.yml", "", "any of its texts"))
    return found

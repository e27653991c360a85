"""A long table that a reader can search, sort and filter.

The page holds the first rows, and below them every row as data: of each column its
different cells, and which of them each row has. `book/_static/filtered-table.js` draws
the rows that are asked for, and keeps in the address what was chosen. Without scripts
the first rows stand, and say where the others are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    data,
    escape,
    join,
    markup,
    on_phone,
)
from hiteval.display.kit.visible import visible
from hiteval.language import Language
from hiteval.study.framework import Framework, RatingScale

DRAWN = 25  # rows at once: a browser lays them out before a reader has looked up
SAYS = {
    "any": N_("Any"),
    "words": N_("Words"),
    "clear": N_("Clear"),
    "before": N_("Previous {rows}"),
    "after": N_("Next {rows}"),
    "unprinted": N_("These are the first {rows} rows. Filter them to print others."),
}

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader can filter by.

    ``key`` is its name in addresses, and the column of the rows that holds the words,
    parted by blanks, by which a row is found; the same cell of the shown ``column`` has
    them. ``choices`` has words with what readers call them. Without any, only the
    address can ask for it.
    """

    key: str
    column: str
    label: str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table shows, and how it is used.

    ``heads`` has the shown columns, in order, with their headings; ``by_number`` those
    that are sorted by the number that a cell begins with. ``says`` has the sentences
    ``all``, ``some`` and ``none``, on how many rows there are and fit.
    """

    name: str
    heads: Mapping[str, str]
    filters: Sequence[Filter]
    by_number: Sequence[str]
    says: Mapping[str, str]


def filtered_table(
    rows: pd.DataFrame, shape: Shape, elsewhere: Text, language: Language
) -> Html:
    """Show a table that a reader can search, sort and filter.

    Parameters
    ----------
    rows : DataFrame
        The columns of ``shape.heads``, each cell text or `Html`, and those of its
        filters, each cell words parted by blanks.
    shape : Shape
        What to show of them.
    elsewhere : str or Html
        A sentence that leads to all rows where no script can show them.
    language : Language
        The language that numbers are written in.
    """
    return markup(
        '<div class="table stacked filtered"><table id="{}-table">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}"
        "{}</div>",
        shape.name,
        join(markup('<th scope="col">{}</th>', head) for head in shape.heads.values()),
        _lines(rows.head(DRAWN), shape),
        _without_script(len(rows), elsewhere, language),
        _packed(rows, shape),
    )


def criterion_choices(framework: Framework) -> Choices:
    """List every area, each with its criteria below it."""
    return [
        choice
        for area in framework.areas
        for choice in (
            (area.id, _("{area} (area)", area=area.name)),
            *((criterion.id, criterion.name) for criterion in area.criteria),
        )
    ]


def criterion_words(criterion_ids: pd.Series, framework: Framework) -> list[str]:
    """Return the words of each criterion: its area and itself. Missing has none."""
    areas = {c.id: a.id for a in framework.areas for c in a.criteria}
    return ["" if pd.isna(c) else f"{areas[c]} {c}" for c in criterion_ids]


def level_choices(words: pd.Series, scale: RatingScale) -> Choices:
    """List the sides of a scale, and the levels that some of the words name."""
    found = {word for words_of in words for word in words_of.split()}
    levels = sorted(filter(_is_level, found), key=float, reverse=True)
    named = [(word, scale.written(float(word))) for word in levels]
    if scale.middle is None:
        return named
    neutral = scale.written(scale.middle)
    above = _("Supporting (above {level})", level=neutral)
    below = _("Contrary (below {level})", level=neutral)
    return [("above", above), ("below", below), *named]


def level_words(level: float, scale: RatingScale) -> str:
    """Name a level and, on a scale of two sides, its side.

    Its number is as in the column of ratings, with a plain minus.
    """
    middle = level if scale.middle is None else scale.middle
    side = "below " if level < middle else "above " if level > middle else ""
    return f"{side}{level:g}"


def _is_level(word: str) -> bool:
    return word.removeprefix("-").replace(".", "").isdecimal()


def _lines(rows: pd.DataFrame, shape: Shape) -> Html:
    return join(
        markup(
            '<tr class="{}">{}</tr>',
            " ".join(
                f"{f.key}:{word}" for f in shape.filters for word in row[f.key].split()
            ),
            join(
                markup("<td>{}{}</td>", on_phone(head), row[name])
                for name, head in shape.heads.items()
            ),
        )
        for row in rows.to_dict("records")
    )


def _without_script(rows: int, elsewhere: Text, language: Language) -> Html:
    if rows <= DRAWN:
        return NOTHING
    said = _(
        "These are the first {number} of {rows} rows.",
        number=DRAWN,
        rows=language.numeral(rows),
    )
    return markup('<p class="without-script">{} {}</p>', said, elsewhere)


def _packed(rows: pd.DataFrame, shape: Shape) -> Html:
    """Write all rows, and what the script says of them, as data."""
    names = [*shape.heads]
    values = {
        "drawn": DRAWN,
        "says": {**{name: _(said) for name, said in SAYS.items()}, **shape.says},
        "filters": [*_filters(rows, shape)],
        "byNumber": [names.index(name) for name in shape.by_number],
        "columns": [_column(rows, name, shape) for name in names],
    }
    return data("packed", values)


def _filters(rows: pd.DataFrame, shape: Shape) -> Iterator[dict[str, Any]]:
    """Describe each filter, with the choices that some row has."""
    for f in shape.filters:
        found = {word for words in rows[f.key].unique() for word in words.split()}
        choices = [(word, visible(told)) for word, told in f.choices if word in found]
        yield {
            "key": f.key,
            "column": [*shape.heads].index(f.column),
            "label": f.label,
            "choices": choices,
        }


def _column(rows: pd.DataFrame, name: str, shape: Shape) -> dict[str, Any]:
    """Return the different cells of a column, their words, and which each row has."""
    keys = [f.key for f in shape.filters if f.column == name]
    cells = zip(map(str, map(escape, rows[name])), *map(rows.get, keys), strict=True)
    which, found = pd.Index([*cells], tupleize_cols=False).factorize()
    return {
        "cells": [cell for cell, *_ in found],
        "words": {key: [c[n] for c in found] for n, key in enumerate(keys, start=1)},
        "rows": which.tolist(),
    }

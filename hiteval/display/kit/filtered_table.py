"""A long table that a reader can search, sort and filter.

The page holds a plain table, which is whole without any script. The words that it can
be filtered by are in the class of each row, such as ``team:ckd`` or ``rating:below``.
`book/_static/filtered-table.js` makes lists of choices of them and hands the table to
DataTables, which `hiteval.report.book.page_frame` puts beside it.

Of very many rows the page holds each cell once, as data: a browser would need gigabytes
to lay them out, and the script gives it those that are looked at.
"""

import html
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from hiteval.display.kit.html import NOTHING, Html, escape, join, markup
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

MOST_ROWS = 5_000  # laid out whole


def filtered_table(
    rows: pd.DataFrame,
    name: str,
    heads: Mapping[str, str],
    filters: Sequence[str],
    evaluation: Evaluation,
) -> Html:
    """Show a table that a reader can search, sort and filter.

    Parameters
    ----------
    rows : DataFrame
        The columns of ``heads``, each cell text or `Html`, and those of ``filters``,
        each cell the words, parted by blanks, that a row is found by.
    name : str
        The script knows the table by it.
    heads : mapping of str to str
        What to show, in order, and its heading.
    filters : sequence of str
        What to filter by.
    evaluation : Evaluation
        The whole study.
    """
    listed = len(rows) <= MOST_ROWS
    middle = evaluation.framework.rating_scale.middle
    return markup(
        '<div class="table stacked filtered"><table id="{}-table"{}>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}</div>",
        name,
        markup(' class="neutral:{}"', middle) if middle else NOTHING,
        join(markup('<th scope="col">{}</th>', head) for head in heads.values()),
        _lines(rows, [*heads], filters) if listed else NOTHING,
        NOTHING if listed else _packed(rows[[*heads, *filters]], evaluation),
    )


def level_words(level: float, scale: RatingScale) -> str:
    """Name a level and, on a scale of two sides, its side.

    Its number is as in the column of ratings, with a plain minus.
    """
    middle = level if scale.middle is None else scale.middle
    side = "below " if level < middle else "above " if level > middle else ""
    return f"{side}{level:g}"


def _lines(rows: pd.DataFrame, shown: Sequence[str], filters: Sequence[str]) -> Html:
    return join(
        markup(
            '<tr class="{}">{}</tr>',
            _words(row, filters),
            join(markup("<td>{}</td>", row[name]) for name in shown),
        )
        for row in rows.to_dict("records")
    )


def _words(row: Mapping[Any, str], filters: Sequence[str]) -> str:
    """Write what a row can be filtered by as the words of its class."""
    return " ".join(f"{key}:{word}" for key in filters for word in row[key].split())


def _packed(rows: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Write of each column its different cells, and which of them each row has."""
    columns = {}
    for name in rows:
        which, cells = pd.factorize(rows[name])
        written = [str(escape(cell)) for cell in cells]
        columns[name] = {"cells": written, "rows": which.tolist()}
    data = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return markup(
        '<p class="unpacked-by-script">{} rows are more than a page can list. A '
        "browser with JavaScript shows them here. What each says is also on the page "
        'of its {}.</p><pre class="packed">{}</pre>',
        evaluation.language.numeral(len(rows)),
        evaluation.labels.team,
        Html(html.escape(data, quote=False)),  # JSON is full of quotation marks
    )

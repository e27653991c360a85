"""One table, the house's way."""

import re
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, Literal

import pandas as pd

from hiteval.display.kit.html import Html, Text, escape

NO_WORD = re.compile(r"[^\w+−]+")  # the signs tell levels apart
MARKS = re.compile(r'<span class="quantity [^"]*">|</span>')
Row = tuple[str, ...]  # finished HTML
NUMBERS = re.compile(r"[0-9\s.,’/:−-]*")  # and dates


def table(
    data: pd.DataFrame,
    name: str,
    caption: str,
    group: str | None = None,
    css: Literal["", "stacked", "sortable"] = "",
    of: str = "",
) -> Html:
    """Show a table.

    Parameters
    ----------
    data : DataFrame
        As it is to be shown, each cell text or `Html`; its column names are the
        headings, and missing cells are blank.
    name : str
        Unique on the page; the ids of the table and its headings are made of it.
    caption : str
        What the table holds, for everybody and for those who cannot see it.
    group : str, optional
        The column whose values head groups of rows.
    css : {"", "stacked", "sortable"}
        ``stacked`` is for rows of long text: on a phone, one cell stands under the
        other. ``sortable`` is for tables across teams: readers may sort them.
    of : str
        What sets it apart, for those who hear its caption, where a page has several of
        the same caption.
    """
    shown = {str(column): _written(data[column]) for column in data}
    columns = [column for column in shown if column != group]
    names = {column: table_column(name, column) for column in columns}
    sides = {column: _side(shown[column]) for column in columns}
    heads = "".join(
        f'<th scope="col" id="{names[column]}"{sides[column]}>{escape(column)}</th>'
        for column in columns
    )
    cells = [f'<td headers="{{}}{names[c]}"{sides[c]}>' for c in columns]
    rows = zip(*(shown[column] for column in columns), strict=True)
    if group:
        body = "".join(_groups(rows, shown[group], f"{name}-group", cells))
    else:
        body = _rows(rows, [cell.format("") for cell in cells])
    inner = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return Html(_captioned(inner, name, caption, css, of))


def table_column(name: str, heading: str) -> str:
    """Return the id of a heading, by which its cells refer to it."""
    return f"{name}-table-{NO_WORD.sub('-', heading)}"


def _written(cells: pd.Series) -> list[str]:
    """Write each cell as HTML, by its type."""
    if cells.dtype != "object":
        cells = cells.astype("str")
    pairs = zip(cells.tolist(), cells.isna().tolist(), strict=True)
    return ["" if blank else escape(cell).text for cell, blank in pairs]


def records(data: pd.DataFrame) -> Iterator[Any]:
    """Go through a table row by row, for text that depends on several columns."""
    columns = (column.tolist() for _, column in data.items())  # as `itertuples`, sooner
    yield from map(_record(tuple(data.columns))._make, zip(*columns, strict=True))


@cache  # pandas would make a class for each table, which takes longer than most tables
def _record(columns: Sequence[str]) -> Any:
    return namedtuple("Record", columns, rename=True)


def definitions(
    rows: Mapping[str, Text], name: str, caption: str, of: str = ""
) -> Html:
    """Show names beside what they stand for, by text or HTML; see `table`."""
    lines = "".join(
        f'<tr><th scope="row">{escape(term)}</th><td>{escape(meaning)}</td></tr>'
        for term, meaning in rows.items()
    )
    inner = f"<table><tbody>{lines}</tbody></table>"
    return Html(_captioned(inner, name, caption, of=of))


def _side(cells: Iterable[str]) -> str:
    """Put a column of numbers to the right, where their digits stand in line."""
    numbers = all(NUMBERS.fullmatch(MARKS.sub("", cell)) for cell in cells)
    return ' class="right"' if numbers else ""


def _groups(
    rows: Iterable[Row], labels: Iterable[str], name: str, cells: Sequence[str]
) -> Iterator[str]:
    """Write the rows of each group under a heading, to which each cell refers."""
    grouped: dict[str, list[Row]] = {}
    for label, row in zip(labels, rows, strict=True):
        grouped.setdefault(label, []).append(row)
    for number, (label, of) in enumerate(grouped.items()):
        place = f"{name}-{number}"
        yield (
            f'<tr><th class="group" colspan="{len(cells)}" scope="colgroup" '
            f'id="{place}">{label}</th></tr>'
        )
        yield _rows(of, [cell.format(f"{place} ") for cell in cells])


def _rows(rows: Iterable[Row], cells: Sequence[str]) -> str:
    """Write rows of finished HTML into cells, of which the start tags are given."""
    ends = ["</td>"] * len(cells)
    lines = (zip(cells, row, ends, strict=True) for row in rows)
    return "".join(f"<tr>{''.join(chain.from_iterable(line))}</tr>\n" for line in lines)


def _captioned(inner: str, name: str, caption: str, css: str = "", of: str = "") -> str:
    text, classes = escape(caption), f"table {css}".rstrip()
    spoken = escape(f"{caption}: {of}") if of else text
    inner = inner.replace(">", f"><caption>{text}</caption>", 1)
    return (
        f'<div class="{classes}" id="{name}-table" role="region" tabindex="0" '
        f'aria-label="{spoken}">{inner}</div>'
    )

"""One table, the house's way."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import great_tables as gt
import pandas as pd

from hiteval.display.html import Html, escape
from hiteval.display.visible import visible


def table(
    data: pd.DataFrame,
    name: str,
    caption: str,
    html_columns: Sequence[str] = (),
    group: str | None = None,
    css: Literal["", "stacked", "sortable"] = "",
) -> Html:
    """Show a table.

    Parameters
    ----------
    data : DataFrame
        As it is to be shown; its column names are the headings.
    name : str
        Unique on the page; the table's id is made of it, so that its HTML is the same
        at every run.
    caption : str
        What the table holds, for everybody and for those who cannot see it.
    html_columns : sequence of str
        Columns that hold finished HTML; all others are escaped.
    group : str, optional
        The column whose values head groups of rows.
    css : {"", "stacked", "sortable"}
        ``stacked`` is for rows of long text: on a phone, one cell stands under the
        other. ``sortable`` is for tables across teams: readers may sort them.
    """
    text = [column for column in data if column not in html_columns]
    shown = data.astype(dict.fromkeys(text, "str")).fillna("")
    for column in text:
        shown[column] = shown[column].map(visible)
    shown = shown.rename(columns=visible)
    html_columns = [visible(column) for column in html_columns]
    made = gt.GT(shown, id=f"{name}-table", groupname_col=group and visible(group))
    if html_columns:
        made = made.fmt(fns=str, columns=list(html_columns))
    # The book's style sheet has the looks, once for all pages, in light and in dark.
    page = made.as_raw_html()
    inner = page[page.index("<table") : page.index("</table>")] + "</table>"
    return Html(_captioned(inner, name, caption, css))


def records(data: pd.DataFrame) -> Iterator[Any]:
    """Go through a table row by row, for text that depends on several columns."""
    yield from data.itertuples(index=False)


def definitions(rows: Mapping[str, str], name: str, caption: str) -> Html:
    """Show names beside what they stand for, as finished HTML."""
    lines = "".join(
        f'<tr><th scope="row">{escape(term)}</th><td>{meaning}</td></tr>'
        for term, meaning in rows.items()
    )
    inner = f'<table class="gt_table"><tbody>{lines}</tbody></table>'
    return Html(_captioned(inner, name, caption))


def _captioned(inner: str, name: str, caption: str, css: str = "") -> str:
    text, classes = escape(caption), f"table {css}".rstrip()
    inner = inner.replace(">", f"><caption>{text}</caption>", 1)
    return (
        f'<div class="{classes}" id="{name}-table" role="region" tabindex="0" '
        f'aria-label="{text}">{inner}</div>'
    )

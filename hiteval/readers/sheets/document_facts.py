"""The date and the type of each document, as the rows of a list say them."""

from collections.abc import Collection
from typing import Any

from hiteval.readers.sheets.dates import as_iso, day_comes_first
from hiteval.readers.sheets.table_form import Role

FACTS: dict[str, Role] = {"date": "document_date", "type": "document_type"}


def facts_told(
    sources: Collection[dict[str, Any]], day_first: bool | None
) -> tuple[list[dict[str, Any]], list[str]]:
    """Keep of the facts of each document those on which its rows agree.

    Parameters
    ----------
    sources : collection of dict
        Rows for `hiteval.readers.project`, with the set of all that was said of each of
        `FACTS`.
    day_first : bool or None
        What the mapping says of 3/4/2024; None if it is to be told from the others.

    Returns
    -------
    list of dict
        The rows, with one value or None; dates are ISO 8601 where that is certain.
    list of str
        Warnings.
    """
    cells = {cell for source in sources for cell in source.get("date", ())}
    first = day_comes_first(cells) if day_first is None else day_first
    days = {cell: as_iso(cell, first) for cell in cells}
    rows = []
    for source in sources:
        said = {fact: source.get(fact, set()) for fact in FACTS}
        said["date"] = {days[cell] or cell for cell in said["date"]}
        agreed = {
            f: min(found) if len(found) == 1 else None for f, found in said.items()
        }
        rows.append(source | agreed)
    lost = sum(day is None for day in days.values())
    told = (
        f"Dates of documents that may be two, or are none: {lost}. If the day comes "
        "first, write spreadsheet: {day_first: true} in mapping.yml; a month needs a "
        "year of four digits."
    )
    return rows, [told] if lost else []

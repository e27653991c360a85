"""What QualCoder holds beside codings: attributes, memos, annotations, the journal."""

from collections.abc import Iterator, Mapping
from typing import Any

from hiteval.readers.databases.find_passage import find_row_passages
from hiteval.readers.databases.sqlite_file import Database, Row
from hiteval.readers.text_positions import Text

TYPES = {"numeric": "float"}
# Whose memos: the table, what they are about, the column of its key.
WITH_MEMOS = [("source", "source", "id"), ("cases", "case", "name")]


def variables(
    database: Database, sources: Mapping[Any, Row], cases: Mapping[Any, Row]
) -> list[Row]:
    """List every value of an attribute; one of something deleted names nothing.

    Parameters
    ----------
    database : Database
        The open file.
    sources, cases : mapping of id to row
        What values can be of.
    """
    kinds = {
        row["name"]: TYPES.get(row["valuetype"], "text")
        for row in database.rows("attribute_type", ["name", "valuetype"])
    }
    found = []
    for row in database.rows("attribute", ["name", "attr_type", "value", "id"]):
        of_case = row["attr_type"] == "case" and row["id"] in cases
        of_source = row["attr_type"] == "file" and row["id"] in sources
        found.append(
            {
                "variable": row["name"],
                "type": kinds.get(row["name"], "text"),
                "source": str(row["id"]) if of_source else None,
                "case": cases[row["id"]]["name"] if of_case else None,
                "value": row["value"],
            }
        )
    return found


def memos(database: Database, texts: Mapping[Any, Text]) -> Iterator[Row]:
    """List memos, annotations of passages and the entries of the journal."""
    for row in database.rows("project", ["memo"]):
        if row["memo"]:
            yield {"about": "project", "text": row["memo"]}
    for name, about, key in WITH_MEMOS:
        for row in database.rows(name, [key, "memo", "owner", "date"]):
            if row["memo"]:
                made = {"user": row["owner"], "created": row["date"]}
                yield {
                    "about": about,
                    "key": str(row[key]),
                    "text": row["memo"],
                    **made,
                }
    yield from _annotations(database, texts)
    for row in database.rows("journal", ["name", "jentry", "owner", "date"]):
        yield {
            "about": "project",
            "title": row["name"],
            "text": row["jentry"],
            "user": row["owner"],
            "created": row["date"],
        }


def _annotations(database: Database, texts: Mapping[Any, Text]) -> Iterator[Row]:
    columns = ["fid", "pos0", "pos1", "memo", "owner", "date"]
    rows = database.rows("annotation", columns)
    places = find_row_passages(texts, rows, ("fid", "pos0", "pos1"))
    for row, place in zip(rows, places, strict=True):
        yield {
            "about": "passage",
            "key": str(row["fid"]),
            "start": place.start,
            "end": place.end,
            "text": row["memo"],
            "user": row["owner"],
            "created": row["date"],
        }

"""Taguette's SQLite file, or the project exported as SQLite3.

Positions are UTF-8 bytes of the document's text. A highlight does not say who made it:
the log of commands does.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np

from hiteval.readers.databases.find_passage import (
    Passage,
    doubts,
    find_passages,
    squeezed,
)
from hiteval.readers.databases.html_text import plain_text
from hiteval.readers.databases.sqlite_file import Database, Row, open_database
from hiteval.readers.databases.taguette_log import History, replay
from hiteval.readers.project import NOBODY, Count, Project, table

TABLES = {"projects", "documents", "highlights", "tags", "highlight_tags", "commands"}
OTHER_SNIPPET = "the snippet that Taguette stored is not the text at its positions"
DANGLING = (
    "highlight_id NOT IN (SELECT id FROM highlights WHERE document_id IN "
    "(SELECT id FROM documents)) OR tag_id NOT IN (SELECT id FROM tags)"
)
UNTAGGED = "id NOT IN (SELECT highlight_id FROM highlight_tags)"


@dataclass(frozen=True, slots=True)
class _Stored:
    """The rows of the file that count."""

    projects: list[Row]
    documents: dict[Any, Row]
    tags: dict[Any, Row]
    highlights: dict[Any, Row]
    pairs: list[Row]
    history: History

    @classmethod
    def of(cls, database: Database) -> Self:
        rows, by_key = database.rows, database.by_key
        named = ["id", "name", "description"]
        documents = by_key("documents", [*named, "filename", "created", "contents"])
        marks = ["id", "document_id", "start_offset", "end_offset", "snippet"]
        acts = ["id", "date", "user_login", "document_id", "payload"]
        return cls(
            projects=rows("projects", named),
            documents={
                key: row | {"text": plain_text(str(row["contents"]))}
                for key, row in documents.items()
            },
            tags=by_key("tags", ["id", "project_id", "path", "description"]),
            highlights=by_key("highlights", marks),
            pairs=rows("highlight_tags", ["highlight_id", "tag_id"]),
            history=replay(rows("commands", acts)),
        )


def read_taguette(path: Path) -> Project:
    """Read a Taguette file.

    Of a file with several projects all are read, each code under its project's name.

    Parameters
    ----------
    path : Path
        ``taguette.sqlite3``, or a project exported as SQLite3.

    Raises
    ------
    StudyError
        If it cannot be read in full.
    """
    with open_database(path) as database:
        stored = _Stored.of(database)
        users = [str(row["login"]) for row in database.rows("users", ["login"])]
        codings = list(_codings(stored, _passages(stored)))
        return Project(
            file=path.name,
            origin="Taguette",
            users=tuple(sorted({*users, *(row["user"] for row in codings)})),
            sources=table("sources", _sources(stored)),
            codes=table("codes", _codes(stored)),
            codings=table("codings", codings),
            groups=table("groups"),
            variables=table("variables"),
            memos=table("memos", _memos(stored)),
            warnings=tuple(_warnings(stored, codings)),
            ledger=_ledger(database, stored, codings),
        )


def _sources(stored: _Stored) -> Iterator[Row]:
    for key, row in stored.documents.items():
        act = stored.history.documents.get(key)
        yield {
            "source": str(key),
            "name": str(row["name"] or f"document {key}"),
            "kind": "text",
            "file": row["filename"],
            "text": row["text"],
            "user": act.user if act else None,
            "created": row["created"],
        }


def _codes(stored: _Stored) -> Iterator[Row]:
    several = {row["id"]: row["name"] for row in stored.projects}
    for key, row in stored.tags.items():
        above = (several.get(row["project_id"], "?"),) if len(several) > 1 else ()
        yield {
            "code": str(key),
            "path": (*above, row["path"]),
            "codable": "yes",
            "description": row["description"] or None,
        }


def _passages(stored: _Stored) -> dict[Any, Passage]:
    """Find the passage of each highlight whose document is there."""
    found = {}
    by_document = defaultdict(list)
    for highlight in stored.highlights.values():
        by_document[highlight["document_id"]].append(highlight)
    for document, row in stored.documents.items():
        here = by_document[document]
        marks = [(h["start_offset"], h["end_offset"], None) for h in here]
        places = find_passages(row["text"], marks, [_bytes_before(row["text"])])
        for highlight, place in zip(here, places, strict=True):
            found[highlight["id"]] = _checked(place, str(highlight["snippet"]))
    return found


def _bytes_before(text: str) -> np.ndarray:
    """Return where each character begins, and the text ends, in UTF-8 bytes."""
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4")
    widths = 1 + sum((codes > last).astype(int) for last in (0x7F, 0x7FF, 0xFFFF))
    return np.concatenate([[0], np.cumsum(widths)])


def _checked(place: Passage, snippet: str) -> Passage:
    """Compare with the stored snippet; the positions are what Taguette goes by."""
    words = plain_text(snippet)
    if place.quote is None:
        return replace(place, quote=words or None)
    if squeezed(place.quote) == squeezed(words):
        return place
    return replace(place, doubt=OTHER_SNIPPET)


def _codings(stored: _Stored, passages: dict[Any, Passage]) -> Iterator[Row]:
    for pair in stored.pairs:
        highlight, tag = pair["highlight_id"], pair["tag_id"]
        if highlight not in passages or tag not in stored.tags:
            continue
        place = passages[highlight]
        marked = stored.history.highlights.get(highlight)
        tagged = stored.history.tags.get(highlight, {}).get(tag)
        by = tagged or marked
        yield place.columns | {
            "source": str(stored.highlights[highlight]["document_id"]),
            "code": str(tag),
            "user": by.user if by else NOBODY,
            "selection_user": marked.user if marked else None,
            "created": by.date if by else None,
        }


def _memos(stored: _Stored) -> Iterator[Row]:
    described = [("project", row) for row in stored.projects]
    described += [("source", row) for row in stored.documents.values()]
    for about, row in described:
        if row["description"]:
            yield {
                "about": about,
                "key": str(row["id"]) if about == "source" else row["name"],
                "text": row["description"],
            }


def _warnings(stored: _Stored, codings: list[Row]) -> Iterator[str]:
    history = stored.history
    if len(stored.projects) > 1:
        yield f"The file holds {len(stored.projects)} projects; all were read."
    if nameless := sum(row["user"] == NOBODY for row in codings):
        yield f"The log does not say who made {nameless} codings: they are {NOBODY}'s."
    if inferred := _inferred(stored, codings) - nameless:
        yield (
            f"The log does not say who put {inferred} tags on their highlights: they "
            "count as coded by whoever made the highlight."
        )
    if moved := len(history.changed_by_others & stored.highlights.keys()):
        yield (
            f"{moved} highlights were changed by somebody else than their author; each "
            "tag counts for its first user."
        )
    if gone := len(history.added - stored.highlights.keys()):
        yield f"{gone} highlights were made and later deleted; they are left out."
    if history.unreadable:
        yield f"{history.unreadable} entries of the log could not be read."
    yield from doubts(codings)


def _inferred(stored: _Stored, codings: list[Row]) -> int:
    """Count the tags of which the log does not say who put them there."""
    logged = stored.history.tags
    pairs = [(pair["highlight_id"], pair["tag_id"]) for pair in stored.pairs]
    known = sum(tag in logged.get(highlight, {}) for highlight, tag in pairs)
    return len(codings) - known


def _ledger(
    database: Database, stored: _Stored, codings: list[Row]
) -> tuple[Count, ...]:
    count = database.count
    pairs = "highlight_tags"
    tagged = {pair["highlight_id"] for pair in stored.pairs}
    untagged = stored.highlights.keys() - tagged
    gone = len(stored.pairs) - len(codings)
    return (
        Count("documents", count("documents"), len(stored.documents)),
        Count("tags", count("tags"), len(stored.tags)),
        Count("highlights", count("highlights"), len(stored.highlights)),
        Count("highlights without a tag", count("highlights", UNTAGGED), len(untagged)),
        Count("codings", count(pairs, f"NOT ({DANGLING})"), len(codings)),
        Count("codings of what is no longer there", count(pairs, DANGLING), gone),
    )

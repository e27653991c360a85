"""RQDA's SQLite file (``.rqda``).

RQDA deletes by setting ``status``: 1 is live, 0 and -1 are deleted. Positions are
characters, stored as real numbers; the words of a passage are stored beside them, and
in real files do not always agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from hiteval.readers.databases.find_passage import doubts, find_row_passages
from hiteval.readers.databases.rows import case_member, coding_row
from hiteval.readers.databases.sqlite_file import Database, Row, open_database
from hiteval.readers.project import Count, Project, table
from hiteval.readers.text_positions import Text

MADE = ["owner", "date", "memo", "status"]
LIVE_CODING = (
    "status = 1 AND cid IN (SELECT id FROM freecode WHERE status = 1) "
    "AND fid IN (SELECT id FROM source WHERE status = 1)"
)
LIVE_PART = (
    "status = 1 AND caseid IN (SELECT id FROM cases WHERE status = 1) "
    "AND fid IN (SELECT id FROM source WHERE status = 1)"
)
PLACE = ("fid", "selfirst", "selend")
CODINGS = ("coding", "coding2")  # the second is for a second round of coding
TYPES = {"numeric": "float"}


@dataclass(frozen=True, slots=True)
class _Stored:
    """The live rows of the file, and the texts as they are kept."""

    sources: dict[Any, Row]
    texts: dict[Any, Text]
    codes: dict[Any, Row]
    cases: dict[Any, Row]
    codings: list[Row]
    deleted: int

    @classmethod
    def of(cls, database: Database) -> Self:
        def live(name: str, *columns: str) -> dict[Any, Row]:
            rows = database.by_key(name, [*columns, *MADE])
            return {key: row for key, row in rows.items() if row["status"] == 1}

        sources, codes = (
            live("source", "id", "name", "file"),
            live("freecode", "id", "name"),
        )
        columns = ["cid", *PLACE, "seltext", *MADE]
        every = [r for n in _tables(database) for r in database.rows(n, columns)]
        kept = [
            row
            for row in every
            if row["status"] == 1 and row["cid"] in codes and row["fid"] in sources
        ]
        return cls(
            sources=sources,
            texts={
                key: Text.of(str(row["file"] or "")) for key, row in sources.items()
            },
            codes=codes,
            cases=live("cases", "id", "name"),
            codings=kept,
            deleted=len(every) - len(kept),
        )


def _tables(database: Database) -> list[str]:
    return [name for name in CODINGS if name in database.tables]


def read_rqda(path: Path) -> Project:
    """Read an RQDA file; what was deleted in RQDA is counted and left out.

    Raises
    ------
    StudyError
        If it cannot be read in full.
    """
    with open_database(path) as database:
        stored = _Stored.of(database)
        codings = list(_codings(stored))
        members = list(_case_members(database, stored))
        return Project(
            file=path.name,
            origin=_origin(database),
            users=tuple(sorted({row["user"] for row in codings})),
            sources=table("sources", _sources(stored)),
            codes=table("codes", _codes(stored)),
            codings=table("codings", codings),
            groups=table(
                "groups",
                [
                    *members,
                    *_sets(database, "filecat", "treefile", "fid", stored.sources),
                    *_sets(database, "codecat", "treecode", "cid", stored.codes),
                ],
            ),
            variables=table("variables", _variables(database, stored)),
            memos=table("memos", _memos(database, stored)),
            warnings=tuple(_warnings(database, codings, members)),
            ledger=_ledger(database, stored, codings),
        )


def _origin(database: Database) -> str:
    versions = database.rows("project", ["databaseversion"])
    return " ".join(["RQDA", *(str(row["databaseversion"]) for row in versions[:1])])


def _sources(stored: _Stored) -> Iterator[Row]:
    for key, row in stored.sources.items():
        yield {
            "source": str(key),
            "name": str(row["name"] or f"source {key}"),
            "kind": "text",
            "text": stored.texts[key].content,
            "user": row["owner"],
            "created": row["date"],
        }


def _codes(stored: _Stored) -> Iterator[Row]:
    """List codes; a code can be in several categories, so these are sets of codes."""
    for key, row in stored.codes.items():
        yield {
            "code": str(key),
            "path": (str(row["name"]),),
            "codable": "yes",
            "description": row["memo"] or None,
        }


def _codings(stored: _Stored) -> Iterator[Row]:
    places = find_row_passages(stored.texts, stored.codings, (*PLACE, "seltext"))
    for row, place in zip(stored.codings, places, strict=True):
        yield coding_row(row, row["fid"], place)


def _case_members(database: Database, stored: _Stored) -> Iterator[Row]:
    columns = ["caseid", *PLACE, "status"]
    live = [
        row
        for row in database.rows("caselinkage", columns)
        if row["status"] == 1
        and row["caseid"] in stored.cases
        and row["fid"] in stored.sources
    ]
    places = find_row_passages(stored.texts, live, PLACE)
    for row, place in zip(live, places, strict=True):
        name, text = stored.cases[row["caseid"]]["name"], stored.texts[row["fid"]]
        if member := case_member(name, row["fid"], place, text):
            yield member  # `_warnings` counts the others


def _sets(
    database: Database, categories: str, tree: str, key: str, members: dict[Any, Row]
) -> Iterator[Row]:
    """List members of categories of files or of codes."""
    listed = database.by_key(categories, ["catid", "name", "status"])
    names = {key: row["name"] for key, row in listed.items() if row["status"] == 1}
    for row in database.rows(tree, [key, "catid", "status"]):
        if row["status"] == 1 and row["catid"] in names and row[key] in members:
            column = "source" if key == "fid" else "code"
            yield {"kind": "set", "name": names[row["catid"]], column: str(row[key])}


def _variables(database: Database, stored: _Stored) -> Iterator[Row]:
    listed = database.rows("attributes", ["name", "status"], ["class"])
    kinds = {row["name"]: TYPES.get(row["class"], "text") for row in listed}
    for name, key, of in (
        ("fileAttr", "fileID", "source"),
        ("caseAttr", "caseID", "case"),
    ):
        for row in database.rows(name, ["variable", "value", key], ["status"]):
            owners = stored.sources if of == "source" else stored.cases
            if row["status"] in (1, None) and row[key] in owners:
                owner = str(row[key]) if of == "source" else owners[row[key]]["name"]
                kind = kinds.get(row["variable"], "text")
                value = {"variable": row["variable"], "value": row["value"]}
                yield value | {"type": kind, of: owner}


def _memos(database: Database, stored: _Stored) -> Iterator[Row]:
    for row in database.rows("project", ["memo"]):
        yield from _memo(row["memo"], {}, about="project")
    for key, row in stored.sources.items():
        yield from _memo(row["memo"], row, about="source", key=str(key))
    for row in stored.cases.values():
        yield from _memo(row["memo"], row, about="case", key=row["name"])
    for row in _notes(database, "annotation", ["fid", "position", "annotation"]):
        at = {"key": str(row["fid"]), "start": row["position"]}
        yield from _memo(row["annotation"], row, about="passage", **at)
    for row in _notes(database, "journal", ["name", "journal"]):
        yield from _memo(row["journal"], row, about="project", title=row["name"])


def _memo(text: str | None, row: Row, **what: Any) -> Iterator[Row]:
    if text:
        made = {"user": row.get("owner"), "created": row.get("date")}
        yield {"text": text, **made, **what}


def _notes(database: Database, name: str, columns: list[str]) -> list[Row]:
    """Read a table that early versions of RQDA lack."""
    if name not in database.tables:
        return []
    rows = database.rows(name, [*columns, "owner", "date", "status"])
    return [row for row in rows if row["status"] == 1]


def _warnings(
    database: Database, codings: list[Row], members: list[Row]
) -> Iterator[str]:
    pictures = "imageCoding" in database.tables
    if pictures and (areas := database.count("imageCoding", "status = 1")):
        yield f"{areas} codings of pictures are not read: RQDA stores no words."
    if lost := database.count("caselinkage", LIVE_PART) - len(members):
        yield f"{lost} parts of cases have no place in their text."
    yield from doubts(codings)


def _ledger(
    database: Database, stored: _Stored, codings: list[Row]
) -> tuple[Count, ...]:
    count, tables = database.count, _tables(database)
    live = sum(count(name, LIVE_CODING) for name in tables)
    deleted = sum(count(name) for name in tables) - live
    note = "deleted in RQDA, by themselves or with their code or file"
    return (
        Count("files", count("source", "status = 1"), len(stored.sources)),
        Count("codes", count("freecode", "status = 1"), len(stored.codes)),
        Count("cases", count("cases", "status = 1"), len(stored.cases)),
        Count("codings", live, len(codings)),
        Count("codings left out", deleted, stored.deleted, note if deleted else ""),
    )

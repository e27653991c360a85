"""QualCoder's project: a folder with the SQLite file `data.qda`.

Positions are characters of the text as it is stored; the owner of a row is its coder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from hiteval.readers.databases.find_passage import Passage, doubts, find_row_passages
from hiteval.readers.databases.qualcoder_notes import memos, variables
from hiteval.readers.databases.rows import case_member, coding_row
from hiteval.readers.databases.sqlite_file import Database, Row, open_database
from hiteval.readers.project import Count, Project, refusal, table
from hiteval.readers.text_positions import Text

FILE = "data.qda"
KINDS = {"images": "picture", "audio": "audio", "video": "video"}
MADE = ["owner", "date", "memo"]
GONE = (
    "(cid IS NULL OR cid NOT IN (SELECT cid FROM code_name) OR {0} IS NULL "
    "OR {0} NOT IN (SELECT id FROM source))"
)
# Each kind of coding: the column of its source, then others; only later versions have
# the last ones.
CODED = {
    "code_text": ("fid", ["pos0", "pos1", "seltext"], ["important"]),
    "code_image": ("id", ["x1", "y1", "width", "height"], ["important"]),
    "code_av": ("id", ["pos0", "pos1"], ["important"]),
}


@dataclass(frozen=True, slots=True)
class _Stored:
    """The rows of the file, and the texts as they are kept."""

    sources: dict[Any, Row]
    texts: dict[Any, Text]
    codes: dict[Any, Row]
    categories: dict[Any, Row]
    codings: dict[str, list[Row]]
    cases: dict[Any, Row]
    members: list[Row]

    @classmethod
    def of(cls, database: Database) -> Self:
        paths = ["mediapath", "imagepath"]
        sources = database.by_key("source", ["id", "name", "fulltext", *MADE], paths)
        return cls(
            sources=sources,
            texts={
                key: Text.of(str(row["fulltext"]))
                for key, row in sources.items()
                if row["fulltext"] is not None
            },
            codes=database.by_key("code_name", ["cid", "name", "catid", *MADE]),
            categories=database.by_key(
                "code_cat", ["catid", "name", "supercatid", *MADE]
            ),
            codings={
                name: database.rows(name, [key, "cid", *columns, *MADE], optional)
                for name, (key, columns, optional) in CODED.items()
                if name in database.tables
            },
            cases=database.by_key("cases", ["caseid", "name", *MADE]),
            members=database.rows("case_text", ["caseid", "fid", "pos0", "pos1"]),
        )


def read_qualcoder(path: Path) -> Project:
    """Read a QualCoder project.

    Parameters
    ----------
    path : Path
        The project's folder, or the `data.qda` in it.

    Raises
    ------
    StudyError
        If it cannot be read in full.
    """
    place = path / FILE if path.is_dir() else path
    with open_database(place) as database:
        stored = _Stored.of(database)
        codings = list(_codings(stored))
        members = list(_members(stored))
        values = variables(database, stored.sources, stored.cases)
        return Project(
            file=place.resolve().parent.name,
            origin=_origin(database),
            users=tuple(sorted({row["user"] for row in codings})),
            sources=table("sources", _sources(stored)),
            codes=table(
                "codes", [*_codes(place.name, stored), *_folders(place.name, stored)]
            ),
            codings=table("codings", codings),
            groups=table("groups", members),
            variables=table("variables", values),
            memos=table("memos", memos(database, stored.texts)),
            warnings=tuple(_warnings(database, stored, codings, members)),
            ledger=_ledger(database, stored, codings, len(values)),
        )


def _origin(database: Database) -> str:
    rows = database.rows("project", ["databaseversion"], ["about"])
    told = [str(row["about"] or row["databaseversion"]) for row in rows]
    return " ".join(told) or "QualCoder"


def _sources(stored: _Stored) -> Iterator[Row]:
    for key, row in stored.sources.items():
        path = str(row["mediapath"] or row["imagepath"] or "").replace("\\", "/")
        folder = path.lstrip("/").partition(":")[0].partition("/")[0]
        is_pdf = path.casefold().endswith(".pdf")
        text = stored.texts.get(key)
        yield {
            "source": str(key),
            "name": str(row["name"] or f"source {key}"),
            "kind": "pdf" if is_pdf else KINDS.get(folder, "text"),
            "file": path.rpartition("/")[2].rpartition(":")[2] or row["name"],
            "text": text.content if text else None,
            "user": row["owner"],
            "created": row["date"],
        }


def _path(file: str, stored: _Stored, name: str, category: Any) -> tuple[str, ...]:
    """Climb from a code to the root of its categories."""
    path, seen = [name], set()
    while category in stored.categories:
        if category in seen:
            expected, got = "categories within others", "one within itself"
            remedy = "Correct the tree of codes in QualCoder."
            raise refusal(file, expected, got, remedy)
        seen.add(category)
        path.append(str(stored.categories[category]["name"]))
        category = stored.categories[category]["supercatid"]
    return tuple(reversed(path))


def _codes(file: str, stored: _Stored) -> Iterator[Row]:
    for key, row in stored.codes.items():
        yield {
            "code": str(key),
            "path": _path(file, stored, str(row["name"]), row["catid"]),
            "codable": "yes",
            "description": row["memo"] or None,
        }


def _folders(file: str, stored: _Stored) -> Iterator[Row]:
    for key, row in stored.categories.items():
        yield {
            "code": f"category {key}",
            "path": _path(file, stored, str(row["name"]), row["supercatid"]),
            "codable": "no",
            "description": row["memo"] or None,
        }


def _codings(stored: _Stored) -> Iterator[Row]:
    for name, rows in stored.codings.items():
        key = CODED[name][0]
        live = [
            r for r in rows if r["cid"] in stored.codes and r[key] in stored.sources
        ]
        if name == "code_text":
            columns = ("fid", "pos0", "pos1", "seltext")
            places = find_row_passages(stored.texts, live, columns)
        else:
            places = [Passage(None, None, None)] * len(live)
        for row, place in zip(live, places, strict=True):
            yield coding_row(row, row[key], place) | {"place": _place(name, row)}


def _place(name: str, row: Row) -> str | None:
    if name == "code_image":
        area = [row[column] for column in ("x1", "y1", "width", "height")]
        return "area {}, {}, {} wide, {} high".format(*area)
    if name == "code_av":
        return " to ".join(_clock(row[column]) for column in ("pos0", "pos1"))
    return None


def _clock(milliseconds: Any) -> str:
    """Write a time of a recording.

    >>> _clock(3_671_500)
    '01:01:11'
    """
    if not isinstance(milliseconds, int | float):
        return "?"
    minutes, seconds = divmod(int(milliseconds) // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _members(stored: _Stored) -> Iterator[Row]:
    """List what belongs to a case: a whole source, or a part of its text."""
    live = [
        row
        for row in stored.members
        if row["caseid"] in stored.cases and row["fid"] in stored.sources
    ]
    places = find_row_passages(stored.texts, live, ("fid", "pos0", "pos1"))
    for row, place in zip(live, places, strict=True):
        name, text = stored.cases[row["caseid"]]["name"], stored.texts.get(row["fid"])
        if member := case_member(name, row["fid"], place, text):
            yield member  # `_warnings` counts the others


def _warnings(
    database: Database, stored: _Stored, codings: list[Row], members: list[Row]
) -> Iterator[str]:
    if "coder_names" in database.tables:
        coders = database.rows("coder_names", ["name"], ["visibility"])
        if hidden := [str(row["name"]) for row in coders if row["visibility"] == 0]:
            yield f"Read although hidden in QualCoder: {len(hidden)} coders' codings."
    marked = sum(r["important"] == 1 for rows in stored.codings.values() for r in rows)
    if marked:
        yield f"{marked} codings are marked as important; the mark is not read."
    if silent := sum(row["quote"] is None for row in codings):
        yield f"{silent} codings of pictures or recordings have no text to quote."
    if lost := len(stored.members) - len(members):
        yield f"{lost} parts of cases are of no source, no case or no place in a text."
    yield from doubts(codings)


def _ledger(
    database: Database, stored: _Stored, codings: list[Row], values: int
) -> tuple[Count, ...]:
    gone = {name: GONE.format(CODED[name][0]) for name in stored.codings}
    live = sum(database.count(name, f"NOT {gone[name]}") for name in gone)
    lost = sum(database.count(name, where) for name, where in gone.items())
    held = sum(len(rows) for rows in stored.codings.values())
    note = "their source or code is no longer there"
    return (
        Count("sources", database.count("source"), len(stored.sources)),
        Count("codes", database.count("code_name"), len(stored.codes)),
        Count(
            "categories of codes", database.count("code_cat"), len(stored.categories)
        ),
        Count("codings", live, len(codings)),
        Count("codings left out", lost, held - len(codings), note if lost else ""),
        Count("cases", database.count("cases"), len(stored.cases)),
        Count("members of cases", database.count("case_text"), len(stored.members)),
        Count("attributes", database.count("attribute"), values),
    )

"""Read REFI-QDA: projects (``.qdpx``, ``.qde``) and codebooks (``.qdc``).

The rule of coders: who coded is the user of the coding; where that is absent, the user
of the selection; where that is absent too, the user of the source. Both users are kept,
and the reader says how often they differ.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from hiteval.readers import caps
from hiteval.readers.project import Project, refusal, table
from hiteval.readers.refi.codings import Located, locate, without_repeats
from hiteval.readers.refi.groups import Groups, read_groups, read_variables
from hiteval.readers.refi.ledger import ledger, remarks
from hiteval.readers.refi.notes import Notes, memos, read_notes
from hiteval.readers.refi.package import Package
from hiteval.readers.refi.sources import Found, Source, file_name, guid, walk
from hiteval.readers.xml_tree import text_of


def read_refi(package: Package) -> Project:
    """Read a REFI-QDA document into the common form.

    Raises
    ------
    StudyError
        If it is no project or codebook, if a text does not prove what its passages
        are, or if anything that it holds was not read.
    """
    root = package.document.root
    if root.tag not in ("Project", "CodeBook"):
        expected, got = "a REFI-QDA project or codebook", "other XML"
        raise refusal(package.file, expected, got, "Export it as REFI-QDA.")
    origin = root.get("origin") or "a tool that does not say its name"
    users, codes, notes = _users(root), _codes(package), read_notes(package)
    found = walk(package)
    texts, located, doubts = locate(package.file, origin, found.sources, found.passages)
    rows = _coding_rows(located, _People(users, found.sources), notes)
    places = {row["selection"]: row for row in map(_place, located)}
    groups = read_groups(root, rows, places, codes)
    themes = [row for row in rows if row["id"] not in groups.case_codings]
    pdfs = {source.key for source in found.sources if source.kind == "pdf"}
    evidence = without_repeats(themes, pdfs)
    unknown = sorted({r["code"] for r in evidence} - {c["code"] for c in codes})
    lost = [{"code": key, "path": (f"unknown code {key[:8]}",)} for key in unknown]
    variables = read_variables(root, groups)
    left_out = {
        "assign text to cases": len(rows) - len(themes),
        "are one coding of a PDF written twice": len(themes) - len(evidence),
        "are in notes": notes.codings,
    }
    read = {"users": len(users), "codes": len(codes), "variable values": len(variables)}
    read |= _read_counts(found, rows, groups, notes)
    sources = table("sources", _source_rows(found.sources, texts, users))
    return Project(
        file=package.file,
        origin=origin,
        users=tuple(sorted({*users.values(), *(row["user"] for row in evidence)})),
        sources=sources,
        codes=table("codes", codes + lost),
        codings=table("codings", evidence),
        groups=table("groups", groups.rows),
        variables=table("variables", variables),
        memos=table("memos", memos(root, notes, _comments(located), users)),
        warnings=(*remarks(package, sources, rows, evidence, unknown), *doubts),
        ledger=ledger(package, read, left_out),
    )


def _read_counts(
    found: Found, rows: list[dict[str, Any]], groups: Groups, notes: Notes
) -> dict[str, int]:
    """Count what was read, for the ledger."""
    return {
        "sources": sum(not source.is_transcript for source in found.sources),
        "selections": found.selections + notes.selections,
        "codings": len(rows) + notes.codings,
        "cases": len(groups.cases),
        "members of cases": groups.case_members,
        "sets": groups.sets,
        "members of sets": groups.set_members,
        "notes": notes.count,
        "links": notes.links,
    }


def _comments(located: list[Located]) -> Iterator[tuple[Element, dict[str, Any]]]:
    """Find selections without a coding: what is said of them is no evidence."""
    for place in located:
        if not place.passage.codings:
            yield place.passage.element, _range(place)


def _range(place: Located) -> dict[str, Any]:
    return {"source": place.passage.source, "start": place.start, "end": place.end}


def _place(place: Located) -> dict[str, Any]:
    return _range(place) | {"selection": guid(place.passage.element.get("guid"))}


class _People:
    """Names of users by their ids, and the rule of who coded."""

    def __init__(self, users: dict[str, str], sources: list[Source]) -> None:
        self.users = users
        self.owners = {s.key: s.element.get("creatingUser") for s in sources}

    def name(self, key: str | None) -> str | None:
        """Name a user; one that the file does not list is known by its id."""
        plain = guid(key)
        return self.users.get(plain, f"unknown:{plain[:8]}") if plain else None

    def coder(self, coding: Element, selection: Element, source: str) -> str:
        """Apply the rule: coding, then selection, then source."""
        told = (coding.get("creatingUser"), selection.get("creatingUser"))
        keys = (*told, self.owners.get(source))
        return next((n for n in map(self.name, keys) if n), "unknown")


def _users(root: Element) -> dict[str, str]:
    """Name every user; two with the same name get their ids beside it."""
    users = {
        guid(e.get("guid")) or f"user {n}": e.get("name") or e.get("id") or "unnamed"
        for n, e in enumerate(root.iterfind("Users/User"))
    }
    times = Counter(users.values())
    return {
        key: f"{name} [{key}]" if times[name] > 1 else name
        for key, name in users.items()
    }


def _codes(package: Package) -> list[dict[str, Any]]:
    """List every code with its path, without recursion: trees may be deep."""
    root = package.document.root
    top = root.find("Codes") if root.tag == "CodeBook" else root.find("CodeBook/Codes")
    waiting: list[tuple[Element, tuple[str, ...]]] = [
        (e, ()) for e in (top if top is not None else []) if e.tag == "Code"
    ]
    rows: list[dict[str, Any]] = []
    while waiting:
        element, above = waiting.pop()
        path = (*above, element.get("name") or "unnamed")
        waiting += [(child, path) for child in element if child.tag == "Code"]
        codable = element.get("isCodable", "true").strip() not in ("false", "0")
        rows.append(
            {
                "code": guid(element.get("guid")) or f"code {len(rows) + 1}",
                "path": path,
                "codable": "yes" if codable else "no",
                "description": text_of(element, "Description"),
            }
        )
    if len(rows) > caps.CODES:
        expected, got = f"at most {caps.CODES} codes", str(len(rows))
        raise refusal(package.file, expected, got, "Split the project.")
    return sorted(rows, key=lambda row: (row["path"], row["code"]))


def _source_rows(
    sources: list[Source], texts: dict[str, str], users: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for source in sources:
        element = source.element
        yield {
            "source": source.key,
            "name": source.name,
            "kind": source.kind,
            "file": file_name(element),
            "text": texts.get(source.key),
            "user": users.get(guid(element.get("creatingUser")) or ""),
            "created": element.get("creationDateTime"),
        }


def _coding_rows(
    located: list[Located], people: _People, notes: Notes
) -> list[dict[str, Any]]:
    """Make a row of every coding; what follows ``doubt`` serves the reader only."""
    rows: list[dict[str, Any]] = []
    for place in located:
        selection = place.passage.element
        about = [text_of(selection, "Description"), *notes.texts(selection)]
        for coding in place.passage.codings:
            target = coding.find("CodeRef")
            comment = [*about, *notes.texts(coding)]
            source = place.passage.source
            rows.append(
                {
                    "source": source,
                    "start": place.start,
                    "end": place.end,
                    "quote": place.quote,
                    "code": guid(
                        target.get("targetGUID") if target is not None else None
                    )
                    or "none",
                    "user": people.coder(coding, selection, source),
                    "selection_user": people.name(selection.get("creatingUser")),
                    "created": coding.get("creationDateTime"),
                    "comment": "\n".join(filter(None, comment)) or None,
                    "place": place.passage.place,
                    "doubt": place.doubt,
                    "id": len(rows),
                    "guid": guid(coding.get("guid")),
                    "name": selection.get("name"),
                    "selection": guid(selection.get("guid")),
                }
            )
    return rows

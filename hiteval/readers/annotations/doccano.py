"""doccano's export: a document on each line, with the spans or labels on it.

Each person has a file; none says whose it is.
"""

from collections.abc import Iterator
from typing import Any

from hiteval.readers.annotations.json_file import (
    Object,
    list_of,
    object_of,
    texts_of,
)
from hiteval.readers.databases.find_passage import doubts, find_row_passages
from hiteval.readers.project import NOBODY, WHOLE, Count, Project, table
from hiteval.readers.text_positions import Text

LISTS = ("label", "labels", "entities")
COMMENTS = ("Comments", "comments")
Row = dict[str, Any]


def is_doccano(value: Any) -> bool:
    """Tell whether JSON is a list of texts, each with a list of labels."""
    documents = value if isinstance(value, list) else []
    return bool(documents) and all(
        isinstance(object_of(d).get("text"), str) and {*LISTS} & {*d} for d in documents
    )


def read_doccano(file: str, documents: list[Object]) -> Project:
    """Read the documents of an export.

    Parameters
    ----------
    file : str
        Its name.
    documents : list of dict
        What it holds; see `is_doccano`.
    """
    numbered = {str(n): document for n, document in enumerate(documents, start=1)}
    texts = {key: Text.of(document["text"]) for key, document in numbered.items()}
    marks = [mark for key, d in numbered.items() for mark in _marks(key, d)]
    places = find_row_passages(texts, marks, ("source", "start", "end"))
    codings = [
        mark | (place.columns if mark["place"] is None else {})
        for mark, place in zip(marks, places, strict=True)
    ]
    names = {key: f"{file}: document {d.get('id', key)}" for key, d in numbered.items()}
    sources = [
        {"source": key, "name": names[key], "kind": "text", "text": texts[key].content}
        for key in numbered
    ]
    memos = [
        {"about": "source", "key": key, "text": text}
        for key, document in numbered.items()
        for name in COMMENTS
        for text in texts_of(document.get(name))
    ]
    codes = {mark["code"]: (mark["code"],) for mark in marks}
    return Project(
        file=file,
        origin="doccano",
        users=(NOBODY,) if codings else (),
        sources=table("sources", sources),
        codes=table("codes", [{"code": c, "path": p} for c, p in codes.items()]),
        codings=table("codings", codings),
        groups=table("groups"),
        variables=table("variables"),
        memos=table("memos", memos),
        warnings=tuple(doubts(codings)),
        ledger=(Count("labels", _held(documents), len(codings)),),
    )


def _marks(source: str, document: Object) -> Iterator[Row]:
    for one in (item for name in LISTS for item in list_of(document.get(name))):
        span: Row = {"start": None, "end": None, "place": None}
        match one:
            case [int(start), int(end), str(code)]:
                span |= {"start": start, "end": end}
            case {"label": str(code), "start_offset": start, "end_offset": end}:
                span |= {"start": start, "end": end}
            case str(code):
                span |= {"place": WHOLE}
            case _:
                continue
        yield {"source": source, "code": code, "user": NOBODY, **span}


def _held(documents: list[Object]) -> int:
    """Count what is in the lists of labels, whatever it is."""
    return sum(len(list_of(one.get(name))) for one in documents for name in LISTS)

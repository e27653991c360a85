"""Annotations of web pages and PDF files made with Hypothesis (hypothes.is).

Its export and its web interface give the same annotations. A tag is a code, and what
was written beside the passage is a comment. The page's own text is in neither.
"""

from collections.abc import Iterator
from typing import Any

from hiteval.readers.annotations.json_file import (
    Object,
    list_of,
    object_of,
    objects_in,
    said,
    texts_of,
)
from hiteval.readers.project import NOBODY, WHOLE, Count, Project, table

LISTS = ("annotations", "rows")
Row = dict[str, Any]


def notes_in(value: Any) -> list[Object]:
    """Return the annotations in JSON, if that is what it holds."""
    lists = [object_of(value).get(name) for name in LISTS]
    listed = next((one for one in (value, *lists) if isinstance(one, list)), [])
    known = all({"user", "target"} <= {*object_of(one)} for one in listed)
    return listed if known else []


def read_hypothesis_notes(file: str, notes: list[Object]) -> Project:
    """Read annotations; replies, and notes without a tag, are memos.

    Parameters
    ----------
    file : str
        The file's name.
    notes : list of dict
        What it holds; see `notes_in`.
    """
    pages: dict[str, Row] = {}
    for note in notes:
        page = _page(note)
        pages.setdefault(page["source"], page)
    codings = [coding for note in notes for coding in _codings(note)]
    memos = [memo for note in notes for memo in _memos(note)]
    codes = {coding["code"]: (coding["code"],) for coding in codings}
    untagged = sum(not _is_reply(n) and not texts_of(n.get("tags")) for n in notes)
    told = f"{untagged} annotations have no tag: they are notes, and no evidence."
    return Project(
        file=file,
        origin="Hypothesis",
        users=tuple(sorted({_user(note) for note in notes})),
        sources=table("sources", pages.values()),
        codes=table("codes", [{"code": c, "path": p} for c, p in codes.items()]),
        codings=table("codings", codings),
        groups=table("groups"),
        variables=table("variables"),
        memos=table("memos", memos),
        warnings=(told,) if untagged else (),
        ledger=(Count("tags", _held(notes), len(codings)),),
    )


def _held(notes: list[Object]) -> int:
    """Count the tags of whatever is no reply, each once."""
    tagged = [o for o in objects_in(notes) if "tags" in o and not o.get("references")]
    return sum(len({*texts_of(one["tags"])}) for one in tagged)


def _page(note: Object) -> Row:
    titles = texts_of(object_of(note.get("document")).get("title"))
    place = said(note.get("uri")) or "page"
    return {
        "source": place,
        "name": place,
        "kind": "text",
        "title": titles[0] if titles else None,
    }


def _codings(note: Object) -> Iterator[Row]:
    if _is_reply(note):
        return
    quote = _exact(note)
    for tag in dict.fromkeys(texts_of(note.get("tags"))):
        yield {
            "source": _page(note)["source"],
            "quote": quote,
            "place": None if quote else WHOLE,
            "code": tag,
            "user": _user(note),
            "created": said(note.get("created")),
            "comment": said(note.get("text")),
        }


def _memos(note: Object) -> Iterator[Row]:
    tagged = texts_of(note.get("tags")) and not _is_reply(note)
    if said(note.get("text")) and not tagged:
        yield {
            "about": "source",
            "key": _page(note)["source"],
            "text": note["text"],
            "user": _user(note),
            "created": said(note.get("created")),
        }


def _is_reply(note: Object) -> bool:
    return bool(note.get("references"))


def _exact(note: Object) -> str | None:
    """Return the words that were marked; a note on a whole page has none."""
    for target in list_of(note.get("target")):
        for selector in list_of(object_of(target).get("selector")):
            if words := said(object_of(selector).get("exact")):
                return words
    return None


def _user(note: Object) -> str:
    """Name who wrote a note: ana, of acct:ana@hypothes.is; elsewhere ana@place."""
    account = said(note.get("user")) or NOBODY
    return account.removeprefix("acct:").removesuffix("@hypothes.is") or NOBODY

"""A Word document that was coded in comments: a comment is a code, its author a coder.

The first line of a comment names the code, or several with semicolons between them;
"Code:" and a sign such as # before it are left out, and " > " parts levels. What
follows on other lines is the coder's note. Replies are talk about a coding, not
codings.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from hiteval.readers.containers import Archive
from hiteval.readers.documents import BETWEEN
from hiteval.readers.project import NOBODY, Count, Project, table
from hiteval.readers.word import BLANKS, body_of, facts_of, part_of, read_docx
from hiteval.readers.xml_tree import Document, value_of

COMMENTS, REPLIES = "word/comments.xml", "word/commentsExtended.xml"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
BEFORE = re.compile(r"^(?:#|(?:code|kode|code name)\s*:)\s*", re.IGNORECASE)
LONGEST = 100  # characters of a code; what is longer is a remark
LEVELS = re.compile(r"\s+>\s+")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who made it and when, the codes that it names, what else it says."""

    key: str
    author: str
    created: str | None
    codes: tuple[str, ...]
    note: str | None


@dataclass(slots=True)
class _Text:
    """The paragraphs of a document, put together, and the words of each comment."""

    whole: str = ""
    opened: dict[str, int] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def next(self) -> int:
        """Where the next paragraph begins."""
        return len(self.whole) + (len(BETWEEN) if self.whole else 0)

    def add(self, paragraph: Element) -> None:
        """Add the words of a paragraph, and what they are commented with."""
        words, marks = _words_and_marks(paragraph)
        plain = words.strip()
        lead = len(words) - len(words.lstrip())
        start = self.next if plain else len(self.whole)
        for place, mark in marks:
            self.mark(mark, start + min(max(place - lead, 0), len(plain)))
        if plain:
            self.whole += (BETWEEN if self.whole else "") + plain
        for _, mark in marks:  # without a range it is about the paragraph
            if mark.tag == "commentReference":
                self.spans.setdefault(value_of(mark, "id"), (start, len(self.whole)))

    def mark(self, element: Element, place: int) -> None:
        """Note that the range of a comment begins or ends at a place."""
        key = value_of(element, "id")
        if element.tag == "commentRangeStart":
            self.opened[key] = place
        elif element.tag == "commentRangeEnd" and key in self.opened:
            self.spans[key] = (self.opened.pop(key), place)


def read_commented_docx(path: Path) -> Project:
    """Read the codings of a Word document that was coded in comments.

    One whose comments name no code is read as a document that nobody coded.

    Raises
    ------
    StudyError
        If it is damaged, or has tracked changes.
    """
    with Archive.open(path) as archive:
        body, facts = body_of(archive), facts_of(archive)
        comments = part_of(archive, COMMENTS)
        has_replies = REPLIES in archive.members
        replies = part_of(archive, REPLIES) if has_replies else None
    text = _laid_out(body.root)
    found = [*_comments(comments, _replied(replies))]
    codes: dict[str, str] = {}
    rows = [*_codings(found, text, codes)]
    if not rows:
        return read_docx(path)
    held = comments.counts["comments", "comment"]
    told: dict[str, str | None] = {"source": "1"}
    told |= {"name": path.name, "file": path.name, "kind": "text", "text": text.whole}
    told |= {"title": facts.get("title"), "created": facts.get("created")}
    coded = len({row["comment_id"] for row in rows})
    replied = _replied(replies)
    talk = sum(_last_paragraph(e) in replied for e in comments.root)
    return Project(
        file=path.name,
        origin="a Word document coded in comments",
        users=tuple(sorted({row["user"] for row in rows})),
        sources=table("sources", [told]),
        codes=table("codes", _codes_of(codes)),
        codings=table("codings", [_without_id(row) for row in rows]),
        warnings=tuple(_warnings(talk, len(found) - coded)),
        ledger=(Count("comments", held, len(found) + talk),),
        **{name: table(name) for name in ("groups", "variables", "memos")},
        summaries=table("summaries"),
    )


def _laid_out(root: Element) -> _Text:
    """Put paragraphs together; those of a text box are in a document twice."""
    text, waiting = _Text(), [root]
    while waiting:
        element = waiting.pop()
        if element.tag == "p":
            text.add(element)
            waiting += reversed(_paragraphs_within(element))
        elif element.tag in MARKS:
            text.mark(element, text.next)
        elif element.tag != "Fallback":
            waiting += reversed(element)
    return text


def _words_and_marks(paragraph: Element) -> tuple[str, list[tuple[int, Element]]]:
    """Return a paragraph's own words, and where in them comments begin and end."""
    words, marks, waiting = "", [], list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in MARKS:
            marks.append((len(words), element))
        words += element.text or "" if element.tag == "t" else ""
        words += BLANKS.get(element.tag, "")
        if element.tag not in ("p", "Fallback", "pPr", "instrText"):
            waiting += reversed(element)
    return words, marks


def _paragraphs_within(paragraph: Element) -> list[Element]:
    found, waiting = [], list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == "p":
            found.append(element)
        elif element.tag != "Fallback":
            waiting += reversed(element)
    return found


def _comments(comments: Document, replied: set[str]) -> Iterator[Comment]:
    """Read the comments that are no replies."""
    for element in comments.root:
        if element.tag != "comment" or _last_paragraph(element) in replied:
            continue
        paragraphs = [e for e in element.iter() if e.tag == "p"]
        lines = [text for p in paragraphs if (text := _said(p).strip())]
        codes, note = _codes_and_note(lines)
        author = value_of(element, "author") or value_of(element, "initials") or NOBODY
        created = value_of(element, "date") or None
        yield Comment(value_of(element, "id"), author, created, codes, note)


def _last_paragraph(comment: Element) -> str:
    """Return the id by which a reply is told from other comments."""
    paragraphs = [e for e in comment.iter() if e.tag == "p"]
    return value_of(paragraphs[-1], "paraId") if paragraphs else ""


def _codes_and_note(lines: list[str]) -> tuple[tuple[str, ...], str | None]:
    """Part the codes on the first line from what else is said."""
    if not lines:
        return (), None
    names = [BEFORE.sub("", part.strip()).strip() for part in lines[0].split(";")]
    codes = tuple(name for name in names if name)
    if not codes or max(map(len, codes)) > LONGEST:
        return (), "\n".join(lines)
    return codes, "\n".join(lines[1:]) or None


def _said(paragraph: Element) -> str:
    return "".join(e.text or "" for e in paragraph.iter() if e.tag == "t")


def _replied(extended: Document | None) -> set[str]:
    """Return the ids of the last paragraphs of comments that reply to others."""
    rows = list(extended.root) if extended else []
    return {value_of(e, "paraId") for e in rows if value_of(e, "paraIdParent")} - {""}


def _codings(
    comments: Iterable[Comment], text: _Text, codes: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield a coding for each code of each comment that stands at some words."""
    for comment in comments:
        start, end = text.spans.get(comment.key, (0, 0))
        for code in comment.codes if text.whole[start:end].strip() else ():
            key = codes.setdefault(code, str(len(codes) + 1))
            told = {"source": "1", "start": start, "end": end, "code": key}
            told |= {"quote": text.whole[start:end], "user": comment.author}
            told |= {"created": comment.created, "comment": comment.note}
            yield told | {"comment_id": comment.key}


def _codes_of(codes: dict[str, str]) -> Iterator[dict[str, Any]]:
    for name, key in codes.items():
        yield {"code": key, "path": tuple(LEVELS.split(name)), "codable": "yes"}


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "comment_id"}


def _warnings(replies: int, remarks: int) -> Iterator[str]:
    if replies:
        yield f"Replies to comments are not read: {replies}."
    if remarks:
        yield f"Comments that name no code, or stand at no words: {remarks}, not read."

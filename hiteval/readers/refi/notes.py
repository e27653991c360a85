"""Notes, comments and links of a REFI-QDA project: kept beside the evidence, not in it.

A note belongs to what refers to it (``NoteRef``), or to what a link leads to from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from hiteval.readers.refi.package import Package
from hiteval.readers.refi.sources import SELECTIONS, guid, raw_text
from hiteval.readers.xml_tree import text_of

ABOUT = {"Code": "code", "Case": "case", "Project": "project"}


@dataclass(slots=True)
class Notes:
    """Every note by its id, and how many passages and codings are within notes."""

    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=dict)
    links: int = 0
    count: int = 0
    selections: int = 0
    codings: int = 0

    def texts(self, element: Element) -> list[str]:
        """Return what the notes on an element say."""
        keys = [guid(e.get("targetGUID")) for e in element.iterfind("NoteRef")]
        keys += self.linked.get(guid(element.get("guid")) or "", [])
        found = [self.by_id[key]["text"] for key in keys if key in self.by_id]
        return [text for text in dict.fromkeys(found) if text]


def read_notes(package: Package) -> Notes:
    """Read every note, and which links lead from a note to something else."""
    root = package.document.root
    notes = Notes()
    for element in root.iterfind("Notes/Note"):
        notes.count += 1
        key = guid(element.get("guid")) or f"note {notes.count}"
        below = [e.tag for e in element.iter()]
        notes.selections += sum(tag in SELECTIONS for tag in below)
        notes.codings += below.count("Coding")
        notes.by_id[key] = {
            "title": element.get("name"),
            "text": raw_text(package, element) or text_of(element, "Description"),
            "user": guid(element.get("creatingUser")),
            "created": element.get("creationDateTime"),
        }
    for link in root.iterfind("Links/Link"):
        notes.links += 1
        ends = [guid(link.get(side)) for side in ("originGUID", "targetGUID")]
        for one, other in (ends, ends[::-1]):
            if one in notes.by_id and other:
                notes.linked.setdefault(other, []).append(one)
    return notes


def memos(
    root: Element,
    notes: Notes,
    passages: Iterable[tuple[Element, dict[str, Any]]],
    users: dict[str, str],
) -> list[dict[str, Any]]:
    """List notes and descriptions with what they are about.

    Parameters
    ----------
    root : Element
        The project.
    notes : Notes
        As read.
    passages : iterable of (Element, dict)
        Selections that carry no coding, with their ``source``, ``start`` and ``end``:
        what is written about them is a comment, not evidence.
    users : dict
        Names of users by their ids.
    """
    rows = []
    for element in root.iter():
        about = _about(element)
        if about and (text := text_of(element, "Description")):
            key = guid(element.get("guid")) or element.get("name")
            rows.append({"about": about, "key": key, "text": text})
    for element, place in passages:
        texts = [text_of(element, "Description"), *notes.texts(element)]
        told = {"about": "passage", "key": place["source"], **place}
        rows += [told | {"text": text} for text in texts if text]
    targets = _targets(root, notes)
    for key, note in notes.by_id.items():
        about, target = targets.get(key, ("project", None))
        named = {"user": users.get(note["user"])} if note["user"] else {}
        rows.append(note | {"about": about, "key": target} | named)
    return rows


def _about(element: Element) -> str | None:
    if element.tag.endswith("Source"):
        return "source"
    return ABOUT.get(element.tag)


def _targets(root: Element, notes: Notes) -> dict[str, tuple[str, str | None]]:
    """Find what each note is about: the first thing that refers to it."""
    found: dict[str, tuple[str, str | None]] = {}
    for element in root.iter():
        own = guid(element.get("guid"))
        keys = [guid(e.get("targetGUID")) for e in element.iterfind("NoteRef")]
        keys += notes.linked.get(own or "", [])
        for key in filter(None, keys):
            about = _about(element) or "passage"
            found.setdefault(key, (about, own))
    return found

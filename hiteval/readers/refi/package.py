"""Open a REFI-QDA file, whatever its extension: the XML in it and the texts beside."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from hiteval.errors import shown
from hiteval.readers import caps
from hiteval.readers.containers import Archive
from hiteval.readers.project import refusal
from hiteval.readers.text_positions import decoded
from hiteval.readers.xml_tree import Document, parse
from hiteval.regular import read_regular

OUTSIDE = ("relative:", "absolute:", "http:", "https:", "file:")
LOOKS_LIKE = re.compile(rb"<(?:\w+:)?(Project|CodeBook)\b")


@dataclass(frozen=True, slots=True)
class Package:
    """A REFI-QDA document, and the texts that came in the same archive.

    ``members`` leads from a plain file name, without folders, to its members: tools
    write ``Sources/`` and ``sources/``, and say ``internal://name`` or ``name``.
    """

    file: str
    document: Document
    archive: Archive | None = None
    members: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def from_archive(cls, archive: Archive) -> Self:
        """Find the one ``.qde`` at the root of an archive, and parse it."""
        roots = [n for n in archive.members if re.fullmatch(r"[^/\\]+\.qde", n, re.I)]
        if len(roots) != 1:
            expected, got = "one .qde file at the archive's root", str(len(roots))
            remedy = "Export the project again as REFI-QDA."
            raise refusal(archive.file, expected, got, remedy)
        where, packed = f"{archive.file}, {shown(roots[0])}", archive.packed(roots[0])
        document = parse(archive.read(roots[0]), where, packed)
        members: dict[str, list[str]] = {}
        for name in archive.members:
            members.setdefault(_plain(base_name(name)), []).append(name)
        return cls(archive.file, document, archive, members)

    def text(self, path: str | None) -> str | None:
        """Read a plain text by the path the document gives; nothing if not inside."""
        if self.archive is None or path is None or path.startswith(OUTSIDE):
            return None
        name = base_name(path)
        found = self.members.get(_plain(name), [])
        found = [m for m in found if base_name(m) == name] or found
        if len(found) > 1:
            expected, got = f"one file named {shown(name)} inside", str(len(found))
            remedy = "Rename one of them in the tool, and export again."
            raise refusal(self.file, expected, got, remedy)
        if not found:
            return None
        return decoded(self.archive.read(found[0]), f"{self.file}, {shown(found[0])}")


def is_refi_xml(start: bytes) -> bool:
    """Tell from its first bytes whether a file is REFI-QDA's XML."""
    return bool(LOOKS_LIKE.search(start.replace(b"\0", b"")))


def read_document(path: Path) -> Package:
    """Read a bare ``.qde`` or ``.qdc``; the texts beside it on the disk stay closed."""
    content = read_regular(path, caps.MEMBER_BYTES, smaller="Export it as .qdpx.")
    return Package(path.name, parse(content, path.name))


def _plain(name: str) -> str:
    """Write a name alike for all systems: in small letters, none taken apart."""
    return unicodedata.normalize("NFC", name).casefold()


def base_name(path: str) -> str:
    """Return the name of a file, without its folders."""
    return re.split(r"[/\\]", path)[-1]

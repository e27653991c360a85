"""REFI-QDA projects in the habits of real tools, with what a reader should find.

Each file here is synthetic, so that every passage and coder of it is known; the habits
are those of the tool that it is named after. Of a file from outside (`outside`) are
known what its XML counts, and those passages of which it stores the words.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

PLAIN = (
    "The patients met the board in spring. They asked for three changes. Two of them "
    "were made.\nOne was refused, and nobody said why. The chair wrote to all members. "
    "She said that money ran out.\nIn autumn the group met again. It was larger now. "
    "Nurses came as well, and stayed. They had been asked late.\nStill, the work went "
    "on. The year ended with a plan. It names a person for each task."
)
# The same words with what code points, UTF-16 units and bytes count differently.
RICH = "😀 Café: " + PLAIN.replace(". ", ". é 😀 ")
CODES = ("Voice", "Money", "Staff", "Plans")
USERS = ("Ann", "Bob")
DAY = "2026-01-01T00:00:00Z"
AREA = 'page="0" firstX="9" firstY="9" secondX="99" secondY="19"'
BOMB_MEGABYTES = 300
Position = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Coding:
    """One coding: its passage (missing if not known), code, coder, and who marked."""

    passage: str | None
    code: str
    user: str | None
    marker: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and what is in it; a damaged one is to be refused."""

    name: str
    path: Path
    codings: tuple[Coding, ...]
    sound: bool = True


def code_points(before: str) -> int:
    """Count as the standard does, the text being read as it stands."""
    return len(before)


def utf16_units(before: str) -> int:
    """Count as NVivo for Windows does."""
    return len(before.encode("utf-16-le")) // 2


def crlf_as_one(before: str) -> int:
    """Count as ATLAS.ti does."""
    return len(before.replace("\r\n", "\n"))


@dataclass(frozen=True, slots=True)
class Habit:
    """How a tool writes a project."""

    name: str
    origin: str
    text: str = RICH
    position: Position = code_points
    line_end: str = "\n"
    bom: bool = False
    folder: str = "sources/"
    qde: str = "project.qde"
    path: str | None = "internal://{}"  # without one, the text stands in the XML
    stores_quote: bool = True
    marker: str | None = None  # who marked passages, if not who coded them
    capitals: bool = False
    pdf: bool = False  # the text is that of a PDF, where codings are written twice


HABITS = (
    Habit("to the letter, ASCII", "the standard", text=PLAIN),
    Habit("code points, LF", "MAXQDA 24"),
    Habit(
        "UTF-16 units, CRLF, BOM, no names",
        "NVivo 12",
        position=utf16_units,
        line_end="\r\n",
        bom=True,
        folder="Sources/",
        stores_quote=False,
        marker="Bob",
    ),
    Habit(
        "CRLF counted as one, Project.qde",
        "ATLAS.ti 8",
        position=crlf_as_one,
        line_end="\r\n",
        folder="Sources/",
        qde="Project.qde",
        capitals=True,
    ),
    Habit("a PDF, codings twice", "ATLAS.ti 8", folder="Sources/", pdf=True),
    Habit("bare paths, BOM", "QualCoder 3.6", bom=True, path="{}"),
    Habit("text in the XML", "the standard", path=None),
)


class Writer:
    """Writes one project by a habit, and keeps what it wrote."""

    def __init__(self, habit: Habit) -> None:
        self.habit = habit
        self.numbers = count(100)
        self.codings: list[Coding] = []
        self.texts: dict[str, bytes] = {}

    def guid(self, number: int | None = None) -> str:
        """Return an id: of a number, or a new one."""
        number = next(self.numbers) if number is None else number
        made = f"ad68fbe7-e1ee-4a82-a279-{number:012}"
        return made.upper() if self.habit.capitals else made

    def write(self, path: Path) -> Made:
        """Write two sources that are coded by two people."""
        sources = "".join(self.source(f"Interview {n}") for n in (1, 2))
        users = "".join(
            f'<User guid="{self.guid(n)}" name="{name}"/>'
            for n, name in enumerate(USERS, start=1)
        )
        codes = "".join(
            f'<Code guid="{self.guid(n)}" name="{name}" isCodable="true"/>'
            for n, name in enumerate(CODES, start=11)
        )
        xml = (
            '<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:'
            f'project:1.0" name="Made" origin="{self.habit.origin}"><Users>{users}'
            f"</Users><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{sources}"
            "</Sources></Project>"
        )
        pack(path, {self.habit.qde: xml.encode(), **self.texts})
        name = f"{self.habit.origin}: {self.habit.name}"
        return Made(name, path, tuple(self.codings))

    def source(self, name: str) -> str:
        """Write a source and its selections."""
        habit, key = self.habit, self.guid()
        raw = habit.text.replace("\n", habit.line_end)
        place, text = "", ""
        if habit.path is None:
            text = f"<PlainTextContent>{escape(raw)}</PlainTextContent>"
        else:
            content = "\ufeff" * habit.bom + raw
            self.texts[f"{habit.folder}{key}.txt"] = content.encode()
            place = f' plainTextPath="{habit.path.format(f"{key}.txt")}"'
        passages = list(self.passages(raw))
        text += "".join(self.selection("PlainText", *p) for p in passages)
        told = f'guid="{key}" name="{name}"'
        if not habit.pdf:
            return f"<TextSource {told}{place}>{text}</TextSource>"
        areas = "".join(self.selection("PDF", AREA, *p[1:]) for p in passages)
        shown = f'<Representation guid="{self.guid()}"{place}>{text}</Representation>'
        return f"<PDFSource {told}>{areas}{shown}</PDFSource>"

    def passages(self, raw: str) -> Iterator[tuple[str, Coding]]:
        """Code each sentence, then each two that follow each other."""
        ends = [m.end() for m in re.finditer(r"[a-z]\.", raw)]
        starts = [0, *(end + raw[end:].index(raw[end:].lstrip()) for end in ends[:-1])]
        spans = [*zip(starts, ends, strict=True)]
        spans += zip(starts[:-1], ends[1:], strict=True)
        for n, (start, end) in enumerate(spans):
            a, b = (self.habit.position(raw[:at]) for at in (start, end))
            user = USERS[n % 3 % 2]
            words, marker = squeezed(raw[start:end]), self.habit.marker or user
            self.codings.append(Coding(words, CODES[n % 4], user, marker))
            yield f'startPosition="{a}" endPosition="{b}"', self.codings[-1]

    def selection(self, kind: str, place: str, coding: Coding) -> str:
        """Write a selection with its coding."""
        name = quoteattr(coding.passage if self.habit.stores_quote else "")
        by, marked = (
            f'creatingUser="{self.guid(1 + USERS.index(who))}" creationDateTime="{DAY}"'
            for who in (coding.user, coding.marker)
        )
        code = f'<CodeRef targetGUID="{self.guid(11 + CODES.index(coding.code))}"/>'
        return (
            f'<{kind}Selection guid="{self.guid()}" name={name} {place} {marked}>'
            f'<Coding guid="{self.guid()}" {by}>{code}</Coding></{kind}Selection>'
        )


def squeezed(text: str) -> str:
    """Make every run of white space one space: a line end is no difference."""
    return " ".join(text.split())


def pack(path: Path, members: dict[str, bytes]) -> Path:
    """Write a ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def sound_files(folder: Path) -> list[Made]:
    """Write a project in each habit."""
    return [Writer(h).write(folder / f"{n}.qdpx") for n, h in enumerate(HABITS)]


def damaged_files(folder: Path) -> list[Made]:
    """Damage the plainest project, which every reader opens, in three ways."""
    whole = Writer(HABITS[0]).write(folder / "whole.qdpx")
    with zipfile.ZipFile(whole.path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    xml = members["project.qde"]
    half = xml[: xml.index(b"</PlainTextSelection>", len(xml) // 2) + 5]
    content = whole.path.read_bytes()
    cut = folder / "cut.qdpx"
    cut.write_bytes(content[: len(content) // 2])
    first = next(name for name in members if name != "project.qde")
    bomb = folder / "bomb.qdpx"
    pack(bomb, {name: content for name, content in members.items() if name != first})
    with (
        zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as opened,
        opened.open(first, "w") as member,
    ):
        # In pieces: a reader's process starts from what this one ever held.
        for _ in range(BOMB_MEGABYTES):
            member.write(b"a" * 1_000_000)
    files = {
        "XML cut in the middle": pack(
            folder / "xml.qdpx", members | {"project.qde": half}
        ),
        "archive cut in the middle": cut,
        f"bomb of {bomb.stat().st_size // 1000} kB": bomb,
    }
    return [Made(n, path, whole.codings, sound=False) for n, path in files.items()]


def outside(path: Path) -> Made:
    """Count in the XML of a real file what a reader should find.

    A coding of a PDF that is written twice (same passage name, code, coder and moment)
    is one. A passage is known where its name stands word by word in its text.
    """
    with zipfile.ZipFile(path) as opened:
        (qde,) = [n for n in opened.namelist() if re.fullmatch(r"[^/]+\.qde", n, re.I)]
        root = ElementTree.fromstring(opened.read(qde))  # noqa: S314  (files we trust)
        texts = {
            name.rpartition("/")[2].casefold(): opened.read(name)
            for name in opened.namelist()
            if name.endswith(".txt")
        }
    names = {
        e.get("guid", "").lower(): e.get("name")
        for tag in ("User", "Code")
        for e in root.iterfind(f".//{{*}}{tag}")
    }
    codings = {
        key: coding
        for source in root.iterfind("{*}Sources/*")
        for key, coding in _codings_of(source, texts, names)
    }
    return Made(path.name, path, tuple(codings.values()))


def _codings_of(
    source: ElementTree.Element, texts: dict[str, bytes], names: dict[str, str | None]
) -> Iterator[tuple[tuple[object, ...], Coding]]:
    paths = [e.get("plainTextPath", "") for e in source.iter()]
    files = (path.rpartition("/")[2].casefold() for path in paths if path)
    said = squeezed(" ".join(texts.get(f, b"").decode("utf-8-sig") for f in files))
    for marked in (e for e in source.iter() if e.tag.endswith("Selection")):
        name = squeezed(marked.get("name", ""))
        for coding in marked.iterfind("{*}Coding"):
            code = coding.find("{*}CodeRef").get("targetGUID", "").lower()
            by = [e.get("creatingUser", "").lower() for e in (coding, marked)]
            twice = source.tag.endswith("PDFSource")
            moment = coding.get("creationDateTime")
            own = (name, code, by[0], moment) if twice else (coding,)
            passage = name if name and name in said else None
            people = [names.get(user) for user in by]
            yield (
                (source.get("guid"), *own),
                Coding(passage, names.get(code) or "", *people),
            )

"""Find traces of the machine that a text was made on."""

import getpass
import re
import socket
import sys
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

# Where a path begins: not inside a word, an address or a longer path.
START = r"(?:(?<=file://)/?|(?<![\w/.:\\-]))"
# Anybody's folder, in the forms of Linux, macOS and Windows.
HOME_PIECES = (b"/home/", b"/users/", b"/users\\", b"\\users/", b"\\users\\")
ANY_HOME = r"(?:/home/|/Users/|[A-Za-z]:[\\/]+Users[\\/]+)[\w.-]+"
HOME = re.compile(START + ANY_HOME)
SMALL_IN_ASCII = "\u0130\u212a"  # I with a dot, and the sign of kelvin
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Machine:
    """Patterns for traces of a machine, by what they reveal.

    ``pieces`` are what every find of a pattern holds, in small letters of ASCII: to
    look for these first is ten times as fast.
    """

    patterns: dict[str, re.Pattern[str]]
    pieces: dict[str, tuple[str, ...]]
    _finder: BytesAhoCorasick = field(init=False)

    def __post_init__(self) -> None:
        told = [piece.encode() for pieces in self.pieces.values() for piece in pieces]
        finder = BytesAhoCorasick([*told, *HOME_PIECES], MATCHKIND_LEFTMOST_FIRST)
        object.__setattr__(self, "_finder", finder)

    def __reduce__(self) -> tuple[type["Machine"], tuple[Any, ...]]:
        """Go to another process without the finder, which is made there anew."""
        return Machine, (self.patterns, self.pieces)

    def traces_in(self, text: str, published: str) -> Iterator[str]:
        """Say what a text reveals, in words that do not reveal it themselves.

        Parameters
        ----------
        text : str
            Decoded.
        published : str
            What the release shows on purpose, which may speak of anybody's folders.
        """
        small = _small(text)
        if not self._finder.find_matches_as_indexes(small):
            return
        for told, pattern in self.patterns.items():
            likely = any(piece.encode() in small for piece in self.pieces[told])
            if likely and pattern.search(text):
                yield told
        if any(piece in small for piece in HOME_PIECES):
            homes = set(HOME.findall(text))
            if any(home not in published for home in homes):
                yield "somebody's home folder"


def this_machine(*folders: Path) -> Machine:
    """Describe this machine, with the folders of a study and its project."""
    system = [*_homes(), Path(tempfile.gettempdir()), Path(sys.prefix)]
    everywhere = [*folders, *system]
    resolved = [folder.resolve() for folder in everywhere]
    return describe_machine([*everywhere, *resolved], _user(), socket.gethostname())


# In a container the user may be a number that the system knows nothing of.
def _homes() -> Iterator[Path]:
    with suppress(RuntimeError):
        yield Path.home()


def _user() -> str:
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return ""


def describe_machine(folders: Collection[Path], user: str, host: str) -> Machine:
    """Describe a machine by its folders, its user and its name."""
    short = host.split(".")[0]
    folders = _spelled(f for f in folders if f.is_absolute() and len(f.parts) > 1)
    paths = {form for folder in folders for form in _forms(folder)}
    login = re.escape(f"{user}@{short}")
    told = "the user at this machine"
    patterns = {told: rf"(?<![\w.])(?i:{login})\b"}
    pieces = {told: _pieces([f"{user}@{short}"])}
    if paths:
        told = "a folder of this machine"
        patterns[told] = f"{START}(?:{'|'.join(sorted(paths))})"
        pieces[told] = _pieces(form for f in folders for form in (str(f), f.as_posix()))
    # A name of letters only may be an ordinary word, as `localhost` is.
    if not short.isalpha():
        told = "the name of this machine"
        patterns[told] = rf"(?<![\w.-])(?i:{re.escape(short)})(?![\w-])"
        pieces[told] = _pieces([short])
    compiled = {told: re.compile(form) for told, form in patterns.items()}
    return Machine(compiled, pieces)


def _small(text: str) -> bytes:
    """Write the letters of ASCII small: all letters would take ten times as long."""
    if any(sign in text for sign in SMALL_IN_ASCII):
        text = text.lower()
    return text.encode("utf-8", "surrogatepass").lower()


def _pieces(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what texts hold that is ASCII, but no piece that holds another."""
    found = {max(BEYOND_ASCII.split(text), key=len).lower() for text in texts}
    return tuple(
        sorted(one for one in found if not any(p in one for p in found - {one}))
    )


def _spelled(folders: Iterable[Path]) -> list[Path]:
    """Name folders with their letters composed and taken apart, as systems do."""
    spelled = {
        unicodedata.normalize(form, str(folder)): None
        for folder in folders
        for form in ("NFC", "NFD")
    }
    return [Path(name) for name in spelled]


def _forms(folder: Path) -> Iterator[str]:
    """Write a folder as an expression, with either slash."""
    # One part alone, such as /app, is also in addresses: ask for what follows.
    end = r"[\\/]" if len(folder.parts) == 2 else r"(?![\w-])"
    yield re.escape(folder.as_posix()) + end
    yield re.escape(str(folder)) + end

"""Errors, in words that let the reader put them right."""

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

SHOWN_PER_KIND = 5
MEMORY = "out of memory. Close other programs, or run fewer notebooks with --jobs 1."
NO_MEMORY = re.compile(
    r"\b_?(Array)?MemoryError\b|can't start new thread|failed to map segment"
)
ROOM = "Free some space there and run the command again."
FILES = "Allow more open files, such as with ulimit -n 1024, and run it again."
RIGHTS = "Get permission to write there, or work in another folder."
REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), ROOM),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), FILES),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), RIGHTS),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, what is allowed, what was found, the remedy.

    ``row`` counts as a spreadsheet does: the header is row 1. ``got`` holds ids,
    dates and numbers, never the text of a segment.
    """

    file: str
    expected: str
    got: str
    remedy: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row is not None else None
        where = ", ".join(part for part in (self.file, row, self.column) if part)
        return f"{where}: expected {self.expected}; got {self.got}. {self.remedy}"


def shown(value: object, limit: int = 40) -> str:
    """Quote a value for a message, unless it is so long that it may be evidence.

    An id, a date or a number is one word, or two by mistake; three may be a passage.

    >>> shown("2014-13-01")
    "'2014-13-01'"
    >>> shown("a passage " * 9)
    'a value of 90 characters'
    """
    text = str(value)
    if len(text) > limit or len(text.split()) > 2:
        return f"a value of {len(text)} characters"
    return ascii(text)


def printable(text: str) -> str:
    r"""Replace characters that control a terminal, as in file names and quotes.

    >>> printable("a\x1b[2Jb")
    'a�[2Jb'
    """
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


class HitevalError(Exception):
    """A fault of the data or the system, not of the program."""

    exit_status = 1


class StudyError(HitevalError):
    """The study folder is invalid; every fault found is in ``faults``."""

    exit_status = 3

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(_report(self.faults))


class DisclosureError(HitevalError):
    """The edition asked for may not be published."""

    exit_status = 4


class BuildError(HitevalError):
    """A notebook or the book failed."""

    exit_status = 5


class BusyError(HitevalError):
    """Another build of the same report is running."""

    exit_status = 6


class ResourceError(HitevalError):
    """Disk or memory gave out, or the disk may not be written to."""

    exit_status = 7


class ProgramError(HitevalError):
    """A fault of the program itself; no study can put it right."""

    exit_status = 8


def resource_error(told: str, where: str = "") -> ResourceError | None:
    """Recognise in an exception or a log that disk, memory or open files gave out.

    Of ``told`` only the number of the system's error is repeated.

    >>> resource_error("OSError: [Errno 28] No space left on device", "_build: ")
    ResourceError('_build: No space left on device. Free some space there and run ...')
    >>> resource_error("KeyError: 'x'")
    """
    numbers = [int(number) for number in re.findall(r"\[Errno (\d+)\]", told)]
    if errno.ENOMEM in numbers or NO_MEMORY.search(told):
        return ResourceError(MEMORY)
    for number in numbers:
        if number in REMEDIES:
            return ResourceError(f"{where}{os.strerror(number)}. {REMEDIES[number]}")
    return None


def _report(faults: tuple[Fault, ...]) -> str:
    kinds: dict[tuple[str, str | None, str], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault((fault.file, fault.column, fault.expected), []).append(fault)
    lines = [f"{len(faults)} fault{'s' * (len(faults) != 1)}:"]
    for alike in kinds.values():
        lines += [f"  {fault}" for fault in alike[:SHOWN_PER_KIND]]
        if (more := len(alike) - SHOWN_PER_KIND) > 0:
            lines.append(f"  ... and {more} more like the last one")
    return "\n".join(lines)

"""Read a file only if it is one, and not too large: both are known before it is opened.

A pipe would be waited for without end, and a device such as /dev/zero never ends.
"""

import os
import stat
from pathlib import Path

from hiteval.errors import Fault, StudyError

REMEDY, SMALLER = "Put a file here that can be read.", "Split the study."


def check_regular(path: Path, most: int, remedy: str = "") -> None:
    """Refuse what is no regular file, or one of more than ``most`` bytes.

    Raises
    ------
    StudyError
        If it cannot be looked at, is a folder, pipe, device or socket, or is too large.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _refuse(path, error.strerror or "none", remedy or REMEDY) from None
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
        raise _refuse(path, kind, remedy or REMEDY)
    if found.st_size > most:
        expected = f"at most {most} bytes"
        got = str(found.st_size)
        raise StudyError([Fault(path.name, expected, got, remedy or SMALLER)])


def read_regular(path: Path, most: int, remedy: str = "") -> bytes:
    """Read a regular file of at most ``most`` bytes.

    Raises
    ------
    StudyError
        As `check_regular`, or if it cannot be read.
    """
    check_regular(path, most, remedy)
    try:
        # What stands there now might be another file: it must not be waited for.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb") as file:
            # No more: Python takes the room for what is asked before it reads.
            return file.read(min(most, os.fstat(number).st_size))
    except OSError as error:
        raise _refuse(path, error.strerror or "none", remedy or REMEDY) from None


def _refuse(path: Path, got: str, remedy: str) -> StudyError:
    return StudyError([Fault(path.name, "a readable file", got, remedy)])

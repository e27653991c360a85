"""Read a file only if it is one, and not too large: both are known before it is opened.

A pipe would be waited for without end, and a device such as /dev/zero never ends. Every
file that hiteval did not write itself is opened here, or checked here first.
"""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from hiteval.errors import Fault, StudyError

REMEDY, SMALLER = "Put a file here that can be read.", "Split the study."
LARGEST = 1_000_000_000  # bytes of a file of a project or a bundle


def check_regular(
    path: Path, most: int, remedy: str = REMEDY, smaller: str = SMALLER
) -> int:
    """Refuse what is no regular file, or one of more than ``most`` bytes.

    For libraries that open a file by its path.

    Parameters
    ----------
    path : Path
        The file, or a link to it.
    most : int
        Bytes.
    remedy, smaller : str
        What to do if it cannot be read, and if it is too large.

    Returns
    -------
    int
        Its size in bytes.

    Raises
    ------
    StudyError
        If it cannot be looked at, is a folder, pipe, device or socket, or is too large.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:  # the last of a name with NUL
        raise _refuse(path, error, remedy) from None
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
        raise StudyError([Fault(path.name, "a readable file", kind, remedy)])
    if found.st_size > most:
        expected = f"at most {most} bytes"
        raise StudyError([Fault(path.name, expected, str(found.st_size), smaller)])
    return found.st_size


def open_regular(
    path: Path, most: int, remedy: str = REMEDY, smaller: str = SMALLER
) -> BinaryIO:
    """Open a regular file of at most ``most`` bytes to read its bytes.

    Raises
    ------
    StudyError
        As `check_regular`, or if it cannot be opened.
    """
    check_regular(path, most, remedy, smaller)
    try:
        # What stands there now might be another file: it must not be waited for.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        return os.fdopen(number, "rb")
    except OSError as error:
        raise _refuse(path, error, remedy) from None


def read_regular(
    path: Path, most: int = LARGEST, remedy: str = REMEDY, smaller: str = SMALLER
) -> bytes:
    """Read a regular file of at most ``most`` bytes.

    Raises
    ------
    StudyError
        As `check_regular`, or if it cannot be read.
    """
    try:
        with open_regular(path, most, remedy, smaller) as file:
            # No more: Python takes the room for what is asked before it reads.
            return file.read(min(most, os.fstat(file.fileno()).st_size))
    except OSError as error:
        raise _refuse(path, error, remedy) from None


def check_tree(folder: Path) -> None:
    """Refuse a folder that is to be copied if anything in it is no regular file.

    Its size is nobody's matter here; hidden files are not looked at.

    Raises
    ------
    StudyError
        Naming every such file.
    """
    faults: list[Fault] = []
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(".") or path.is_dir():
            continue
        try:
            check_regular(path, sys.maxsize, "Take it out of the folder.")
        except StudyError as error:
            faults += error.faults
    if faults:
        raise StudyError(faults)


def _refuse(path: Path, error: OSError | ValueError, remedy: str) -> StudyError:
    got = getattr(error, "strerror", "") or "none"
    return StudyError([Fault(path.name, "a readable file", got, remedy)])

"""Recognise the files that packages put into a site, byte for byte."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# These copy files into a site. Their files hold nothing of a study.
PACKAGES = ("sphinx", "myst_nb")
CODE = (".py", ".pyc", ".pyi")


@cache
def files_of_packages() -> frozenset[bytes]:
    """Fingerprint every file that a package may have put into a site."""
    return fingerprints(_packages())


def fingerprints(folders: Iterable[Path]) -> frozenset[bytes]:
    """Fingerprint every file of some folders, except code in Python."""
    return frozenset(
        fingerprint(path.read_bytes())
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in CODE
    )


def fingerprint(content: bytes) -> bytes:
    """Return a value that no two different files share."""
    return hashlib.sha256(content).digest()


def _packages() -> Iterator[Path]:
    for package in PACKAGES:
        found = find_spec(package)
        if found and found.origin:
            yield Path(found.origin).parent

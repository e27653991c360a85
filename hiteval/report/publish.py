"""Put a finished report in place of the last one, by one builder at a time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from hiteval.errors import BusyError


@contextmanager
def only_builder(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the system frees it even if we are killed.

    Raises
    ------
    BusyError
        If another build holds it.
    """
    build.mkdir(exist_ok=True)
    try:
        with FileLock(build / ".lock", timeout=0):
            yield
    except Timeout:
        raise BusyError(
            f"{build}: another build is running. Wait for it, or stop it."
        ) from None


def fresh_folder(folder: Path) -> Path:
    """Make an empty folder, whatever an earlier run left there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def swap_in(fresh: Path, place: Path) -> None:
    """Put a finished folder in place of an earlier one, or leave that as it was."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f".{place.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    if place.exists():
        place.rename(aside)
    try:
        fresh.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)

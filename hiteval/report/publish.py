"""Put a finished report in place of the last one, by one builder at a time.

Nothing here counts on being able to tidy up: a run may be killed at any moment. What
is published changes in one step; whatever else a killed run leaves is swept away by
the next, and harmless until then.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from hiteval.errors import BusyError, HitevalError
from hiteval.report.exchange import exchange


@contextmanager
def only_builder(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the system frees it even if we are killed.

    Raises
    ------
    BusyError
        If another build holds it.
    """
    if build.exists() and not build.is_dir():
        raise HitevalError(f"{build}: expected a folder; got a file. Move it away.")
    build.mkdir(exist_ok=True)
    try:
        with FileLock(build / ".lock", timeout=0):
            for aside in build.glob(".*.old"):
                _restore(aside)
            yield
    except Timeout:
        raise BusyError(
            f"{build}: another build is running. Wait for it, or stop it."
        ) from None


def recover(build: Path) -> None:
    """Give a folder its name back if a kill took it (see `swap_in`)."""
    if any(build.glob(".*.old")):
        with suppress(BusyError), only_builder(build):
            pass


def work_folder(build: Path) -> Path:
    """Make an empty folder to work in, and sweep away those of earlier runs.

    Each run has a name of its own, so that nothing left by another can get in its way,
    be it that it cannot be removed, or that a process of a killed run writes to it yet.
    """
    for left in build.glob("work*"):
        remove(left)
    return Path(tempfile.mkdtemp(prefix="work-", dir=build))


def remove(path: Path) -> None:
    """Remove a file or a folder as far as possible, if there is one."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def swap_in(fresh: Path, place: Path) -> None:
    """Put a finished folder in place of an earlier one in one step.

    A kill at any moment leaves the earlier folder or the new one, whole, under its
    name. Where the system cannot exchange two folders there is a moment between two
    renames in which a kill leaves neither; the next command to start, or to build,
    then gives the earlier one its name back.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    _write_out(fresh)
    if not os.path.lexists(place):
        fresh.rename(place)
    elif not exchange(fresh, place):
        _two_renames(fresh, place)
    _sync(place.parent)
    remove(fresh)


def _two_renames(fresh: Path, place: Path) -> None:
    aside = place.with_name(f".{place.name}.old")
    remove(aside)
    place.rename(aside)
    try:
        fresh.rename(place)
    finally:
        _restore(aside)


def _restore(aside: Path) -> None:
    place = aside.with_name(aside.name.removeprefix(".").removesuffix(".old"))
    if not os.path.lexists(place):
        aside.rename(place)
    remove(aside)


def _write_out(folder: Path) -> None:
    """Have the disk hold a folder's content before its name: power may fail between."""
    for parent, _, files in os.walk(folder):
        for name in files:
            _sync(Path(parent, name))
        _sync(Path(parent))


def _sync(path: Path) -> None:
    if os.name != "posix":
        return  # elsewhere folders cannot be opened, nor files without writing
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

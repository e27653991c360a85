"""Replace folders in one step, so that a run may be killed at any moment."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from hiteval.files.exchange import exchange


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
    fresh = _beside(fresh, place)
    _write_out(fresh)
    if not os.path.lexists(place):
        fresh.rename(place)
    elif not exchange(fresh, place):
        _two_renames(fresh, place)
    _sync(place.parent)
    remove(fresh)


def _beside(fresh: Path, place: Path) -> Path:
    """Bring a folder to the file system of its place: a rename cannot cross over."""
    if fresh.stat().st_dev == place.parent.stat().st_dev:
        return fresh
    copy = place.with_name(f".{place.name}.new")
    remove(copy)
    shutil.copytree(fresh, copy, symlinks=True)
    remove(fresh)
    return copy


def _two_renames(fresh: Path, place: Path) -> None:
    aside = place.with_name(f".{place.name}.old")
    remove(aside)
    place.rename(aside)
    try:
        fresh.rename(place)
    finally:
        restore(aside)


def restore(aside: Path) -> None:
    """Give a folder that `swap_in` had set aside its name back, if that is free."""
    place = aside.with_name(aside.name.removeprefix(".").removesuffix(".old"))
    if not os.path.lexists(place):
        aside.rename(place)
    remove(aside)


def _write_out(folder: Path) -> None:
    """Flush a folder to the disk before it is renamed: power may fail in between."""
    paths = [
        Path(at, name) for at, _, files in os.walk(folder) for name in [*files, ""]
    ]
    with ThreadPoolExecutor() as at_once:  # a disk writes many as soon as one
        for _ in at_once.map(_sync, paths):
            pass  # what could not be written is raised here


def _sync(path: Path) -> None:
    if os.name != "posix":
        return  # elsewhere folders cannot be opened, nor files without writing
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

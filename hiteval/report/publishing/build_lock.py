"""One builder at a time, in a working folder of its own.

Nothing here relies on being able to tidy up: a run may be killed at any moment.
Whatever a killed run leaves is swept away by the next, and harmless until then.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from hiteval.errors import BusyError, HitevalError
from hiteval.files.folders import remove, restore


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
                restore(aside)
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
    even if it cannot be removed, or a process of a killed run still writes to it.
    """
    for left in build.glob("work*"):
        remove(left)
    return Path(tempfile.mkdtemp(prefix="work-", dir=build))

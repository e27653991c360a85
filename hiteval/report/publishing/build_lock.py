"""One builder at a time, in a working folder of its own.

Nothing here relies on being able to tidy up: a run may be killed at any moment.
What it worked in is then swept away by a process that waits for its end; whatever is
left even so is swept away by the next run, and harmless until then.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from hiteval.errors import BusyError, HitevalError
from hiteval.files.folders import remove, restore

LOG = "log"  # of notebooks and of the book, in a run's working folder
# Its input ends when the run that holds it does, however that comes about. The run's
# other processes notice that too, but may write until then.
SWEEPER = """
import os, shutil, sys, time
sys.stdin.read()
latest = time.monotonic() + 5
while os.path.lexists(sys.argv[1]) and time.monotonic() < latest:
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    time.sleep(0.01)
"""


@contextmanager
def only_builder(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder; the system frees it even if we are killed.

    Raises
    ------
    BusyError
        If another build holds it.
    """
    if os.path.lexists(build) and not build.is_dir():
        got = "a link that leads nowhere" if build.is_symlink() else "a file"
        raise HitevalError(f"{build}: expected a folder; got {got}. Move it away.")
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


@contextmanager
def work_folder(build: Path) -> Iterator[Path]:
    """Give an empty folder to work in, and sweep away it and those of earlier runs.

    Each run has a name of its own, so that nothing left by another can get in its way,
    even if it cannot be removed, or a process of a killed run still writes to it. Logs
    are kept in ``log`` beside it, which an error then names.
    """
    for left in (*build.glob("work*"), build / LOG):
        remove(left)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=build))
    try:
        with _sweeper(work), _keeping_log(work):
            yield work
    except HitevalError as error:
        error.args = (with_kept_log(str(error), work),)
        raise
    finally:
        remove(work)


def _sweeper(work: Path) -> subprocess.Popen[bytes]:
    """Start what removes a folder when this process is done with it, or has ended.

    In a session of its own, where Ctrl-C does not reach it.
    """
    return subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
        [sys.executable, "-I", "-S", "-c", SWEEPER, str(work.absolute())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        start_new_session=True,
    )


@contextmanager
def _keeping_log(work: Path) -> Iterator[None]:
    try:
        yield
    finally:
        if any(work.glob(f"{LOG}/*")):
            (work / LOG).rename(work.parent / LOG)


def with_kept_log(told: str, work: Path) -> str:
    """Name a log by the place where it is kept when its run has ended."""
    return told.replace(str(work / LOG), str(work.parent / LOG))

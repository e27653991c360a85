"""How processes start and end: from a clean one, with their parent, not by Ctrl-C.

A terminal sends Ctrl-C to every process of a command at once; `kill` reaches one only.
Here the command alone decides: it may stop or be killed at any moment, and whatever it
started notices and ends, and so do theirs in turn.
"""

import faulthandler
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, parent_process, resource_tracker
from pathlib import Path
from threading import Thread
from typing import Any

# Python's helper process frees what a stopped run held, and is not to complain of it.
WITHOUT_COMPLAINT = "ignore:resource_tracker"
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
# What libraries heed when they are first loaded: text is UTF-8 wherever it is opened.
SURROUNDINGS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONUTF8": "1",
}
PRELOADED = ["hiteval.report.kernels.preloaded"]
BUNDLE = "HITEVAL_BUNDLE"  # names to `preloaded` what to read, in the environment
AWAITED = "HITEVAL_AWAITED"  # names to it a file, before which nothing is asked of it


def context() -> Any:
    """Return what starts processes: where possible, forks of one that has the imports.

    That one runs nothing else, so there is no thread and no socket to share. Elsewhere
    each process imports what it needs.
    """
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def start_early(bundle: Path, awaited: Path) -> None:
    """Begin to import what processes are forked from, while this one does other work.

    Parameters
    ----------
    bundle : Path
        What most of them open; it appears as a whole.
    awaited : Path
        The file that is written once all that they open is there.
    """
    if not CAN_FORK:
        return
    os.environ |= SURROUNDINGS | {BUNDLE: str(bundle), AWAITED: str(awaited)}
    context()
    # It only saves time: whatever is in its way, the first page tells.
    with suppress(OSError), deaf_to_ctrl_c():
        forkserver.ensure_running()


def ending(code: int) -> str:
    """Say how a process ended.

    >>> ending(3), ending(-9)
    ('ended with exit status 3', 'ended with signal 9')
    """
    how = f"signal {-code}" if code < 0 else f"exit status {code}"
    return f"ended with {how}"


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """Start processes within that neither see Ctrl-C, nor those that they start."""
    if sys.platform == "win32":
        yield
        return
    if WITHOUT_COMPLAINT not in sys.warnoptions:
        sys.warnoptions.append(WITHOUT_COMPLAINT)
    resource_tracker.ensure_running()  # or starting it would lift what is blocked
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def end_with_parent() -> None:
    """End this process, started by `multiprocessing`, as soon as its parent has."""
    parent = parent_process()
    if parent is not None:
        _end_after(parent.join)


def write_into(log: Path) -> None:
    """Keep in a file what this process has to say, above all the last of it."""
    file = log.open("a", encoding="utf-8")
    for descriptor in (1, 2):
        os.dup2(file.fileno(), descriptor)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    faulthandler.enable(file)


def _end_after(wait: Callable[[], Any]) -> None:
    def end() -> None:
        wait()
        os._exit(1)

    Thread(target=end, daemon=True).start()

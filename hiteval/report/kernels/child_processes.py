"""Processes that end with the one that started them, and that Ctrl-C does not reach.

A terminal sends Ctrl-C to every process of a command at once; `kill` reaches one only.
Here the command alone decides: it may stop or be killed at any moment, and whatever it
started notices and ends, and so do theirs in turn.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process, resource_tracker
from threading import Thread
from typing import Any

# Python's helper process frees what a stopped run held, and is not to complain of it.
WITHOUT_COMPLAINT = "ignore:resource_tracker"


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


def end_with_stdin() -> None:
    """End this process as soon as whoever holds the other end of its input has."""
    _end_after(lambda: os.read(0, 1))


def _end_after(wait: Callable[[], Any]) -> None:
    def end() -> None:
        wait()
        os._exit(1)

    Thread(target=end, daemon=True).start()

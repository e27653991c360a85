"""Run the notebooks of many pages, several at once, each in a process of its own.

So no notebook sees what another did, and one that brings its process down fails alone.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Pipe, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from hiteval.errors import BuildError, ResourceError, resource_error
from hiteval.report.kernels.child_processes import (
    BUNDLE,
    SURROUNDINGS,
    context,
    deaf_to_ctrl_c,
    end_with_parent,
    ending,
    write_into,
)
from hiteval.report.pages.pages import ALL_THERE, SECONDS_A_CELL, Page, log_of

SECONDS_TO_END = 5  # for threads that a notebook left behind
UNGUARDED = (
    'In a script, call hiteval below `if __name__ == "__main__":`, because every '
    "process that it starts reads the script again."
)
Outcome = str | ResourceError | None  # why a page failed, if it did


@dataclass(frozen=True, slots=True)
class Way:
    """How notebooks are run: how many at once, and whether by ordinary kernels.

    ``plain`` kernels take longer and give the same, and so does a cluster, whose
    ``scheduler`` has an address; it runs as many at once as it can.
    """

    jobs: int
    plain: bool = False
    scheduler: str | None = None


def run_pages(
    pages: list[Page],
    notebooks: Path,
    work: Path,
    way: Way,
    done: Callable[[Page], None],
) -> dict[str, str]:
    """Run the notebook of every page into ``work/book``.

    Parameters
    ----------
    pages : list of Page
        What to run. One that fails does not stop the others.
    notebooks : Path
        The folder of the parameterised notebooks.
    work : Path
        Holds the bundles; see `room`.
    way : Way
        How many run at once, and by what.
    done : callable
        Called with each page after it was run or has failed.

    Returns
    -------
    dict of str
        Why a page failed, by its path, without quoting its content; the whole of each
        failure is in ``work/log``.

    Raises
    ------
    ResourceError
        If disk or memory gave out.
    BuildError
        If processes cannot be started from here.
    """
    for folder in ("log", "home"):
        (work / folder).mkdir(exist_ok=True)
    # Heeded when a process first loads numpy, and by `preloaded`.
    os.environ |= SURROUNDINGS | {BUNDLE: str(work / "_build" / "bundle")}
    (work / ALL_THERE).touch()
    failures, waiting = {}, [*pages]
    with _running() as running:
        while waiting or running:
            while waiting and len(running) < way.jobs:
                running.append(_start(waiting.pop(0), notebooks, work, way.plain))
            for ended in _ended(running):
                running.remove(ended)
                if failure := _failure(ended):
                    failures[ended.page.path] = failure
                done(ended.page)
    return dict(sorted(failures.items()))


def page_fault(error: Exception) -> str | ResourceError:
    """Say why a page failed, or what gave out, which is no fault of the page."""
    if isinstance(error, ResourceError):
        return error
    return resource_error(f"{type(error).__name__}: {error}") or str(error)


@dataclass(frozen=True, slots=True)
class _Run:
    """A page that is being run, and the pipe through which its outcome comes."""

    page: Page
    process: BaseProcess
    pipe: Any  # a connection, of another type on Windows
    log: Path


@contextmanager
def _running() -> Iterator[list[_Run]]:
    """Keep account of what is running, of which nothing is left afterwards."""
    running: list[_Run] = []
    try:
        yield running
    finally:
        for run in running:
            run.process.kill()
            run.process.join(SECONDS_TO_END)


def _start(page: Page, notebooks: Path, work: Path, plain: bool) -> _Run:
    ours, theirs = Pipe(duplex=False)
    task = (theirs, page, notebooks, work, plain, SECONDS_A_CELL)
    process = context().Process(target=_run_page, args=task)
    with deaf_to_ctrl_c(), theirs:
        process.start()
    return _Run(page, process, ours, log_of(page, work))


def _run_page(
    pipe: Any, page: Page, notebooks: Path, work: Path, plain: bool, seconds: int
) -> None:
    """Run a page in this process, which is for it alone, and send the outcome."""
    end_with_parent()
    outcome: Outcome = None
    try:
        write_into(log_of(page, work))
        home = str(work / "home")  # instead of the user's own settings
        os.environ |= {"IPYTHONDIR": home, "JUPYTER_RUNTIME_DIR": home}
        from hiteval.report.kernels import engine
        from hiteval.report.pages.notebooks import run_page

        run_page(page, notebooks, work, None if plain else engine.NAME, seconds)
    except Exception as error:
        outcome = page_fault(error)
    pipe.send(outcome)


def _ended(running: list[_Run]) -> list[_Run]:
    """Wait for pages to be done, or for their processes to be dead."""
    signs = {run.page.path: (run.pipe, run.process.sentinel) for run in running}
    given = wait([sign for both in signs.values() for sign in both])
    return [run for run in running if {*signs[run.page.path]} & {*given}]


def _failure(run: _Run) -> str | None:
    """Say why a page that is done failed, if so; else its log is of no use."""
    with run.pipe:
        try:
            outcome: Outcome = run.pipe.recv() if run.pipe.poll() else _death(run)
        except EOFError:
            outcome = _death(run)
    run.process.join(SECONDS_TO_END)
    run.process.kill()
    if isinstance(outcome, ResourceError):
        raise outcome
    if outcome is None:
        run.log.unlink()
    return outcome


def _death(run: _Run) -> str:
    """Say how the process of a page ended before it was done."""
    run.process.join()
    told = ending(run.process.exitcode or 0)
    if not run.log.exists() and (run.process.exitcode or 0) > 0:
        raise BuildError(f"a process {told} before its page began. {UNGUARDED}")
    from hiteval.report.kernels.engine import timed_out
    from hiteval.report.pages.notebooks import too_long

    said = run.log.read_text(encoding="utf-8", errors="replace")
    with run.log.open("a", encoding="utf-8") as log:
        log.write(f"The process {told}.\n")
    why = too_long(SECONDS_A_CELL) if timed_out(said) else f"its process {told}"
    return f"{why}, see {run.log}"

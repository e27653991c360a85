"""Run the notebooks of many pages at once, each in a process of its own."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from hiteval.errors import MEMORY, ResourceError, resource_error
from hiteval.report.kernels import warm_start
from hiteval.report.kernels.child_processes import deaf_to_ctrl_c, end_with_parent
from hiteval.report.pages.pages import Page

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Way:
    """How notebooks are run: how many at once, and whether from a warm start.

    Warm or plain makes no difference to what they give, nor does a cluster, whose
    ``scheduler`` has an address; it runs as many at once as it can.
    """

    jobs: int
    warm: bool = warm_start.POSSIBLE
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
        How many run at once, each in a process of its own, and how they start.
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
    """
    (work / "log").mkdir()
    (work / "home").mkdir()
    failures = {}
    # Not forked from here: a fork would share our threads.
    spawn = multiprocessing.get_context("spawn")
    context = warm_start.context() if way.warm else spawn
    # Heeded when a process first loads numpy, and by `warm_up`.
    os.environ |= ONE_THREAD | {warm_start.BUNDLE: str(work / "_build" / "bundle")}
    with deaf_to_ctrl_c():
        pool = ProcessPoolExecutor(
            way.jobs, context, _own_surroundings, (work / "home", way.warm)
        )
        running = {pool.submit(_run_page, p, notebooks, work): p for p in pages}
    with pool:
        for future in as_completed(running):
            if error := future.exception():
                failures[running[future].path] = page_fault(error)
            done(running[future])
    return dict(sorted(failures.items()))


def page_fault(error: BaseException) -> str:
    """Say why a page failed, unless it was no fault of the page."""
    if isinstance(error, BrokenProcessPool):
        raise ResourceError(MEMORY)  # nobody else would have killed a process of ours
    if isinstance(error, ResourceError):
        raise error
    if fault := resource_error(f"{type(error).__name__}: {error}"):
        raise fault
    return str(error)


def _run_page(page: Page, notebooks: Path, work: Path) -> None:
    from hiteval.report.pages.notebooks import run_page

    run_page(page, notebooks, work)


def _own_surroundings(home: Path, warm: bool) -> None:
    """Keep the user's IPython settings out of kernels, and say how they start."""
    from hiteval.report.kernels.warm_kernel import USE_IT

    end_with_parent()
    os.environ |= {"IPYTHONDIR": str(home), "JUPYTER_RUNTIME_DIR": str(home)}
    if warm:
        warm_start.use_the_same()
        os.environ |= USE_IT

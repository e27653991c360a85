"""Run the notebooks of many pages on a Dask cluster, whose workers share no disk.

A worker is sent a notebook and the bundle that it may see, and sends back the notebook
as it may be published. Dask gives the page of a worker that died to another one.
"""

import logging
import multiprocessing
import tempfile
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hiteval.errors import HitevalError, ResourceError
from hiteval.report.kernels.versions import ABSENT, differences, versions
from hiteval.report.kernels.workers import Way, page_fault, run_pages
from hiteval.report.pages.pages import Page, room

if TYPE_CHECKING:
    from distributed import Client, Future

MISSING = (
    "--scheduler: dask.distributed is not installed. Install hiteval[cluster], in this "
    "folder with `uv sync --extra cluster`."
)
REMEDY = (
    "Install on every worker what is here: the same Python and, in a copy of this "
    "folder, `uv sync --frozen --extra cluster`. Then start the workers again."
)
DIED = "the workers that ran it died, one after the other; their logs may say why"
LOST = (
    "--scheduler: it was lost while notebooks ran. Look at its log, and run the "
    "command again: what was made is kept."
)
# A bundle is as large as it is.
SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1 TB"}
BUNDLE = "_build/bundle"
Files = dict[str, bytes]  # by their paths below some folder


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told of a page, besides its bundle.

    ``work`` is our working folder, ``versions`` what pages are made with here.
    """

    page: Page
    notebook: bytes
    plain: bool
    work: str
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ran:
    """What comes back: the notebook, or the log and why it failed."""

    files: Files
    failure: str | None


def check_cluster() -> None:
    """Say what is missing to use a cluster, before a report is built with one.

    Raises
    ------
    HitevalError
        If dask.distributed is not installed.
    """
    if find_spec("distributed") is None:
        raise HitevalError(MISSING)


def run_on_cluster(
    pages: list[Page],
    notebooks: Path,
    work: Path,
    way: Way,
    done: Callable[[Page], None],
) -> dict[str, str]:
    """Do as `run_pages`, on the cluster of the scheduler that ``way`` names.

    Raises
    ------
    HitevalError
        Before anything is run, if there is no scheduler, it has no worker, or a worker
        makes pages with other versions than are here.
    ResourceError
        If disk or memory of a worker gave out.
    """
    from distributed import as_completed

    (work / "log").mkdir()
    if not pages:
        return {}
    failures = {}
    with _connected(way.scheduler or "") as client:
        running = _submit(client, pages, notebooks, work, way.plain)
        for future in as_completed(list(running)):
            page = running.pop(future)
            if failure := _take_home(future, work):
                failures[page.path] = failure
            future.release()  # if kept: run again, should its worker die
            done(page)
    return dict(sorted(failures.items()))


def run_task(task: Task, bundle: Files) -> Ran:
    """Run the notebook of a page on this worker, in a folder of its own."""
    from distributed import get_worker

    worker, page = get_worker(), task.page
    _refuse(differences(task.versions, {worker.address: versions()}))
    # Dask makes workers daemons, which may start nothing, lest it outlive them. What
    # we start ends with its parent by itself.
    multiprocessing.current_process().daemon = False
    # Dask removes this folder later, should we be killed.
    with tempfile.TemporaryDirectory(dir=worker.local_directory) as place:
        work = Path(place)
        _write(work / "notebooks", {f"{page.notebook}.ipynb": task.notebook})
        _write(room(page, work), bundle)
        way = Way(jobs=1, plain=task.plain)
        failed = run_pages([page], work / "notebooks", work, way, lambda _page: None)
        if failure := failed.get(page.path):
            return Ran(_read(work, "log"), failure.replace(place, task.work))
        return Ran(_read(work, "book"), None)


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    """Connect to a scheduler, with TLS or not as Dask's own configuration says."""
    import dask
    from distributed import Client
    from distributed.versions import VersionMismatchWarning

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # errors are raised
    with dask.config.set(SETTINGS), warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)  # we refuse, see below
        try:
            client = Client(address)
        except (OSError, ValueError, ImportError) as error:
            raise HitevalError(
                "--scheduler: expected the address of a Dask scheduler, such as "
                f"tcp://host:8786; got no answer from {address} "
                f"({type(error).__name__}). Start it with `dask scheduler`, or correct "
                "the address."
            ) from None
        with client:
            yield client


def _submit(
    client: "Client", pages: list[Page], notebooks: Path, work: Path, plain: bool
) -> dict["Future[Ran]", Page]:
    """Give out all pages; the bundle that many of them see is sent once."""
    here = _same_versions(client)
    all_of_it = _read(work, BUNDLE)
    whole: Future[Files] = client.submit(dict, all_of_it, pure=False)
    running = {}
    for page in pages:
        notebook = (notebooks / f"{page.notebook}.ipynb").read_bytes()
        task = Task(page, notebook, plain, str(work), here)
        own = room(page, work)
        seen = whole if own == work else _read(own, BUNDLE)
        running[client.submit(run_task, task, seen, pure=False)] = page
    return running


def _same_versions(client: "Client") -> dict[str, str]:
    """Return what pages are made with, here and on every worker."""
    import dask
    from dask.utils import parse_timedelta

    patience = parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        raise HitevalError(
            "--scheduler: expected a cluster with a worker; got a scheduler without "
            "any. Start some with `dask worker` and its address."
        ) from None
    found = client.run(versions, on_error="return")
    here, absent = versions(), {"hiteval's code": ABSENT}
    there = {w: v if isinstance(v, dict) else absent for w, v in found.items()}
    _refuse(differences(here, there))
    return here


def _refuse(differing: list[str]) -> None:
    if differing:
        told = "\n".join(f"  {difference}" for difference in differing)
        raise HitevalError(
            f"workers of the cluster differ from here:\n{told}\n{REMEDY}"
        )


def _take_home(future: "Future[Ran]", work: Path) -> str | None:
    """Write what a worker sent, and return why the page failed, if so."""
    from distributed import KilledWorker

    try:
        ran = future.result()
    except KilledWorker:
        return DIED
    except CancelledError:
        raise HitevalError(LOST) from None
    except HitevalError:
        raise  # of `run_task`: it is no fault of the page
    except Exception as error:
        fault = page_fault(error)
        if isinstance(fault, ResourceError):
            raise fault from None
        return fault
    _write(work, ran.files)
    return ran.failure


def _read(root: Path, folder: str) -> Files:
    """Read a folder below a root."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def _write(folder: Path, files: Files) -> None:
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

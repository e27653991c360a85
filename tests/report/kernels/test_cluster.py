"""On a cluster: the same bytes, a dead worker costs a page, other versions are refused.

A real scheduler and two workers run on this machine, each in a folder of its own.
"""

import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path

import dask
import pytest
import yaml
from conftest import ROOT, TINY
from distributed import Client, KilledWorker
from disturbed import contents, report, small_project, wait_until, write_notebook

from hiteval.bundle.bundle import write_bundle
from hiteval.errors import HitevalError
from hiteval.report.kernels import cluster
from hiteval.report.kernels.versions import differences, versions
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.make_pages import give_rooms
from hiteval.report.pages.pages import preview_pages

pytestmark = pytest.mark.book
DASK = Path(sys.executable).with_name("dask")
GUIDE = (ROOT / "book" / "guide" / "cluster.md").read_text(encoding="utf-8")
TEAMS = ["alpha", "beta", "gamma"]


@contextmanager
def started(kind, *arguments, **variables):
    """Start a part of a cluster, and end it."""
    command = [DASK, kind, *arguments, "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=os.environ | variables, **quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def guide(kind, **here):
    """Return a command of the guide, with what differs here."""
    (line,) = re.findall(rf"^    dask {kind} (.+)", GUIDE, re.M)
    return [here.get(word, word) for word in line.split()]


@contextmanager
def scheduler(folder):
    """Start a scheduler as the guide says, and give its address."""
    told = folder / "scheduler.json"
    said = guide("scheduler", **{"8786": "0"})  # any port that is free
    with started("scheduler", *said, "--host", "127.0.0.1", "--scheduler-file", told):
        wait_until(lambda: told.exists() and told.read_text())
        yield json.loads(told.read_text())["address"]


def workers(address, folder):
    said = guide("worker", **{"tcp://host:8786": address, "auto": "2"})
    return started("worker", *said, "--host", "127.0.0.1", "--local-directory", folder)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def address(place):
    with scheduler(place) as address, workers(address, place / "workers"):
        with Client(address) as client:
            client.wait_for_workers(2)
        yield address


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A scheduler without workers."""
    with scheduler(tmp_path_factory.mktemp("alone")) as address:
        yield address


@pytest.fixture
def impatient():
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        yield


@pytest.fixture
def make(tiny, tmp_path):
    """Run pages of the tiny study, and return the folder they are in, and why not."""

    def made(run, way, notebooks, team_ids=TEAMS, done=lambda _page: None):
        work = tmp_path / run.__name__
        write_bundle(TINY, "public", work / "_build" / "bundle", ROOT)
        previewed = preview_pages(tiny, ROOT, team_ids)
        pages = [page for page in previewed if page.notebook != "workings"]
        give_rooms(pages, tiny, work)
        return work, run(pages, notebooks, work, way, done)

    return made


@pytest.fixture
def notebooks(tmp_path):
    """Notebooks that show which files they see."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    source = """
from pathlib import Path
seen = [str(path) for path in sorted(Path().rglob("*")) if path.is_file()]
display({"text/html": " ".join(seen)}, raw=True)
"""
    for name in ("team", "main_messages", "evidence_register"):
        write_notebook(folder / f"{name}.ipynb", source)
    return folder


def on(address):
    return Way(jobs=1, scheduler=address)


def test_a_cluster_gives_the_same_bytes_as_this_computer(address, make):
    what = (ROOT / "notebooks", ["alpha"])
    there, failed = make(cluster.run_on_cluster, on(address), *what)
    here, _ = make(run_pages, Way(jobs=1), *what)
    assert failed == {}
    assert len(contents(here / "book")) == 3
    assert contents(there / "book") == contents(here / "book")


def test_a_worker_sees_the_bundle_of_its_page_and_nothing_else(
    address, make, notebooks, place
):
    work, _ = make(cluster.run_on_cluster, on(address), notebooks)
    shown = (work / "book" / "teams" / "beta.ipynb").read_text(encoding="utf-8")
    names = contents(work / "rooms" / "beta")
    assert json.dumps(" ".join(names)) in shown
    assert all(name.startswith("_build/bundle/") for name in names)
    assert list(place.rglob("worker-*/tmp*")) == []


BLOCK = """
import os, time
from pathlib import Path
name = globals().get("team_id", {notebook!r})
mark = Path({ran!r}, name)
with mark.open("a") as file:
    file.write(f"{{os.getpid()}} {{os.getcwd()}}\\n")
while name == "gamma" and len(mark.read_text().splitlines()) == 1:
    time.sleep(0.1)
"""


def test_a_worker_that_is_killed_costs_its_notebook_again_and_no_other(
    address, make, notebooks, tmp_path
):
    ran = tmp_path / "ran"
    ran.mkdir()
    for path in notebooks.iterdir():
        write_notebook(path, BLOCK.format(ran=str(ran), notebook=path.stem))
    finished = []

    def done(page):
        finished.append(page.path)
        if len(finished) == 4:  # all but the one that waits to be killed
            wait_until((ran / "gamma").exists)
            kill_worker_in(Path((ran / "gamma").read_text().split()[1]), address)

    work, failed = make(cluster.run_on_cluster, on(address), notebooks, done=done)
    assert failed == {}
    assert len(contents(work / "book")) == 5
    times = {mark.name: mark.read_text().splitlines() for mark in ran.iterdir()}
    once = dict.fromkeys(["main_messages", "evidence_register", "beta", "alpha"], 1)
    assert {name: len(lines) for name, lines in times.items()} == once | {"gamma": 2}
    number, folder = times["gamma"][0].split()
    wait_until(lambda: not Path("/proc", number).exists())
    wait_until(lambda: not Path(folder).exists())


def kill_worker_in(folder, address):
    def who(dask_worker):
        return dask_worker.local_directory, os.getpid()

    def wanted(dask_scheduler):
        return sum("run_task" in str(key) for key in dask_scheduler.tasks)

    with Client(address) as client:
        wait_until(lambda: client.run_on_scheduler(wanted) == 1)  # others are let go
        for local, number in client.run(who).values():
            if folder.is_relative_to(local):
                os.kill(number, signal.SIGKILL)


def test_a_notebook_that_fails_is_named_and_its_log_comes_home(
    address, make, notebooks
):
    write_notebook(notebooks / "team.ipynb", "display(1 / (team_id != 'beta'))")
    work, failed = make(cluster.run_on_cluster, on(address), notebooks)
    log = work / "log" / "teams-beta.txt"
    assert failed["teams/beta"] == f"ZeroDivisionError, see {log}"
    assert "division by zero" in log.read_text(encoding="utf-8")


def test_the_command_makes_a_report_with_a_cluster(address, tmp_path):
    project = small_project(tmp_path / "project")
    status, told = report(project, "--scheduler", address)
    assert (status, "6 pages." in told) == (0, True), told


def test_a_worker_with_another_version_is_refused_before_anything_runs(
    alone, make, notebooks, tmp_path
):
    other = tmp_path / "other" / "pillow-1.0.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: pillow\nVersion: 1.0")
    path = {"PYTHONPATH": str(other.parent)}
    with started("worker", alone, "--no-nanny", "--name=w", **path), Client(alone) as c:
        c.wait_for_workers(1)
        (worker,) = c.scheduler_info()["workers"]
        with pytest.raises(HitevalError) as error:
            make(cluster.run_on_cluster, on(alone), notebooks)
    assert str(error.value) == (
        "workers of the cluster differ from here:\n"
        f"  pillow: {versions()['pillow']} here, 1.0 on {worker}\n"
        "Install on every worker what is here: the same Python and, in a copy of this "
        "folder, `uv sync --frozen --extra cluster`. Then start the workers again."
    )


def test_a_worker_without_hiteval_is_refused(alone, make, notebooks, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "hiteval.py").write_text("")
    path = {"PYTHONPATH": str(other)}
    told = r"  hiteval's code: \w+ here, none on tcp:"
    with (
        started("worker", alone, "--no-nanny", **path),
        pytest.raises(HitevalError, match=told),
    ):
        make(cluster.run_on_cluster, on(alone), notebooks)


def test_what_differs_is_told_once_whoever_it_is_on():
    here = {"Python": "3.13.1", "pandas": "3.0.1"}
    other = {"Python": "3.12.9", "pandas": "3.0.1"}
    assert differences(here, {"b": other, "a": other, "c": here, "d": other}) == [
        "Python: 3.13.1 here, 3.12.9 on a and 2 other workers"
    ]


def test_what_may_change_a_page_is_compared_and_nothing_else():
    compared = versions()
    assert {"Python", "system", "hiteval's code", "matplotlib", "pillow"} <= set(
        compared
    )
    assert {"pytest", "ruff"} & {*compared} == set()


def test_a_scheduler_without_workers_is_said_to_have_none(
    alone, make, notebooks, impatient
):
    with pytest.raises(HitevalError) as error:
        make(cluster.run_on_cluster, on(alone), notebooks)
    assert str(error.value) == (
        "--scheduler: expected a cluster with a worker; got a scheduler without any. "
        "Start some with `dask worker` and its address."
    )


@pytest.mark.parametrize(
    ("address", "kind"), [("tcp://127.0.0.1:1", "OSError"), ("x://y", "ValueError")]
)
def test_where_no_scheduler_answers_that_is_said(
    address, kind, make, notebooks, impatient
):
    with pytest.raises(HitevalError) as error:
        make(cluster.run_on_cluster, on(address), notebooks)
    assert str(error.value) == (
        "--scheduler: expected the address of a Dask scheduler, such as "
        f"tcp://host:8786; got no answer from {address} ({kind}). Start it with `dask "
        "scheduler`, or correct the address."
    )


class Lost:
    """What is left of a page when Dask gave up."""

    def __init__(self, error):
        self.error = error

    def result(self):
        raise self.error


def test_a_page_that_kills_every_worker_has_failed(tmp_path):
    failure = cluster._take_home(Lost(KilledWorker("x", None, 3)), tmp_path)
    assert failure == cluster.DIED


def test_a_scheduler_that_is_lost_ends_the_run(tmp_path):
    with pytest.raises(HitevalError) as error:
        cluster._take_home(Lost(CancelledError()), tmp_path)
    assert str(error.value) == (
        "--scheduler: it was lost while notebooks ran. Look at its log, and run the "
        "command again: what was made is kept."
    )


def test_without_dask_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    with pytest.raises(HitevalError) as error:
        cluster.check_cluster()
    assert str(error.value) == (
        "--scheduler: dask.distributed is not installed. Install hiteval[cluster], in "
        "this folder with `uv sync --extra cluster`."
    )


def test_what_the_guide_says_of_encryption_dask_knows():
    (block,) = re.findall(r"```yaml\n(.+?)```", GUIDE, re.S)
    known = dask.config.config
    for path in paths(yaml.safe_load(block)):
        assert dask.config.get(path, "unknown", config=known) != "unknown", path


def paths(settings, above=""):
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from paths(value, f"{above}{name}.")
        else:
            yield f"{above}{name}"


def test_what_the_guide_says_of_slurm_asks_for_the_workers_it_means():
    (block,) = re.findall(
        r"```python\n(from dask_jobqueue.+?)cluster.scale", GUIDE, re.S
    )
    code = block.replace("SLURMCluster(", "SLURMCluster(scheduler_options=QUIET, ")
    here = {"QUIET": {"dashboard_address": ":0", "host": "127.0.0.1"}}
    exec(code, here)  # noqa: S102 (our own page)
    with here["cluster"] as cluster:
        script = cluster.job_script()
    assert "#SBATCH -p short\n" in script
    assert " --nthreads 1 " in script
    assert " --nworkers 4 " in script

"""How the notebooks of teams scale with the workers of a Dask cluster.

Run with ``python benchmarks/bench_cluster.py [teams]``, on Linux. A scheduler and its
workers are started on this machine; more workers than it has cores gain nothing.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from bench_report import HITEVAL, cost_of, project
from results import show

TEAMS, WORKERS = 12, (1, 2)
DASK = [sys.executable, "-m", "dask"]
HERE = ["--host", "127.0.0.1", "--no-dashboard"]


@contextmanager
def started(*command: str) -> Iterator[None]:
    """Start a part of a cluster, and end it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*DASK, *command, *HERE], stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def cluster(workers: int, place: Path) -> Iterator[str]:
    """Start a cluster, and give the address of its scheduler."""
    told = place / "scheduler.json"
    each = ["--nworkers", str(workers), "--nthreads", "1"]
    with started("scheduler", "--port", "0", "--scheduler-file", str(told)):
        while not told.exists():
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        where = ["--local-directory", str(place / "workers")]
        with started("worker", address, *each, *where):
            yield address
    told.unlink(missing_ok=True)  # a scheduler that ends takes it along


def measure(teams: int) -> pd.DataFrame:
    """Return a row for each number of workers: the seconds of all notebooks."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as away:
        place = Path(folder)
        project(teams, place)
        for workers in WORKERS:
            with cluster(workers, Path(away)) as address:
                command = [*HITEVAL, "report", "--force", "--scheduler", address]
                seconds = cost_of(command, place).steps["Notebooks"]
            rows.append({"workers": workers, "notebooks, s": seconds})
    table = pd.DataFrame(rows)
    times = table["notebooks, s"][0] / table["notebooks, s"]
    return table.assign(**{"times as fast": times.round(2)})


def main() -> None:
    """Print a row for each number of workers."""
    show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TEAMS))


if __name__ == "__main__":
    main()

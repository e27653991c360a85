"""How the notebooks of teams scale with the workers of a Dask cluster.

Run with ``python benchmarks/bench_cluster.py [teams]``, on Linux. A scheduler and its
workers are started on this machine. As many workers as it has cores run notebooks; more
are simulated: each waits for as long as a page took (see `slow_worker`), with the
latency of a network added, while Dask and what goes through it are real.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pandas as pd
from bench_report import HITEVAL, cost_of, project
from distributed import Client
from results import show

TEAMS, WORKERS, SIMULATED = 12, (1, 2), (1, 2, 4, 8)
LATENCY = 0.05  # seconds, each way
RUN, WAIT = "run notebooks", "wait as long"
LITTLE = "300MB"  # of a worker's memory: more is written to disk
DASK = [sys.executable, "-m", "dask"]
HERE = ["--host", "127.0.0.1", "--no-dashboard"]
SLOW = str(Path(__file__).with_name("slow_worker.py"))


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a part of a cluster, and end it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([*DASK, *command, *HERE], stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def cluster(workers: int, place: Path, *options: str) -> Iterator[str]:
    """Start a cluster, and give the address of its scheduler."""
    told = place / "scheduler.json"
    each = ["--nworkers", str(workers), "--nthreads", "1", *options]
    with started("scheduler", "--port", "0", "--scheduler-file", str(told)):
        while not told.exists():
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        where = ["--local-directory", str(place / "workers")]
        with started("worker", address, *each, *where):
            time.sleep(5 + workers)  # until all of them are there
            yield address
    told.unlink(missing_ok=True)  # a scheduler that ends takes it along


def notebooks(
    place: Path,
    away: Path,
    workers: int,
    *options: str,
    kill_after: float | None = None,
) -> int:
    """Return the seconds that a cluster takes for all notebooks of a report."""
    with cluster(workers, away, *options) as address:
        if kill_after:
            Timer(kill_after, kill_a_worker, [address]).start()
        command = [*HITEVAL, "report", "--force", "--scheduler", address]
        return cost_of(command, place).steps["Notebooks"]


def kill_a_worker(address: str) -> None:
    """Kill one, as when a machine is lost; Dask starts another in its place."""
    with Client(address) as client:
        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


def measure(teams: int) -> pd.DataFrame:
    """Return a row for each cluster: the seconds of all notebooks."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as away:
        place, there = Path(folder), Path(away)
        (there / "ran").mkdir()
        os.environ |= {"HITEVAL_RAN": f"{away}/ran", "HITEVAL_LATENCY": str(LATENCY)}
        project(teams, place)
        rows += [(n, RUN, notebooks(place, there, n)) for n in WORKERS]
        little = notebooks(place, there, 2, "--memory-limit", LITTLE)
        rows.append((2, f"{RUN}, with {LITTLE} each", little))
        killed = notebooks(place, there, 2, kill_after=15)
        rows.append((2, f"{RUN}, one is killed", killed))
        notebooks(place, there, 2, "--preload", SLOW)  # keeps what comes of each page
        for workers in SIMULATED:
            seconds = notebooks(place, there, workers, "--preload", SLOW)
            rows += [(workers, WAIT, seconds)]
    table = pd.DataFrame(rows, columns=["workers", "which", "notebooks, s"])
    of_one = {
        which: alone["notebooks, s"].iloc[0]
        for which, alone in table[table["workers"] == 1].groupby("which")
    }
    one = table["which"].str.split(",").str[0].map(of_one)
    return table.assign(**{"times as fast": (one / table["notebooks, s"]).round(2)})


def main() -> None:
    """Print a row for each number of workers."""
    show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TEAMS))


if __name__ == "__main__":
    main()

"""Everything that hiteval sets out to reach in speed and memory, measured in one run.

Run with ``python benchmarks/bench_targets.py [teams ...]``, on Linux. It takes three
quarters of an hour on two cores, longer with more teams, and writes
`benchmarks/results.md`.
"""

import math
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import bench_cluster
import bench_notebooks
import bench_report
import bench_side_by_side
import bench_study
import bench_watch
import pandas as pd
from bench_report import HITEVAL, ROOT, cost_of
from results import markdown, show

RUNS = 3
PACKAGES = (
    "pandas",
    "matplotlib",
    "papermill",
    "jupyter-book",
    "sphinx",
    "distributed",
)
Target = tuple[str, str, str]


def shipped() -> pd.DataFrame:
    """Make the whole report of the shipped study, several times."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("book", "data", "notebooks"):
            shutil.copytree(ROOT / name, Path(folder, name))
        for name in ("_config.yml", "_toc.yml", "uv.lock"):
            shutil.copyfile(ROOT / name, Path(folder, name))
        command = [*HITEVAL, "report", "--force"]
        runs = [cost_of(command, Path(folder)) for _ in range(RUNS)]
    rows = [{"s": round(r.seconds), **r.steps, "CPU s": round(r.cpu, 1)} for r in runs]
    return pd.DataFrame(rows).rename(columns=str.lower)


def exponent(table: pd.DataFrame, size: str, cost: str) -> str:
    """Say with which power of its size the cost of something grows."""
    first, last = table.iloc[0], table.iloc[-1]
    if last[size] == first[size] or not first[cost]:
        return "one size only"
    return (
        f"{math.log(last[cost] / first[cost]) / math.log(last[size] / first[size]):.2f}"
    )


def targets(tables: dict[str, pd.DataFrame]) -> Iterator[Target]:
    """Put beside each target what was measured."""
    loop, ours, limit = tables["notebooks"]["s"]
    whole, nothing, one = (
        tables["report"][tables["report"]["report"] == what].reset_index(drop=True)
        for what in ("made whole", "nothing changed", "one team changed")
    )
    yield "a team's notebook", "5 times a papermill loop", f"{loop / ours:.1f} times"
    yield "beside the plain function", "at most 1.1", f"{ours / limit:.2f}"
    told = [f"{s} s of {n} teams" for s, n in nothing[["s", "teams"]].to_numpy()]
    yield "nothing changed", "at most 2 s", ", ".join(told)
    told = [f"{s} of {n} teams" for s, n in one[["of the whole", "teams"]].to_numpy()]
    yield "one team changed", "at most 15%", ", ".join(told)
    median = tables["watch"]["median, s"]
    yield "an edit on screen", "at most 2 s", " and ".join(f"{s} s" for s in median)
    shipped = tables["shipped"].median()
    yield "the shipped study's report", "at most 25 s", f"{shipped['s']:.0f} s"
    share = shipped["gate"] / shipped["s"]
    yield "the gate of it, where every file is read", "at most 10%", f"{share:.0%}"
    for step in ("notebooks", "book", "gate"):
        yield f"{step}, power of teams", "1", exponent(whole, "teams", step)
    yield "memory, power of teams", "0", exponent(whole, "teams", "peak MB")
    weight = exponent(whole, "teams", "a team's page, kB")
    yield "a team's page, power of teams", "0", weight
    study = tables["study"]
    read = study["read and check, CPU s"]
    grown = exponent(study, "segments", "read and check, CPU s")
    yield "reading, power of segments", "1", grown
    yield (
        f"{study['segments'].iloc[-1]:,} segments read and checked",
        "at most 30 s",
        f"{read.iloc[-1]:.0f} s, {study['peak MB'].iloc[-1] / 1000:.1f} GB",
    )
    cluster = tables["cluster"].set_index(["workers", "which"])["times as fast"]
    yield "two workers", "1.9 times one", f"{cluster[2, bench_cluster.RUN]} times"


def machine() -> str:
    """Say on what was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y} by `benchmarks/bench_targets.py` in "
        f"one run, on {os.cpu_count()} cores. Python {platform.python_version()}, "
        f"{packages}.\n"
    )


def main() -> None:
    """Measure all of it, print each table as it comes, and write them."""
    sizes = [int(word) for word in sys.argv[1:]] or bench_report.TEAMS
    ways = {
        "shipped": shipped,
        "watch": lambda: bench_watch.measure(ROOT),
        "report": lambda: pd.concat(map(bench_report.measure, sizes)),
        "study": lambda: bench_study.measure(bench_study.SIZES),
        "notebooks": lambda: bench_notebooks.measure(bench_notebooks.TEAMS),
        "cluster": lambda: bench_cluster.measure(bench_cluster.TEAMS),
        "others": lambda: bench_side_by_side.measure(bench_side_by_side.TEAMS),
    }
    tables: dict[str, pd.DataFrame] = {}
    for name, measure in ways.items():
        tables[name] = measure()
        show(tables[name])
        whole = len(tables) == len(ways)
        rows = targets(tables) if whole else []
        reached = pd.DataFrame(rows, columns=["what", "target", "measured"])
        write(tables, reached)
    show(reached)


def write(tables: dict[str, pd.DataFrame], reached: pd.DataFrame) -> None:
    """Write what was measured so far: a run that is stopped keeps it."""
    parts = ["# What a report costs\n", machine()]
    parts += [markdown(reached)] if len(reached) else ["This run was stopped.\n"]
    parts += [f"{TOLD[name]}\n\n{markdown(table)}" for name, table in tables.items()]
    (ROOT / "benchmarks" / "results.md").write_text("\n".join(parts), "utf-8")


TOLD = {
    "notebooks": "A team's notebook, one at a time:",
    "shipped": "The report of the shipped study, made whole:",
    "report": "Reports of simulated studies, on all cores; seconds of each step, "
    "processor seconds of all processes, the peak of the largest:",
    "study": "A study of which each team has a hundred segments; the peak is of one "
    "process that reads, checks and scores:",
    "watch": "From the edit of a cell until Chromium shows it, with `hiteval watch`:",
    "others": "The same twenty teams by other tools, see `bench_side_by_side.py`:",
    "cluster": "The notebooks of twelve teams on Dask clusters on this machine; those "
    "that wait are simulated, see `bench_cluster.py`:",
}


if __name__ == "__main__":
    main()

"""What a study costs to read, check and score, by its size; and its teams' bundles.

Run with ``python benchmarks/bench_study.py [segments ...]``. Each size runs in a
process of its own, whose peak of memory is given. Every segment has two codings, every
source ten segments, every team a hundred.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from results import show

from hiteval.report.make_pages import give_rooms
from hiteval.report.pages.pages import Page
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.study.writing import write_study

ROOT = Path(__file__).parent.parent
SIZES = (10_000, 100_000, 1_000_000)
TEAMS_WRITTEN = 1_000


def write_large(size: int, folder: Path) -> None:
    """Write a study of so many segments, each saying something else."""
    tiny = read_study(ROOT / "tests" / "tiny")
    random = np.random.default_rng(1)
    teams, sources = max(size // 100, 1), max(size // 10, 1)
    number = np.arange(size)
    segment = [f"s{n}" for n in number]
    criteria = tiny.framework.criterion_ids
    coders = list(tiny.settings.coders)[:2]
    tables = {
        "teams": _of(team_id=_ids("t", teams), name=_ids("Team ", teams), kind="team"),
        "sources": _of(
            source_id=_ids("d", sources),
            strand=next(iter(tiny.settings.strands)),
            type="report",
            title=_ids("Report ", sources),
            date="2014-05-06",
            date_precision="day",
        ),
        "segments": _of(
            segment_id=segment,
            source_id=[f"d{n // 10}" for n in number],
            team_id=[f"t{n // 100}" for n in number],
            summary=[f"Partners met {n} times and agreed what to do." for n in number],
            clearance="public",
        ),
        "codings": pd.concat(
            _of(
                segment_id=segment,
                coder_id=coder,
                criterion_id=random.choice(criteria, size),
                rating=random.choice([-1, 1, 2], size),
            )
            for coder in coders
        ),
    }
    empty = {name: table.iloc[:0] for name, table in tiny.tables.items()}
    shaped = {
        name: table.reindex(columns=empty[name].columns)
        for name, table in tables.items()
    }
    write_study(tiny.with_tables(empty | shaped), folder)


def _ids(stem: str, number: int) -> list[str]:
    return [f"{stem}{n}" for n in range(number)]


def _of(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns)


def take(size: int) -> None:
    """Print the seconds of each step, and the peak of memory in MB, as JSON."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "study")
        subprocess.run([*ITSELF, "--write", str(size), str(folder)], check=True)
        began = time.process_time()
        study = read_study(folder)
        read = time.process_time()
        evaluation = evaluate(study)
        scored = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        ids = study.teams["team_id"].tolist()[:TEAMS_WRITTEN]
        pages = [Page(f"teams/{t}", "team", t, {"team_id": t}) for t in ids]
        start = time.process_time()
        give_rooms(pages, evaluation, Path(place, "work"))
        each = (time.process_time() - start) / len(ids) * 1000
    row = {
        "segments": size,
        "codings": 2 * size,
        "read and check, CPU s": round(read - began, 1),
        "score, CPU s": round(scored - read, 1),
        "peak MB": round(peak),
        "a team's bundle, CPU ms": round(each, 1),
    }
    sys.stdout.write(json.dumps(row))


ITSELF = [sys.executable, __file__]


def measure(sizes: Sequence[int]) -> pd.DataFrame:
    """Return a row for each size."""
    commands = [[*ITSELF, "--take", str(size)] for size in sizes]
    runs = (subprocess.run(c, check=True, capture_output=True) for c in commands)
    return pd.DataFrame([json.loads(run.stdout) for run in runs])


def main() -> None:
    """Measure every size, and print a table."""
    match sys.argv[1:]:
        case ["--write", size, folder]:
            write_large(int(size), Path(folder))
        case ["--take", size]:
            take(int(size))
        case sizes:
            show(measure([int(size) for size in sizes] or SIZES))


if __name__ == "__main__":
    main()

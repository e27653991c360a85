"""What a report costs: made whole, where nothing changed, where one team did.

Run with ``python benchmarks/bench_report.py [teams ...]``, on Linux. Each study is
synthetic, and each report made by the command that a user gives. Processor seconds are
those of every process that the command brings about; they depend less than the time on
what else the machine does. Memory is the peak of the largest process. The seconds of
each step are those that the command itself tells, whole ones.
"""

import ctypes
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pandas as pd
from results import show

ROOT = Path(__file__).parent.parent
TEAMS = (20, 200)
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of prctl: theirs is counted as well
HITEVAL = [sys.executable, "-m", "hiteval"]
STEPS = ("Notebooks", "Book", "Gate")
STEP = re.compile(rf"^({'|'.join(STEPS)}) .* (\d+):(\d\d):(\d\d) \S+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds, those of processors, MB, and seconds by step."""

    seconds: float
    cpu: float
    peak: float
    steps: dict[str, int] = field(default_factory=dict)


def cost_of(command: list[str], place: Path) -> Cost:
    """Run a command, with all that it starts, and return what it took."""
    parent, child = os.pipe()
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
        began = time.monotonic()
        done = subprocess.run(command, cwd=place, capture_output=True, text=True)
        seconds = time.monotonic() - began
        while _some_child_ended():
            pass
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        cost = Cost(seconds, cpu, peak, _steps(done.stderr))
        told = done.stderr if done.returncode else json.dumps(asdict(cost))
        os.write(child, told.encode())
        os._exit(done.returncode)
    os.close(child)
    with os.fdopen(parent) as pipe:
        told = pipe.read()
    if os.wait()[1]:
        sys.exit(told)
    return Cost(**json.loads(told))


def _steps(told: str) -> dict[str, int]:
    return {
        step: int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        for step, hours, minutes, seconds in STEP.findall(told)
    }


def _some_child_ended() -> bool:
    try:
        os.waitpid(-1, 0)
    except ChildProcessError:
        return False
    return True


def project(teams: int, place: Path) -> None:
    """Make a folder with a synthetic study and everything for its report."""
    for name in ("book", "notebooks"):
        shutil.copytree(ROOT / name, place / name)
    for name in ("_config.yml", "_toc.yml", "uv.lock"):
        shutil.copyfile(ROOT / name, place / name)
    size = ["--teams", str(teams), "--documents", str(7 * teams)]
    framework = ["--framework", str(ROOT / "data" / "framework.yml")]
    make = [*HITEVAL, "simulate", *size, *framework, "--out", "data"]
    subprocess.run(make, cwd=place, check=True, capture_output=True)


def change_one_team(place: Path) -> None:
    """Reword the first summary of the study."""
    segments = place / "data" / "segments.csv"
    head, first, rest = segments.read_text("utf-8").split("\n", 2)
    *ids, texts = first.split('","', 3)
    reworded = '","'.join([*ids, f"Indeed: {texts}"])
    segments.write_text(f"{head}\n{reworded}\n{rest}", "utf-8")


def measure(teams: int) -> pd.DataFrame:
    """Make a study's report three times, and return a row for each."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        project(teams, place)
        for what in ("made whole", "nothing changed", "one team changed"):
            if what == "one team changed":
                change_one_team(place)
            cost = cost_of([*HITEVAL, "report"], place)
            pages = (place / "_build" / "html" / "book" / "teams").glob("*.html")
            rows.append(
                {
                    "teams": teams,
                    "report": what,
                    "s": round(cost.seconds),
                    **{step.lower(): cost.steps.get(step, 0) for step in STEPS},
                    "CPU s": round(cost.cpu, 1),
                    "peak MB": round(cost.peak),
                    "a team's page, kB": round(
                        statistics.median(page.stat().st_size for page in pages) / 1000
                    ),
                }
            )
    table = pd.DataFrame(rows)
    table["of the whole"] = [f"{s / table['CPU s'][0]:.0%}" for s in table["CPU s"]]
    return table


def main() -> None:
    """Print a row for each number of teams and each way to make the report."""
    for teams in [int(word) for word in sys.argv[1:]] or TEAMS:
        show(measure(teams))


if __name__ == "__main__":
    main()

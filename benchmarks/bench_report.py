"""What a report costs: made whole, where nothing changed, where one team did.

Run with ``python benchmarks/bench_report.py [teams ...]``, on Linux. Each study is
made up, and each report made by the command that a user gives. Processor seconds are
those of every process that the command brings about; they depend less than the time on
what else the machine does. Memory is the peak of the largest process.
"""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
TEAMS = (20, 200)
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of prctl: theirs is counted as well
HITEVAL = [sys.executable, "-m", "hiteval"]


def cost_of(command: list[str], place: Path) -> tuple[float, float, float]:
    """Run a command; return its seconds, its processor seconds and its peak in MB."""
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
        told = done.stderr if done.returncode else f"{seconds} {cpu} {peak}"
        os.write(child, told.encode())
        os._exit(done.returncode)
    os.close(child)
    with os.fdopen(parent) as pipe:
        told = pipe.read()
    if os.wait()[1]:
        sys.exit(told)
    seconds, cpu, peak = map(float, told.split())
    return seconds, cpu, peak


def _some_child_ended() -> bool:
    try:
        os.waitpid(-1, 0)
    except ChildProcessError:
        return False
    return True


def project(teams: int, place: Path) -> None:
    """Make a folder with a study made up and all that makes a report of it."""
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


def main() -> None:
    """Print a row for each number of teams and each way to make the report."""
    table = Table("teams", "report", "s", "CPU s", "of the whole", "peak MB")
    for teams in [int(word) for word in sys.argv[1:]] or TEAMS:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            project(teams, place)
            whole = 0.0
            for what in ("made whole", "nothing changed", "one team changed"):
                if what == "one team changed":
                    change_one_team(place)
                seconds, cpu, peak = cost_of([*HITEVAL, "report"], place)
                whole = whole or cpu
                numbers = (f"{seconds:.0f}", f"{cpu:.1f}", f"{cpu / whole:.0%}")
                table.add_row(str(teams), what, *numbers, f"{peak:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()

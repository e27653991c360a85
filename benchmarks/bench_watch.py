"""How soon an edited cell of a table is on screen while `hiteval watch` runs.

Run with ``python benchmarks/bench_watch.py [project]``. A copy of the project is
watched; the summary of one passage is edited in its table, again and again, while
Chromium shows a page. Timed is from the write until the page shows the edit. The
project's whole report should have been made: then the copy begins with its pages.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import sync_playwright
from results import show

ROOT = Path(__file__).parent.parent
EDITS = (  # page, table, column: in its first row
    ("teams/{team}", "segments.csv", "summary"),
    ("results/findings", "findings.csv", "statement"),
)
TIMES = 7
SHOWN = "text => document.body.textContent.includes(text)"


@contextmanager
def watched(project: Path) -> Iterator[str]:
    """Give the address of a project while it is watched."""
    command = [sys.executable, "-m", "hiteval", "watch"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as run:
        try:
            for line in run.stdout or ():
                if found := re.match(r"Open (\S+)", line.decode()):
                    break
            yield found[1]
        finally:
            run.kill()


def edit(table: Path, column: str, number: int) -> str:
    """Put a text of its own into a cell, and return it."""
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    text = f"Edit number {number} of a benchmark of {column}."
    rows.loc[0, column] = text
    rows.to_csv(table, index=False, lineterminator="\n")
    return text


def seconds(window: Any, address: str, table: Path, column: str) -> list[float]:
    """Time edits until a page shows them, each after the last one has settled."""
    window.goto(address)
    window.wait_for_timeout(15_000)
    found = []
    for number in range(TIMES):
        text = edit(table, column, number)
        began = time.monotonic()
        window.wait_for_function(SHOWN, arg=text, timeout=120_000)
        found.append(time.monotonic() - began)
        window.locator(".watch").wait_for(state="hidden", timeout=120_000)
    return found


def measure(source: Path) -> pd.DataFrame:
    """Return a row for each page: the seconds until an edit is on screen."""
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        skip = shutil.ignore_patterns(".*", "html", "tests")
        project = Path(shutil.copytree(source, Path(folder) / "project", ignore=skip))
        team = pd.read_csv(project / "data" / "segments.csv")["team_id"][0]
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        with watched(project) as home:
            window = chromium.new_page()
            for page, table, column in EDITS:
                path = page.format(team=team)
                address, edited = f"{home}book/{path}.html", project / "data" / table
                taken = [round(s, 1) for s in seconds(window, address, edited, column)]
                rows.append((path, statistics.median(taken), max(taken)))
    return pd.DataFrame(rows, columns=["page", "median, s", "most, s"])


if __name__ == "__main__":
    show(measure(Path(*sys.argv[1:2]) if sys.argv[1:] else ROOT))

"""What the notebooks of teams cost: a papermill loop, hiteval's way, and the limit.

Run with ``python benchmarks/bench_notebooks.py [teams]``, on Linux. The limit is a
plain function in one process that has imported everything: what the cells themselves
cost. One page at a time, so that processor seconds are what a page costs.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import papermill
from bench_report import cost_of, project
from rich.console import Console
from rich.table import Table

from hiteval.evaluation import evaluate
from hiteval.report.bundle import write_bundle
from hiteval.report.fitting import fit_notebooks
from hiteval.report.making import give_rooms
from hiteval.report.pages import Page, all_pages, room
from hiteval.report.workers import Way, run_pages

TEAMS = 6
FITTED = "fitted"  # the folder of the notebooks without what does not suit the study


def loop(pages: list[Page], place: Path) -> None:
    """Run each notebook as papermill's own documentation has it."""
    for page in pages:
        papermill.execute_notebook(
            place / FITTED / "team.ipynb",
            None,
            parameters=page.parameters,
            cwd=room(page, place),
            progress_bar=False,
        )


def warm(pages: list[Page], place: Path) -> None:
    """Run each notebook as a report does."""
    for left in ("log", "home"):
        shutil.rmtree(place / left, ignore_errors=True)
    if failed := run_pages(pages, place / FITTED, place, Way(1), [].append):
        sys.exit(str(failed))


def function(pages: list[Page], place: Path) -> None:
    """Run the cells of each notebook in this process, and show what they return."""
    source = nbformat.read(place / FITTED / "team.ipynb", as_version=4)
    code = [cell for cell in source.cells if cell.cell_type == "code"]
    for page in pages:
        os.chdir(room(page, place))
        names: dict[str, object] = {}
        for cell in code:
            if cell.source.startswith(("from ", "bundle = ")):
                exec(cell.source, names)  # noqa: S102 (our own notebook)
                names |= page.parameters
            else:
                str(eval(cell.source, names))  # noqa: S307


WAYS = {"a papermill loop": loop, "hiteval report": warm, "a warm function": function}


def pages_of(place: Path) -> list[Page]:
    """Make what the notebooks of a project's teams need, once."""
    released = write_bundle(
        place / "data", "public", place / "_build" / "bundle", place
    )
    evaluation = evaluate(released.study)
    pages = [page for page in all_pages(evaluation) if page.team_id]
    if not (place / FITTED).exists():
        fit_notebooks(place / "notebooks", place / FITTED, released.study)
        give_rooms(pages, evaluation, place)
    return pages


def main() -> None:
    """Print a row for each way: all teams' notebooks less the first, for the start."""
    teams = int(sys.argv[1]) if len(sys.argv) > 1 else TEAMS
    table = Table("a team's notebook, by", "CPU s", "of a loop")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        project(teams, place)
        (place / "_build").mkdir()
        first = 0.0
        for way in WAYS:
            cpu = []
            for number in (1, teams):
                command = [sys.executable, __file__, way, str(place), str(number)]
                cpu.append(cost_of(command, place)[1])
            each = (cpu[1] - cpu[0]) / (teams - 1)
            first = first or each
            table.add_row(way, f"{each:.2f}", f"{each / first:.0%}")
    Console().print(table)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        where = Path(sys.argv[2])
        WAYS[sys.argv[1]](pages_of(where)[: int(sys.argv[3])], where)
    else:
        main()

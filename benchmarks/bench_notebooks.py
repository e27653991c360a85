"""What the notebooks of teams cost: a papermill loop, hiteval's way, and the limit.

Run with ``python benchmarks/bench_notebooks.py [teams]``, on Linux. The limit is a
plain function in one process that has imported everything: what the cells themselves
cost. One page at a time, so that processor seconds are what a page costs.
"""

import ast
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import pandas as pd
import papermill
from bench_report import cost_of, project
from results import show

from hiteval.bundle.bundle import write_bundle
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.make_pages import give_rooms
from hiteval.report.pages.only_for import fit_notebooks
from hiteval.report.pages.pages import Page, all_pages, room
from hiteval.results.evaluation import evaluate

TEAMS = 8
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
            _run(ast.parse(cell.source), names)
            if "parameters" in cell.metadata.get("tags", []):
                names |= page.parameters


def _run(cell: ast.Module, names: dict[str, object]) -> None:
    """Run a cell, and write out what its last line gives."""
    last = cell.body.pop() if isinstance(cell.body[-1], ast.Expr) else None
    exec(compile(cell, "cell", "exec"), names)  # noqa: S102 (our own notebook)
    if isinstance(last, ast.Expr):
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 (likewise)
        str(shown)


WAYS = {"a papermill loop": loop, "hiteval report": warm, "a warm function": function}


def pages_of(place: Path) -> list[Page]:
    """Make what the notebooks of a project's teams need, once."""
    released = write_bundle(
        place / "data", "public", place / "_build" / "bundle", place
    )
    evaluation = evaluate(released.study)
    pages = [page for page in all_pages(evaluation, place) if page.team_id]
    if not (place / FITTED).exists():
        fit_notebooks(place / "notebooks", place / FITTED, released.study)
        give_rooms(pages, evaluation, place)
    return pages


def measure(teams: int) -> pd.DataFrame:
    """Return a row for each way: all teams' notebooks less the first, for the start."""
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        project(teams, place)
        (place / "_build").mkdir()
        for way in WAYS:
            one, every = (
                cost_of([sys.executable, __file__, way, str(place), str(n)], place)
                for n in (1, teams)
            )
            more = teams - 1
            cpu, seconds = every.cpu - one.cpu, every.seconds - one.seconds
            rows[way] = {"CPU s": cpu / more, "s": seconds / more}
    each = pd.DataFrame(rows).T.rename_axis("a team's notebook, by")
    shares = [f"{share:.0%}" for share in each["s"] / each["s"].iloc[0]]
    return each.round(2).reset_index().assign(**{"of a loop": shares})


def main() -> None:
    """Print what each way costs."""
    show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TEAMS))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        where = Path(sys.argv[2])
        WAYS[sys.argv[1]](pages_of(where)[: int(sys.argv[3])], where)
    else:
        main()

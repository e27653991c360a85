"""The same reports of teams by other tools and by hiteval, in one run.

Run with ``python benchmarks/bench_side_by_side.py [teams]``, on Linux; Jupyter Book 2
is downloaded into a place of its own, and needs Node.js. Each way runs the notebook of
each team, with the team as its parameter, and makes pages of it. Only hiteval shows
each team's notebook nothing of other teams, reads what it made as an attacker would,
and swaps it in whole. Jupyter Book 2 makes the content of a site alone: its theme would
be fetched from the internet. Quarto is left out, as no registry has it.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import bench_notebooks
import nbformat
import pandas as pd
import yaml
from bench_report import HITEVAL, ROOT, Cost, cost_of, project
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from results import show

from hiteval.report.pages.pages import Page, room

TEAMS = 20
BOOK = [str(Path(sys.executable).with_name("jupyter-book")), "build", "."]
UV = str(Path(sys.executable).with_name("uv"))
BOOK_2 = [UV, "tool", "run", "--quiet", "--from", "jupyter-book>=2", "jupyter-book"]
KERNEL = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
# A page, a theme that shows nothing, leave to run in a container, and our interpreter.
FOR_BOOK_2 = {
    "first.md": "# Teams\n",
    "t/template.yml": "title: none\nmyst: v1\nkind: site\n",
    "settings/jupyter_server_config.py": "c.ServerApp.allow_root = True\n",
    "kernels/ours/kernel.json": json.dumps({"argv": KERNEL, "display_name": "ours"}),
}
CONFIG = {"title": "Teams", "author": "", "logo": ""}


def _lay_out(pages: list[Page], place: Path, kernel: str = "python3") -> list[str]:
    """Write the notebook of each team where it finds its bundle, and name them."""
    fitted = place / bench_notebooks.FITTED / "team.ipynb"
    source = load_notebook_node(str(fitted))
    names = []
    for page in pages:
        notebook = parameterize_notebook(source, page.parameters)
        notebook.metadata.kernelspec.name = kernel
        path = room(page, place) / "team.ipynb"
        nbformat.write(notebook, path)
        names.append(path.relative_to(place).with_suffix("").as_posix())
    return names


def _book(place: Path, names: list[str], execute: str) -> None:
    """Write contents and settings of a book by Jupyter Book 1."""
    (place / "first.md").write_text("# Teams\n", "utf-8")
    chapters = [{"file": name} for name in names]
    contents = {"format": "jb-book", "root": "first", "chapters": chapters}
    settings = CONFIG | {"execute": {"execute_notebooks": execute, "timeout": 300}}
    (place / "_toc.yml").write_text(yaml.safe_dump(contents), "utf-8")
    (place / "_config.yml").write_text(yaml.safe_dump(settings), "utf-8")


def by_papermill(pages: list[Page], place: Path) -> Cost:
    """Run each notebook in a loop, and let Jupyter Book 1 make pages of them."""
    loop = [sys.executable, bench_notebooks.__file__, "a papermill loop", str(place)]
    ran = cost_of([*loop, str(len(pages))], place)
    _book(place, _lay_out(pages, place), "off")
    made = cost_of(BOOK, place)
    return Cost(ran.seconds + made.seconds, ran.cpu + made.cpu, ran.peak)


def by_book_1(pages: list[Page], place: Path) -> Cost:
    """Let Jupyter Book 1 run the notebooks itself."""
    _book(place, _lay_out(pages, place), "force")
    return cost_of(BOOK, place)


def by_book_2(pages: list[Page], place: Path) -> Cost:
    """Let Jupyter Book 2 run the notebooks itself, as many at once as there are cores.

    It is installed before the time is taken.
    """
    names = [f"{name}.ipynb" for name in _lay_out(pages, place, "ours")]
    for name, text in FOR_BOOK_2.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, "utf-8")
    contents = [{"file": name} for name in ("first.md", *names)]
    settings = {"version": 1, "project": {"toc": contents}, "site": {"template": "t"}}
    (place / "myst.yml").write_text(yaml.safe_dump(settings), "utf-8")
    os.environ["JUPYTER_CONFIG_DIR"] = str(place / "settings")
    os.environ["JUPYTER_PATH"] = str(place)
    cost_of([*BOOK_2, "--version"], place)
    at_once = ["--execute", "--execute-parallel", str(os.cpu_count())]
    cost = cost_of([*BOOK_2, "build", "--site", *at_once], place)
    made = [path.read_text("utf-8") for path in place.glob("_build/execute/*")]
    if sum("<svg" in text for text in made) < len(pages):
        sys.exit("Jupyter Book 2 did not run every notebook")
    return cost


def by_hiteval(pages: list[Page], place: Path) -> Cost:
    """Make a preview of all teams, which has two pages more."""
    for name in ("_toc.yml", "_config.yml"):
        shutil.copyfile(ROOT / name, place / name)
    teams = [word for page in pages for word in ("--team", str(page.team_id))]
    return cost_of([*HITEVAL, "report", "--force", *teams], place)


WAYS: dict[str, Callable[[list[Page], Path], Cost]] = {
    "papermill, one after the other, then Jupyter Book 1": by_papermill,
    "Jupyter Book 1, execute_notebooks": by_book_1,
    "Jupyter Book 2, --execute": by_book_2,
    "hiteval report": by_hiteval,
}


def measure(teams: int) -> pd.DataFrame:
    """Return a row for each way: seconds and processor seconds of all teams."""
    rows = []
    for way, make in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            project(teams, place)
            (place / "_build").mkdir()
            pages = [p for p in bench_notebooks.pages_of(place) if p.notebook == "team"]
            cost = make(pages, place)
        rows.append({"way": way, "s": round(cost.seconds), "CPU s": round(cost.cpu)})
    table = pd.DataFrame(rows)
    slower = table["s"] / table["s"].iloc[-1]
    return table.assign(**{"times hiteval": slower.round(1)})


def main() -> None:
    """Print what each way costs."""
    show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TEAMS))


if __name__ == "__main__":
    main()

"""The lines that the guide and the READMEs tell their reader to type."""

import re
import shlex
from glob import has_magic
from pathlib import Path

import typer
from conftest import ROOT
from guide_tables import GUIDE

from hiteval.cli import command_line

PAGES = {
    **{path.stem: path for path in sorted(GUIDE.glob("*.md"))},
    "README": ROOT / "README.md",
    "starter": ROOT / "hiteval" / "starter" / "README.md",
}
# Pages that `tests/whole/test_guides.py` follows, line by line.
WALKED = (
    *("a-year", "publish", "first-hour", "audit", "from-excel"),
    *("framework-matrix", "plan-and-involvement"),
)
# Lines that are no commands of hiteval and stand on other pages: which test tries them.
ELSEWHERE = {
    "uv sync --frozen --extra cluster": "test_guide_lines.py",
    "uv sync --frozen --extra cloud": "test_guide_lines.py",
    "dask scheduler --port 8786": "report/kernels/test_cluster.py",
    "dask worker tcp://host:8786 --nworkers auto --nthreads 1": (
        "report/kernels/test_cluster.py"
    ),
    "make report": "test_house.py",
    "make test": "test_house.py",
    "pip install .": "starter/test_new_project.py",
    "uvx --from . hiteval new my-evaluation": "starter/test_new_project.py",
    "jupyter-book build book/guide --path-output _build/guide": (
        "whole/test_guide_book.py"
    ),
}
# No test has a Kubernetes; and a folder that the line before has made.
UNTRIED = {
    "kubectl port-forward service/hiteval-scheduler 8786",
    "cd my-evaluation",
}
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)


def lines(page):
    """Return what a page tells its reader to type, in its order, without remarks."""
    text = FENCE.sub("", PAGES[page].read_text(encoding="utf-8"))
    typed = re.findall(r"^    (\S.*)$", text, re.M)
    return [re.split(r"\s+# ", line)[0].strip() for line in typed]


def examples(page):
    """Return the examples in the help of commands that a page prints."""
    text = PAGES[page].read_text(encoding="utf-8")
    return [
        re.split(r"\s{3,}", line)[0]
        for block in FENCE.findall(text)
        for line in re.findall(r"^  (hiteval .*)$", block, re.M)
    ]


def parse(line, folder):
    """Have hiteval's own parser read a command, where every file it names is there."""
    words = shlex.split(line.removeprefix(".venv/bin/").removeprefix("hiteval "))
    for word in (*words, "data/framework.yml"):
        if Path(word).suffix and not has_magic(word) and "://" not in word:
            (folder / word).parent.mkdir(parents=True, exist_ok=True)
            (folder / word).touch()
    command, context = typer.main.get_command(command_line(words)), None
    while hasattr(command, "commands"):
        name, *words = words
        command = command.commands[name]
    return command.make_context(name, [*words], parent=context)

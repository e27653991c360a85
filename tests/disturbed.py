"""Runs of the command that are to be disturbed, and what is left of them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from conftest import TINY, copy_project, once
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from hiteval.report.pages.notebooks import METADATA

COMMAND = [sys.executable, str(Path(__file__).with_name("quick_hiteval.py"))]
PARAMETERS = {"area": "area_id", "team": "team_id", "workings": "team_id"}
# The gate wants to see every summary and every name that is published.
SHOW = """
import html, pathlib
bundle = pathlib.Path("_build/bundle")
tables = [(bundle / f"{name}.csv").read_text("utf-8") for name in ("teams", "segments")]
display({"text/html": f"<pre>{html.escape(' '.join(tables))}</pre>"}, raw=True)
"""
MARK = "HITEVAL_TEST_RUN"


def small_project(place):
    """Make a project whose notebooks have little to do."""
    copy_project(place)
    shutil.copytree(TINY, place / "data")
    for path in (place / "notebooks").iterdir():
        write_notebook(path, SHOW)
    return place


def published_once(factory, place):
    """Copy a small project whose report was published, once for all tests."""

    def publish(project):
        status, told = report(small_project(project))
        assert status == 0, told

    return Path(shutil.copytree(once(factory, "small", publish), place))


def write_notebook(path, source):
    parameter = new_code_cell(f"{PARAMETERS.get(path.stem, 'x')} = ''")
    parameter.metadata["tags"] = ["parameters"]
    title = "# $title" if path.stem in PARAMETERS else f"# {path.stem}"
    heading = new_markdown_cell(title, metadata={"tags": ["title"]})
    cells = [heading, parameter, new_code_cell(source)]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # else drawn at random, and the notebook another
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), path)


def start(project, *arguments, command=COMMAND, anew=("--force",), **options):
    """Start a report in a process group of its own, as a shell does."""
    usual = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    usual["preexec_fn"] = heed_ctrl_c
    return subprocess.Popen(
        [*command, "report", *anew, "--jobs", "1", *arguments],
        cwd=project,
        env=os.environ | {MARK: str(project), "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
        text=True,
        **usual | options,
    )


def heed_ctrl_c():
    """Heed it even where the tests themselves run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def end(run):
    """Wait for a run; say its status and what it told."""
    out, told = run.communicate(timeout=300)
    assert "Traceback" not in told, told
    return run.returncode, out + told


def report(project, *arguments, **options):
    return end(start(project, *arguments, **options))


def under(settings, command=COMMAND):
    """Give a command that runs after a shell has set limits or the environment."""
    return ["sh", "-c", f'{settings}; exec "$@"', "sh", *command]


def left_behind(project):
    """List the working folders of runs that have ended."""
    return [path.name for path in project.glob("_build/work*")]


def alive(project):
    """List the processes that runs in a project started, and theirs."""
    mark = f"{MARK}={project}".encode()
    return [
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/environ")
        if mark in _environment(path)
    ]


def _environment(path):
    try:
        return path.read_bytes().split(b"\0")
    except OSError:  # it ended meanwhile
        return []


def wait_until(happened):
    """Wait as long as it takes on a busy machine, but not for ever."""
    for _ in range(3000):
        if happened():
            return
        time.sleep(0.04)
    raise AssertionError("it did not happen")


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

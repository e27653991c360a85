"""Every page has a process of its own, and what becomes of that is told as it is."""

import os
import subprocess
import sys

import pytest
from disturbed import contents, write_notebook

from hiteval.report.kernels import workers
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.pages.pages import Page

pytestmark = pytest.mark.book
SHOW = "display({'text/html': repr(seen)}, raw=True)"


@pytest.fixture
def run(tmp_path):
    """Run pages whose notebooks have one cell; give why they failed."""
    work = tmp_path / "work"
    (work / "book").mkdir(parents=True)

    def run(source, *others, plain=False):
        sources = {"a": source} | {f"b{n}": other for n, other in enumerate(others)}
        for name, cell in sources.items():
            write_notebook(tmp_path / f"{name}.ipynb", cell)
        pages = [Page(f"teams/{name}", name, name) for name in sources]
        return run_pages(pages, tmp_path, work, Way(1, plain), lambda _page: None)

    return run


@pytest.fixture
def log(tmp_path):
    return tmp_path / "work" / "log" / "teams-a.txt"


CHANGE = """
import os, random, sys
import matplotlib, numpy, pandas
left = 1
os.environ["LEFT"] = "1"
os.chdir("/")
sys.modules["left"] = os
matplotlib.rcParams["lines.linewidth"] = 77
pandas.set_option("display.max_rows", 77)
numpy.random.seed(1)
"""
LOOK = f"""
import os, sys
import matplotlib, numpy, pandas
seen = [
    "left" in dir(),
    "LEFT" in os.environ,
    os.getcwd() == "/",
    "left" in sys.modules,
    matplotlib.rcParams["lines.linewidth"] == 77,
    pandas.get_option("display.max_rows") == 77,
    numpy.random.rand() == numpy.random.RandomState(1).rand(),
]
{SHOW}
"""


def test_a_notebook_sees_nothing_of_what_another_changed(run, tmp_path):
    assert run(CHANGE + LOOK, LOOK) == {}
    changed, other = contents(tmp_path / "work" / "book").values()
    assert str([True] * 7).encode() in changed
    assert str([False] * 7).encode() in other


@pytest.mark.parametrize("cell", ["while True: pass", "import time; time.sleep(99)"])
def test_a_cell_that_takes_too_long_fails_its_page(run, log, monkeypatch, cell):
    monkeypatch.setattr(workers, "SECONDS_A_CELL", 1)
    assert run(cell) == {"teams/a": f"a cell took more than 1 seconds, see {log}"}
    assert "line 1 in <module>" in log.read_text()


IN_C = "import ctypes\nctypes.PyDLL(None).sleep(99)"  # and nothing else may run


@pytest.mark.skipif(sys.platform == "win32", reason="has no such function")
def test_a_cell_that_is_stuck_in_c_fails_its_page(run, log, monkeypatch):
    monkeypatch.setattr(workers, "SECONDS_A_CELL", 1)
    assert run(IN_C) == {"teams/a": f"a cell took more than 1 seconds, see {log}"}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "signal 9"),
        ("import os; os._exit(3)", "exit status 3"),
        ("import os; os._exit(0)", "exit status 0"),
        ("import os; os._exit(1)", "exit status 1"),
    ],
)
def test_a_process_that_ends_fails_its_page_and_no_other(run, log, cell, told):
    other = "seen = 1\n" + SHOW
    failed = run(cell, other)
    assert failed == {"teams/a": f"its process ended with {told}, see {log}"}
    assert log.read_text() == f"The process ended with {told}.\n"


def test_where_a_process_crashed_is_in_its_log(run, log):
    assert "signal 11" in run("import ctypes; ctypes.string_at(0)")["teams/a"]
    assert "string_at" in log.read_text()


def test_what_a_cell_raised_is_told_by_its_name_and_shown_in_the_log(run, log):
    assert run("1 / 0") == {"teams/a": f"ZeroDivisionError, see {log}"}
    assert "division by zero" in log.read_text()


def test_of_a_page_that_was_made_no_log_is_left(run, log):
    assert run("seen = 1\n" + SHOW) == {}
    assert not log.exists()


def test_no_thread_that_a_notebook_left_keeps_its_process(run, monkeypatch):
    monkeypatch.setattr(workers, "SECONDS_TO_END", 0.1)
    thread = "import threading, time; threading.Thread(target=time.sleep, args=[99])"
    assert run(f"{thread}.start()\nseen = 1\n{SHOW}") == {}


SCRIPT = """
from pathlib import Path
from hiteval.report.kernels import child_processes
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.pages.pages import Page

child_processes.PRELOADED.clear()
run_pages([Page("teams/a", "a")], Path(), Path("work"), Way(1), print)
"""


def test_a_script_that_calls_hiteval_unguarded_is_told_so(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT)
    (tmp_path / "work").mkdir()
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[-1] == (
        "hiteval.errors.BuildError: a process ended with exit status 1 before its page "
        'began. In a script, call hiteval below `if __name__ == "__main__":`, because '
        "every process that it starts reads the script again."
    )

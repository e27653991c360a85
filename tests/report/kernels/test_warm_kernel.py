"""A warm kernel is an ordinary kernel, sooner; a dead one is noticed."""

import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_notebook

from hiteval.report.kernels import warm_kernel, warm_start
from hiteval.report.pages.notebooks import METADATA

pytestmark = [
    pytest.mark.book,
    pytest.mark.skipif(not warm_start.POSSIBLE, reason="no fork on this system"),
]


def run(tmp_path, source, **variables):
    """Run one cell with papermill, as a user's shell would."""
    cells = [new_code_cell(source)]
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), tmp_path / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "in.ipynb", "out.ipynb"]
    done = subprocess.run(
        [*command, "--no-progress-bar"],
        cwd=tmp_path,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    # Another program may have taken its port: see `hiteval.report.pages.notebooks`.
    again = "Kernel died before replying to kernel_info" in done.stderr
    return run(tmp_path, source, **variables) if again else done


def printed(tmp_path):
    (output,) = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[0].outputs
    return output.text


IMPORTED = """
import os, sys
print("hiteval.display.figures" in sys.modules, os.getcwd(), os.environ["MARK"])
"""


def test_a_warm_kernel_has_the_imports_and_the_surroundings_asked_for(tmp_path):
    done = run(tmp_path, IMPORTED, MARK="here", **warm_kernel.USE_IT)
    assert done.returncode == 0, done.stderr
    assert printed(tmp_path) == f"True {tmp_path} here\n"


def test_without_being_asked_for_kernels_are_ordinary(tmp_path):
    assert run(tmp_path, IMPORTED, MARK="here").returncode == 0
    assert printed(tmp_path) == f"False {tmp_path} here\n"


def test_two_kernels_share_no_name(tmp_path):
    source = "print('left' in dir()); left = 1"
    for _ in range(2):
        assert run(tmp_path, source, **warm_kernel.USE_IT).returncode == 0
        assert printed(tmp_path) == "False\n"


def test_a_kernel_that_dies_is_noticed(tmp_path):
    source = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    done = run(tmp_path, source, **warm_kernel.USE_IT)
    assert done.returncode != 0
    assert "DeadKernelError" in done.stderr


def server_of(_):
    """Say which process a worker was forked from, and one that the worker starts."""
    warm_start.use_the_same()
    with ProcessPoolExecutor(1, warm_start.context()) as pool:
        return os.getppid(), pool.submit(os.getppid).result()


def test_a_worker_starts_kernels_where_it_was_started():
    with ProcessPoolExecutor(1, warm_start.context()) as pool:
        (servers,) = pool.map(server_of, [None])
    assert len(set(servers)) == 1


def test_whatever_a_notebook_imports_is_imported_before():
    used = set()
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for names in re.findall(
            r"from hiteval.display import ([a-z_, ]+)", path.read_text()
        ):
            used |= {f"hiteval.display.{name}" for name in names.split(", ")}
    assert used <= set(warm_start.MODULES)

"""What is done once for all pages really is: a fault of it would only cost time."""

import os
import subprocess
import sys

import pytest
from conftest import TINY

PRELOAD = """
from hiteval.bundle import opening
from hiteval.report.kernels import preloaded
preloaded._preload_as_in_a_notebook()
print(len(opening._kept))
"""


@pytest.mark.integration
def test_the_bundle_is_read_once_for_all_pages(tmp_path):
    (tmp_path / "bundle").symlink_to(TINY)
    done = subprocess.run(
        [sys.executable, "-c", PRELOAD],
        cwd=tmp_path,
        env=os.environ | {"HITEVAL_BUNDLE": "bundle"},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")

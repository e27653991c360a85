"""The guides for evaluators work as they stand: every command in them is run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, TINY

BIN = Path(sys.executable).parent
PUBLISHING = ROOT / "hiteval" / "starter" / "publishing"


def page(name):
    return (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")


def commands(name):
    """Return the lines that a page tells its reader to type, in their order."""
    return re.findall(r"^    (\S.*)$", page(name), re.M)


def type_in(line, folder):
    """Run a line as a reader would, in a shell that finds hiteval."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_examples_for_notebooks_run(tmp_path):
    shutil.copytree(TINY, tmp_path / "data")
    blocks = re.findall(r"^```python\n(.*?)^```", page("library"), re.M | re.S)
    (tmp_path / "example.py").write_text("".join(blocks), encoding="utf-8")
    assert len(blocks) == 2
    type_in("python example.py", tmp_path)


@pytest.mark.parametrize(
    ("file", "form"),
    [("github-pages.yml", "github-workflows"), ("gitlab-pages.yml", "gitlab-ci")],
)
def test_a_file_for_pages_has_the_form_that_its_host_reads(file, form, tmp_path):
    check = f"check-jsonschema --builtin-schema vendor.{form} {PUBLISHING / file}"
    assert "ok" in type_in(check, tmp_path)

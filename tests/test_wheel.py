"""A wheel holds the library of the checkout, what `hiteval new` copies, and no more."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

from hiteval.bundle.provenance import library_hash

pytestmark = pytest.mark.integration

UV = Path(sys.executable).with_name("uv")
HASHED = "from hiteval.bundle.provenance import library_hash as h; print(h())"


def kept_by_git(*folder):
    command = ["git", "ls-files", *folder]
    return subprocess.check_output(command, cwd=ROOT, text=True).splitlines()


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    place = tmp_path_factory.mktemp("wheel")
    for name in kept_by_git():  # other tests may be writing beside them
        copy = place / "checkout" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
    cache = {"UV_CACHE_DIR": str(ROOT / ".venv" / "cache")}
    build = [UV, "build", "--quiet", "--wheel", "--out-dir", place, place / "checkout"]
    subprocess.run(build, env=os.environ | cache, check=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(place / "unpacked")
    return place / "unpacked"


def test_it_makes_reports_under_the_hash_of_the_checkout(unpacked):
    done = subprocess.run(
        [sys.executable, "-B", "-c", HASHED],
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        cwd=unpacked,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == library_hash()


def test_beside_the_files_that_git_keeps_it_holds_only_what_new_copies(unpacked):
    kept, library = set(kept_by_git("hiteval")), unpacked / "hiteval"
    paths = (path for path in library.rglob("*") if path.is_file())
    held = {path.relative_to(unpacked).as_posix() for path in paths}
    assert kept <= held
    assert {name.split("/")[1] for name in held - kept} == {"starter"}

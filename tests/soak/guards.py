"""Switch off one guard after the other, and see that a test fails without it.

    python tests/soak/guards.py [piece of a file's name]

Each line of `guards.txt` is a file of the library, what stands in it, and what is put
there instead. A guard that no test misses is told, and so is a line that has grown old.
"""

import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUARDS = Path(__file__).with_name("guards.txt")
HEAVY = [
    *["pandas", "scipy.optimize", "openpyxl", "pydantic"],
    *["hypothesis", "playwright.sync_api", "IPython.display", "nbformat"],
]


def main(piece: str = "") -> int:
    missed = 0
    for name in HEAVY:
        import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        left_out = shutil.ignore_patterns(".*", "_build", "__pycache__")
        copy = Path(shutil.copytree(ROOT, Path(folder) / "copy", ignore=left_out))
        for line in GUARDS.read_text("utf-8").splitlines():
            file, old, new = (
                part.strip().replace(r"\|", "|").replace(r"\n", "\n")
                for part in f"{line} ".split(" | ")
            )
            if piece in file:
                found = without(copy, file, old, new)
                missed += not found.startswith("test")
                print(f"{file:32} {old[:50]!r:54} {found}", flush=True)
    return int(missed > 0)


def without(copy: Path, file: str, old: str, new: str) -> str:
    """Say which test fails without a guard."""
    path = copy / "hiteval" / file
    whole = path.read_text("utf-8")
    if whole.count(old) != 1:
        return f"FOUND {whole.count(old)} TIMES"
    path.write_text(whole.replace(old, new), "utf-8")
    told = (failing(copy, tests) for tests in tests_of(file))
    found = next(filter(None, told), "NO TEST FAILS")
    path.write_text(whole, "utf-8")
    return found


def tests_of(file: str) -> list[str]:
    """Name a file's own tests, then those of its room, then those of whole reports."""
    path = Path("tests", file)
    own = path.with_name(f"test_{path.name}")
    places = [own, path.parent, Path("tests", "whole")]
    return [str(place) for place in places if (ROOT / place).exists()]


def failing(copy: Path, tests: str) -> str:
    """Run tests in a fork, which need not import again what has nothing to do here."""
    said = copy / "said.txt"
    process = get_context("fork").Process(target=run, args=(copy, tests, said))
    process.start()
    process.join()
    failed = [
        line.split("::", 1)[1].split(" - ")[0]
        for line in said.read_text("utf-8").splitlines()
        if line.startswith(("FAILED", "ERROR")) and "::" in line
    ]
    if failed:
        return failed[0]
    if (process.exitcode or 0) < 0:
        return "tests end with a crash"
    return "BROKEN" if process.exitcode else ""


def run(copy: Path, tests: str, said: Path) -> None:
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    sys.path[:0] = [str(copy), str(copy / "tests")]
    with said.open("w", encoding="utf-8") as file, redirect_stdout(file):
        options = ["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(copy)]
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        sys.exit(pytest.main([*options, tests]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

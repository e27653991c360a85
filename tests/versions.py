"""Run the first tier of tests with other versions: run by ``make test-versions``.

Each case has an environment of its own, with the Python that uv finds. Named cases are
run alone, and must be: ``python tests/versions.py 3.12-locked``. Dependencies are those
of the lock file, the lowest that pyproject.toml allows, or the newest.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
CASES = ["3.11-lowest", "3.12-locked", "3.13-locked", "3.13-newest"]
UV = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
FIRST_TIER = ["-m", "not (integration or book or browser)"]
CHOSEN = {
    "locked": ["export", "--frozen", "--no-hashes", "--no-emit-project"],
    "lowest": ["pip", "compile", "--resolution", "lowest-direct", "pyproject.toml"],
}


def uv(*arguments, **options):
    """Run uv in the folder of the project."""
    command = [UV, "--quiet", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, **options)


def environment(case, place):
    """Install the project, its extras and what its tests need; return the Python."""
    version, choice = case.split("-")
    uv("venv", "--python", version, place)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    chosen = place / "versions.txt"
    chosen.touch()
    if choice in CHOSEN:
        python_version = ["--python-version", version] if choice == "lowest" else []
        named = [*CHOSEN[choice], *python_version, "--all-extras", "-o", chosen]
        uv(*named, stdout=subprocess.DEVNULL)
    made = ["--python", python, "--constraints", chosen, "--group", "dev"]
    uv("pip", "install", *made, "--editable", ".[cloud,cluster,parquet,pdf]")
    return python


def passes(case):
    """Tell whether the first tier passes; None if there is no such Python."""
    found = [UV, "python", "find", case.split("-")[0]]
    if subprocess.run(found, capture_output=True).returncode:
        return None
    with TemporaryDirectory() as folder:
        python = environment(case, Path(folder) / "environment")
        plain = ["-q", "-p", "no:cacheprovider", "--numprocesses", "auto"]
        paths = os.pathsep.join([str(python.parent), os.environ["PATH"]])
        tests = [python, "-m", "pytest", *plain, *FIRST_TIER]
        here = os.environ | {"PATH": paths}
        return subprocess.run(tests, cwd=ROOT, env=here).returncode == 0


def main(named):
    """Run each case, and say of each how it went."""
    results = {case: passes(case) for case in named or CASES}
    words = {True: "passed", False: "failed", None: "not run: uv finds no such Python"}
    sys.stdout.write("".join(f"{c}: {words[r]}\n" for c, r in results.items()))
    failed = [r is False or (r is None and named) for r in results.values()]
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Let the disk of a report be full at each stage, and look at what is left.

    PYTHONPATH=tests python tests/soak/full_disks.py [steps]

Where mounts are permitted: `_build` is a small disk, with less room at each step. After
every run the last report must be there whole, the status that of a full disk (7), and
nothing of the run left.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from disturbed import contents, end, left_behind, small_project, start

MOST = 6_000  # KiB, in which a report of the small study has room


def main(steps=60):
    found = Counter()
    with tempfile.TemporaryDirectory() as folder:
        project = small_project(Path(folder) / "project")
        build = project / "_build"
        build.mkdir()
        resize(build, 200_000, "mount", "-t", "tmpfs", "tmpfs")
        try:
            assert end(start(project))[0] == 0
            taken = used(build)
            before = contents(build / "html")
            for step in range(steps):
                resize(build, taken + MOST * step // steps, "mount", "-o", "remount")
                status, told = end(start(project))
                assert contents(build / "html") == before, "a torn report"
                assert left_behind(project) == [], left_behind(project)
                assert status in (0, 7), told
                found[status] += 1
                where = told.strip().splitlines()[-1] if status else ""
                print(f"{MOST * step // steps:7} KiB  {status}  {where}", flush=True)
        finally:
            subprocess.run(["umount", build], check=True)
    print(dict(found))
    assert {*found} == {0, 7}, "the disk was never full, or always"


def resize(build, size, *how):
    subprocess.run([*how, "-o", f"size={size}k", build], check=True)


def used(build):
    said = subprocess.run(["du", "-sk", build], capture_output=True, text=True)
    return int(said.stdout.split()[0])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

"""Kill builders at random for as long as it takes, and look at what is published.

    PYTHONPATH=tests python tests/soak/kills.py [builders] [last steps] [seed]

Two builders of two editions of a small study work at the same place. After every kill
the published folder must be, byte for byte, one of the two reports.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from disturbed import alive, contents, end, small_project, start, wait_until

from hiteval.report import publish

EDITIONS = ("public", "internal")
UNHEARD = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def main(kills=200, swaps=5000, seed=1):
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        print("Kills                      survived  found afterwards")
        for step, found in (
            ("of the last step alone", kill_swaps(Path(place), swaps, chance)),
            ("of two builders", kill_builders(Path(place), kills, chance)),
        ):
            shown = ", ".join(f"{what} {n}" for what, n in sorted(found.items()))
            print(f"{step:26} {found.total():8}  {shown}", flush=True)


def kill_builders(place, kills, chance):
    """Kill one of two builders at a time, at a random moment of its life."""
    project = small_project(place / "project")
    site = project / "_build" / "html"
    reports, lasts = {}, 0.0
    for edition in EDITIONS:
        began = time.monotonic()
        status, told = end(start(project, "--edition", edition))
        assert status == 0, told
        lasts = time.monotonic() - began
        reports[edition] = contents(site)
    assert reports["public"] != reports["internal"]
    found, builders = Counter(), {}
    while found.total() < kills:
        print(f"\r{found.total()} of {kills}", end="", file=sys.stderr, flush=True)
        for edition in EDITIONS:
            if edition not in builders or builders[edition].poll() is not None:
                builders[edition] = start(project, "--edition", edition, **UNHEARD)
        time.sleep(chance.uniform(0, lasts))
        killed = builders.pop(chance.choice(EDITIONS))
        if killed.poll() is None:
            killed.kill()
            assert killed.wait() == -signal.SIGKILL
            now = contents(site)
            whole = [name for name, report in reports.items() if now == report]
            assert len(whole) == 1, f"kill {found.total() + 1}: a torn report"
            found[whole[0]] += 1
    for builder in builders.values():
        builder.kill()
    wait_until(lambda: not alive(project))
    status, told = end(start(project))
    assert status == 0, told
    assert contents(site) == reports["public"]
    return found


def kill_swaps(place, kills, chance):
    """Kill a process that does nothing but put one folder in place of another."""
    folder = place / "swaps"
    folder.mkdir()
    published = folder / "published"
    found = Counter()
    for number in range(kills):
        child = os.fork()
        if not child:
            swap_for_ever(folder, number)
        time.sleep(chance.uniform(0, 0.1))
        kill(child)
        publish.recover(folder)
        if published.exists() or found:
            found["new" if whole(published) == str(number) else "old"] += 1
    return found


def kill(child):
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def swap_for_ever(folder, number):
    try:
        for turn in range(10**9):
            fresh = folder / f"fresh-{number}-{turn}"
            fresh.mkdir()
            for name in "abc":
                (fresh / name).write_text(str(number))
            publish.swap_in(fresh, folder / "published")
    finally:
        os._exit(1)


def whole(published):
    """Say what the one content of all files of a folder is."""
    texts = {name: (published / name).read_text() for name in "abc"}
    assert len(set(texts.values())) == 1, texts
    return texts["a"]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

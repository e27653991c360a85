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
    """Publish both editions once, and then kill builders of them."""
    project = small_project(place / "project")
    reports, lasts = {}, 0.0
    for edition in EDITIONS:
        began = time.monotonic()
        status, told = end(start(project, "--edition", edition))
        assert status == 0, told
        lasts = time.monotonic() - began
        reports[edition] = contents(project / "_build" / "html")
    assert reports["public"] != reports["internal"]
    found = disturb(project, reports, kills, lasts, chance)
    status, told = end(start(project))
    assert status == 0, told
    assert contents(project / "_build" / "html") == reports["public"]
    return found


def disturb(project, reports, kills, lasts, chance):
    """Kill one of two builders at a time, at a random moment of its life."""
    found, builders = Counter(), {}
    first, second = min(reports), max(reports)
    while found.total() < kills:
        print(f"\r{found.total()} of {kills}", end="", file=sys.stderr, flush=True)
        for number, edition in enumerate((first, second)):
            if number not in builders or builders[number].poll() is not None:
                builders[number] = start(project, "--edition", edition, **UNHEARD)
        time.sleep(chance.uniform(0, lasts))
        killed = builders.pop(chance.choice([0, 1]))
        if killed.poll() is None:
            kill(killed)
            found[published_edition(project, reports)] += 1
    for builder in builders.values():
        kill(builder)
    wait_until(lambda: not alive(project))
    return found


def kill(process):
    process.kill()
    process.wait()


def published_edition(project, reports):
    now = contents(project / "_build" / "html")
    whole = [edition for edition, report in reports.items() if now == report]
    assert len(whole) == 1, "a torn report"
    return whole[0]


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
        kill_fork(child)
        publish.recover(folder)
        if published.exists() or found:
            found["new" if whole(published) == str(number) else "old"] += 1
    return found


def kill_fork(child):
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

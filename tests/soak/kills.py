"""Kill builders at random for as long as it takes, and look at what is published.

    PYTHONPATH=tests python tests/soak/kills.py [builders] [late] [last steps] [seed]

Two builders of two editions of a small study work at the same place. After every kill
the published folder must be, byte for byte, one of the two reports. Most of a builder's
life goes by before it publishes, so there are others that begin with all made.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path

from disturbed import alive, contents, end, small_project, start, wait_until

from hiteval.errors import BusyError
from hiteval.files import folders
from hiteval.report import build
from hiteval.report.publishing import build_lock, up_to_date

EDITIONS = ("public", "internal")
UNHEARD = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def main(kills=200, late=1000, swaps=5000, seed=1):
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        print("Kills                      survived  found afterwards")
        say("of the last step alone", kill_swaps(place, swaps, chance))
        project, reports, lasts = publish_both(place / "project")
        begin = partial(begin_late, project, place)
        short = seconds(lambda: begin("public").wait())
        found = disturb(project, begin, reports, late, short, chance)
        say("of two builders, late", found)
        begin = partial(begin_early, project)
        found = disturb(project, begin, reports, kills, lasts, chance)
        say("of two builders", found)
        publish_edition(project, "public")
        assert published_edition(project, reports) == "public"


def say(step, found):
    shown = ", ".join(f"{what} {n}" for what, n in sorted(found.items()))
    print(f"{step:26} {found.total():8}  {shown}", flush=True)


def publish_both(project):
    """Publish both editions once, and keep what the pages were made of beside them."""
    small_project(project)
    reports, lasts = {}, 0.0
    for edition in EDITIONS:
        lasts = seconds(partial(publish_edition, project, edition))
        reports[edition] = contents(project / "_build" / "html")
        shutil.copytree(project, project.parent / edition)
    assert reports["public"] != reports["internal"]
    return project, reports, lasts


def seconds(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def publish_edition(project, edition):
    status, told = end(start(project, "--edition", edition))
    assert status == 0, told


def begin_early(project, edition):
    """Start a builder as a user does."""
    return start(project, "--edition", edition, **UNHEARD)


def begin_late(project, kept, edition):
    """Start a builder that finds all made."""
    builder = Forked(target=publish_again, args=(project, kept, edition))
    builder.start()
    return builder


class Forked(ForkProcess):
    """A process with what `subprocess.Popen` calls the same."""

    def poll(self):
        return self.exitcode

    def wait(self):
        self.join()


def publish_again(project, kept, edition):
    """Do what a builder does when all is made and the gate was passed."""
    made = kept / edition
    building = project / "_build"
    with (
        suppress(BusyError),
        build_lock.only_builder(building),
        build_lock.work_folder(building) as work,
    ):
        for place in up_to_date.PLACES:
            shutil.copytree(made / place, work / place)
        build._publish(project, work, project / "_build" / "html")


def disturb(project, begin, reports, kills, lasts, chance):
    """Kill one of two builders at a time, at a random moment of its life."""
    found, builders = Counter(), {}
    first, second = min(reports), max(reports)
    while found.total() < kills:
        print(f"\r{found.total()} of {kills}", end="", file=sys.stderr, flush=True)
        for number, edition in enumerate((first, second)):
            if number not in builders or builders[number].poll() is not None:
                builders[number] = begin(edition)
        time.sleep(chance.uniform(0, lasts))
        killed = builders.pop(chance.choice([0, 1]))
        if killed.poll() is None:
            kill(killed)
            with held(*builders.values()):
                found[published_edition(project, reports)] += 1
    for builder in builders.values():
        kill(builder)
    wait_until(lambda: not alive(project))
    return found


def kill(process):
    process.kill()
    process.wait()


@contextmanager
def held(builder):
    """Let a builder do nothing meanwhile: it could publish while we read."""
    if builder.poll() is None:
        os.kill(builder.pid, signal.SIGSTOP)
    yield
    if builder.poll() is None:
        os.kill(builder.pid, signal.SIGCONT)


def published_edition(project, reports):
    now = contents(project / "_build" / "html")
    whole = [edition for edition, report in reports.items() if now == report]
    assert len(whole) == 1, "a torn report"
    return whole[0]


def kill_swaps(place, kills, chance):
    """Kill a process that does nothing but put one folder in place of another."""
    folder = place / "swaps"
    published = folder / "published"
    published.mkdir(parents=True)
    write_all(published, "first")
    found = Counter()
    for number in range(kills):
        child = os.fork()
        if not child:
            swap_for_ever(folder, number)
        time.sleep(chance.uniform(0, 0.1))
        kill_fork(child)
        build_lock.recover(folder)
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
            write_all(fresh, str(number))
            folders.swap_in(fresh, folder / "published")
    finally:
        os._exit(1)


def write_all(folder, text):
    for name in "abc":
        (folder / name).write_text(text)


def whole(published):
    """Say what the one content of all files of a folder is."""
    texts = {name: (published / name).read_text() for name in "abc"}
    assert len(set(texts.values())) == 1, texts
    return texts["a"]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

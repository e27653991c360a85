"""Whatever disturbs a run: the published report stays, and the next run works."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from disturbed import (
    SHOW,
    alive,
    contents,
    end,
    left_behind,
    published_once,
    report,
    small_project,
    start,
    wait_until,
    write_notebook,
)
from soak import kills

from hiteval.errors import ResourceError
from hiteval.report.kernels.workers import Way, run_pages
from hiteval.report.pages.pages import Page

pytestmark = [
    pytest.mark.book,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc"),
]
OUT_OF_MEMORY = (
    "hiteval: out of memory. Close other programs, or run fewer notebooks with "
    "--jobs 1.\n"
)
WAIT = "from pathlib import Path\nPath('waiting').touch()\nimport time\ntime.sleep(999)"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Publish a report once; the tests then disturb later runs of the same project."""
    place = tmp_path_factory.mktemp("faults") / "project"
    project = published_once(tmp_path_factory, place)
    return project, contents(project / "_build" / "html")


@pytest.fixture
def project(published):
    """The project, and afterwards: the report as it was, and nobody left behind."""
    place, before = published
    yield place
    wait_until(lambda: not alive(place))
    assert contents(place / "_build" / "html") == before
    assert left_behind(place) == []
    mend(place)


def mend(project):
    """Write the notebooks again that a test may have spoilt."""
    for name in ("main_messages", "team"):
        write_notebook(project / "notebooks" / f"{name}.ipynb", SHOW)


def at_work(project):
    """Start a run, and wait until a kernel is busy."""
    write_notebook(project / "notebooks" / "main_messages.ipynb", WAIT)
    run = start(project)
    wait_until(lambda: [*project.glob("_build/work-*/waiting")] or run.poll())
    assert run.poll() is None
    return run


def stopped(name):
    return f"\nhiteval: stopped by {name}. Nothing is left half done.\n"


def test_ctrl_c_stops_all_and_meanwhile_a_second_builder_is_turned_away(project):
    run = at_work(project)
    status, told = report(project)
    assert status == 6
    assert told.endswith("another build is running. Wait for it, or stop it.\n")
    os.killpg(run.pid, signal.SIGINT)  # what a terminal does
    status, told = end(run)
    assert status == 130
    assert told.endswith(stopped("Ctrl-C"))


def test_a_study_can_be_checked_while_its_report_is_made(project):
    run = at_work(project)
    check = [sys.executable, "-m", "hiteval", "check", "--edition", "public"]
    done = subprocess.run(check, cwd=project, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert run.poll() is None
    run.kill()
    end(run)


def test_ctrl_c_while_the_command_starts_is_heeded(project):
    run = start(project, command=[sys.executable, "-m", "hiteval"])
    number = signal.SIGINT
    wait_until(lambda: caught(run.pid) & 1 << number - 1 and caught(run.pid) & 1 << 14)
    os.killpg(run.pid, number)
    assert end(run) == (130, stopped("Ctrl-C"))


def test_ctrl_c_while_workers_start_is_told_once(project):
    run = start(project)
    wait_until(lambda: [w for w in workers(run.pid) if caught(w) & 2])  # SIGINT
    os.killpg(run.pid, signal.SIGINT)
    status, told = end(run)
    assert status == 130
    assert told.endswith(stopped("Ctrl-C"))


def caught(pid):
    """Read which signals a process handles itself."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("SigCgt:")[1].split()[0], 16)


def test_sigterm_stops_the_book_as_well(project):
    settings = project / "_config.yml"
    usual = settings.read_text(encoding="utf-8")
    settings.write_text(
        usual.replace("- myst_nb", "- sleeping_extension\n      - myst_nb")
    )
    run = start(project)
    wait_until((project / "sleeping").exists)
    run.terminate()
    status, told = end(run)
    settings.write_text(usual, encoding="utf-8")
    assert status == 143
    assert told.endswith(stopped("SIGTERM"))


def test_a_process_that_is_killed_fails_its_page(project):
    run = at_work(project)
    os.kill(workers(run.pid)[0], signal.SIGKILL)
    status, told = end(run)
    assert status == 5
    assert "results/main-messages: its process ended with signal 9, see " in told


def workers(pid):
    """List the processes of a run that run notebooks."""
    return [
        worker
        for child in children(pid)
        if b"forkserver" in Path(f"/proc/{child}/cmdline").read_bytes()
        for worker in children(child)
    ]


def children(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def test_a_disk_quota_is_said_so(project):
    limit = (2000, resource.RLIM_INFINITY)
    small = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)}
    status, told = report(project, **small)
    assert status == 7
    remedy = "Free some space there and run the command again."
    assert told.endswith(f"File too large. {remedy}\n")


@pytest.fixture
def mounted(published, tmp_path):
    """Mount something in place of a folder, where that is permitted."""
    places = []

    def mount(place, *how):
        done = subprocess.run(["mount", *how, place], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"mount: {done.stderr}")
        if place not in places:
            places.append(place)

    yield mount
    for place in reversed(places):
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("room", [1, 2], ids=["for the bundle", "for the book"])
def test_a_full_disk_leaves_the_report(published, mounted, tmp_path, room):
    published, before = published
    place = small_project(tmp_path / "project")
    build = place / "_build"
    build.mkdir()
    blocks = sum(-(-len(content) // 4096) for content in before.values())
    size = blocks * 4096 // 2**20 + room
    mounted(build, "-t", "tmpfs", "-o", f"size={size}m", "tmpfs")
    shutil.copytree(published / "_build" / "html", build / "html")
    if room == 1:
        with pytest.raises(OSError, match="No space left"):
            (build / "rest").write_bytes(bytes(2**26))
    status, told = report(place)
    assert status == 7, told
    assert told.endswith(
        "No space left on device. Free some space there and run the command again.\n"
    )
    assert contents(build / "html") == before
    wait_until(lambda: not alive(place))


def test_a_report_is_made_where_its_builds_lie_on_another_disk(mounted, tmp_path):
    place = small_project(tmp_path / "project")
    (place / "_build").mkdir()
    mounted(place / "_build", "-t", "tmpfs", "tmpfs")
    for _ in range(2):
        status, told = report(place)
        assert status == 0, told
    assert {path.name for path in (place / "book").iterdir()} >= {"results", "teams"}
    assert not list((place / "book").glob(".*"))


def test_a_read_only_folder_is_said_so(project, mounted):
    mounted(project, "--bind", project)
    mounted(project, "-o", "remount,ro,bind")
    status, told = report(project)
    assert status == 7
    assert told.endswith(
        "Read-only file system. Get permission to write there, or work in "
        "another folder.\n"
    )


LITTLE_MEMORY = """
import resource, sys
import hiteval.__main__
import hiteval.commands.reports
hiteval.__main__.NEEDED = 0  # or the limit itself would be told
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 2**20, resource.RLIM_INFINITY))
hiteval.__main__.main()
"""


def test_out_of_memory_is_said_so(project):
    status, told = report(project, command=[sys.executable, "-c", LITTLE_MEMORY])
    assert status == 7
    assert told.endswith(OUT_OF_MEMORY)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("bytearray(10**16)", "out of memory."),
        ("import numpy\nnumpy.empty(10**16)", "out of memory."),
        ("open('/dev/full', 'w', 1).write('x\\n')", "No space left on device."),
    ],
)
def test_what_a_notebook_lacks_of_memory_and_disk_is_no_fault_of_the_page(
    tmp_path, cell, told
):
    write_notebook(tmp_path / "team.ipynb", cell)
    page = Page("teams/a", "team", "A")
    with pytest.raises(ResourceError) as error:
        run_pages([page], tmp_path, tmp_path, Way(jobs=1), lambda _page: None)
    assert str(error.value).startswith(told)


def test_with_allow_partial_a_page_says_that_it_is_not_available(project):
    team = project / "notebooks" / "team.ipynb"
    write_notebook(team, "if team_id == 'beta': unknown\n" + SHOW)
    preview = ["--team", "alpha", "--team", "beta"]
    status, told = report(project, *preview, "--allow-partial")
    assert status == 0, told
    assert "Not in this edition: teams/beta: NameError, see " in told
    site = project / "_build" / "preview"
    page = (site / "book" / "teams" / "beta.html").read_text(encoding="utf-8")
    article = BeautifulSoup(page, "html.parser").article
    assert article.h1.find(string=True) == "Beta"
    assert "This page is not available in this edition" in article.text
    other = (site / "book" / "teams" / "alpha.html").read_text(encoding="utf-8")
    assert 'href="beta.html"' in other
    assert "NameError" not in page


def test_a_page_that_the_report_needs_cannot_be_missing(project):
    write_notebook(project / "notebooks" / "main_messages.ipynb", "1 / 0")
    status, told = report(project, "--team", "alpha", "--allow-partial")
    assert status == 5
    assert "1 of 2 pages failed:\n  results/main-messages: ZeroDivisionError" in told


def test_kills_at_random_moments_with_two_builders_leave_the_report(published, project):
    reports = {"public": published[1]}
    begin = partial(kills.begin_early, project)
    found = kills.disturb(project, begin, reports, 5, 12, random.Random(1))
    assert found.total() == 5


def test_after_all_this_the_next_run_works_whatever_is_left_and_the_clock_says(project):
    build = project / "_build"
    (build / "work").write_text("a file where a folder was")
    (build / "work-link").symlink_to(project / "data")
    (build / "work-left" / "_build" / "html" / "index.html").mkdir(parents=True)
    shutil.rmtree(build / "bundle")
    (build / "bundle").write_text("a file where a folder was")
    for number, path in enumerate(sorted(project.rglob("*"))):
        stamp = (0, 4_000_000_000)[number % 2]  # 1970 and 2096
        os.utime(path, (stamp, stamp), follow_symlinks=False)
    inode = (build / "html").stat().st_ino
    status, told = report(project)
    assert status == 0, told
    assert (build / "html").stat().st_ino != inode
    assert not [*build.glob("work*")]
    assert (project / "data" / "teams.csv").exists()
    assert (build / "bundle" / "teams.csv").exists()

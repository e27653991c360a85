"""While `hiteval watch` runs, an edit is on the page that is open in a browser."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from disturbed import (
    COMMAND,
    MARK,
    alive,
    heed_ctrl_c,
    left_behind,
    small_project,
    wait_until,
)

pytestmark = [pytest.mark.book, pytest.mark.browser]
OPEN = re.compile(r"Open (http://127\.0\.0\.1:\d+/) and edit\. Ctrl-C ends it\.\n")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return small_project(tmp_path_factory.mktemp("watch") / "project")


@contextmanager
def watching(project, *options):
    """Run the command until it is stopped; give what it tells, line by line."""
    run = subprocess.Popen(
        [*COMMAND, "watch", *options],
        cwd=project,
        env=os.environ | {MARK: str(project), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
        text=True,
    )
    try:
        yield run
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)
        wait_until(lambda: not alive(project))


def address_of(run):
    told = ""
    while not (found := OPEN.search(told)):
        line = run.stdout.readline()
        assert line, told
        told += line
    return found[1]


@pytest.fixture(scope="module")
def address(project):
    with watching(project, "--edition", "internal") as run:
        yield address_of(run)
        assert run.poll() is None


@pytest.fixture
def window(chromium, address):
    window = chromium.new_page()
    faults = []
    window.on("pageerror", lambda fault: faults.append(str(fault)))
    window.on("console", lambda said: faults.append(said.text))
    window.goto(f"{address}book/teams/alpha.html")
    yield window
    window.close()
    assert faults == []


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def shows(window, place, text):
    window.locator(place, has_text=text).wait_for(timeout=120_000)


def test_an_edited_table_is_on_the_open_page(window, project):
    shows(window, "article", "Patients chair the board.")
    replace(project / "data" / "segments.csv", "Patients chair", "Carers chair")
    shows(window, "article", "Carers chair the board.")


def test_a_fault_is_in_the_corner_until_it_is_mended(window, project):
    replace(project / "data" / "codings.csv", ",2,", ",9,")
    shows(window, ".watch.fault", "codings.csv, row ")
    replace(project / "data" / "codings.csv", ",9,", ",2,")
    window.locator(".watch").wait_for(state="hidden", timeout=120_000)


def test_the_way_from_the_address_leads_to_the_first_page(window, address):
    window.goto(address)
    window.wait_for_url("**/book/results/main-messages.html")


def test_an_edit_of_a_notebook_is_on_the_open_page(window, project):
    replace(project / "notebooks" / "team.ipynb", "<pre>", "<pre>Zebra ")
    shows(window, "article", "Zebra ")


def test_nothing_is_published_and_nothing_left(project, tmp_path):
    assert not (project / "_build" / "html").exists()
    with watching(small_project(tmp_path / "project"), "--team", "alpha") as run:
        address_of(run)
        assert left_behind(tmp_path / "project") != []
    assert run.returncode == 128 + signal.SIGINT
    wait_until(lambda: left_behind(tmp_path / "project") == [])


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["--team", "nobody"], 3, "--team: expected one of the study's 3 teams;"),
        (["--study", "nowhere"], 3, "nowhere"),
    ],
)
def test_what_cannot_begin_is_told_at_once(tmp_path, options, status, told):
    with watching(small_project(tmp_path / "project"), *options) as run:
        said = run.stdout.read()
    assert told in said
    assert run.wait() == status

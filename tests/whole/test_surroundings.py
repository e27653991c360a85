"""Wherever a project lies and whatever a machine lacks: the same report, or a sentence.

The last report stays in any case, and nothing that a run worked in is left.
"""

import os
import random
import shutil
import sys
from pathlib import Path

import pytest
from disturbed import (
    alive,
    contents,
    left_behind,
    published_once,
    report,
    under,
    wait_until,
)

from hiteval.report.publishing.up_to_date import PLACES

pytestmark = [
    pytest.mark.book,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc"),
]
NEVER_FORKING = [
    sys.executable,
    str(Path(__file__).parents[1] / "never_forking_hiteval.py"),
]
HITEVAL = [sys.executable, "-m", "hiteval"]
UP_TO_DATE = "teams/alpha: kept: nothing that it is made from changed"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    place = tmp_path_factory.mktemp("surroundings") / "project"
    project = published_once(tmp_path_factory, place)
    return project, whole(project)


@pytest.fixture
def project(published):
    """The project, and afterwards: the report as it was, and nobody left behind."""
    place, before = published
    yield place
    wait_until(lambda: not alive(place))
    assert whole(place) == before
    assert left_behind(place) == []


def whole(project):
    """Read all that a run puts in place."""
    return {place: contents(project / place) for place in PLACES}


def succeeds(project, *arguments, **options):
    status, told = report(project, *arguments, **options)
    assert status == 0, told
    return told


ODD = "-a blank, 'single' \"double\" %20 %s {x} {} $HOME ~ #q?r=s;&*[a]\\n Ü 医\nline"


APART = "Se\u0301jour d'e\u0301te\u0301"  # as macOS may write it
LONG = f"{'l' * 125}/{'m' * 125}"


@pytest.mark.parametrize("name", [ODD, APART, LONG], ids=["odd", "apart", "long"])
def test_a_report_is_the_same_wherever_its_project_lies(published, tmp_path, name):
    place = shutil.copytree(published[0], tmp_path / name)
    succeeds(place)
    assert whole(place) == published[1]
    assert left_behind(place) == []


def test_a_report_is_the_same_where_no_process_can_be_forked(project):
    succeeds(project, command=NEVER_FORKING)


def test_a_report_is_the_same_where_its_builds_are_a_link(published, tmp_path):
    place = shutil.copytree(published[0], tmp_path / "project")
    (place / "_build").rename(tmp_path / "elsewhere")
    (place / "_build").symlink_to("../elsewhere")
    succeeds(place)
    assert whole(place) == published[1]
    assert left_behind(place) == []
    assert (place / "_build").is_symlink()


@pytest.mark.parametrize(
    "settings",
    [
        "ulimit -n 64; export HOME=/proc LC_ALL=C",
        "unset HOME USER LOGNAME LANG; export TZ=Pacific/Apia",
    ],
)
def test_a_report_is_the_same_in_strange_surroundings(project, settings):
    succeeds(project, command=under(settings))


def test_of_open_files_that_are_too_few_it_is_told(project):
    status, told = report(project, command=under("ulimit -n 8", HITEVAL))
    assert status == 7, told


@pytest.mark.parametrize("limit", [60_000, 200_000, 306_000, 450_000, 800_000])
def test_of_too_little_memory_it_is_told_before_a_library_aborts(project, limit):
    status, told = report(project, command=under(f"ulimit -v {limit}", HITEVAL))
    assert (status, told) == (
        7,
        "hiteval: expected at least 1,000 MB of memory; got a limit of "
        f"{limit * 1024 // 10**6} MB. Raise it, such as with ulimit -v unlimited.\n",
    )


def test_without_chromium_nothing_is_made_that_would_be_printed(project, tmp_path):
    nowhere = f"export PATH={tmp_path} PLAYWRIGHT_BROWSERS_PATH={tmp_path}"
    status, told = report(project, "--pdf", command=under(nowhere, HITEVAL))
    assert (status, told) == (
        1,
        "hiteval: --pdf: expected Chromium; got none that starts. "
        "Install it with: playwright install chromium.\n",
    )


def test_of_a_pipe_in_the_study_it_is_told_and_of_a_link_it_is_not(project, tmp_path):
    study = shutil.copytree(project / "data", tmp_path / "data")
    (study / "teams.csv").rename(tmp_path / "t.csv")
    (study / "teams.csv").symlink_to("../t.csv")
    os.mkfifo(study / "notes")
    succeeds(project, "--study", study)
    (study / "codings.csv").unlink()
    os.mkfifo(study / "codings.csv")
    status, told = report(project, "--study", study)
    assert status == 3
    assert "codings.csv: expected a readable file; got a pipe or a device" in told


@pytest.mark.parametrize("seed", range(2))
def test_a_bit_that_flips_in_what_was_made_is_mended(project, seed):
    """In each file of the store, and in one of what is published, as the seed says."""
    chance = random.Random(seed)
    published = [p for place in PLACES for p in files(project / place)]
    for path in [*files(project / "_build" / "cache"), chance.choice(published)]:
        flip(path, chance)
    assert "damaged" in succeeds(project, "--explain", anew=())
    assert UP_TO_DATE in succeeds(project, "--explain", anew=())


def files(folder):
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def flip(path, chance):
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def test_a_change_is_noticed_whatever_the_clock_says(published, tmp_path):
    place = shutil.copytree(published[0], tmp_path / "project")
    succeeds(place, anew=())
    set_clock(place, 4_000_000_000)  # 2096
    assert UP_TO_DATE in succeeds(place, "--explain", anew=())
    teams = place / "data" / "teams.csv"
    teams.write_text(teams.read_text("utf-8").replace("Alpha", "Alfie"), "utf-8")
    set_clock(place, 0)
    assert "teams/alpha: made: changed bundle" in succeeds(place, "--explain", anew=())
    page = place / "_build" / "html" / "book" / "teams" / "alpha.html"
    assert "Alfie" in page.read_text("utf-8")


def set_clock(project, seconds):
    for path in project.rglob("*"):
        os.utime(path, (seconds, seconds), follow_symlinks=False)

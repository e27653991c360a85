import os
import subprocess
import sys
from importlib.metadata import version

import pytest
from command import hiteval
from conftest import ROOT, TINY
from interviews import QUOTE, add_interviews

from hiteval.bundle.bundle import record_release, write_bundle

pytestmark = pytest.mark.integration


def test_a_sound_study_is_said_to_be_in_order():
    done = hiteval("check", "--study", TINY)
    assert done.returncode == 0
    assert (
        "is in order. Rows: teams 4, sources 5, segments 7, codings 10" in done.stdout
    )


def test_a_fault_is_printed_once_with_status_3(spoil):
    folder = spoil("codings.csv", "working.public,2,clear", "working.public,7,clear")
    done = hiteval("check", "--study", folder)
    assert done.returncode == 3
    assert done.stderr == (
        "hiteval: 1 fault:\n"
        "  codings.csv, row 3, rating: expected one of -2, -1, 0, 1, 2; got '7'. "
        "Write one of these, or leave the row out if there is no rating.\n"
    )


def test_a_damaged_record_of_releases_is_found_by_check(folder):
    (folder / "private").mkdir()
    (folder / "private" / "releases.json").write_text("garbage")
    done = hiteval("check", "--study", folder)
    assert done.returncode == 3
    assert "private/releases.json: expected the file that hiteval wrote" in done.stderr


def test_check_says_whom_two_editions_would_single_out(folder, tmp_path, project):
    add_interviews(folder)
    bundle = tmp_path / "bundle"
    record_release(folder, bundle, write_bundle(folder, "public", bundle, project))
    sources = (folder / "sources.csv").read_text()
    (folder / "sources.csv").write_text(sources.replace("p02,quotes", "p02,none"))
    done = hiteval("check", "--study", folder)
    assert "Note: an earlier release showed 1 passage (int-2-s1)" in done.stdout
    assert "would tell what p02 said" in done.stdout


def test_help_teaches_by_example():
    assert "hiteval report --open" in hiteval("--help").stdout


@pytest.mark.parametrize("arguments", [["report", "--edition", "secret"], ["chekc"]])
def test_wrong_usage_has_status_2(arguments):
    assert hiteval(*arguments).returncode == 2


def test_a_folder_without_a_book_is_said_so(tmp_path):
    done = hiteval("report", "--study", TINY, cwd=tmp_path)
    assert done.stderr.strip() == (
        "hiteval: _config.yml: not found. Run hiteval where it is."
    )
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_a_team_that_the_study_lacks_is_named_with_the_nearest(project):
    done = hiteval("report", "--study", TINY, "--team", "alhpa", cwd=project)
    assert done.returncode == 3
    assert done.stderr.endswith(
        "--team: expected one of the study's 3 teams; got 'alhpa'. "
        "Did you mean 'alpha'?\n"
    )


def test_a_bundle_is_written_and_what_was_withheld_is_counted(tmp_path):
    done = hiteval("bundle", "--study", TINY, cwd=tmp_path)
    assert done.stdout == (
        "Withheld, coders' notes: 1\nWithheld, summaries of cells: 1\n"
        "Withheld, actions: 1\nWithheld, entries of involvement: 1\n"
        "Withheld, interpretations: 1\n"
        "Withheld, raters' rationales: 1\n"
        "Written: _build/bundle, and _build/notebooks to run on it.\n"
    )


def test_approve_shows_each_quote_that_waits_and_records_a_yes(folder):
    add_interviews(folder)
    done = hiteval("approve", "--study", folder, answers="y\nn\n")
    assert f"int-2-s1: {QUOTE} then" in done.stdout
    assert "Approved: 1 of 2 quotes that awaited it." in done.stdout
    assert "int-2-s1" in (folder / "private" / "approvals.csv").read_text()


def test_approve_shows_no_character_that_steers_the_terminal(folder, spoil):
    add_interviews(folder)
    spoil("segments.csv", " then", " \x1b[2Jthen")
    done = hiteval("approve", "int-2-s1", "--study", folder, answers="n\n")
    assert "\x1b" not in done.stdout


def test_check_of_an_edition_finds_what_its_tables_show(folder):
    add_interviews(folder)
    roster = folder / "private" / "roster.csv"
    roster.write_text(roster.read_text().replace("p12,", "s5,"))
    done = hiteval("check", "--study", folder, "--edition", "public")
    assert done.returncode == 4
    assert "private/roster.csv, s5: an id that cannot be told" in done.stderr


def test_a_fault_of_the_program_is_one_sentence_and_a_log(tmp_path):
    code = (
        "import sys\nsys.argv[1:] = ['check']\n"
        "import hiteval.commands.studies as s\n"
        "s.read_study = lambda *_, **__: {}['a passage']\n"
        "from hiteval.__main__ import main\nmain()"
    )
    env = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True
    )
    assert done.returncode == 8
    (log,) = tmp_path.glob("hiteval-*.log")
    assert done.stderr == (
        "hiteval: a fault of hiteval itself (KeyError), not of your study. Please "
        f"report it; the log may hold text of the study: {log}\n"
    )
    assert "KeyError: 'a passage'" in log.read_text()


def test_a_working_directory_that_is_gone_is_said_so(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", f"rmdir {gone}; exec {sys.executable} -m hiteval check"],
        cwd=gone,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.endswith(
        "hiteval: the working directory cannot be used: No such file or directory. "
        "Change to another.\n"
    )


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ("ulimit -n 64", 0),
        ("unset HOME", 0),
        ("export HOME=/proc", 0),
        ("export LC_ALL=C", 0),
    ],
)
def test_a_strange_surrounding_gives_a_documented_status(settings, status):
    command = f"{settings}; exec {sys.executable} -m hiteval check --study {TINY}"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_the_version_is_told():
    done = hiteval("--version")
    assert done.stdout == f"hiteval {version('hiteval')}\n"

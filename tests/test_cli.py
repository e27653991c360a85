import pytest
from command import hiteval
from conftest import TINY
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
        "Correct it, or add what it names first.\n"
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

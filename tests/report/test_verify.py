import shutil
import subprocess
import sys

import pytest

from hiteval.errors import HitevalError
from hiteval.report.verify import _causes, _differences, verify


def test_files_that_differ_are_told_in_order_and_how():
    published = {"b.html": b"1", "a.html": b"1", "c.html": b"1"}
    made = {"b.html": b"2", "c.html": b"1", "d.html": b"1"}
    assert _differences(published, made) == [
        "  a.html: only in the report",
        "  b.html: other bytes",
        "  d.html: not in the report",
    ]


def test_what_a_report_was_made_from_and_is_no_more_is_told():
    then, now = {"Python": "3.11.1", "pandas": "3.1"}, {"Python": "3.11.2"}
    assert _causes(then, then) == []
    assert _causes(then, now) == [
        "  Python was 3.11.1, is 3.11.2",
        "  pandas was 3.1, is absent",
    ]


def test_without_a_report_there_is_nothing_to_verify(tmp_path):
    with pytest.raises(HitevalError) as error:
        verify(tmp_path, tmp_path / "bundle.zip", 1, lambda *_: None)
    assert str(error.value) == (
        f"{tmp_path / 'index.html'}: not found. Run hiteval report first, or name "
        "--site or --bundle."
    )
    assert [*tmp_path.iterdir()] == []


@pytest.fixture
def copied(built, tmp_path):
    return shutil.copytree(built, tmp_path / "copied")


def run_verify(place, *options):
    command = [sys.executable, "-m", "hiteval", "verify", *options]
    return subprocess.run(command, cwd=place, capture_output=True, text=True)


@pytest.mark.book
def test_a_site_alone_is_verified_from_anywhere(built, tmp_path):
    site = shutil.copytree(built / "_build" / "html", tmp_path / "published")
    (tmp_path / "elsewhere").mkdir()
    done = run_verify(tmp_path / "elsewhere", "--site", site)
    number = len([path for path in site.rglob("*") if path.is_file()])
    assert done.returncode == 0, done.stderr
    said = f"The report matches its bundle: {number} files are the same.\n"
    assert done.stdout.endswith(said)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


@pytest.mark.book
def test_a_report_is_what_its_bundle_gives_until_a_byte_changes(copied):
    site = copied / "_build" / "html"
    page = site / "book" / "teams" / "stroke.html"
    page.write_bytes(page.read_bytes().replace(b"+1</a>", b"+2</a>", 1))
    (site / "extra.txt").touch()
    done = run_verify(copied)
    assert done.returncode == 5
    assert done.stderr.endswith(
        "\nhiteval: Other than what the bundle gives: 2 files of the report.\n"
        "  book/teams/stroke.html: other bytes\n"
        "  extra.txt: only in the report\n"
    )

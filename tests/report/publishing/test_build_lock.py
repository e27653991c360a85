import os
import random
import signal
import sys
from pathlib import Path

import pytest
from disturbed import contents, wait_until
from soak import kills

from hiteval.errors import BuildError, BusyError, HitevalError
from hiteval.files import folders
from hiteval.files.exchange import exchange
from hiteval.report.publishing import build_lock

pytestmark = pytest.mark.integration


def test_only_one_builder_works_at_a_time(tmp_path):
    build = tmp_path / "_build"
    second = build_lock.only_builder(build)
    with build_lock.only_builder(build), pytest.raises(BusyError) as error:
        second.__enter__()
    assert str(error.value).endswith(
        "another build is running. Wait for it, or stop it."
    )


def test_a_lock_is_free_again_after_a_failure(tmp_path):
    with pytest.raises(ValueError, match="broken"), build_lock.only_builder(tmp_path):
        raise ValueError("broken")
    with build_lock.only_builder(tmp_path):
        assert (tmp_path / ".lock").exists()


def test_a_file_where_the_build_folder_should_be_is_said_so(tmp_path):
    build = tmp_path / "_build"
    build.touch()
    with pytest.raises(HitevalError) as error:
        build_lock.only_builder(build).__enter__()
    assert str(error.value) == f"{build}: expected a folder; got a file. Move it away."


exchanging = pytest.mark.skipif(
    sys.platform not in ("linux", "darwin"), reason="cannot exchange two folders"
)


def folder(path, text):
    path.mkdir()
    (path / "file").write_text(text)
    return path


@pytest.fixture(params=["exchange", "two renames"])
def way(request, monkeypatch):
    """Swap as this system can, and as one must that cannot exchange two folders."""
    if request.param == "two renames":
        monkeypatch.setattr(folders, "exchange", lambda _one, _other: False)
    return request.param


def test_a_finished_folder_takes_the_place_of_the_last(tmp_path, way):
    fresh, place = folder(tmp_path / "fresh", "new"), folder(tmp_path / "place", "old")
    folders.swap_in(fresh, place)
    assert (place / "file").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_first_folder_takes_its_place(tmp_path, way):
    place = tmp_path / "above" / "place"
    folders.swap_in(folder(tmp_path / "fresh", "new"), place)
    assert (place / "file").read_text() == "new"


def test_a_folder_takes_the_place_of_a_file(tmp_path, way):
    place = tmp_path / "place"
    place.touch()
    folders.swap_in(folder(tmp_path / "fresh", "new"), place)
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_swap_that_fails_leaves_the_last_folder(tmp_path, way):
    place = folder(tmp_path / "place", "old")
    with pytest.raises(FileNotFoundError):
        folders.swap_in(tmp_path / "absent", place)
    assert (place / "file").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


@exchanging
def test_an_exchange_changes_two_names_at_once(tmp_path):
    one, other = folder(tmp_path / "one", "1"), folder(tmp_path / "other", "2")
    assert exchange(one, other)
    assert ((one / "file").read_text(), (other / "file").read_text()) == ("2", "1")


@exchanging
def test_where_the_system_can_a_name_is_never_without_its_folder(tmp_path, monkeypatch):
    fresh, place = folder(tmp_path / "fresh", "new"), folder(tmp_path / "place", "old")
    monkeypatch.delattr(Path, "rename")
    folders.swap_in(fresh, place)
    assert (place / "file").read_text() == "new"


def test_a_kill_at_any_moment_leaves_a_whole_folder(tmp_path, way):
    found = kills.kill_swaps(tmp_path, 60, random.Random(1))
    assert found.total() == 60
    assert found["new"] > 0


def test_a_reader_always_finds_a_folder(tmp_path):
    child = os.fork()
    if not child:
        kills.swap_for_ever(tmp_path, 0)
    published = tmp_path / "published"
    while not published.exists():
        pass
    seen = set()
    for _ in range(20_000):
        seen.add(published.stat().st_ino)
    kills.kill_fork(child)
    assert len(seen) > 1


def test_a_name_taken_by_a_kill_is_given_back(tmp_path):
    folder(tmp_path / ".html.old", "old")
    build_lock.recover(tmp_path)
    assert (tmp_path / "html" / "file").read_text() == "old"
    assert not (tmp_path / ".html.old").exists()


def test_what_a_kill_left_aside_is_swept_away_once_the_name_is_taken(tmp_path):
    folder(tmp_path / ".html.old", "old")
    folder(tmp_path / "html", "new")
    with build_lock.only_builder(tmp_path):
        assert sorted(p.name for p in tmp_path.iterdir()) == [".lock", "html"]
    assert (tmp_path / "html" / "file").read_text() == "new"


def test_nobody_mends_under_a_builder_s_hands(tmp_path):
    with build_lock.only_builder(tmp_path):
        folder(tmp_path / ".html.old", "old")
        build_lock.recover(tmp_path)
        assert not (tmp_path / "html").exists()


def test_each_run_works_in_an_empty_folder_of_its_own(tmp_path):
    folder(tmp_path / "work-left", "left")
    (tmp_path / "work").touch()
    (tmp_path / "work-link").symlink_to(folder(tmp_path / "elsewhere", "kept"))
    with build_lock.work_folder(tmp_path) as work:
        assert list(work.iterdir()) == []
        assert sorted(tmp_path.iterdir()) == [tmp_path / "elsewhere", work]
    assert list(tmp_path.iterdir()) == [tmp_path / "elsewhere"]
    assert Path(tmp_path / "elsewhere" / "file").exists()


def test_what_cannot_be_swept_away_is_in_nobody_s_way(tmp_path, monkeypatch):
    left = folder(tmp_path / "work-left", "left")
    monkeypatch.setattr(build_lock, "remove", lambda _path: None)
    with build_lock.work_folder(tmp_path) as work:
        assert work != left


def test_what_its_owner_cannot_remove_another_process_does(tmp_path, monkeypatch):
    monkeypatch.setattr(build_lock, "remove", lambda _path: None)
    with build_lock.work_folder(tmp_path) as work:
        folder(work / "part", "made")
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_killed_leaves_no_working_folder(tmp_path):
    child = os.fork()
    if not child:
        with build_lock.work_folder(tmp_path) as work:
            folder(work / "part", "made")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    wait_until(lambda: not list(tmp_path.iterdir()))


def fail(build):
    with build_lock.work_folder(build) as work:
        folder(work / "log", "x")
        raise BuildError(f"failed, see {work}/log/file")


def test_of_a_run_that_failed_its_logs_alone_are_left_and_named(tmp_path):
    with pytest.raises(BuildError) as error:
        fail(tmp_path)
    assert str(error.value) == f"failed, see {tmp_path}/log/file"
    assert contents(tmp_path) == {"log/file": b"x"}


def test_a_build_folder_that_leads_nowhere_is_said_so(tmp_path):
    (tmp_path / "_build").symlink_to(tmp_path / "nowhere")
    with (
        pytest.raises(HitevalError, match="a link that leads nowhere"),
        build_lock.only_builder(tmp_path / "_build"),
    ):
        pass

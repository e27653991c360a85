import pytest

from hiteval.errors import BusyError
from hiteval.report import publish


def test_only_one_builder_works_at_a_time(tmp_path):
    build = tmp_path / "_build"
    second = publish.only_builder(build)
    with publish.only_builder(build), pytest.raises(BusyError) as error:
        second.__enter__()
    assert str(error.value).endswith(
        "another build is running. Wait for it, or stop it."
    )


def test_a_lock_is_free_again_after_a_failure(tmp_path):
    with pytest.raises(ValueError, match="broken"), publish.only_builder(tmp_path):
        raise ValueError("broken")
    with publish.only_builder(tmp_path):
        assert (tmp_path / ".lock").exists()


def folder(path, text):
    path.mkdir()
    (path / "file").write_text(text)
    return path


def test_a_finished_folder_takes_the_place_of_the_last(tmp_path):
    fresh, place = folder(tmp_path / "fresh", "new"), folder(tmp_path / "place", "old")
    publish.swap_in(fresh, place)
    assert (place / "file").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_swap_that_fails_leaves_the_last_folder(tmp_path):
    place = folder(tmp_path / "place", "old")
    with pytest.raises(FileNotFoundError):
        publish.swap_in(tmp_path / "absent", place)
    assert (place / "file").read_text() == "old"


def test_a_fresh_folder_is_empty_whatever_was_left(tmp_path):
    left = folder(tmp_path / "work", "left")
    assert list(publish.fresh_folder(left).iterdir()) == []

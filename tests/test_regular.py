import os
import tracemalloc
from pathlib import Path

import pytest

from hiteval import regular
from hiteval.errors import StudyError
from hiteval.files.csv_file import read_csv
from hiteval.files.parquet_file import read_parquet
from hiteval.files.text_file import read_text
from hiteval.files.yaml_file import read_yaml

READERS = [read_csv, read_text, read_yaml, read_parquet]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "link to a device"])
def test_what_is_no_file_is_refused_before_it_is_opened(tmp_path, read, kind):
    path = tmp_path / "x.csv"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = Path("/dev/zero")
        if kind != "device":
            (tmp_path / "x.csv").symlink_to(path)
    got = "a folder" if kind == "folder" else "a pipe or a device"
    with pytest.raises(StudyError, match=f"expected a readable file; got {got}"):
        read(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert regular.read_regular(path, 5) == b"12345"
    with pytest.raises(StudyError, match="at most 4 bytes; got 5"):
        regular.read_regular(path, 4)


@pytest.mark.skipif(not hasattr(os, "O_NONBLOCK"), reason="has no pipes in folders")
def test_what_became_another_file_is_neither_waited_for_nor_read_on(
    tmp_path, monkeypatch
):
    path, open_it, flags = tmp_path / "x", os.open, []
    path.write_bytes(b"12345")
    monkeypatch.setattr(regular, "check_regular", lambda *_: None)
    monkeypatch.setattr(os, "open", lambda p, how: flags.append(how) or open_it(p, how))
    assert regular.read_regular(path, 4) == b"1234"
    assert flags == [os.O_RDONLY | os.O_NONBLOCK]


def test_a_small_file_takes_little_memory_however_large_one_may_be(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    tracemalloc.start()
    assert regular.read_regular(path, 10**9) == b"12345"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10**6


def test_a_header_of_a_million_columns_is_refused_at_once(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(",".join(map(str, range(1_000_000))))
    with pytest.raises(StudyError, match="at most 200 columns; got 1000000"):
        read_csv(path)


def test_a_folder_is_refused_for_everything_in_it_that_is_no_file(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "file").touch()
    (tmp_path / ".#lock").symlink_to("nobody")  # as an editor leaves behind
    regular.check_tree(tmp_path)
    os.mkfifo(tmp_path / "below" / "pipe")
    (tmp_path / "gone").symlink_to("nobody")
    with pytest.raises(StudyError) as error:
        regular.check_tree(tmp_path)
    assert [str(fault) for fault in error.value.faults] == [
        "pipe: expected a readable file; got a pipe or a device. Take it out of the "
        "folder.",
        "gone: expected a readable file; got No such file or directory. Take it out of "
        "the folder.",
    ]

"""An edit of any kind is noticed once; what editors and reports leave is none."""

import shutil
from pathlib import Path
from threading import Timer

import pytest

from hiteval.report.watch.edits import Edits


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data" / "private").mkdir(parents=True)
    (tmp_path / "data" / "teams.csv").write_text("a")
    (tmp_path / "data" / "private" / "roster.csv").write_text("a")
    (tmp_path / "made").mkdir()
    return tmp_path


def replace(path):
    """Save as most editors do: a new file takes the place of the old one."""
    fresh = path.with_name(".fresh")
    fresh.write_text("a")
    fresh.replace(path)


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: (folder / "data" / "teams.csv").write_text("ab"),
        lambda folder: (folder / "data" / "private" / "roster.csv").write_text("ab"),
        lambda folder: (folder / "data" / "sources.csv").write_text("a"),
        lambda folder: (folder / "data" / "teams.csv").unlink(),
        lambda folder: (folder / "data" / "teams.csv").rename(folder / "data" / "t"),
        lambda folder: replace(folder / "data" / "teams.csv"),
        lambda folder: shutil.rmtree(folder / "data"),
    ],
)
def test_an_edit_is_noticed_once(folder, edit):
    edits = Edits([folder])
    assert not edits.pending()
    edit(folder)
    assert edits.pending()
    edits.wait()
    assert not edits.pending()


@pytest.mark.parametrize("name", ["data/.~lock.teams.csv#", "data/~$t.xlsx", "made/x"])
def test_what_nobody_edits_is_not_looked_at(folder, name):
    edits = Edits([folder], [folder / "made"])
    (folder / name).write_text("a")
    assert not edits.pending()


def test_an_edit_is_waited_for(folder):
    edits = Edits([Path(folder / "data")])
    Timer(0.3, (folder / "data" / "teams.csv").write_text, ["ab"]).start()
    edits.wait()
    assert (folder / "data" / "teams.csv").read_text() == "ab"

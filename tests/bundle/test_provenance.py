"""A report names the commit of its project, where git keeps it."""

import subprocess

import pytest

from hiteval.bundle.provenance import commit_of

NAMED = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]


def git(folder, *words):
    return subprocess.check_output(["git", *NAMED, *words], cwd=folder, text=True)


@pytest.fixture
def kept(tmp_path):
    git(tmp_path, "init", "--quiet")
    (tmp_path / "_config.yml").write_text("title: x")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "A report")
    return tmp_path


def test_a_commit_is_named_and_so_is_a_change_since(kept):
    commit = git(kept, "rev-parse", "HEAD").strip()
    assert commit_of(kept) == commit
    (kept / "_config.yml").write_text("title: y")
    assert commit_of(kept) == f"{commit}, changed since"


def test_a_project_that_git_does_not_keep_has_none(kept, monkeypatch):
    begun = kept / "my-evaluation"  # in somebody else's repository
    begun.mkdir()
    (begun / "_config.yml").touch()
    assert commit_of(begun) == "none"
    monkeypatch.setenv("PATH", "")
    assert commit_of(kept) == "none"


def test_no_program_that_a_repository_names_is_run(kept):
    mark = kept / "ran"
    for name in ("core.fsmonitor", "diff.external"):
        git(kept, "config", name, f"touch {mark} #")
    (kept / "_config.yml").write_text("title: y")
    commit_of(kept)
    assert not mark.exists()

"""A tiny study that shows every rule, and ways to spoil a copy of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import sync_playwright

from hiteval.disclosure.editions import release
from hiteval.evaluation import Evaluation, evaluate
from hiteval.matrix.export import export_matrix
from hiteval.study import Study, read_study

ROOT = Path(__file__).parent.parent
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TINY = Path(__file__).parent / "tiny"

# A shared machine may be slow at any moment: no test depends on the time it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "study"))


@pytest.fixture
def spoil(folder: Path) -> Callable[..., Path]:
    """Replace text in a file of the study's copy; what is replaced must be there."""

    def spoiled(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return spoiled


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def copy_project(place: Path) -> Path:
    """Copy what a report is built from, and nothing that an earlier one left."""
    generated = shutil.ignore_patterns("results", "areas", "teams")
    for name in ("book", "notebooks"):
        shutil.copytree(ROOT / name, place / name, ignore=generated)
    for name in ("_config.yml", "_toc.yml", "uv.lock"):
        shutil.copyfile(ROOT / name, place / name)
    return place


@pytest.fixture(scope="session")
def study() -> Study:
    return read_study(TINY)


@pytest.fixture(scope="session")
def matrix(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the tiny study's framework matrix once; tests change copies of it."""
    path = tmp_path_factory.mktemp("matrix") / "m.xlsx"
    export_matrix(study, path)
    return path


@pytest.fixture(scope="session")
def tiny(study: Study) -> Evaluation:
    return evaluate(release(study, "public").study)


@pytest.fixture(scope="session")
def unrated(study: Study) -> Evaluation:
    """The tiny study before anybody rated a team."""
    empty = {name: study.tables[name].iloc[:0] for name in ("ratings", "consensus")}
    return evaluate(study.with_tables(empty))


@pytest.fixture(scope="session")
def shipped() -> Evaluation:
    return evaluate(release(read_study(ROOT / "data"), "public").study)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the report of the shipped study once, with the command a user gives.

    Once for all workers: the first to come builds it, the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    place = shared / "built" / "project"
    with FileLock(shared / "built.lock"):
        if not (place / "_build" / "html").exists():
            copy_project(place)
            shutil.copytree(ROOT / "data", place / "data")
            command = [sys.executable, "-m", "hiteval", "report"]
            subprocess.run(command, cwd=place, check=True)
    return place


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and "CI" not in os.environ:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER)
        yield browser
        browser.close()

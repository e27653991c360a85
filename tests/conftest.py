"""A tiny study that shows every rule, and ways to spoil a copy of it."""

import json
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
from secrets_study import tell_all, write_study_of_secrets

from hiteval.disclosure.editions import release
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study.reading import read_study
from hiteval.study.study import Study
from hiteval.workbooks.matrix_export import export_matrix

ROOT = Path(__file__).parent.parent
collect_ignore = ["soak"]  # hours of work, see `make soak`
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REPORT = [sys.executable, "-m", "hiteval", "report"]
TINY = Path(__file__).parent / "tiny"

# A shared machine may be slow at any moment: no test depends on the time it takes.
# `make test` asks for the thorough one.
settings.register_profile("quick", deadline=None, max_examples=5)
settings.register_profile("thorough", deadline=None)
settings.load_profile("quick")


# Who asks for one of these reads, writes or evaluates a whole study.
WHOLE_STUDIES = {"folder", "spoil", "project", "matrix", "shipped"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests of whole studies into the second tier, unless they are of a later."""
    for item in items:
        later = item.get_closest_marker("book") or item.get_closest_marker("browser")
        whole = WHOLE_STUDIES.intersection(getattr(item, "fixturenames", ()))
        if (whole or item.path.parent.name == "whole") and not later:
            item.add_marker("integration")


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
    """Build the report of the shipped study once, with the command a user gives."""

    def build(place: Path) -> None:
        shutil.copytree(ROOT / "data", copy_project(place) / "data")
        subprocess.run(REPORT, cwd=place, check=True)

    return once(tmp_path_factory, "built", build)


@pytest.fixture(scope="session")
def of_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the report of a hostile study full of secrets once; they lie beside it."""

    def build(project: Path) -> None:
        copy_project(project)
        study, canaries = write_study_of_secrets(project.parent)
        (project / "canaries.json").write_text(json.dumps(canaries))
        notebook = project / "notebooks" / "main_messages.ipynb"
        tell_all(notebook)
        subprocess.run([*REPORT, "--study", study], cwd=project, check=True)

    return once(tmp_path_factory, "secrets", build)


def once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """Make a project once for all workers: the first makes it, the others wait."""
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    place = shared / name / "project"
    with FileLock(shared / f"{name}.lock"):
        if not (place / "_build" / "html").exists():
            make(place)
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

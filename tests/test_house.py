"""The house: style, types, floors, and what the files around the code promise."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from versions import CASES

pytestmark = pytest.mark.integration

BIN = Path(sys.executable).parent
OTHER_CACHE = ["--cache-dir", ".mypy_cache/windows"]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        # What Windows lacks would be missed when hiteval starts there.
        ["mypy", "--platform", "win32", "--no-warn-unreachable", *OTHER_CACHE],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_the_house_rules_hold(command):
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "form"),
    [
        (".github/workflows/tests.yml", "github-workflows"),
        (".github/dependabot.yml", "dependabot"),
        (".gitlab-ci.yml", "gitlab-ci"),
    ],
)
def test_hosts_can_read_how_tests_are_run(file, form):
    check = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{form}", file]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_github_tests_every_version_that_is_tested_here():
    file = ROOT / ".github" / "workflows" / "tests.yml"
    jobs = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]
    listed = jobs["versions"]["strategy"]["matrix"]["include"]
    assert {f"{case['python']}-{case['choice']}" for case in listed} == set(CASES)


def locked():
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {package["name"]: package["version"] for package in lock["package"]}


def test_conda_users_get_the_versions_of_the_lock_file():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    (pip,) = [d["pip"] for d in environment["dependencies"] if isinstance(d, dict)]
    pinned = dict(re.match(r"([\w.-]+)==([^ ;]+)", line).groups() for line in pip[:-1])
    versions = locked()
    assert pip[-1] == "-e ."
    assert {n: v for n, v in pinned.items() if versions[n] != v} == {}
    assert len(pinned) > 150


def test_the_citation_names_the_version_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert citation["version"] == project["version"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_command_in_the_readme_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"^ +make ([a-z]+)", readme, re.M)) <= targets
    for command in set(
        re.findall(r"^ +(?:\.venv/bin/)?hiteval ([a-z]+)", readme, re.M)
    ):
        done = subprocess.run([BIN / "hiteval", command, "--help"], capture_output=True)
        assert done.returncode == 0, command


def places_named(file):
    """Find what a guide names: modules, files and folders in backticks, and links."""
    text = (ROOT / file).read_text(encoding="utf-8")
    folders = "book|benchmarks|data|hiteval|notebooks|tests"
    yield from re.findall(rf"`((?:{folders})/[\w./-]*|hiteval\.[\w.]+)`", text)
    yield from re.findall(r"\]\(([\w./-]+)\)", text)


def exists(place):
    if not place.startswith("hiteval."):
        return (ROOT / place).exists()
    *above, last = place.split(".")
    folder = ROOT.joinpath(*above)
    if (folder / last).is_dir() or (folder / f"{last}.py").is_file():
        return True
    module = folder.with_suffix(".py")
    named = rf"^(?:def |class )?{last}\b"
    return module.is_file() and bool(re.search(named, module.read_text("utf-8"), re.M))


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "GLOSSARY.md"])
def test_every_place_that_a_guide_names_exists(file):
    assert [place for place in places_named(file) if not exists(place)] == []


def test_contributing_names_every_room():
    rooms = {
        f"hiteval.{folder.parent.relative_to(ROOT / 'hiteval').as_posix()}"
        for level in ("*", "report/*")
        for folder in (ROOT / "hiteval").glob(f"{level}/__init__.py")
    }
    assert {r.replace("/", ".") for r in rooms} <= {*places_named("CONTRIBUTING.md")}


def test_a_place_that_is_not_there_is_found_out():
    here = ["hiteval.study.folder", "hiteval.study.schema.TABLES", "book/"]
    assert list(map(exists, here)) == [True] * 3
    gone = ["hiteval.csv_file", "hiteval.study.schema.NOBODY", "book/none.md"]
    assert list(map(exists, gone)) == [False] * 3

"""A new project holds a study in order, all that makes a report, and nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from hiteval.errors import HitevalError, StudyError
from hiteval.results.evaluation import evaluate
from hiteval.results.findings import overlooked
from hiteval.starter.new_project import new_project
from hiteval.study import schema
from hiteval.study.framework import Framework
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "my evaluation"
    new_project(folder)
    return folder


def test_the_study_in_it_is_in_order(begun):
    study = read_study(begun / "data")
    assert len(study.teams) == 4
    assert set(study.codings["criterion_id"]) == set(study.framework.criterion_ids)
    written = (study.findings, study.theory, study.responses)
    assert [len(table) for table in written] == [2, 2, 1]


@pytest.mark.parametrize(
    ("framework", "criteria", "form"),
    [
        ("scirocco", 12, "one-sided"),
        ("cfir", 48, "by-example"),
        ("hit", 17, "by-example"),
        ("neighbourhood", 17, "by-example"),
    ],
)
def test_a_published_framework_comes_with_evidence_of_its_own(
    tmp_path, framework, criteria, form
):
    new_project(tmp_path, framework=framework)
    study = read_study(tmp_path / "data")
    assert len(study.framework.criteria) == criteria
    assert study.framework.rating_scale.form == form
    assert len(study.codings) == 26
    assert not len(overlooked(evaluate(study)))
    assert re.search("doi 10[.]|https://", study.framework.source)


def test_a_framework_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(HitevalError) as error:
        new_project(tmp_path / "new", framework="cifr")
    assert str(error.value) == (
        "--framework: expected one of hit, cfir, scirocco, neighbourhood; got 'cifr'. "
        "Choose one, or write your own in framework.yml."
    )
    assert not (tmp_path / "new").exists()


@pytest.mark.book
@pytest.mark.parametrize("framework", ["scirocco", "cfir", "neighbourhood"])
def test_a_published_framework_makes_a_whole_report(tmp_path, framework):
    new_project(tmp_path / "mine", framework=framework)
    command = [BIN / "hiteval", "report"]
    done = subprocess.run(
        command, cwd=tmp_path / "mine", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = tmp_path / "mine/_build/html/book/results/contrary-evidence.html"
    told = "has no contrary side" in made.read_text(encoding="utf-8")
    assert told == (framework == "scirocco")


def test_an_empty_one_names_its_blanks_and_the_tables_that_wait_for_rows(tmp_path):
    new_project(tmp_path, empty=True)
    with pytest.raises(StudyError) as error:
        read_study(tmp_path / "data")
    told = [str(fault) for fault in error.value.faults]
    blanks = [line.partition(":")[0] for line in told if line.startswith("study.yml")]
    assert [name.removeprefix("study.yml, ") for name in blanks] == [
        *("id", "title", "question", "period.from", "period.to", "coders.coder-a.did"),
        *("limits.0", "limits", "licence"),
    ]
    assert told[len(blanks) :] == [
        f"{name}.csv: expected at least one row; got only a header. "
        "Add the study's rows."
        for name in schema.REQUIRED
    ]


def test_every_table_that_people_fill_in_is_there_with_its_heading(tmp_path):
    new_project(tmp_path, empty=True)
    for name in set(schema.TABLES) - {"people", "approvals"}:
        heading = (tmp_path / "data" / schema.file_name(name)).read_text()
        assert (
            heading
            == ",".join(c for c in schema.TABLES[name].columns if "not_shown" not in c)
            + "\n"
        )


def test_a_clone_that_git_gives_other_line_ends_has_the_same_bytes(begun, tmp_path):
    run = partial(subprocess.run, check=True, capture_output=True)
    first, clone = tmp_path / "first", tmp_path / "clone"
    shutil.copytree(begun, first)
    run(["git", "init", "-q"], cwd=first)
    run(["git", "add", "."], cwd=first)
    who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    run(["git", *who, "commit", "-qm", "All"], cwd=first)
    windows = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    run(["git", *windows, "clone", "-q", first, clone])
    for name in ("data/segments.csv", "notebooks/team.ipynb", "_config.yml"):
        assert (clone / name).read_bytes() == (begun / name).read_bytes()


def test_git_keeps_neither_private_tables_nor_what_is_made(begun):
    subprocess.run(["git", "init", "-q"], cwd=begun, check=True)
    ignored = ["data/private/roster.csv", "_build/html", "book/teams/falls.ipynb"]
    done = subprocess.run(
        ["git", "check-ignore", *ignored], cwd=begun, capture_output=True, text=True
    )
    assert done.stdout.split() == ignored


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(HitevalError) as error:
        new_project(tmp_path)
    assert str(error.value) == (
        f"{tmp_path}: expected an absent or empty folder. Give another name."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_editors_find_the_schema_that_the_study_names(begun):
    for name in ("study", "framework"):
        path = begun / "data" / f"{name}.yml"
        first = path.read_text(encoding="utf-8").splitlines()[0]
        place = first.removeprefix("# yaml-language-server: $schema=")
        found = json.loads((path.parent / place).read_text(encoding="utf-8"))
        assert set(yaml.safe_load(path.read_text())) <= set(found["properties"])
        assert found["additionalProperties"] is False


def test_the_schema_knows_every_field_of_a_framework(begun):
    found = json.loads((begun / "schema" / "framework.json").read_text())
    assert set(found["properties"]) == set(Framework.model_fields)
    assert set(found["required"]) == {
        *("id", "title", "source", "areas", "rating_scale")
    }


@pytest.mark.book
def test_what_a_wheel_installs_makes_a_report(tmp_path):
    """In a clean environment, in another folder, with the locked versions."""
    uv = ["uv", "sync", "--quiet", "--frozen", "--no-dev", "--no-editable"]
    uv += ["--refresh-package", "hiteval"]  # as it is now, not as it was last built
    cache = {"UV_CACHE_DIR": str(ROOT / ".venv" / "cache")}
    here = os.environ | cache | {"UV_PROJECT_ENVIRONMENT": str(tmp_path / "env")}
    subprocess.run([BIN / uv[0], *uv[1:]], cwd=ROOT, env=here, check=True)
    command = tmp_path / "env" / "bin" / "hiteval"
    subprocess.run([command, "new", "mine"], cwd=tmp_path, check=True)
    new_project(tmp_path / "here")
    assert files(tmp_path / "mine") == files(tmp_path / "here")
    subprocess.run([command, "report"], cwd=tmp_path / "mine", check=True)
    assert (tmp_path / "mine/_build/html/book/teams/falls.html").is_file()


def files(folder):
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder): path.read_bytes() for path in found}

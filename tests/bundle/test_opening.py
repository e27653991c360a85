"""An evaluation that was opened is opened again with what was edited since."""

import shutil

import pytest
from conftest import TINY, copy_project

from hiteval import open_evaluation
from hiteval.bundle.bundle import write_bundle
from hiteval.errors import StudyError

pytestmark = pytest.mark.integration


@pytest.fixture
def project(tmp_path, monkeypatch):
    project = copy_project(tmp_path / "project")
    shutil.copytree(TINY, project / "data")
    bundle = project / "_build" / "bundle"
    bundle.parent.mkdir()
    write_bundle(project / "data", "internal", bundle, project)
    monkeypatch.chdir(project / "notebooks")  # as JupyterLab starts a kernel
    return project


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def names(evaluation):
    return evaluation.teams["name"].tolist()


def test_an_edit_is_in_what_is_loaded_again_and_its_edition_stays(project):
    before = open_evaluation("_build/bundle")
    replace(project / "data" / "teams.csv", "Alpha", "Omega")
    after = before.reload()
    assert names(before) == ["Alpha", "Beta", "Gamma"]
    assert names(after) == names(after.reload()) == ["Beta", "Gamma", "Omega"]
    assert after.study.settings.edition == "internal"
    assert names(open_evaluation("_build/bundle")) == names(after)


def test_of_a_team_the_whole_is_loaded_again(project):
    alpha = open_evaluation("_build/bundle").team("alpha")
    assert names(alpha) == ["Alpha"]
    assert len(alpha.reload().teams) == 3


def test_a_fault_is_told_and_leaves_the_bundle(project):
    evaluation = open_evaluation("_build/bundle")
    replace(project / "data" / "codings.csv", ",2,", ",9,")
    with pytest.raises(StudyError, match=r"codings\.csv, row"):
        evaluation.reload()
    assert names(open_evaluation("_build/bundle")) == names(evaluation)

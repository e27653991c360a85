"""The small part of hiteval that notebooks and scripts may rely on."""

import subprocess
import sys
from importlib.metadata import version

import pytest
from conftest import ROOT, TINY

import hiteval


def test_what_is_promised_is_there():
    assert {name: getattr(hiteval, name).__name__ for name in hiteval.__all__} == {
        name: name for name in hiteval.__all__
    }


def test_other_names_are_said_not_to_be_there():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        hiteval.nonsense  # noqa: B018


@pytest.mark.integration
def test_importing_it_loads_no_heavy_library():
    code = "import hiteval, sys; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_a_study_and_its_evaluation_say_what_they_are():
    study = hiteval.read_study(TINY)
    assert repr(study).startswith("Study tiny, by rows: teams 4, ")
    said = repr(hiteval.evaluate(study))
    assert said.startswith("Evaluation of tiny: 3 teams and the partnership on 3 ")


def test_a_notebook_shows_ratings_with_missing_never_as_0(spoil):
    folder = spoil("teams.csv", "Alpha", "<b>Alpha</b>")
    shown = hiteval.evaluate(hiteval.read_study(folder))._repr_html_()
    assert "&lt;b&gt;Alpha&lt;/b&gt;" in shown
    assert "<td>–</td>" in shown
    assert "<td>0</td>" not in shown


def test_the_version_is_that_of_the_package():
    assert hiteval.__version__ == version("hiteval")

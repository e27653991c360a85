"""The commands of the mapping say what is left to fill in."""

import re

import pytest
from mapping_data import fill, write_study
from typer.testing import CliRunner

from hiteval.cli import command_line

pytestmark = pytest.mark.integration


def hiteval(*arguments):
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(command_line(words), words).stdout


def test_a_workbook_goes_out_and_comes_back_until_all_is_filled_in(tmp_path):
    study, path = write_study(tmp_path / "s"), tmp_path / "m.xlsx"
    assert hiteval("mapping", "export", study, path) == (
        f"Written: {path}. Still to fill in: 1 codes, 1 coders, 1 weights, 1 teams.\n"
    )
    fill(path, "Codes", "Barriers/*", rating="-1")
    fill(path, "Coders", "Ann", coder="ann")
    assert hiteval("mapping", "import", path, "--into", study) == (
        "mapping.yml: 1 lines changed, 1 added.\nStill to fill in: 1 weights, "
        "1 teams.\n"
    )
    fill(path, "Weights", "4", rating="1")
    fill(path, "Teams", "case: Alpha", team="alpha")
    assert hiteval("mapping", "import", path, "--into", study) == (
        "mapping.yml: 2 lines changed, 0 added.\n"
        "Every code, coder and weight is filled in.\n"
        "Run hiteval import again, with the same files.\n"
    )


def test_what_study_yml_still_lacks_is_told_before_the_import(tmp_path):
    study, path = write_study(tmp_path / "s"), tmp_path / "m.xlsx"
    hiteval("mapping", "export", study, path)
    fill(path, "Codes", "Barriers/*", rating="-1")
    fill(path, "Coders", "Ann", coder="ann")
    fill(path, "Weights", "4", rating="1")
    settings = (study / "study.yml").read_text(encoding="utf-8")
    lacking = re.sub(r"^title:.*$", "title:", settings, flags=re.M)
    (study / "study.yml").write_text(lacking, encoding="utf-8")
    told = hiteval("mapping", "import", path, "--into", study)
    assert told.endswith(
        "study.yml has 1 faults or blanks: correct these next.\n"
        "  study.yml, title: expected text; got nothing. Fill it in.\n"
    )

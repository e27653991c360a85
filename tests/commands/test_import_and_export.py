"""The commands that import and export say what they did, in plain lines."""

import shutil

import pytest
from conftest import ROOT, TINY
from refi_builder import Built, coding, selection
from typer.testing import CliRunner

from hiteval.cli import command_line

pytestmark = pytest.mark.integration

MAPPING = """
codes: {"Working > Public": {criterion: working.public, rating: 1}}
coders: {Ann: ann}
all_sources: {strand: document, type: interview, team: alpha}
sources: {"I": {}}
"""


def hiteval(*arguments):
    return CliRunner().invoke(command_line(), [str(argument) for argument in arguments])


def project(path):
    words = "Patients chair the board."
    return Built().add(21, "I", words, selection(31, 0, 8, coding(41, 12))).write(path)


def test_the_first_import_prints_the_ledger_and_drafts_the_mapping(tmp_path):
    study = tmp_path / "s"
    study.mkdir()
    shutil.copyfile(TINY / "framework.yml", study / "framework.yml")
    done = hiteval("import", project(tmp_path / "c.qdpx"), "--into", study)
    assert done.stdout == (
        "c.qdpx: written by made by hand\n"
        "              in the file    read\n"
        "  users                 2       2\n"
        "  codes                 3       3\n"
        "  sources               1       1\n"
        "  selections            1       1\n"
        "  codings               1       1\n"
        f"Drafted in {study}: study.yml, mapping.yml. Nothing is imported yet.\n"
        "Fill in the blanks, and run the same command again.\n"
        f"In Excel: hiteval mapping export {study} mapping.xlsx\n"
    )


def test_an_import_accounts_for_every_coding(tmp_path):
    study = tmp_path / "s"
    study.mkdir()
    for name in ("study.yml", "framework.yml"):
        shutil.copyfile(TINY / name, study / name)
    (study / "mapping.yml").write_text(MAPPING)
    done = hiteval("import", project(tmp_path / "c.qdpx"), "--into", study)
    assert done.stdout.splitlines()[-2:] == [
        "c.qdpx: 1 codings = 1 taken as evidence",
        f"Added to {study}: 1 teams, 1 sources, 1 segments, 1 codings.",
    ]


def test_an_import_into_an_empty_folder_begins_a_study(tmp_path, monkeypatch):
    file = project(tmp_path / "c.qdpx")
    monkeypatch.chdir(tmp_path)
    done = hiteval("import", file, "--into", "mine")
    assert done.stdout.splitlines()[-3:] == [
        "Drafted in mine: framework.yml, study.yml, mapping.yml. Nothing is imported "
        "yet.",
        "Fill in the blanks, and run the same command again.",
        "In Excel: hiteval mapping export mine mapping.xlsx",
    ]
    shipped = (ROOT / "data" / "framework.yml").read_bytes()
    assert (tmp_path / "mine" / "framework.yml").read_bytes() == shipped


def test_a_study_is_exported(tmp_path):
    file = tmp_path / "out.qdpx"
    done = hiteval("export", TINY, file)
    assert done.stdout == f"Written: {file}, 5 sources, 10 codings.\n"
    assert file.exists()


def test_the_help_teaches_by_example():
    assert (
        "hiteval import ann.qdpx bob.qdpx --into" in hiteval("import", "--help").stdout
    )
    assert "hiteval export my-study my-study.qdpx" in hiteval("export", "--help").stdout


def test_what_a_study_exported_comes_back_with_its_names_known(tmp_path):
    study = shutil.copytree(TINY, tmp_path / "s")
    hiteval("export", study, tmp_path / "c.qdpx")
    hiteval("import", tmp_path / "c.qdpx", "--into", study)
    text = (study / "mapping.yml").read_text("utf-8")
    codes, rest = text.split("\ncoders:\n")
    assert "rating: }" not in codes.split("\ncodes:\n")[1]
    assert 'Means > -2 Failing": {criterion: working.means, rating: -2}' in codes
    assert ": ann #" in rest
    assert '"case: Alpha": alpha #' in rest

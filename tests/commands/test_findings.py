import pytest
from command import hiteval
from typer.testing import CliRunner
from written_data import delete, write, write_into

from hiteval.cli import command_line

pytestmark = pytest.mark.integration


def run(*arguments):
    done = CliRunner().invoke(command_line(), ["findings", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def path(folder, tmp_path):
    told = run("export", write_into(folder), tmp_path / "f.xlsx")
    assert told.endswith(
        "Findings: 2, theory: 1, responses: 1. It also holds uncleared evidence.\n"
    )
    return tmp_path / "f.xlsx"


def test_help_teaches_by_example():
    assert "hiteval findings import findings.xlsx --into data" in run("--help")


def test_what_was_brought_back_is_counted_and_named(path, folder):
    write(path, "findings", "f1", so_what="Ask them.")
    delete(path, "theory", "t1")
    assert run("import", path, "--into", folder) == (
        "Findings: 0 new, 1 changed, 0 deleted.\n"
        "Theory: 0 new, 0 changed, 0 deleted.\n"
        "Not in the workbook, still in the study: t1. --delete takes it out.\n"
        "Responses: 0 new, 0 changed, 0 deleted.\n"
        "To go on, export a new workbook: it starts from these texts.\n"
    )
    assert "Deleted: t1\n" in run("import", path, "--into", folder, "--delete")


def test_a_conflict_has_status_3_and_quotes_nothing(path, folder):
    write(path, "findings", "f1", confidence_reason="Few people.")
    table = folder / "findings.csv"
    table.write_text(table.read_text().replace("Few sources", "Two sources"))
    done = hiteval("findings", "import", path, "--into", folder)
    assert done.returncode == 3
    assert "two versions of confidence_reason of f1" in done.stderr
    assert "people" not in done.stderr
    assert (
        "Changed in both, the study's version is kept: confidence_reason of f1\n"
        in run("import", path, "--into", folder, "--keep", "study")
    )

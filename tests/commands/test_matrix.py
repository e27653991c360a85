import pytest
from command import hiteval
from matrix_data import write
from typer.testing import CliRunner

from hiteval.cli import command_line

pytestmark = pytest.mark.integration


def run(*arguments):
    done = CliRunner().invoke(command_line(), ["matrix", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def path(folder, tmp_path):
    assert run("export", folder, tmp_path / "m.xlsx").endswith("not cleared.\n")
    return tmp_path / "m.xlsx"


def test_help_teaches_by_example():
    assert "hiteval matrix import matrix.xlsx --into data" in run("--help")


def test_what_was_brought_back_is_counted_and_deletions_are_named(path, folder):
    write(path, "alpha", "working.means", summary=None)
    write(path, "beta", "working.means", summary="Nobody had time.")
    assert run("import", path, "--into", folder) == (
        "Summaries: 1 new, 0 changed, 1 deleted.\n"
        "Deleted: alpha on working.means\n"
        "To go on, export a new workbook: it starts from these summaries.\n"
    )


def test_a_stale_summary_is_named(path, spoil):
    folder = spoil("segments.csv", "Money ran out in May.", "Money ran out in June.")
    assert run("import", path, "--into", folder) == (
        "Summaries: 0 new, 0 changed, 0 deleted.\n"
        "Stale (the evidence has changed since the export; read again): "
        "alpha on working.means\n"
    )


def test_a_conflict_has_status_3_and_quotes_nothing(path, folder):
    write(path, "alpha", "working.means", summary="Money went.")
    table = folder / "summaries.csv"
    table.write_text(table.read_text().replace("Money came and went", "Money came"))
    done = hiteval("matrix", "import", path, "--into", folder)
    assert done.returncode == 3
    assert "two versions of alpha on working.means" in done.stderr
    assert "Money" not in done.stderr
    assert run("import", path, "--into", folder, "--keep", "study").endswith(
        "Changed in both, the study's version is kept: alpha on working.means\n"
    )

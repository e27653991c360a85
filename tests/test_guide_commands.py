"""The guide's page of commands says what the commands say."""

import guide_commands
from conftest import ROOT

from hiteval.errors import HitevalError

PAGE = guide_commands.PAGE.read_text(encoding="utf-8")


def test_the_guide_prints_the_help_of_every_command():
    assert guide_commands.page() == PAGE


def test_the_guide_has_the_status_of_every_fault():
    statuses = {HitevalError.exit_status} | {
        fault.exit_status for fault in HitevalError.__subclasses__()
    }
    assert len(statuses) == 7
    assert [s for s in statuses if f"\n| {s} | " not in PAGE] == []


def test_an_option_is_printed_with_its_default_and_choices():
    assert (
        "\n| `--edition` | no; `public` | What may be shown. "
        "One of `public`, `internal`. |\n" in PAGE
    )
    assert "\n| `--jobs` | no; as many as there are cores | " in PAGE


def test_make_writes_the_pages_that_come_from_the_code():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\nguide:")[2].partition("\n\n")[0]
    assert "tests/guide_tables.py" in recipe
    assert "tests/guide_commands.py" in recipe

"""No command ends in a traceback, however little a study holds.

The commands that build a report are tried elsewhere; each takes seconds.
"""

import shutil

import pandas as pd
import pytest
from conftest import ROOT, TINY
from two_waves import two_waves
from typer.testing import CliRunner

from hiteval.cli import command_line

pytestmark = pytest.mark.integration
REPORTED = ROOT.parent / "shared/fixtures/reported"
PROGRAM_FAULT = 8


def copied(folder):
    return shutil.copytree(TINY, folder)


def edited(folder, file, choose):
    """Keep some rows of a table."""
    rows = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
    choose(rows).to_csv(folder / file, index=False)
    return folder


def of_one_coder(folder):
    copied(folder)
    for name in ("ratings.csv", "consensus.csv"):
        (folder / name).unlink()
    return edited(folder, "codings.csv", lambda t: t[t["coder_id"] == "ann"])


def of_one_coding(folder):
    copied(folder)
    for path in folder.glob("*.csv"):
        if path.stem not in ("teams", "sources", "segments", "codings"):
            path.unlink()
    return edited(folder, "codings.csv", lambda t: t.head(1))


def without_codings(folder):
    return edited(copied(folder), "codings.csv", lambda t: t.head(0))


STUDIES = {
    "tiny": copied,
    "of one coder": of_one_coder,
    "of one coding": of_one_coding,
    "without codings": without_codings,
    "of two waves": two_waves,
}
REAL = {name: REPORTED / name for name in ("no-disputes-study", "world-study")}
COMMANDS = {
    "check": ["check", "--study", "STUDY"],
    "check for publication": ["check", "--study", "STUDY", "--edition", "public"],
    "settle": ["settle", "export", "STUDY", "OUT/settle.xlsx"],
    "mapping": ["mapping", "export", "STUDY", "OUT/mapping.xlsx"],
    "matrix": ["matrix", "export", "STUDY", "OUT/matrix.xlsx"],
    "findings": ["findings", "export", "STUDY", "OUT/findings.xlsx"],
    "export": ["export", "STUDY", "OUT/study.qdpx"],
    "trace": ["trace", "alpha", "working.public", "--study", "STUDY"],
    "diff": ["diff", "STUDY", "STUDY"],
    "approve": ["approve", "--study", "STUDY"],
}


def called(command, study, out):
    """Call a command in this process, and return how it failed, if it did."""
    words = [w.replace("STUDY", str(study)).replace("OUT", str(out)) for w in command]
    done = CliRunner().invoke(command_line(words), words)
    return done.exception


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("study", [*STUDIES, *REAL])
def test_a_command_does_it_or_says_why_not(study, command, tmp_path):
    if study in REAL:
        if not REAL[study].exists():
            pytest.skip("the reported studies are not here")
        place = shutil.copytree(REAL[study], tmp_path / "study")
    else:
        place = STUDIES[study](tmp_path / "study")
    failed = called(COMMANDS[command], place, tmp_path)
    status = getattr(failed, "exit_status", getattr(failed, "code", 0))
    assert status in range(PROGRAM_FAULT), repr(failed)

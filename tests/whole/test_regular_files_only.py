"""No command waits for a pipe, reads a device without end, or fails on a folder."""

import os
import resource
import shutil
import signal
import sys
import traceback

import pytest
from conftest import ROOT, TINY

from hiteval.__main__ import main
from hiteval.cli import command_line

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes in folders")
SECONDS = 60
ROOM = 5_000_000_000  # bytes, with those of earlier tests: a device would fill any
PROJECT = ["_config.yml", "_toc.yml", "book/how-to-read.md", "notebooks/team.ipynb"]
STUDY = ["study.yml", "framework.yml", "teams.csv", "model.md", "private/roster.csv"]
ENDINGS = ("qdpx", "csv", "xlsx", "txt", "pdf", "html", "db", "docx")
# Each command, and the files that it reads: in any of these places is no file.
TAKEN = {
    "check": [f"data/{name}" for name in (*STUDY, "private/releases.json")],
    "check --edition public": PROJECT[2:],
    "report": [*PROJECT, "data/teams.csv"],
    "report --since earlier": ["earlier/teams.csv"],
    "report --since bundle": ["bundle/provenance.json"],
    "bundle": [*PROJECT[2:], "uv.lock"],
    "verify": [*PROJECT, "_build/bundle/teams.csv", "_build/bundle/withheld.json"],
    "diff data earlier": ["earlier/segments.csv"],
    "trace alpha": ["data/codings.csv"],
    "trace main-messages": ["_toc.yml", "notebooks/main_messages.ipynb"],
    "export data out.qdpx": ["data/sources.csv"],
    "import c.txt --into fresh": ["data/framework.yml"],
    "import c.txt --into data": ["data/mapping.yml", "data/study.yml"],
    "matrix import c.xlsx --into data": ["c.xlsx"],
    "settle import c.xlsx --into data": ["c.xlsx"],
    "findings import c.xlsx --into data": ["c.xlsx"],
    "findings import c.csv --into data": ["c.csv"],
    "simulate --out fresh": ["data/framework.yml"],
    "import c.qda --into data": ["c.qda/data.qda"],
    **{f"import c.{ending} --into data": [f"c.{ending}"] for ending in ENDINGS},
}
FORMS = {
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "folder": lambda path: path.mkdir(),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Lay out what every command reads, and import every command."""
    command_line()
    place = tmp_path_factory.mktemp("whole") / "project"
    for name in ("book", "notebooks"):
        shutil.copytree(ROOT / name, place / name)
    for name in ("_config.yml", "_toc.yml", "uv.lock"):
        shutil.copyfile(ROOT / name, place / name)
    for name in ("data", "earlier", "_build/bundle", "bundle"):
        shutil.copytree(TINY, place / name)
    settings = place / "bundle" / "study.yml"
    settings.write_text(settings.read_text("utf-8") + "\nedition: public\n", "utf-8")
    (place / "_build" / "bundle" / "provenance.json").write_text("{}")
    (place / "_build" / "html").mkdir()
    (place / "_build" / "html" / "index.html").touch()
    (place / "c.txt").write_text("Words.")
    return place


def ended(command, project, said):
    """Run a command in a process that cannot hang or fill the memory."""
    child = os.fork()
    if not child:
        code = 1
        try:
            os.chdir(project)
            signal.alarm(SECONDS)
            resource.setrlimit(resource.RLIMIT_DATA, (ROOM, ROOM))
            number = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            for stream in (1, 2):
                os.dup2(number, stream)
            sys.stdout = sys.stderr = open(number, "w", closefd=False)  # noqa: SIM115
            sys.argv = ["hiteval", *command.split()]
            main()
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", TAKEN)
def test_a_command_names_what_is_no_file_and_ends(whole, tmp_path, command, form):
    for place in TAKEN[command]:
        path, kept = whole / place, tmp_path / "kept"
        path.parent.mkdir(exist_ok=True)
        if there := path.exists():
            path.rename(kept)
        FORMS[form](path)
        try:
            code = ended(command, whole, tmp_path / "said")
        finally:
            path.rmdir() if form == "folder" else path.unlink()
            if there:
                kept.rename(path)
        said = (tmp_path / "said").read_text("utf-8")
        assert code in (1, 2, 3), (place, code, said)
        assert path.name in said, (place, said)
        assert not {"Traceback", "fault of hiteval itself"} & {*said.split("\n")}

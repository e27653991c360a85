import getpass
import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hiteval.report.machine import HOME, describe_machine, this_machine

WAYS = ["/srv/\u00e9tude", "/srv/e\u0301tude"]  # composed, and taken apart


def nobody(*_):
    raise KeyError


@pytest.mark.skipif(os.name != "posix", reason="has no list of users")
def test_a_user_whom_the_system_does_not_know_has_no_home_and_no_name(monkeypatch):
    for name in ("HOME", "LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    monkeypatch.setattr("socket.gethostname", lambda: "vm-7")
    with pytest.raises((KeyError, OSError)):  # which of them depends on the Python
        getpass.getuser()
    machine = this_machine(Path("/srv/study"))
    told = machine.traces_in("@vm-7 wrote /srv/study/teams.csv", "")
    assert len(set(told)) == 3


@pytest.mark.parametrize("folder", WAYS)
@pytest.mark.parametrize("written", WAYS)
def test_a_folder_is_found_in_whichever_way_its_letters_are_written(folder, written):
    machine = describe_machine([Path(folder)], "ann", "vm-7")
    told = machine.traces_in(f"It lies in {written}/teams.csv.", "")
    assert [*told] == ["a folder of this machine"]


HOMES = ["/", "\\", " ", "x", "C:", "file://", "/home", "/Users", "Users", "home"]
FOLDERS = ["/srv/study", "/srv/\u00e9tude", "/\u00e9", "/home/K\u0130/x", "/opt"]
WRITTEN = ["/SRV", "/srv", "/study", "\u00e9", "K\u0130", "\u212aim@vm-7", "vm-7", "VM"]


@given(st.lists(st.sampled_from([*FOLDERS, *WRITTEN, "-7", "kim@", *HOMES])))
@example(["\u212aim@vm-7"])
def test_whatever_a_pattern_finds_is_found(parts):
    machine = describe_machine(map(Path, FOLDERS), "kim", "vm-7.example.org")
    text = "".join(parts)
    there = {told for told, form in machine.patterns.items() if form.search(text)}
    home = "somebody's home folder"
    assert {*machine.traces_in(text, "")} == there | (
        {home} if HOME.search(text) else set()
    )

import getpass
import os
from pathlib import Path

import pytest

from hiteval.report.machine import this_machine


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

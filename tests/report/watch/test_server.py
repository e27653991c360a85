"""Pages of this machine hear of what is made again; nobody else hears anything."""

import http.client
import json
import socket
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from hiteval.errors import HitevalError
from hiteval.report.watch.server import Viewers, serve

TEAM = "/book/teams/a.html"


@pytest.fixture
def viewers():
    return Viewers()


@pytest.fixture
def address(tmp_path, viewers):
    site = tmp_path / "site"
    (site / "book" / "teams").mkdir(parents=True)
    (site / TEAM[1:]).write_text("<html><body><p>é</p></body></html>", "utf-8")
    (site / "style.css").write_text("p {}")
    (tmp_path / "secret.csv").write_text("secret")
    return urlsplit(serve(site, 0, viewers)).netloc


def ask(address, path, method="GET", **headers):
    with closing(http.client.HTTPConnection(address, timeout=20)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def listen(address, page, made=0):
    connection = http.client.HTTPConnection(address, timeout=20)
    connection.request("GET", f"/_watch/events?page={page}&made={made}")
    return connection.getresponse()


def heard(answer):
    line = answer.readline()
    assert answer.readline() == b"\n"
    return json.loads(line.removeprefix(b"data: "))


def test_a_page_comes_with_the_script_that_listens(address):
    status, page = ask(address, TEAM)
    assert status == 200
    assert page.startswith("<html><body><p>é</p><link ")
    assert page.endswith('data-made="0" defer></script></body></html>')
    for file in ("watch.js", "watch.css"):
        assert f'"/_watch/{file}"' in page
        assert ask(address, f"/_watch/{file}")[0] == 200


def test_other_files_are_served_as_they_are(address):
    assert ask(address, "/style.css") == (200, "p {}")


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.csv", "/%2e%2e/secret.csv", "/book/../../secret.csv"),
        *("/_watch/server.py", "/_watch/../server.py", "/no.html", "/no"),
    ],
)
def test_nothing_outside_the_site_is_served(address, path):
    status, text = ask(address, path)
    assert status == 404
    assert "secret" not in text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
def test_a_name_that_others_gave_this_machine_is_refused(address, host):
    assert ask(address, TEAM, Host=host)[0] == 403


def test_only_pages_and_files_are_asked_for(address):
    assert ask(address, TEAM, "HEAD")[0] == 501
    assert ask(address, TEAM, "POST")[0] == 501


def test_an_open_page_hears_what_is_said_and_when_it_was_made_again(address, viewers):
    page, other = listen(address, TEAM), listen(address, "/book/teams/b.html")
    assert heard(page) == heard(other) == {"says": "", "fault": False}
    assert sorted(viewers.pages()) == ["teams/a", "teams/b"]
    viewers.say("wrong", fault=True)
    viewers.reload(["teams/a"])
    assert heard(page) == heard(other) == {"says": "wrong", "fault": True}
    assert heard(page) == {"reload": True}
    viewers.say("")
    assert heard(other) == {"says": "", "fault": False}


def test_a_page_that_was_made_again_before_it_listened_hears_of_it(address, viewers):
    viewers.reload(["teams/a"])
    assert heard(listen(address, TEAM, made=0)) == {"reload": True}
    assert heard(listen(address, TEAM, made=1)) == {"says": "", "fault": False}
    assert 'data-made="1"' in ask(address, TEAM)[1]


def test_a_port_that_is_taken_is_told(tmp_path, viewers):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(HitevalError) as error:
            serve(tmp_path, port, viewers)
    assert str(error.value) == (
        f"--port: expected a free port; got {port}: Address already in use. "
        "Leave --port out."
    )

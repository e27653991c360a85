"""Small sites for the gate to read."""

import dataclasses
import html
from pathlib import Path

import pytest
from conftest import ROOT, TINY
from wrappings import PAGE

from hiteval.disclosure.editions import release
from hiteval.disclosure.secrets import Secret
from hiteval.errors import DisclosureError
from hiteval.report.book.search import FILE, written
from hiteval.report.gate import check
from hiteval.report.machine import describe_machine
from hiteval.study.reading import read_study

CANARIES = {
    "codings.csv, a1-s1, note": (
        "passage",
        "Unlucky herons never whistle over a frozen “lake” & reeds",
    ),
    "segments.csv, a1-s2, quote": ("passage", "Nobody fed Zoë"),
    "private/roster.csv, p01, name": ("name", "Quillon Zanzibarth"),
    "segments.csv, i-7": ("id", "interview-2021-07-s1"),
}


HERE = describe_machine(
    [Path("/srv/secret/project"), Path("/opt")], "someone", "build-7.example.org"
)


TEAMS = ["alpha", "beta", "gamma", "whole"]


def with_canaries():
    secrets = [Secret(where, *rest) for where, rest in CANARIES.items()]
    public = release(read_study(TINY), "public")
    return dataclasses.replace(public, secrets=tuple(secrets))


def small_site(folder, released):
    """Write a site as small as can be that shows what it must, and its index."""
    study = released.study
    texts = [*study.segments["summary"], *study.teams["name"]]
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    (folder / "page.html").write_text(PAGE.format(body))
    write_index(folder, [])
    return folder


def write_index(site, texts):
    """Write an index in which the page says some texts."""
    found = [(0, 0, "place", text) for text in texts]
    index = {"pages": [("page.html", "")], "texts": found}
    (site / FILE).write_text(written(index))


def passes(site, released):
    check.check_release(site, released, TEAMS, ROOT, HERE, lambda *_: None)


def refusal(site, released):
    with pytest.raises(DisclosureError) as error:
        passes(site, released)
    assert error.value.exit_status == 4
    return str(error.value)


def found(site, released):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "SHOWN", 10_000)
        lines = refusal(site, released).splitlines()[1:]
    return {tuple(line.strip().split(": ", 1)) for line in lines}

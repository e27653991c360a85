"""A clean file is passed over only if nothing else could be found in it now."""

import re
from dataclasses import replace

import pytest
from conftest import ROOT
from gate_sites import CANARIES, HERE, TEAMS, small_site, with_canaries

from hiteval.disclosure.secrets import Secret
from hiteval.errors import DisclosureError
from hiteval.report.gate import check, clean_files, reading
from hiteval.report.gate.clean_files import CleanFiles

pytestmark = pytest.mark.integration
MORE = "Otters bring nobody bread."


@pytest.fixture
def gate(tmp_path, monkeypatch):
    """Return what reads a site, and gives the names of the files that it opened."""
    opened = []
    read = reading.read_file

    def noted(site, search, path):
        opened.append(path.name)
        return read(site, search, path)

    monkeypatch.setattr(reading, "read_file", noted)
    clean = CleanFiles(tmp_path / "private" / "clean.json")
    site = tmp_path / "site"
    site.mkdir()
    small_site(site, with_canaries())

    def gate(released=None, machine=HERE):
        opened.clear()
        released = released or with_canaries()
        told = [site, released, TEAMS, ROOT, machine, lambda *_: None, 1, clean]
        check.check_release(*told)
        return sorted(opened)

    (site / "more.txt").write_text(MORE)
    assert gate() == ["more.txt", "page.html", "search-index.js"]
    gate.site, gate.place = site, clean.place
    return gate


# What must be there is on the page, and looked for each time.
SEEN_AGAIN = ["more.txt", "page.html", "search-index.js"]


def test_clean_files_are_not_read_again_where_another_shows_what_must_be(gate):
    page = gate.site / "page.html"
    page.write_text(page.read_text() + "<!-- -->")
    assert gate() == ["page.html"]


def test_where_no_file_changed_all_are_read_for_what_must_be_there(gate):
    assert gate() == SEEN_AGAIN
    (gate.site / "page.html").write_text("")
    with pytest.raises(DisclosureError, match="The gate may be blind"):
        gate()


def test_tables_are_read_first_for_what_must_be_there(gate):
    study = with_canaries().study
    told = [*study.segments["summary"], *study.teams["name"]]
    (gate.site / "all.csv").write_text("\n".join(told))
    gate()
    assert gate() == ["all.csv"]


def test_a_file_of_another_name_is_read_again(gate):
    (gate.site / "more.txt").rename(gate.site / "moved.txt")
    assert "moved.txt" in gate()


def test_a_file_that_reveals_something_is_read_again_each_time(gate):
    (gate.site / "more.txt").write_text(CANARIES["segments.csv, a1-s2, quote"][1])
    for _ in range(2):
        with pytest.raises(DisclosureError, match="1 findings"):
            gate()


def test_what_becomes_a_secret_is_found_in_a_file_that_was_clean(gate):
    released = with_canaries()
    secret = Secret("segments.csv, b1-s1, quote", "passage", MORE)
    with pytest.raises(DisclosureError, match=re.escape("more.txt: segments.csv")):
        gate(replace(released, secrets=(*released.secrets, secret)))


@pytest.mark.parametrize("damage", ["", "{", "[]", "[" * 9999, '{"clean": 1}'])
def test_where_what_was_noted_is_damaged_all_are_read(gate, damage):
    gate.place.write_text(damage)
    page = gate.site / "page.html"
    page.write_text(page.read_text() + "<!-- -->")
    assert gate() == SEEN_AGAIN


def changed(search):
    """Yield searches that differ from one in one thing each."""
    secrets, machine = search.secrets, search.machine
    rows, name = secrets.rows, secrets.names[0]
    yield replace(search, secrets=replace(secrets, rows=type(rows)({})))
    yield replace(search, secrets=replace(secrets, names=secrets.names[1:]))
    another = replace(name, pattern=re.compile("x"))
    yield replace(search, secrets=replace(secrets, names=(another,)))
    yield replace(search, secrets=replace(secrets, ids={}))
    yield replace(search, machine=replace(machine, patterns={}))
    yield replace(search, machine=replace(machine, pieces={}))
    yield replace(search, published=f"{search.published} /home/ann")
    yield replace(search, packages=frozenset())
    yield replace(search, by_hand=frozenset())


def test_whatever_is_looked_for_decides_which_files_are_known(gate, monkeypatch):
    searches = []
    monkeypatch.setattr(
        CleanFiles, "of", lambda _, search, *__: searches.append(search) or set()
    )
    gate()
    marks = [clean_files._searched(one) for one in (*searches, *changed(searches[0]))]
    monkeypatch.setattr(clean_files, "program", lambda: {"library": "another"})
    marks.append(clean_files._searched(searches[0]))
    assert len(set(marks)) == 11

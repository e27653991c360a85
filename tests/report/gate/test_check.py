"""The gate finds what is withheld in whatever wrapping, and lets the rest pass."""

import dataclasses
import gzip
import zlib
from base64 import b64encode

import pytest
from conftest import ROOT
from gate_sites import CANARIES, HERE, found, passes, refusal, small_site, write_index
from wrappings import PAGE, WRAPPINGS, unlisted, zipped

from hiteval.disclosure.secrets import Secret
from hiteval.report.book.search import END, FILE, START
from hiteval.report.gate import check, decoding, reading, unpacking
from hiteval.report.machine import describe_machine

pytestmark = pytest.mark.integration


def test_a_site_without_secrets_passes(site, released):
    passes(site, released)


@pytest.fixture(scope="module")
def leaky(tmp_path_factory, released):
    """Read once a site that hides every secret in every wrapping."""
    site = small_site(tmp_path_factory.mktemp("leaky"), released)
    for wrapping, (name, wrapped) in WRAPPINGS.items():
        for number, (_, text) in enumerate(CANARIES.values()):
            path = site / wrapping / str(number) / name
            path.parent.mkdir(parents=True)
            path.write_bytes(wrapped(text))
    return found(site, released)


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_secret_is_found_in_every_wrapping(leaky, wrapping):
    name = WRAPPINGS[wrapping][0]
    hidden = {(f"{wrapping}/{n}/{name}", where) for n, where in enumerate(CANARIES)}
    assert hidden - leaky == set()


def test_a_secret_is_found_in_the_name_of_a_file_that_is_not_told(site, released):
    (site / "quillon-zanzibarth.txt").touch()
    assert found(site, released) == {
        ("a file by its name", "private/roster.csv, p01, name")
    }


STRANGE = (FILE, "texts of page.html that it does not show, 1")


@pytest.mark.parametrize("where", CANARIES)
def test_a_secret_in_the_search_index_is_found_and_named(site, released, where):
    write_index(site, ["Nobody had time.", f"and {CANARIES[where][1]} too"])
    assert found(site, released) >= {(FILE, where), STRANGE}


def test_one_word_that_a_page_does_not_show_is_too_many(site, released):
    write_index(site, ["Nobody had time.", "Nobody had much time."])
    assert found(site, released) == {STRANGE}


def test_what_a_page_shows_may_stand_in_the_index(site, released):
    write_index(site, ["nobody had", "Time", "—"])
    passes(site, released)


def packed(data):
    return f"{START}{b64encode(gzip.compress(data.encode(), mtime=0)).decode()}{END}"


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        packed('{"pages":[],"texts":[]}') + "alert(1);\n",
        packed('{"pages":[],"texts":[]} '),
        packed('{"pages":[],"texts":[],"more":"x"}'),
        packed('{"pages":[],"texts":[[0,7,"",""]]}'),
        packed("[]"),
        f"{START}AAAA{END}",
    ],
)
def test_a_search_index_that_holds_more_than_texts_is_refused(site, released, script):
    (site / FILE).write_text(script)
    assert refusal(site, released) == (
        f"{FILE}: expected data as the book packs it; got something else."
    )


def test_a_search_index_of_pages_elsewhere_is_refused(site, released):
    (site / FILE).write_text(packed('{"pages":[["../x.html",""]],"texts":[]}'))
    assert (
        refusal(site, released) == f"{FILE}: expected pages of the site; got another."
    )


def test_the_message_tells_no_secret(site, released):
    for number, (_, text) in enumerate(CANARIES.values()):
        (site / f"{number}.txt").write_text(text)
    assert refusal(site, released) == (
        "not published: 4 findings in the built site:\n"
        "  0.txt: codings.csv, a1-s1, note\n"
        "  1.txt: segments.csv, a1-s2, quote\n"
        "  2.txt: private/roster.csv, p01, name\n"
        "  3.txt: segments.csv, i-7"
    )


def test_many_findings_are_counted(site, released):
    for number in range(25):
        (site / f"{number:02}.txt").write_text("Quillon Zanzibarth")
    lines = refusal(site, released).splitlines()
    assert (lines[0], lines[-1], len(lines)) == (
        "not published: 25 findings in the built site:",
        "  ... and 5 more",
        22,
    )


def test_six_words_of_a_passage_are_enough_and_five_are_not(site, released):
    (site / "a.txt").write_text("herons never whistle over a")
    passes(site, released)
    (site / "a.txt").write_text("herons never whistle over a frozen")
    assert found(site, released) == {("a.txt", "codings.csv, a1-s1, note")}


def with_secret(released, kind, text):
    return dataclasses.replace(released, secrets=(Secret("x.csv, y, z", kind, text),))


@pytest.mark.parametrize(
    "text", ["Patients chair the board.", "patients wrote THE LEAFLET", "was asked"]
)
def test_what_is_published_anyway_is_no_secret(site, released, text):
    passes(site, with_secret(released, "passage", text))


def test_a_name_is_one_even_where_it_is_published(site, released):
    named = with_secret(released, "name", "Patients Chair")
    assert found(site, named) == {("page.html", "x.csv, y, z")}


def test_an_id_is_found_as_it_stands_alone(site, released):
    (site / "a.html").write_text(PAGE.format('<a href="#segment-int-7-s1">x</a>'))
    assert found(site, with_secret(released, "id", "int-7")) == {
        ("a.html", "x.csv, y, z")
    }
    passes(site, with_secret(released, "id", "nt-7"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("see /srv/secret/project/data/x.csv", "a folder of this machine"),
        ("file:///srv/secret/project", "a folder of this machine"),
        ('{"p": "\\/srv\\/secret\\/project"}', "a folder of this machine"),
        ("%2Fsrv%2Fsecret%2Fproject", "a folder of this machine"),
        ("/opt/tool", "a folder of this machine"),
        ("in /home/ann/x", "somebody's home folder"),
        ("in /Users/ann", "somebody's home folder"),
        (r"C:\Users\ann", "somebody's home folder"),
        (r'{"p": "C:\\Users\\ann"}', "somebody's home folder"),
        ("someone@build-7:", "the user at this machine"),
        ("on build-7 yesterday", "the name of this machine"),
        ("on BUILD-7.example.org", "the name of this machine"),
    ],
)
def test_a_file_does_not_tell_of_the_machine(site, released, text, told):
    (site / "a.txt").write_text(text)
    assert ("a.txt", told) in found(site, released)


@pytest.mark.parametrize(
    "text",
    [
        *["https://example.org/srv/secret/project", "/srv/secret/projects", "the /opt"],
        *["https://example.org/home/ann", "someone else", "rebuild-7", "build-72"],
    ],
)
def test_an_ordinary_address_or_word_tells_nothing(site, released, text):
    (site / "a.txt").write_text(text)
    passes(site, released)


def test_a_host_that_is_an_ordinary_word_is_not_looked_for():
    here = describe_machine([], "root", "localhost")
    assert list(here.traces_in("on localhost as root", "")) == []
    assert list(here.traces_in("root@localhost", "")) == ["the user at this machine"]


def test_a_gate_that_sees_nothing_refuses(site, released, monkeypatch):
    monkeypatch.setattr(reading, "readings", lambda _: iter(()))
    assert refusal(site, released).startswith(
        "not published: 11 of 11 texts that the site must show were not found in it, "
        "first segments.csv, a1-s1, summary. The gate may be blind."
    )


def test_a_missing_passage_is_named(site, released):
    page = site / "page.html"
    page.write_text(page.read_text().replace("Nobody had time.", ""))
    assert refusal(site, released) == (
        "not published: 1 of 11 texts that the site must show were not found in it, "
        "first segments.csv, b1-s1, summary. The gate may be blind."
    )


def test_a_preview_need_show_its_teams_only(site, released):
    page = site / "page.html"
    page.write_text(page.read_text().replace("Nobody had time.", ""))
    check.check_release(site, released, ["alpha"], ROOT, HERE, lambda *_: None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped("a", "x")[:-9], "a zip file that cannot be opened"),
        (gzip.compress(b"x" * 99)[:-9], "compressed data that is cut off"),
        (b"\x1f\x8bjunk", "compressed data that is damaged"),
        (unlisted("x"), "a zip file that holds more than it lists"),
        (gzip.compress(bytes(100_001)), "unpacks to too much"),
        (zipped("a", bytes(100_001)), "unpacks to too much"),
        (b"%PDF" + zlib.compress(bytes(100_001)), "unpacks to too much"),
    ],
    ids=[
        *["cut zip", "cut gzip", "broken gzip", "unlisted"],
        *["gzip bomb", "zip bomb", "pdf bomb"],
    ],
)
def test_a_file_that_cannot_be_read_whole_is_refused(
    site, released, content, reason, monkeypatch
):
    monkeypatch.setattr(unpacking, "MAX_UNPACKED", 100_000)
    (site / "a.bin").write_bytes(content)
    assert reason in refusal(site, released)


def test_too_many_wrappings_are_refused(site, released):
    content = b"x"
    for _ in range(decoding.MAX_DEPTH + 2):
        content = gzip.compress(content)
    (site / "a.gz").write_bytes(content)
    assert "a.gz: more than 6 wrappings in one another" in refusal(site, released)


def test_a_gate_that_is_blind_to_pages_refuses(site, released, monkeypatch):
    study = released.study
    shown = [*study.segments["summary"], *study.teams["name"]]
    (site / "all.csv").write_text("\n".join(shown))
    passes(site, released)
    (site / "page.html").write_text(PAGE.format(""))
    assert refusal(site, released) == f"not published: {check.NO_PAGE}"

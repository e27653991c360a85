"""The gate finds what is withheld in whatever wrapping, and lets the rest pass."""

import base64
import dataclasses
import gzip
import html
import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ROOT, TINY
from hypothesis import given
from hypothesis import strategies as st

from hiteval.disclosure.editions import release
from hiteval.disclosure.secrets import Secret
from hiteval.errors import DisclosureError
from hiteval.report.gate import check, decoding, leaks, reading, unpacking
from hiteval.report.gate.surroundings import telltales
from hiteval.study import read_study

CANARIES = {
    "codings.csv, a1-s1, note": (
        "passage",
        "Unlucky herons never whistle over a frozen “lake” & reeds",
    ),
    "segments.csv, a1-s2, quote": ("passage", "Nobody fed Zoë"),
    "private/roster.csv, p01, name": ("name", "Quillon Zanzibarth"),
    "segments.csv, i-7": ("id", "interview-2021-07-s1"),
}
HERE = telltales(
    [Path("/srv/secret/project"), Path("/opt")], "someone", "build-7.example.org"
)
TEAMS = ["alpha", "beta", "gamma", "whole"]
PAGE = "<!doctype html><html><head><title>t</title></head><body>{}</body></html>"


@pytest.fixture(scope="module")
def released():
    return with_canaries()


def with_canaries():
    secrets = [Secret(where, *rest) for where, rest in CANARIES.items()]
    public = release(read_study(TINY), "public")
    return dataclasses.replace(public, secrets=tuple(secrets))


@pytest.fixture
def site(tmp_path, released):
    return small_site(tmp_path, released)


def small_site(folder, released):
    """Write a site as small as can be that shows what it must, and its index."""
    study = released.study
    texts = [*study.segments["summary"], *study.teams["name"]]
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    (folder / "page.html").write_text(PAGE.format(body))
    write_index(folder, {})
    return folder


def write_index(site, terms):
    index = {"docnames": ["page"], "terms": terms, "titleterms": {}}
    (site / "searchindex.js").write_text(f"Search.setIndex({json.dumps(index)})")


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


def test_a_site_without_secrets_passes(site, released):
    passes(site, released)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", 0)


def png(*chunks, after=b""):
    start = chunk(b"IHDR", bytes(13))
    end = chunk(b"IEND", b"")
    return unpacking.PNG + start + b"".join(chunks) + end + after


def zipped(name, content):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return into.getvalue()


def behind_packed(text):
    """Write a zip file whose only member has a text behind its packed data."""
    whole = bytearray(zipped("a.txt", "nothing"))
    info = zipfile.ZipFile(io.BytesIO(whole)).infolist()[0]
    end = 30 + len("a.txt") + info.compress_size
    tail = f" {text} ".encode()
    whole[end:end] = tail
    longer = info.compress_size + len(tail)
    directory = whole.index(b"PK\1\2")
    for place, number in ((18, longer), (directory + 20, longer), (-6, directory)):
        struct.pack_into("<I", whole, place % len(whole), number)
    return bytes(whole)


def commented(text):
    into = io.BytesIO(zipped("a.txt", "nothing"))
    with zipfile.ZipFile(into, "a") as archive:
        archive.comment = text.encode()
    return into.getvalue()


def unlisted(text):
    """Write a zip file with a member that its directory does not list."""
    first = zipped("a.txt", text)
    return first[: first.index(b"PK\1\2")] + zipped("b.txt", "nothing")


def notebook(text):
    lines = [f"{word}\n" for word in text.split()]
    cell = {"cell_type": "markdown", "metadata": {}, "source": lines}
    return json.dumps({"cells": [cell], "nbformat": 4}).encode()


def utf8(text):
    return text.encode()


def base64_of(content):
    return base64.b64encode(content)


def numeric(text):
    return "".join(f"&#x{ord(c):x};" for c in text)


# Each way to hide a text in a file: name of the file, and the text's content there.
WRAPPINGS = {
    "plain": ("a.txt", utf8),
    "upper case": ("a.txt", lambda t: t.upper().encode()),
    "one word a line": ("a.txt", lambda t: "\n".join(t.split()).encode()),
    "invisible characters": ("a.txt", lambda t: "\u200b\u00ad".join(t).encode()),
    "accents apart": ("a.txt", lambda t: t.replace("ë", "e\u0308").encode()),
    "latin-1": (
        "a.txt",
        lambda t: re.sub("[“”]", '"', t).encode("latin-1"),
    ),
    "utf-16": ("a.txt", lambda t: t.encode("utf-16")),
    "utf-16 without a mark": ("a.bin", lambda t: t.encode("utf-16-le")),
    "entities": ("a.txt", lambda t: numeric(t).encode()),
    "entities of entities": ("a.txt", lambda t: html.escape(numeric(t)).encode()),
    "json": ("a.json", lambda t: json.dumps({"k": t}).encode()),
    "json in json": ("a.json", lambda t: json.dumps(json.dumps(t)).encode()),
    "script escapes": (
        "a.txt",
        lambda t: "".join(f"\\u{{{ord(c):x}}}" for c in t).encode(),
    ),
    "url": ("a.txt", lambda t: quote(t).encode()),
    "form": ("a.txt", lambda t: quote(t).replace("%20", "+").encode()),
    "url, each byte": (
        "a.txt",
        lambda t: "".join(f"%{b:02x}" for b in t.encode()).encode(),
    ),
    "base64": ("a.txt", lambda t: base64_of(t.encode())),
    "base64 for urls": ("a.txt", lambda t: base64.urlsafe_b64encode(t.encode())),
    "base64 in lines": (
        "a.txt",
        lambda t: base64.encodebytes(f"{'x' * 50} {t}".encode()),
    ),
    "base64 in a data address": (
        "a.txt",
        lambda t: b"data:text/plain;base64," + base64_of(t.encode()),
    ),
    "base64 behind a path": ("a.txt", lambda t: b"a/b/c" + base64_of(t.encode())),
    "base64 of utf-16": ("a.txt", lambda t: base64_of(t.encode("utf-16-le"))),
    "gzip": ("a.gz", lambda t: gzip.compress(t.encode())),
    "zip": ("a.zip", lambda t: zipped("b.txt", t)),
    "name in a zip": ("a.zip", lambda t: zipped(t + ".txt", "nothing")),
    "zip behind packed data": ("a.zip", behind_packed),
    "zip comment": ("a.zip", commented),
    "zip behind a picture": ("a.png", lambda t: png(after=zipped("b.txt", t))),
    "zip in a zip": ("a.xlsx", lambda t: zipped("b.zip", zipped("c.xml", t))),
    "zip in base64": ("a.txt", lambda t: base64_of(zipped("b.txt", t))),
    "notebook": ("a.ipynb", notebook),
    "notebook in a zip": ("a.zip", lambda t: zipped("b.ipynb", notebook(t))),
    "runs of a word file": (
        "a.docx",
        lambda t: zipped("d.xml", "".join(f"<w:t>{html.escape(c)}</w:t>" for c in t)),
    ),
    "png text": ("a.png", lambda t: png(chunk(b"tEXt", b"Title\0" + t.encode()))),
    "png compressed text": (
        "a.png",
        lambda t: png(chunk(b"zTXt", b"Title\0\0" + zlib.compress(t.encode()))),
    ),
    "png international text": (
        "a.png",
        lambda t: png(chunk(b"iTXt", b"T\0\1\0en\0T\0" + zlib.compress(t.encode()))),
    ),
    "png exif": ("a.png", lambda t: png(chunk(b"eXIf", b"MM\0*" + t.encode()))),
    "behind a png": ("a.png", lambda t: png(after=t.encode())),
    "png in base64": (
        "a.css.txt",
        lambda t: base64_of(png(chunk(b"tEXt", b"Title\0" + t.encode()))),
    ),
    "jpeg comment": ("a.jpg", lambda t: b"\xff\xd8\xff\xfe\0P" + t.encode()),
    "pdf stream": (
        "a.pdf",
        lambda t: b"%PDF-1.7\nstream\n" + zlib.compress(t.encode()) + b"\nendstream",
    ),
    "inventory": (
        "objects.inv",
        lambda t: (
            b"# Sphinx inventory version 2\n#\n#\n#\n" + zlib.compress(t.encode())
        ),
    ),
    "html text": ("b.html", lambda t: PAGE.format(html.escape(t)).encode()),
    "html, each letter in a tag": (
        "b.html",
        lambda t: PAGE.format("".join(f"<b>{html.escape(c)}</b>" for c in t)).encode(),
    ),
    "html, each word in a cell": (
        "b.html",
        lambda t: PAGE.format(
            "<table><tr>"
            + "".join(f"<td>{html.escape(w)}</td>" for w in t.split())
            + "</tr></table>"
        ).encode(),
    ),
    "html attribute": (
        "b.html",
        lambda t: PAGE.format(f'<p title="{html.escape(t)}">x</p>').encode(),
    ),
    "html attribute that is given twice": (
        "b.html",
        lambda t: PAGE.format(f'<p title=x title="{html.escape(t)}">x</p>').encode(),
    ),
    "html comment": ("b.html", lambda t: PAGE.format(f"<!-- {t} -->").encode()),
    "html class": (
        "b.html",
        lambda t: PAGE.format(f'<p class="{html.escape(t)}">x</p>').encode(),
    ),
    "behind the html": ("b.html", lambda t: (PAGE.format("x") + t).encode()),
}


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


def test_a_secret_is_found_by_its_stems_in_the_search_index(site, released):
    words = ["unlucki", "heron", "never", "whistl", "over", "frozen"]
    write_index(site, dict.fromkeys(words, 0))
    assert ("searchindex.js, under page.html", "codings.csv, a1-s1, note") in found(
        site, released
    )


def test_words_that_a_page_shows_may_stand_in_its_entry(site, released):
    write_index(site, {"patient": 0, "chair": [0], "board": 0})
    passes(site, released)


def test_a_search_index_that_runs_is_refused(site, released):
    (site / "searchindex.js").write_text("Search.setIndex(alert(1))")
    assert refusal(site, released) == (
        "searchindex.js: expected data in JSON; got something else."
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
    here = telltales([], "root", "localhost")
    assert list(here.told_by("on localhost as root", "")) == []
    assert list(here.told_by("root@localhost", "")) == ["the user at this machine"]


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


@given(st.text())
def test_words_are_runs_of_letters_and_digits(text):
    assert leaks.words_in(text) == re.findall(r"[^\W_]+", text)

"""Each guard of the gate finds what it is there for: without it, nothing does."""

import re

import pytest
from gate_sites import CANARIES, passes, refusal, small_site, with_canaries, write_index
from wrappings import PAGE, WRAPPINGS

from hiteval.disclosure.folding import foldings
from hiteval.disclosure.name_forms import forms_of
from hiteval.report import machine
from hiteval.report.gate import base64_runs, check, decoding, leaks, reading, unpacking

pytestmark = pytest.mark.integration

NAME = CANARIES["private/roster.csv, p01, name"][1]
NEVER = re.compile("(?!)")


def nothing(*_):
    return iter(())


DECODERS = [
    (decoding, "from_base64", nothing, "base64"),
    (base64_runs, "BASE64_LINES", NEVER, "base64 in lines"),
    (unpacking, "_members", nothing, "zip in a zip"),
    (unpacking, "_chunks", nothing, "png text"),
    (unpacking, "_deflated", nothing, "png compressed text"),
    (unpacking, "_deflated", nothing, "pdf stream"),
    (unpacking, "_deflated", nothing, "inventory"),
    (unpacking, "COMPRESSED", {}, "gzip"),
    (decoding, "ESCAPE", NEVER, "script escapes"),
    (decoding, "PERCENT", NEVER, "url, each byte"),
    (decoding, "PERCENT", NEVER, "url, by numbers"),
    (decoding, "CSS_ESCAPE", NEVER, "css escapes"),
    (decoding, "EXCEL_ESCAPE", NEVER, "escapes of excel"),
    (decoding, "visible_texts", nothing, "html, each word in a cell"),
    (decoding, "visible_texts", nothing, "runs of a word file"),
    (decoding, "INLINE", re.compile(b"(?!)"), "html, each letter in a tag"),
    (decoding, "JPEG_MARKER", re.compile(b"(?!)"), "jpeg comment"),
    (unpacking, "_is_whole", lambda *_: True, "zip behind packed data"),
    (base64_runs, "_is_text", lambda _: False, "base64 behind a path"),
]


def is_found(wrapping):
    content = WRAPPINGS[wrapping][1](NAME)
    shown = [way for text in decoding.readings(content) for way in foldings(text)]
    return any(name.is_in(way) for name in forms_of("", "name", NAME) for way in shown)


@pytest.mark.parametrize(("owner", "guard", "off", "wrapping"), DECODERS)
def test_without_a_decoder_its_wrapping_hides(monkeypatch, owner, guard, off, wrapping):
    assert is_found(wrapping)
    monkeypatch.setattr(owner, guard, off)
    base64_runs._held.cache_clear()
    assert not is_found(wrapping)
    base64_runs._held.cache_clear()


def test_without_references_read_entities_hide(monkeypatch):
    monkeypatch.setattr(decoding.html, "unescape", str)
    assert not is_found("entities")


CHECKS = [
    (check, "_told_by_search_index", "index"),
    (reading, "_bites", "markup"),
    (reading, "_bites", "script file"),
    (leaks.Wanted, "people_in", "name"),
    (leaks.Wanted, "passages_in", "passage"),
    (machine.Machine, "traces_in", "path"),
    (check, "_check_sight", "missing"),
]


def spoil(site, fault):
    if fault == "index":
        write_index(site, ["A word that the page has not"])
    elif fault == "missing":
        page = site / "page.html"
        page.write_text(page.read_text().replace("Nobody had time.", ""))
    else:
        name, content = {
            "markup": ("a.html", PAGE.format("<img src=x onerror=x>")),
            "script file": ("_static/a.js", "x"),
            "name": ("a.txt", NAME),
            "passage": ("a.txt", CANARIES["codings.csv, a1-s1, note"][1]),
            "path": ("a.txt", "/srv/secret/project"),
        }[fault]
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(content)


@pytest.mark.parametrize(("owner", "guard", "fault"), CHECKS)
def test_without_a_check_its_fault_passes(tmp_path, monkeypatch, owner, guard, fault):
    released = with_canaries()
    site = small_site(tmp_path, released)
    spoil(site, fault)
    refusal(site, released)
    monkeypatch.setattr(owner, guard, nothing)
    passes(site, released)

"""Every decoder reads every plane: of no name a character is lost, nor replaced."""

import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wrappings import WRAPPINGS

from hiteval.report.gate import decoding
from hiteval.report.gate.words import Text

# Those write or read fewer characters than there are, or split a text at them.
FEWER = {
    *("latin-1", "jpeg comment", "utf-16 without a mark", "base64 of utf-16"),
    *("invisible characters", "upper case", "accents apart", "one word a line"),
}
SURNAME = "𠮷田 太郎 と 申し ます から"
TEAM = "Team 🧠💡 of the people of Avon"
LETTERS = st.characters(categories=["L", "Nd"])
TEXTS = st.lists(st.text(LETTERS, min_size=4, max_size=8), min_size=6, max_size=6)


def read(wrapping, text):
    content = WRAPPINGS[wrapping][1](text)
    return [Text(reading).words for reading in decoding.readings(content)]


@pytest.mark.parametrize("wrapping", sorted(WRAPPINGS.keys() - FEWER))
@given(TEXTS.map(" ".join))
@example(SURNAME)
@example(TEAM)
@example("00ªª 00ªª 0ªªª 0ªªª 0ªª\u0800 0ªªªª\u0800")  # a last line of 60 in base64
def test_a_text_of_any_plane_is_read_in_every_wrapping(wrapping, text):
    assert any(Text(text).words in reading for reading in read(wrapping, text))


@given(st.text(st.characters(exclude_categories=[])))
def test_halves_are_joined_and_what_is_left_out_is_replaced_by_nothing(text):
    halves = "".join(
        chr(int.from_bytes(unit)) for character in text for unit in _units(character)
    )
    assert decoding.whole(halves) == decoding.whole(text)
    assert not decoding.HALF.search(decoding.whole(text))


def _units(character):
    content = character.encode("utf-16-be", "surrogatepass")
    return [content[place : place + 2] for place in range(0, len(content), 2)]


def test_half_of_a_pair_alone_hides_no_name():
    assert "Quillon" in [*decoding.readings(rb"Quil\ud83dlon")]


def test_halves_in_different_layers_of_escapes_are_joined():
    assert "\U00020bb7" in [*decoding.readings(rb"\ud842\\udfb7")]


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_as_text_that_can_be_written(content):
    try:
        for reading in decoding.readings(content):
            reading.encode()
    except decoding.Unreadable:
        pass


NEVER = re.compile("(?!)")


@pytest.mark.parametrize(
    ("guard", "off", "wrapping"),
    [
        ("HALF_ENTITY", NEVER, "each half of a pair an entity"),
        ("HALF_IN_UTF8", re.compile(b"(?!)"), "each half of a pair in utf-8"),
        ("whole", str, "json"),
    ],
)
def test_without_its_guard_a_half_of_a_pair_hides(monkeypatch, guard, off, wrapping):
    wanted = Text(SURNAME).words
    assert any(wanted in reading for reading in read(wrapping, SURNAME))
    monkeypatch.setattr(decoding, guard, off)
    assert not any(wanted in reading for reading in read(wrapping, SURNAME))


READ = """
import resource
from hiteval.report.gate.decoding import readings
resource.setrlimit(resource.RLIMIT_AS, (6_000_000_000, resource.RLIM_INFINITY))
rows = ["<table>"] + [f"<tr><td>Row {n}</td></tr>\\n" for n in range(60_000)]
said = __import__("json").dumps([*rows, "</table>"], indent=1).encode()
print(sum("Row 59999" in text for text in readings(said)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_notebook_of_many_rows_is_read_in_little_memory():
    """A parser that keeps what stands between the rows for each anew takes 20 GB."""
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True)
    assert int(done.stdout) > 3, done.stderr

"""What a text holds in base64, in one run of letters or broken into lines."""

import binascii
import re
import string
from collections.abc import Iterator
from functools import lru_cache

from hiteval.report.gate.unpacking import PACKED

BASE64_LETTERS = f"{string.ascii_letters}{string.digits}+/_-"
# 12 bytes: shorter runs are ordinary words, and any longer word looks like base64 too.
SHORTEST = 16
BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{{SHORTEST},}}+={{0,2}}")
ALIKE = bytes(ord("a" if chr(b) in BASE64_LETTERS else " ") for b in range(256))
RUN = b"a" * SHORTEST
LINE = 60  # of base64 that is broken into lines, at least
BASE64_LINES = re.compile(
    rf"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{{{LINE},76}}+[\r\n]++)++[A-Za-z0-9+/]*+={{0,2}}"
)
LINE_ENDS = (b"\r", b"\n")
STANDARD = str.maketrans("-_", "+/")
PRINTABLE = string.printable.encode()


def without_packed(text: str, packed: list[bytes]) -> str:
    """Take pictures and archives in base64 out of a text, and keep what they hold."""

    def taken(run: re.Match[str]) -> str:
        content = _decoded(run[0])
        if not content.startswith(PACKED):
            return run[0]
        packed.append(content)
        return " "

    runs, _ = _runs(text)
    if any(_decoded(run[:LINE]).startswith(PACKED) for run in runs):
        return BASE64.sub(taken, text)
    return text


@lru_cache(1)  # asked twice of most texts, one time after the other
def _runs(text: str) -> tuple[frozenset[str], bool]:
    """Return what `BASE64` finds, without signs of its end; whether it is in lines.

    In a third of the time that an expression takes.
    """
    content = text.encode("utf-8", "surrogatepass")
    alike, found, lines, end = content.translate(ALIKE) + b" ", set(), False, 0
    while (start := alike.find(RUN, end)) >= 0:
        end = alike.index(b" ", start)
        found.add(content[start:end].decode())
        lines |= end - start >= LINE and content[end : end + 1] in LINE_ENDS
    return frozenset(found), lines


def from_base64(text: str) -> Iterator[bytes]:
    """Decode whatever may be base64, from each place where it may begin."""
    texts, (runs, lines) = [], _runs(text)
    if lines:
        runs = runs | {re.sub(r"\s", "", run) for run in BASE64_LINES.findall(text)}
    for run in runs:
        for content in _held(run):
            if content.startswith(PACKED):
                yield content
            else:
                texts.append(content)
    if texts:
        yield b"\n".join(sorted(texts))


@lru_cache(10_000)  # many pages have the same long words
def _held(run: str) -> tuple[bytes, ...]:
    """Decode what may be base64, and keep what is a text or packed."""
    contents = [_decoded(run[start:]) for start in range(4)]
    return tuple(c for c in contents if c.startswith(PACKED) or _is_text(c))


def _decoded(run: str) -> bytes:
    plain = run.rstrip("=").translate(STANDARD)
    whole = plain[:-1] if len(plain) % 4 == 1 else plain
    return binascii.a2b_base64(whole + "=" * (-len(whole) % 4))


def _is_text(content: bytes) -> bool:
    """Tell text, perhaps behind some junk, from the junk that ordinary words give."""
    plain = content.replace(b"\0", b"")
    most = len(plain) * 2 / 3
    if len(plain) - len(plain.translate(None, PRINTABLE)) >= most:
        return True
    text = plain.decode("utf-8", "ignore")
    seen = "".join(c for c in text if c.isprintable() or c.isspace())
    return len(seen.encode()) >= most

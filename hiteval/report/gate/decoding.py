"""Every text that a file holds, however it is wrapped.

A reading is a text to be searched, not to be shown: it may hold junk, and the same
words several times. Nothing is executed, and nothing is written to disk.
"""

import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser

from hiteval.report.gate.base64_runs import from_base64, without_packed
from hiteval.report.gate.unpacking import (
    GZIP,
    PNG,
    Unreadable,
    is_zip,
    unpacked,
)

# One wrapping in another: base64 in JSON in a notebook in a zip file is four.
MAX_DEPTH = 6
ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S
)
# A backslash and a number in CSS, which in JavaScript is read otherwise.
CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{2,6})[ \n\r\t\f]?")
EXCEL_ESCAPE = re.compile(r"_x([0-9a-fA-F]{4})_")
PERCENT = re.compile(r"%(?:u([0-9a-fA-F]{4})|([0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*))")
# `html.unescape` writes a replacement, as browsers do.
HALF_ENTITY = re.compile(r"&#(?:[xX]0*([dD][89a-fA-F][0-9a-fA-F]{2})|0*(5\d{4}));?")
HALVES = "hiteval.halves"
HALF_IN_UTF8 = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
HALF = re.compile("[\ud800-\udfff]")
INLINE = re.compile(
    rb"</?+(?:a(?:bbr)?|b(?:di|do)?|c(?:ite|ode)|d(?:el|fn)|em|font|i(?:ns)?|kbd|mark|q"
    rb"|s(?:amp|mall|pan|trong|ub|up)?|tt|u|var|wbr)(?:>|\s[^<>]*+>)",
    re.IGNORECASE,
)
NEXT = re.compile(r'"\s*,\s*"')  # of two strings in JSON
NEXT_LINE = re.compile(rf"(?:\\n)?{NEXT.pattern}")
JPEG_MARKER = re.compile(rb"\xff[\xe0-\xfe]..", re.DOTALL)  # with its length


def readings(content: bytes, depth: int = MAX_DEPTH) -> Iterator[str]:
    """Yield every text that a file's content holds.

    Parameters
    ----------
    content : bytes
        Of any kind, which is told from the content, never from a name.
    depth : int
        How many wrappings may still be opened.

    Raises
    ------
    Unreadable
        If it is wrapped deeper, unpacks to more than the caps, or is damaged.
    """
    if depth < 0:
        raise Unreadable(f"more than {MAX_DEPTH} wrappings in one another")
    for inner in unpacked(content):
        yield from readings(inner, depth - 1)
    for text in _texts(content):
        packed: list[bytes] = []
        for reading in _stages(without_packed(text, packed)):
            yield from _shown(reading)
            packed += from_base64(reading)
        for inner in packed:
            yield from readings(inner, depth - 1)


def visible_texts(page: bytes) -> Iterator[str]:
    """Yield the text of an HTML page: tags part words; tags in a line do not; none do.

    So a word is found whole, whether a tag is beside it or in it.
    """
    if (root := LexborHTMLParser(page).root) is not None:
        yield root.text(separator=" ")
        yield root.text(separator="")
    lines = INLINE.sub(b"", page)
    if lines != page and (joined := LexborHTMLParser(lines).root) is not None:
        yield joined.text(separator=" ")


def _texts(content: bytes) -> Iterator[str]:
    """Decode bytes as text. Without its NULs, most UTF-16 can be read as UTF-8."""
    if content.startswith((PNG, GZIP)) or is_zip(content):
        return  # all of it was unpacked
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield content.decode("utf-16", "replace")
    if content.startswith(b"\xff\xd8"):
        content = JPEG_MARKER.sub(b" ", content)
    for plain in {content.replace(b"\0", b""), content.replace(b"\0", b" ")}:
        text = _utf8(plain)
        yield text
        if "\ufffd" in text:
            yield plain.decode("latin-1")


def whole(text: str) -> str:
    """Join halves of surrogate pairs, and leave out those that have no other half.

    Nothing stands in for what is left out: it could part a name.
    """
    try:
        text.encode()  # in a third of the time that it takes to look for halves
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


def _stages(text: str) -> Iterator[str]:
    """Yield a text as it is, then without one layer of escapes after another."""
    for _ in range(MAX_DEPTH):
        yield whole(text)
        if CSS_ESCAPE.search(text):
            yield whole(CSS_ESCAPE.sub(_numbered, text))
        plainer = _plainer(text)
        if plainer == text:
            return
        text = plainer
    yield whole(text)


def _plainer(text: str) -> str:
    """Take one layer of escapes away; a half of a pair may wait for its other half."""
    text = ESCAPE.sub(_unescaped, text)
    if "_x" in text:
        text = EXCEL_ESCAPE.sub(_numbered, text)
    text = html.unescape(HALF_ENTITY.sub(_half, text))
    return PERCENT.sub(_from_percent, text)


def _unescaped(match: re.Match[str]) -> str:
    if digits := match[1] or match[2] or match[3]:
        return _character(int(digits, 16))
    return " " if match[4] in "nrtbfv\n" else match[4]


def _numbered(match: re.Match[str]) -> str:
    return _character(int(match[1], 16))


def _half(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if HALF.match(chr(code)) else match[0]


def _from_percent(match: re.Match[str]) -> str:
    return _numbered(match) if match[1] else _utf8(unquote_to_bytes(match[0]))


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else ""


def _utf8(content: bytes) -> str:
    return content.decode("utf-8", HALVES)


def _half_or_junk(error: UnicodeError) -> tuple[str, int]:
    """Read a half of a pair that stands by itself in UTF-8, as Java writes it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    start, three = error.start, error.object[error.start : error.start + 3]
    if HALF_IN_UTF8.fullmatch(three):
        return three.decode("utf-8", "surrogatepass"), start + 3
    return "\ufffd", start + 1


codecs.register_error(HALVES, _half_or_junk)


def _shown(text: str) -> Iterator[str]:
    """Yield a text with its tags, and as a reader sees it."""
    yield text
    if text.lstrip().startswith(("{", "[")):  # JSON: a notebook has its text in lines
        yield NEXT.sub("", text)
        # A parser would move what is between rows of a table to one place before it,
        # and keep all of that for each row anew: of 20 MB, more than 10 GB.
        text = NEXT_LINE.sub(" ", text)
    if "<" in text:
        yield from visible_texts(text.encode())

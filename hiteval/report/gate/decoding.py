"""Every text that a file holds, however it is wrapped.

A reading is a text to be searched, not to be shown: it may hold junk, and the same
words several times. Nothing is executed, and nothing is written to disk.
"""

import binascii
import bz2
import html
import io
import lzma
import re
import string
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

# One wrapping in another: base64 in JSON in a notebook in a zip file is four.
MAX_DEPTH = 6
# A published file is a few megabytes; what unpacks to more than this is a bomb.
MAX_UNPACKED = 200_000_000
MAX_MEMBERS = 10_000
# 12 bytes: shorter runs are ordinary words, and any longer word looks like base64 too.
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}+={0,2}")
BASE64_LINES = re.compile(
    r"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{60,76}+[\r\n]++)++[A-Za-z0-9+/]++={0,2}"
)
ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S
)
STANDARD = str.maketrans("-_", "+/")
PRINTABLE = string.printable.encode()
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
INLINE = re.compile(
    rb"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small"
    rb"|span|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
JPEG_MARKER = re.compile(rb"\xff[\xe0-\xfe]..", re.DOTALL)  # with its length
PNG = b"\x89PNG\r\n\x1a\n"
PIXELS = (b"IDAT", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"pHYs", b"IHDR", b"IEND")
COMPRESSED: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": partial(zlib.decompressobj, 31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lzma.LZMADecompressor,
}
MEMBER, DIRECTORY_END, LOCAL_HEADER = b"PK\3\4", b"PK\5\6", 30  # of a zip file
PACKED = (PNG, MEMBER, b"%PDF", *COMPRESSED)


class Unreadable(Exception):
    """A file cannot be read whole, so nobody can say what it holds."""


def readings(content: bytes, depth: int = MAX_DEPTH) -> Iterator[str]:
    """Give every text that a file's content holds.

    Parameters
    ----------
    content : bytes
        Of any kind: what it is, is told from the content, never from a name.
    depth : int
        How many wrappings may still be opened.

    Raises
    ------
    Unreadable
        If it is wrapped deeper, unpacks to more than the caps, or is damaged.
    """
    if depth < 0:
        raise Unreadable(f"more than {MAX_DEPTH} wrappings in one another")
    for inner in _unpacked(content):
        yield from readings(inner, depth - 1)
    for text in _texts(content):
        packed: list[bytes] = []
        for reading in _stages(_unburdened(text, packed)):
            yield from _shown(reading)
            packed += _from_base64(reading)
        for inner in packed:
            yield from readings(inner, depth - 1)


def visible_texts(page: bytes) -> Iterator[str]:
    """Give the text of an HTML page: tags part words; tags in a line do not; none do.

    So a word is found whole, whether a tag stands beside it or in it.
    """
    root, lines = LexborHTMLParser(page).root, LexborHTMLParser(INLINE.sub(b"", page))
    if root is not None:
        yield root.text(separator=" ")
        yield root.text(separator="")
    if lines.root is not None:
        yield lines.root.text(separator=" ")


def _texts(content: bytes) -> Iterator[str]:
    """Decode bytes as text. Without its NULs, most UTF-16 can be read as UTF-8."""
    if content.startswith(PNG) or _is_zip(content):
        return  # all of it was unpacked
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield content.decode("utf-16", "replace")
    if content.startswith(b"\xff\xd8"):
        content = JPEG_MARKER.sub(b" ", content)
    for plain in {content.replace(b"\0", b""), content.replace(b"\0", b" ")}:
        try:
            yield plain.decode("utf-8")
        except UnicodeDecodeError:
            yield plain.decode("utf-8", "replace")
            yield plain.decode("latin-1")


def _stages(text: str) -> Iterator[str]:
    """Give a text as it stands, then without one layer of escapes after another."""
    for _ in range(MAX_DEPTH):
        yield text
        plainer = unquote(html.unescape(ESCAPE.sub(_unescaped, text)))
        if plainer == text:
            return
        text = plainer
    yield text


def _unescaped(match: re.Match[str]) -> str:
    if digits := match[1] or match[2] or match[3]:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else ""
    return " " if match[4] in "nrtbfv\n" else match[4]


def _shown(text: str) -> Iterator[str]:
    """Give a text with its tags, and as a reader sees it."""
    yield text
    if text.lstrip().startswith(("{", "[")):  # JSON: a notebook's text stands in lines
        yield re.sub(r'"\s*,\s*"', "", text)
    if "<" in text:
        yield from visible_texts(text.encode("utf-8", "replace"))


def _unburdened(text: str, packed: list[bytes]) -> str:
    """Take pictures and archives in base64 out of a text, and keep what they hold."""

    def taken(run: re.Match[str]) -> str:
        content = _decoded(run[0])
        if not content.startswith(PACKED):
            return run[0]
        packed.append(content)
        return " "

    return BASE64.sub(taken, text)


def _from_base64(text: str) -> Iterator[bytes]:
    """Decode whatever may be base64, from each place where it may begin."""
    lines = (re.sub(r"\s", "", run) for run in BASE64_LINES.findall(text))
    texts = []
    for run in {*BASE64.findall(text), *lines}:
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
    if len(plain.translate(None, PRINTABLE)) <= len(plain) / 3:
        return True
    try:
        return plain.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Open one wrapping: an archive, a compressed file, a picture, a PDF."""
    for magic, opened in COMPRESSED.items():
        if content.startswith(magic):
            yield _inflated(content, opened())
            return
    if content.startswith(PNG):
        for chunk in _chunks(content):
            yield chunk
            yield from _deflated(chunk)
        return
    if _is_zip(content):
        yield from _members(content)
    yield from _deflated(content)


def _is_zip(content: bytes) -> bool:
    return DIRECTORY_END in content or content.startswith(MEMBER)


def _members(content: bytes) -> Iterator[bytes]:
    """Give what the members of a zip file hold, and what stands around them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS or sum(i.file_size for i in infos) > MAX_UNPACKED:
            raise Unreadable("a zip file that unpacks to too much")
        yield from map(archive.read, infos)
        yield _around(content, infos)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        raise Unreadable("a zip file that cannot be opened") from None


def _around(content: bytes, infos: list[zipfile.ZipInfo]) -> bytes:
    """Cut out of a zip file what was unpacked: names, comments and gaps are left.

    Packed data read as text is long, and tells nothing.
    """
    rest = bytearray(content)
    for info in sorted(infos, key=lambda info: -info.header_offset):
        head = info.header_offset
        start = head + LOCAL_HEADER + sum(struct.unpack_from("<HH", content, head + 26))
        packed = content[start : start + info.compress_size]
        if _is_whole(packed, info.compress_type):
            del rest[start : start + len(packed)]
        del rest[head : head + len(MEMBER)]
    if MEMBER in rest:
        raise Unreadable("a zip file that holds more than it lists")
    return bytes(rest).replace(DIRECTORY_END, b" ")


def _is_whole(packed: bytes, method: int) -> bool:
    """Say whether packed data is nothing but what was unpacked of it."""
    if method == zipfile.ZIP_DEFLATED:
        opened = zlib.decompressobj(-zlib.MAX_WBITS)
        opened.decompress(packed, MAX_UNPACKED)
        return opened.eof and not opened.unused_data
    return method == zipfile.ZIP_STORED


def _chunks(content: bytes) -> Iterator[bytes]:
    """Give what a PNG file holds beside its pixels, also after its end."""
    place = len(PNG)
    kind = b""
    while place + 8 <= len(content) and kind != b"IEND":
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        if kind not in PIXELS:
            yield content[place + 8 : place + 8 + length]
        place += length + 12
    yield content[place:]


def _deflated(content: bytes) -> Iterator[bytes]:
    """Give every stream of zlib that stands somewhere in binary content.

    So PDF, the inventory of Sphinx and the text chunks of PNG keep theirs.
    """
    for match in ZLIB.finditer(content):
        try:
            opened = zlib.decompressobj()
            inner = opened.decompress(content[match.start() :], MAX_UNPACKED)
        except zlib.error:
            continue  # two bytes that only look like the beginning of one
        if opened.unconsumed_tail:
            raise Unreadable("compressed data that unpacks to too much")
        yield inner


def _inflated(content: bytes, opened: Any) -> bytes:
    try:
        inner = bytes(opened.decompress(content, MAX_UNPACKED))
    except (zlib.error, OSError, lzma.LZMAError):
        raise Unreadable("compressed data that is damaged") from None
    if not opened.eof:
        raise Unreadable("compressed data that is cut off or unpacks to too much")
    return inner + bytes(opened.unused_data)

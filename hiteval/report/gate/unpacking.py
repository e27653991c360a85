"""What a packed file holds, one wrapping opened: nothing is written to disk."""

import bz2
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from hiteval.report.gate.workbook_form import WORKBOOK, without_form

# A published file is a few megabytes; what unpacks to more than this is a bomb.
MAX_UNPACKED = 200_000_000
MAX_MEMBERS = 10_000
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
PNG = b"\x89PNG\r\n\x1a\n"
PIXELS = (b"IDAT", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"pHYs", b"IHDR", b"IEND")
COMPRESSED: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": partial(zlib.decompressobj, 31),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lzma.LZMADecompressor,
}
MEMBER, DIRECTORY_END = b"PK\3\4", b"PK\5\6"  # of a zip file
LOCAL_HEADER, DIRECTORY_HEADER = 30, 46
GZIP = b"\x1f\x8b\x08\0"  # with neither name nor comment
PACKED = (PNG, MEMBER, b"%PDF", *COMPRESSED)


class Unreadable(Exception):
    """A file cannot be read in full, so nobody can say what it holds."""


def unpacked(content: bytes) -> Iterator[bytes]:
    """Open one wrapping: an archive, a compressed file, a picture, a PDF.

    Parameters
    ----------
    content : bytes
        Its kind is told from the content.

    Raises
    ------
    Unreadable
        If it unpacks to more than the caps, or is damaged.
    """
    for magic, opened in COMPRESSED.items():
        if content.startswith(magic):
            yield from _inflated(content, opened())
            return
    if content.startswith(PNG):
        for chunk in _chunks(content):
            yield chunk
            yield from _deflated(chunk)
        return
    if is_zip(content):
        yield from _members(content)
    yield from _deflated(content)


def is_zip(content: bytes) -> bool:
    """Say whether bytes are a zip file, or end with one."""
    return DIRECTORY_END in content or content.startswith(MEMBER)


def _members(content: bytes) -> Iterator[bytes]:
    """Yield what the members of a zip file hold, and what is around them."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS or sum(i.file_size for i in infos) > MAX_UNPACKED:
            raise Unreadable("a zip file that unpacks to too much")
        parts = [*map(archive.read, infos), _around(content, infos, archive.start_dir)]
        is_book = any(info.filename == WORKBOOK for info in infos)
        yield from map(without_form, parts) if is_book else parts
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        raise Unreadable("a zip file that cannot be opened") from None


def _around(content: bytes, infos: list[zipfile.ZipInfo], directory: int) -> bytes:
    """Cut out of a zip file what was unpacked: names, comments and gaps are left.

    Packed data read as text is long, and tells nothing; nor do times and checksums,
    which may look like a short id.
    """
    rest = bytearray(content)
    for info in infos:
        head = info.header_offset
        rest[head + 10 : head + 26] = bytes(16)
        rest[directory + 12 : directory + 28] = bytes(16)
        lengths = struct.unpack_from("<HHH", content, directory + 28)
        directory += DIRECTORY_HEADER + sum(lengths)
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
    """Yield what a PNG file holds beside its pixels, also after its end."""
    place = len(PNG)
    kind = b""
    while place + 8 <= len(content) and kind != b"IEND":
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        if kind not in PIXELS:
            yield content[place + 8 : place + 8 + length]
        place += length + 12
    yield content[place:]


def _deflated(content: bytes) -> Iterator[bytes]:
    """Yield every stream of zlib anywhere in binary content.

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


def _inflated(content: bytes, opened: Any) -> Iterator[bytes]:
    try:
        inner = bytes(opened.decompress(content, MAX_UNPACKED))
    except (zlib.error, OSError, lzma.LZMAError):
        raise Unreadable("compressed data that is damaged") from None
    if not opened.eof:
        raise Unreadable("compressed data that is cut off or unpacks to too much")
    yield inner
    if opened.unused_data:
        yield opened.unused_data

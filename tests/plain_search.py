"""Look for words in published files by the plainest means, none of them the gate's."""

import base64
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from PIL import Image, UnidentifiedImageError

PICTURE = re.compile(r"data:image/\w+;base64,([A-Za-z0-9+/]+=*)")
RUN = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")


def texts(content: bytes) -> Iterator[str]:
    """Give what a file says: as it stands, unpacked, and without its escapes."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from archive.namelist()
            for name in archive.namelist():
                yield from texts(archive.read(name))
        return
    if content.startswith(b"\x1f\x8b"):
        yield from texts(gzip.decompress(content))
        return
    yield from map(str, _told_beside_pixels(content))
    text = content.decode("utf-8", "replace").replace("\0", "")
    pictures = PICTURE.findall(text)
    for picture in set(pictures):
        yield from texts(base64.b64decode(picture))
    plain = PICTURE.sub("", text)
    yield from (plain, unescape(plain), unquote(plain), re.sub("<[^>]*>", "", plain))
    yield from _strings(plain)
    for run in set(RUN.findall(plain)):
        content = _from_base64(run)
        if content.startswith(b"\x1f\x8b\x08"):  # the index of the search
            yield from texts(content)
        yield content.decode("utf-8", "replace")


def _told_beside_pixels(content: bytes) -> list[object]:
    try:
        return [*Image.open(io.BytesIO(content)).info.values()]
    except UnidentifiedImageError:
        return []


def _strings(text: str) -> Iterator[str]:
    """Give the strings of a file in JSON, those of a list in one."""
    try:
        value = json.loads(text)
    except ValueError:
        return
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            yield "".join(map(str, value))
            waiting += value
        else:
            yield str(value)


def _from_base64(run: str) -> bytes:
    whole = run.rstrip("=").replace("-", "+").replace("_", "/")
    whole = whole[: len(whole) - (len(whole) % 4 == 1)]
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def words(pattern: re.Pattern[str], folder: Path) -> dict[str, set[str]]:
    """Find words in every file below a folder, and in names: where each stands."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        content = path.read_bytes() if path.is_file() else b""
        for text in (place, *texts(content)):
            for word in pattern.findall(text.lower()):
                found.setdefault(word, set()).add(place)
    return found

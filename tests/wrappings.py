"""Ways to hide a text in a file, for the gate to find it."""

import base64
import gzip
import html
import io
import json
import re
import struct
import zipfile
import zlib
from urllib.parse import quote

from hiteval.report.gate import unpacking

PAGE = "<!doctype html><html><head><title>t</title></head><body>{}</body></html>"


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


def units(text):
    """Write a text as the numbers of UTF-16, of which some characters have two."""
    return [
        content.hex()
        for content in re.findall(rb"..", text.encode("utf-16-be"), re.DOTALL)
    ]


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
    "url, by numbers": (
        "a.txt",
        lambda t: "".join(f"%u{unit}" for unit in units(t)).encode(),
    ),
    "css escapes": (
        "a.css.txt",
        lambda t: "".join(f"\\{ord(c):x} " for c in t).encode(),
    ),
    "escapes of excel": (
        "a.txt",
        lambda t: "".join(f"_x{unit}_" for unit in units(t)).encode(),
    ),
    "each half of a pair in utf-8": (
        "a.txt",
        lambda t: "".join(chr(int(unit, 16)) for unit in units(t)).encode(
            "utf-8", "surrogatepass"
        ),
    ),
    "each half of a pair an entity": (
        "a.txt",
        lambda t: "".join(f"&#{int(unit, 16)};" for unit in units(t)).encode(),
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

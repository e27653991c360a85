"""Find what only the search index of a site would reveal.

The index is a file like any other, in which secrets are looked for. Beyond that, what
it holds must come from the pages: a text that the page does not show from its first
word to its last is out of place, whatever it says.
"""

import gzip
import json
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hiteval.errors import DisclosureError
from hiteval.report.book.search import END, FILE, START, written
from hiteval.report.gate.decoding import visible_texts
from hiteval.report.gate.words import Text

FORM = f"{FILE}: expected data as the book packs it; got something else."


def entries(site: Path) -> dict[str, list[str]]:
    """Return what the index says of each page, by the page's address.

    Raises
    ------
    DisclosureError
        If the index is not packed data alone, and so could run.
    """
    try:
        index = _unpacked((site / FILE).read_text(encoding="utf-8"))
        found = {address: [title] for address, title in index["pages"]}
        for _, page, _, text in index["texts"]:
            found[index["pages"][page][0]].append(text)
    except (ValueError, TypeError, LookupError, OSError, EOFError, zlib.error):
        raise DisclosureError(FORM) from None
    return found


def not_shown(site: Path) -> Iterator[tuple[str, int]]:
    """Yield each page of which the index says what it does not show, and how often."""
    for address, texts in entries(site).items():
        page = site / address
        if not page.resolve().is_relative_to(site.resolve()) or not page.is_file():
            raise DisclosureError(f"{FILE}: expected pages of the site; got another.")
        strange = [*map(_words, texts)]
        for shown in map(_words, visible_texts(page.read_bytes())):
            strange = [words for words in strange if words not in shown]
            if not strange:
                break
        else:
            yield address, len(strange)


def _words(text: str) -> bytes:
    words = Text(text).words
    return words if words.strip() else b""


def _unpacked(script: str) -> dict[str, Any]:
    """Unpack the data, beside which the script may hold nothing at all."""
    packed = script.removeprefix(START).removesuffix(END)
    index = json.loads(gzip.decompress(b64decode(packed, validate=True)))
    if set(index) != {"pages", "texts"} or written(index) != script:
        raise ValueError
    return dict(index)

"""Every link within a site must lead to a file, and to a place in it."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from hiteval.errors import BuildError

SHOWN = 10


def check_links(site: Path) -> None:
    """Check every address that a page of the site leads to or loads.

    Raises
    ------
    BuildError
        Naming the first addresses that lead nowhere, each with a page it is on.
    """
    lost: dict[str, str] = {}
    places, addresses = {}, {}
    for path in sorted(site.rglob("*.html")):
        name, page = (
            path.relative_to(site).as_posix(),
            LexborHTMLParser(path.read_bytes()),
        )
        places[name] = set(_values(page, "id"))
        addresses[name] = [*_values(page, "href"), *_values(page, "src")]
    for name, led_to in addresses.items():
        for address in led_to:
            if not _arrives(address, name, site, places):
                lost.setdefault(address, name)
    if lost:
        told = [f"  {page}: {address}" for address, page in lost.items()]
        count = f"links within the report that lead nowhere ({len(lost)}):"
        raise BuildError("\n".join([count, *told[:SHOWN]]))


def _arrives(
    address: str, page: str, site: Path, places: Mapping[str, set[str]]
) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    way = posixpath.join(posixpath.dirname(page), unquote(parts.path))
    target = posixpath.normpath(way) if parts.path else page
    if target in places:
        choice = "=" in parts.fragment  # for a script, which no id has
        return choice or unquote(parts.fragment) in places[target] | {""}
    return not target.startswith("../") and (site / target).is_file()


def _values(page: LexborHTMLParser, attribute: str) -> Iterator[str]:
    for node in page.css(f"[{attribute}]"):
        yield node.attributes[attribute] or ""

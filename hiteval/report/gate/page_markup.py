"""Find what a page could do in a browser beyond what the book made.

Pages are parsed as browsers parse them. What may be in a page is listed, not what
may not: an element or an attribute that nobody thought of is refused.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hiteval.display.kit.html import WEB_ADDRESS
from hiteval.report.markup.allowed import DRAWN, ELEMENTS, INSIDE, is_harmless

# What `book/_templates` put into every page and study text may not: scripts and such.
# Each line is the `signature` of an element of a built book. None holds study text or
# could. Tests hold the list to be exactly what a book has, so a change of the frame, or
# of a package, is refused until somebody has read what is new in it.
BOOK_MARKUP = frozenset(
    Path(__file__).with_name("book_markup.txt").read_text("utf-8").splitlines()
)
MARKS = frozenset("<>&")
NEIGHBOURS = ("next", "prev", "index", "search")  # for these, browsers load nothing
FORWARD = re.compile(rf"0; url=({INSIDE})", re.ASCII)
# What only says what a page is, for those who share it: browsers do not act on it.
TOLD = ("description", "robots", "twitter:card")
GRAPH = ("title", "description", "type", "site_name", "url", "image", "image:alt")
SAID = {
    *(("name", name) for name in TOLD),
    *(("property", f"og:{name}") for name in GRAPH),
}
KNOWN = ELEMENTS | DRAWN
ELSEWHERE = ("canonical", "alternate")  # whole addresses, which browsers do not load
IN_WORDS = {"aria-label", "lang", "title"}  # what they say depends on a language
VERSION = re.compile(r"\?(?:v|digest)=[0-9a-f]+$|(?<=\.)[0-9a-f]{64}(?=\.css)")


def unknown_markup(content: bytes, place: PurePosixPath) -> Iterator[str]:
    """Say what a page holds that the book does not make.

    Parameters
    ----------
    content : bytes
        The page.
    place : PurePosixPath
        Where it lies in the site.

    Yields
    ------
    str
        An element and an attribute by name alone, since a value may be study text.
    """
    root = LexborHTMLParser(content).root
    if root is None:
        yield "no HTML"
        return
    if only_leads_on(root):
        root.css("meta[http-equiv]")[0].decompose()
    yield from _unknown_below(root, place)
    for packed in root.css("script.packed"):
        inner = LexborHTMLParser(_unpacked(packed.text())).root
        if inner is not None:
            yield from _unknown_below(inner, place)


def only_leads_on(root: LexborNode) -> bool:
    """Tell whether a page has but one link, which it follows at once, into the site."""
    refresh, links = root.css("meta[http-equiv]"), root.css("body a")
    if len(refresh) != 1 or len(links) != 1:
        return False
    given = refresh[0].attributes
    to = FORWARD.fullmatch(given.get("content") or "")
    return (
        (given["http-equiv"] or "").lower() == "refresh"
        and given.keys() == {"http-equiv", "content"}
        and to is not None
        and to[1] == links[0].attributes.get("href")
    )


def _only_told(node: LexborNode) -> bool:
    """Tell whether an element says what a page is, and does nothing."""
    if node.tag not in ("meta", "link"):
        return False
    given = {name: value or "" for name, value in node.attributes.items()}
    if node.tag == "meta":
        named = given.items() & SAID
        return len(named) == 1 and given.keys() - {"content"} == {n for n, _ in named}
    there = WEB_ADDRESS.fullmatch(given.get("href", ""))
    known = given.keys() <= {"rel", "href", "type", "title"}
    return given.get("rel") in ELSEWHERE and known and there is not None


def _unpacked(text: str) -> str:
    """Return the HTML that a script of the book shows; what is damaged is not ours."""
    try:
        columns = json.loads(text)["columns"]
        return "\n".join(cell for column in columns for cell in column["cells"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return f"<packed>{text}"


def _unknown_below(root: LexborNode, place: PurePosixPath) -> Iterator[str]:
    for node in root.traverse(include_text=False):
        if node.tag == "-comment":
            continue
        if _is_data(node):
            continue
        unknown = [] if _only_told(node) else [*_unknown(node)]
        if unknown and signature(node, place) not in BOOK_MARKUP:
            yield from unknown


def _is_data(node: LexborNode) -> bool:
    """Tell whether an element is data of `hiteval.display.kit.html.data`.

    Browsers run no script of this type; no sign in it could end it or begin a comment.
    """
    if node.tag != "script" or node.attributes.keys() != {"type", "class"}:
        return False
    inside = node.text(deep=True)
    try:
        json.loads(inside)
    except (ValueError, RecursionError):
        return False
    is_json = node.attributes["type"] == "application/json"
    return is_json and not MARKS.intersection(inside)


def signature(node: LexborNode, place: PurePosixPath) -> str:
    """Write an element so that it is the same on every page of every book.

    Its start tag, without the way up to the root of the site, the versions of files and
    what is in a language; with everything in it where that could run.
    """
    up = "../" * (len(place.parts) - 1)
    values = {
        name: " ".join(VERSION.sub("", value or "").removeprefix(up).split())
        for name, value in sorted(node.attributes.items())
        if name not in IN_WORDS
    }
    attributes = "".join(f" {name}={value!r}" for name, value in values.items())
    inside = ""
    if node.tag in ("script", "style", "noscript"):
        inside = " ".join((node.inner_html or "").split())
        inside = inside.replace(f"'{place.with_suffix('')}'", "'*'")
    return f"<{node.tag}{attributes}>{inside}"


def _unknown(node: LexborNode) -> Iterator[str]:
    tag = str(node.tag)
    attributes = {name: value or "" for name, value in node.attributes.items()}
    neighbour = tag == "link" and attributes.get("rel") in NEIGHBOURS
    if tag not in KNOWN and not neighbour:
        yield f"<{tag}>"
    for name, value in attributes.items():
        if not is_harmless(tag, name, value):
            yield f"<{tag} {name}>"
    leaves = attributes.get("href", "").lower().startswith("http")
    if tag == "a" and leaves and attributes.get("rel") != "noreferrer":
        yield "<a href> to another host without rel=noreferrer"

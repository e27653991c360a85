"""Elements, attributes and addresses that a page may hold. All else is refused."""

import re

from hiteval.display.kit.html import WEB_ADDRESS
from hiteval.report.markup import svg

ELEMENTS = frozenset(
    [
        *["a", "article", "aside", "b", "blockquote", "body", "br", "button"],
        *["caption", "cite", "code", "col", "colgroup", "dd", "details", "dfn"],
        *["dialog", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1"],
        *["h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "img"],
        *["kbd", "li", "main", "nav", "ol", "p", "pre", "q", "s", "samp", "section"],
        *["small", "span", "strong", "sub", "summary", "sup", "table", "tbody"],
        *["td", "tfoot", "th", "thead", "time", "title", "tr", "u", "ul", "var"],
    ]
)
# Of a drawing in the page itself (`hiteval.display.kit`: `renderer`, `logic_model`):
# shapes and text in colours by class; nothing that loads, moves, leads elsewhere or
# holds HTML. Other libraries' drawings are images (`hiteval.report.markup.svg`).
DRAWN = frozenset(["g", "path", "rect", "svg", "text", "tspan"])
DRAWN_ATTRIBUTES = frozenset(
    [
        *["d", "font-size", "rx", "stroke-dasharray", "stroke-width", "transform"],
        *["viewbox", "x", "y"],
    ]
)
ATTRIBUTES = frozenset(
    [
        *["alt", "class", "colspan", "datetime", "dir", "headers", "height", "href"],
        *["id", "lang", "open", "rel", "role", "rowspan", "scope", "src", "tabindex"],
        *["title", "type", "width"],
    ]
)
# Nothing in it that a browser could take for a scheme or for another host.
INSIDE = r"(?:(?:\.\./)*[A-Za-z0-9_][A-Za-z0-9_./-]*|\.\./|)(?:\?[^#\s]*)?(?:#\S*)?"
# Mails as `hiteval.display.contact` begins them: to one address, no copies, no files.
MAIL = r"mailto:[\w.%-]+@[\w.%-]+\?subject=[\w.~%-]*&body=[\w.~%-]*"
ADDRESSES = {
    ("a", "href"): re.compile(f"{INSIDE}|{WEB_ADDRESS.pattern}|(?a:{MAIL})"),
    ("link", "href"): re.compile(INSIDE),
    ("img", "src"): re.compile(
        rf"{INSIDE}|data:image/png;base64,iVBORw0KGgo[A-Za-z0-9+/=]*"
    ),
}


def is_harmless(tag: str, name: str, value: str) -> bool:
    """Tell whether an element may have an attribute with a value."""
    if name == "src" and value.startswith(svg.ADDRESS):
        return tag == "img" and svg.is_clean_svg(value)
    if name in ("href", "src"):
        address = ADDRESSES.get((tag, name))
        return bool(address and address.fullmatch(value))
    if tag in DRAWN and name.lower() in DRAWN_ATTRIBUTES:
        return True
    return name in ATTRIBUTES or name.startswith("aria-")

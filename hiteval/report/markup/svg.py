"""Drawings in SVG: nothing in them runs, and each run gives the same bytes."""

import re
from base64 import b64decode, b64encode
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hiteval.display.kit.visible import visible

NAMESPACE = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"  # as drawings before SVG 2 have it
ELEMENTS = frozenset(
    [
        *["circle", "clipPath", "defs", "ellipse", "g", "image", "line"],
        *["linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline"],
        *["radialGradient", "rect", "stop", "svg", "symbol", "text", "tspan", "use"],
    ]
)
# Of presentation and geometry, with a hyphen in their names or one word.
ATTRIBUTE = re.compile(
    r"(?!on)[a-z]+(?:-[a-z]+)*|viewBox|preserveAspectRatio|gradient(?:Units|Transform)"
    r"|clipPathUnits|pattern(?:Units|Transform|ContentUnits)|spreadMethod|textLength"
    r"|marker(?:Width|Height|Units)|ref[XY]|mask(?:Units|ContentUnits)|pathLength"
)
ELSEWHERE = re.compile(r"url\((?!#)|@|\\|expression|[a-z]+:/", re.I)
INSIDE = re.compile(r"#.+|data:image/png;base64,\s*iVBORw0KGgo[A-Za-z0-9+/=\s]*")
ADDRESS = "data:image/svg+xml;base64,"
TO_AN_ID = re.compile(r"(?<=url\(#)[^)'\"]+(?=\))|(?<=^#).+")


def clean_svg(text: str) -> str | None:
    """Keep of a drawing what is drawn; None if it is no SVG.

    Scripts, style sheets, metadata and links to elsewhere go. Ids, which drawing
    libraries make at random, are counted. Cleaned once more, it stays as it is.
    """
    try:
        root = fromstring(text, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    if root.tag != f"{{{NAMESPACE}}}svg":
        return None
    _remove_unknown(root)
    _count_ids(root)
    return str(tostring(root, encoding="unicode"))


def _remove_unknown(element: Element, at_root: bool = True) -> None:
    element.tag = _name(element)
    known = {n.replace(LINK, "href"): v for n, v in element.attrib.items()}
    known = {name: value for name, value in known.items() if _is_known(name, value)}
    element.attrib = {"xmlns": NAMESPACE, **known} if at_root else known
    element.text = visible(element.text or "")
    for child in [*element]:
        child.tail = visible(child.tail or "")
        if _name(child) in ELEMENTS:
            _remove_unknown(child, at_root=False)
        else:
            element.remove(child)


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(f"{{{NAMESPACE}}}")


def _is_known(name: str, value: str) -> bool:
    if name == "href":
        return bool(INSIDE.fullmatch(value))
    return bool(ATTRIBUTE.fullmatch(name)) and not ELSEWHERE.search(value)


def _count_ids(root: Element) -> None:
    """Name places by number, in their order, and lead to them by the new names."""
    named = [element for element in root.iter() if "id" in element.attrib]
    names = {e.attrib["id"]: f"s{n}" for n, e in enumerate(named, start=1)}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.attrib[name] = names[value]
            else:
                element.attrib[name] = TO_AN_ID.sub(
                    lambda found: names.get(found[0], "none"), value
                )


def svg_address(drawing: str) -> str:
    """Return an address that holds a drawing, for an image."""
    return ADDRESS + b64encode(drawing.encode()).decode()


def is_clean_svg(address: str) -> bool:
    """Tell whether an address holds a drawing that `clean_svg` leaves as it is."""
    try:
        drawing = b64decode(address.removeprefix(ADDRESS), validate=True).decode()
    except ValueError:
        return False
    return clean_svg(drawing) == drawing

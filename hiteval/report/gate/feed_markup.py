"""Tell a feed that only tells from XML that a browser would act on."""

from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

ATOM = "{http://www.w3.org/2005/Atom}"
TEXTS = ("id", "name", "published", "rights", "subtitle", "summary", "title", "updated")
ELEMENTS = {f"{ATOM}{name}" for name in ("author", "entry", "feed", "link", *TEXTS)}
LINKS = ("alternate", "self")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def is_plain_feed(content: bytes) -> bool:
    """Tell whether a file is a feed of texts and addresses, and of nothing else."""
    if content.count(b"<?") > 1 or b"<!" in content:
        return False  # a style sheet, which could hold scripts, or a document type
    try:
        elements = [*fromstring(content).iter()]
    except (ParseError, DefusedXmlException, ValueError):
        return False
    return all(
        element.tag in ELEMENTS
        and {*element.attrib} <= {"rel", "href", LANGUAGE}
        and element.get("rel", "self") in LINKS
        and element.get("href", "https://").startswith("https://")
        for element in elements
    )

"""Parse XML of unknown origin: no DTD, no entities, no deep nesting, all counted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from hiteval.readers import caps
from hiteval.readers.project import refusal

CUT_OFF = "Export it again; a file that was cut off looks like this."


class _TooDeep(ValueError):
    """The document nests deeper than any tool writes."""


class _TooMany(ValueError):
    """The document holds more elements than its size suggests."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed XML document, its tags without namespaces.

    ``counts`` holds how many elements of each (parent's tag, tag) the parser met: the
    raw numbers that a ledger compares with what a reader took.
    """

    root: Element
    namespace: str
    counts: Counter[tuple[str, str]]


@dataclass(slots=True)
class _Builder:
    """Build the tree with plain tags, counting elements and watching the depth."""

    most: int
    met: int = 0
    tree: TreeBuilder = field(default_factory=TreeBuilder)
    path: list[str] = field(default_factory=lambda: [""])
    namespaces: list[str] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        namespace, _, local = tag.rpartition("}")
        if len(self.path) > caps.DEPTH:
            raise _TooDeep
        self.met += 1
        if self.met > self.most:
            raise _TooMany
        if len(self.path) == 1:
            self.namespaces.append(namespace.removeprefix("{"))
        self.counts[self.path[-1], local] += 1
        self.path.append(local)
        return self.tree.start(local, attributes)

    def end(self, _: str) -> Element:
        return self.tree.end(self.path.pop())

    def data(self, text: str) -> None:
        self.tree.data(text)

    def close(self) -> Element:
        return self.tree.close()


def parse(content: bytes, file: str, packed: int | None = None) -> Document:
    """Parse an XML document.

    Parameters
    ----------
    content : bytes
        The document.
    file : str
        Its name, for messages.
    packed : int, optional
        How many bytes of an archive it took.

    Raises
    ------
    StudyError
        If it is cut off or malformed, declares a document type or entities, nests
        deeper than `caps.DEPTH`, or holds more elements than `caps.ELEMENTS` where
        they take less than `caps.ELEMENT_BYTES` each.
    """
    size = len(content) if packed is None else packed
    builder = _Builder(max(caps.ELEMENTS, size // caps.ELEMENT_BYTES))
    target: Any = builder
    parser = XMLParser(target=target, forbid_dtd=True)
    try:
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException:
        expected, got = "XML without a document type or entities", "one of them"
        raise refusal(file, expected, got, "Export the file again.") from None
    except _TooDeep:
        expected, got = f"elements at most {caps.DEPTH} deep", "deeper ones"
        raise refusal(file, expected, got, "Flatten the tree of codes.") from None
    except _TooMany:
        expected, got = f"at most {builder.most} elements in its size", "more"
        raise refusal(file, expected, got, "Export it in parts.") from None
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise refusal(
            file, "whole, well-formed XML", f"a fault on line {line}", CUT_OFF
        ) from None
    return Document(root, builder.namespaces[0], builder.counts)


def value_of(element: Element, name: str) -> str:
    """Return an attribute, whatever its namespace; blank where there is none."""
    found = (v for k, v in element.attrib.items() if k.rpartition("}")[2] == name)
    return next(found, "")


def text_of(element: Element, child: str) -> str | None:
    """Return the text of a child element; nothing where it is absent or blank."""
    text = element.findtext(child)
    return text if text and text.strip() else None

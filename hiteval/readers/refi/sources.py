"""The sources of a REFI-QDA project: their texts, passages and codings, as stored.

Tools put passages in many places: under a text; under the text *representation* of a
PDF, and once more under the PDF itself; under the transcript of a recording. All are
found by one walk, so that what the ledger counts is what was met.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hiteval.readers.refi.package import Package, base_name
from hiteval.readers.text_positions import Text
from hiteval.readers.xml_tree import text_of

SOURCES = {
    "TextSource": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
SELECTIONS = {
    *("PlainTextSelection", "PDFSelection", "PictureSelection"),
    *("AudioSelection", "VideoSelection", "TranscriptSelection"),
}
TEXTS = {"Representation", "TextDescription"}  # the text of the source above


@dataclass(frozen=True, slots=True)
class Source:
    """A source, or a transcript of one, and the text that its positions count in."""

    key: str
    element: Element
    kind: str
    name: str
    text: Text | None
    is_transcript: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A selection, or a whole source, with its codings.

    ``start`` and ``end`` are as the file counts; missing where it gives no range of
    text. ``quote`` is the text that the file holds for a part of a PDF.
    """

    source: str
    element: Element
    codings: list[Element]
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Found:
    """What a walk over the sources met."""

    sources: list[Source] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    selections: int = 0


def guid(value: str | None) -> str | None:
    """Normalise an id: tools write it in either case, some in braces.

    >>> guid("{AD68FBE7-E1EE-4A82-A279-23CC698C89EB}")
    'ad68fbe7-e1ee-4a82-a279-23cc698c89eb'
    """
    return value.strip().strip("{}").lower() or None if value else None


def walk(package: Package) -> Found:
    """Find every source, passage and coding under ``Sources``."""
    found = Found()
    for element in package.document.root.iterfind("Sources/*"):
        if kind := SOURCES.get(element.tag):
            key = guid(element.get("guid")) or f"source {len(found.sources) + 1}"
            name = element.get("name") or key
            holder = next((e for e in element if e.tag in TEXTS), element)
            text = _text(package, holder)
            found.sources.append(Source(key, element, kind, name, text))
            _walk_source(package, found, found.sources[-1], element)
    return found


def raw_text(package: Package, element: Element) -> str | None:
    """Read the text that is in an element, or in the file that it names."""
    content = element.findtext("PlainTextContent")
    return package.text(element.get("plainTextPath")) if content is None else content


def _text(package: Package, element: Element) -> Text | None:
    raw = raw_text(package, element)
    return None if raw is None else Text.of(raw)


def _walk_source(
    package: Package, found: Found, source: Source, element: Element
) -> None:
    if codings := element.findall("Coding"):
        whole = Passage(source.key, element, codings, place="the whole source")
        found.passages.append(whole)
    times = {
        guid(point.get("guid")): point.get("position")
        for point in element.iterfind("SyncPoint")
    }
    for child in element:
        if child.tag in SELECTIONS:
            found.selections += 1
            found.passages.append(_passage(source.key, child, times))
            found.selections += sum(e.tag in SELECTIONS for e in _below(child))
        elif child.tag in TEXTS:
            _walk_source(package, found, source, child)
        elif child.tag == "Transcript":
            _walk_transcript(package, found, source, child)


def _walk_transcript(
    package: Package, found: Found, source: Source, element: Element
) -> None:
    key = guid(element.get("guid")) or f"{source.key} {len(found.sources)}"
    name = f"{source.name}: {element.get('name') or 'transcript'}"
    text = _text(package, element)
    transcript = Source(key, element, source.kind, name, text, is_transcript=True)
    found.sources.append(transcript)
    _walk_source(package, found, transcript, element)


def _passage(
    key: str, element: Element, times: dict[str | None, str | None]
) -> Passage:
    codings = element.findall("Coding")
    # The excerpt of a PDF selection may carry codings of its own: the same passage.
    codings += [e for e in _below(element) if e.tag == "Coding" and e not in codings]
    excerpt = element.find("Representation")
    quote = text_of(excerpt, "PlainTextContent") if excerpt is not None else None
    start, end = element.get("startPosition"), element.get("endPosition")
    if element.tag == "TranscriptSelection":
        start = times.get(guid(element.get("fromSyncPoint")))
        end = times.get(guid(element.get("toSyncPoint")))
    positions = (_whole(start), _whole(end))
    return Passage(key, element, codings, *positions, quote, _place(element))


def _below(element: Element) -> Iterator[Element]:
    return (e for e in element.iter() if e is not element)


def _whole(number: str | None) -> int | None:
    """Read a whole number that fits in 64 bits; a text position is never longer."""
    digits = (number or "").strip()
    sound = digits.removeprefix("-").isdecimal() and len(digits) < 19
    return int(digits) if sound else None


def _place(element: Element) -> str | None:
    """Say for people where a passage is that has no range of text."""
    if (
        element.tag == "PDFSelection"
        and (page := _whole(element.get("page"))) is not None
    ):
        return f"page {page + 1}"
    if element.tag == "PictureSelection":
        sides = [
            element.get(f"{n}{axis}") for n in ("first", "second") for axis in "XY"
        ]
        return f"area {', '.join(filter(None, sides))}"
    begin, end = _whole(element.get("begin")), _whole(element.get("end"))
    if begin is not None and end is not None:
        return f"{_clock(begin)} to {_clock(end)}"
    return None


def _clock(milliseconds: int) -> str:
    """Write a time of a recording.

    >>> _clock(3_725_000)
    '01:02:05'
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def file_name(element: Element) -> str | None:
    """Return the name of a source's file, without folders, which may name people."""
    paths = (element.get(a) for a in ("richTextPath", "path", "plainTextPath"))
    return next((base_name(path) for path in paths if path), None)

"""From passages as a REFI-QDA file gives them to codings with their true text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hiteval.errors import Fault, StudyError
from hiteval.readers.project import named
from hiteval.readers.refi.sources import Passage, Source
from hiteval.readers.text_positions import (
    LEAST_SCORE,
    Choice,
    Convention,
    Marks,
    Text,
    choose,
)

# What tools are known to do; it decides only where a text fits several ways.
KNOWN = {
    "nvivo": Convention(utf16=True),
    "atlas.ti": Convention(crlf_is_one=True),
    "hiteval": Convention(),
}


@dataclass(frozen=True, slots=True)
class Located:
    """A passage whose range counts characters of the source's text as it is kept."""

    passage: Passage
    start: int | None
    end: int | None
    quote: str | None
    doubt: str | None = None


def locate(
    file: str, origin: str, sources: Iterable[Source], passages: Iterable[Passage]
) -> tuple[dict[str, str], list[Located], list[str]]:
    """Find what every passage says.

    Returns
    -------
    texts : dict
        The text of each source that has one.
    located : list of Located
        Every passage.
    warnings : list of str

    Raises
    ------
    StudyError
        If the text of a source does not prove what its passages are.
    """
    texts = {s.key: s.text for s in sources if s.text is not None}
    names = {s.key: s.name for s in sources}
    groups: dict[str, list[Passage]] = {}
    located = []
    for passage in passages:
        if passage.source in texts and None not in (passage.start, passage.end):
            groups.setdefault(passage.source, []).append(passage)
        else:
            located.append(_without_text(passage))
    marks = {key: _marks(texts[key], group) for key, group in groups.items()}
    choices = _choices(marks, _known(origin))
    if faults := [
        _fault(file, names[key], choice)
        for key, choice in choices.items()
        if choice.doubtful
    ]:
        raise StudyError(faults)
    for key, group in groups.items():
        located += _sliced(group, marks[key], choices[key])
    warnings = [
        f"{named(names[key])}: many passages begin or end inside a word (score "
        f"{choice.score:.2f}). Compare some of them with the tool."
        for key, choice in choices.items()
        if choice.score < LEAST_SCORE
    ]
    return {key: text.content for key, text in texts.items()}, located, warnings


def _known(origin: str) -> Convention | None:
    lower = origin.casefold()
    return next((way for tool, way in KNOWN.items() if tool in lower), None)


def _marks(text: Text, group: list[Passage]) -> Marks:
    starts = np.array([p.start for p in group], dtype=np.int64)
    ends = np.array([p.end for p in group], dtype=np.int64)
    return Marks(text, starts, ends, [p.element.get("name") for p in group])


def _choices(marks: Mapping[str, Marks], known: Convention | None) -> dict[str, Choice]:
    """Choose for each source; what the others prove decides for those that do not.

    A tool counts in one way throughout a file.
    """
    choices = {key: choose(group, known) for key, group in marks.items()}
    proven = Counter(
        c.convention for c in choices.values() if c.disputed and not c.doubtful
    )
    if not proven:
        return choices
    usual = max(proven, key=lambda way: (proven[way], way))
    for key, choice in choices.items():
        if choice.doubtful and choice.disputed:
            again = choose(marks[key], usual)
            agrees = again.convention == usual
            choices[key] = replace(again, doubtful=again.doubtful and not agrees)
    return choices


def _fault(file: str, name: str, choice: Choice) -> Fault:
    ways = "each way of counting gives other passages" if choice.disputed else ""
    got = f"{choice.score:.2f} at best ({ways or 'most cut words in two'})"
    return Fault(
        f"{file}, {named(name)}",
        f"positions that fit the text, with a score of at least {LEAST_SCORE}",
        got,
        "Export the project again, or save this source as plain text with line feeds "
        "in the tool.",
    )


def _without_text(passage: Passage) -> Located:
    doubt = None
    if passage.quote is None and passage.start is not None:
        doubt = "the file does not hold the text of this source"
    # Raw positions still tell one passage from another.
    return Located(passage, passage.start, passage.end, passage.quote, doubt)


def _sliced(group: list[Passage], marks: Marks, choice: Choice) -> list[Located]:
    content = marks.text.content
    starts, ends = (side.tolist() for side in marks.sliced(choice.convention))
    made = []
    for passage, start, end in zip(group, starts, ends, strict=True):
        if start < 0:
            doubt = (
                f"positions {passage.start} to {passage.end} are no passage of a text "
                f"of {len(content)} characters"
            )
            made.append(Located(passage, None, None, None, doubt))
        else:
            made.append(Located(passage, start, end, content[start:end]))
    return made


def without_repeats(rows: list[dict[str, Any]], pdfs: set[str]) -> list[dict[str, Any]]:
    """Keep one row of each coding of a PDF.

    ATLAS.ti writes a quotation of a PDF once as text and once for every page it is on,
    with the same code, person, second and name. The text is kept.
    """
    kept: dict[tuple[object, ...], dict[str, Any]] = {}
    for n, row in enumerate(rows):
        told = (row["created"], row["name"])
        same = row["source"] in pdfs and None not in told
        key = (row["source"], row["code"], row["user"], *told) if same else (n,)
        best = kept.setdefault(key, row)
        if best["start"] is None and row["start"] is not None:
            kept[key] = row
    return list(kept.values())

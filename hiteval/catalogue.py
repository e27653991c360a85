"""The fixed words of a report, in the language that it is made in.

Messages are in English in the code, and are looked up as they are shown: by ``_`` and
``ngettext``, the names that gettext has for it, and by `markup` for its templates of
HTML. ``make words`` collects them; ``hiteval/locale`` has a catalogue for
each other language. What a study says is never looked up.

A process makes a report in one language at a time. Until `speak` is called that is
English, which commands and private files always speak.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).with_name("locale")
SOURCE = "en"  # the language of the messages
DRAFTS = ("cy",)
# In Markdown a line is a message, without the signs before it.
SIGNS = re.compile(r"\s*(?:[-*] |#+ |\d+\. |> )?")
LETTERS = re.compile(r"[^\W\d_]{2}|\bn\.d\.")  # a word, or "no date" in short
NO_WORDS = re.compile(r"<[^>]*>|\{[^}]*\}|\$\w+|&\w+;|\[\]\([^)]*\)")


def languages() -> list[str]:
    """List the languages, by their tags, that a report can be made in."""
    return [SOURCE, *sorted(path.stem for path in FOLDER.glob("*.po"))]


def is_draft(tag: str) -> bool:
    """Tell whether a language has a catalogue that no fluent speaker has read."""
    return tag.partition("-")[0] in DRAFTS


@dataclass(frozen=True, slots=True)
class Spoken:
    """The languages of a report: of its fixed words, and of the study's own text."""

    page: str = SOURCE
    study: str = SOURCE


def speak(page: str, study: str = "") -> None:
    """Choose the language that messages are looked up in, by its tag.

    One without a catalogue is answered in English. ``study`` is that of the study's own
    text, if it is another.
    """
    global _spoken
    _spoken = Spoken(page, study or page)


@contextmanager
def speaking(page: str, study: str = "") -> Iterator[None]:
    """Speak a language for a while, and then the one of before."""
    before = _spoken
    speak(page, study)
    try:
        yield
    finally:
        speak(before.page, before.study)


def answering() -> str:
    """Return the language that messages are answered in, by its tag.

    >>> with speaking("xx"):
    ...     answering()
    'en'
    """
    page = _spoken.page
    is_source = page.partition("-")[0] == SOURCE
    known = is_source or isinstance(_catalogue(page), GNUTranslations)
    return page if known else SOURCE


def foreign() -> str:
    """Return the language of the study's text where it is not that of the page.

    >>> with speaking("cy", "en-GB"):
    ...     foreign()
    'en-GB'
    """
    language = _spoken.study.partition("-")[0]
    return "" if _spoken.page.partition("-")[0] == language else _spoken.study


def _(message: str, /, **parts: object) -> str:
    """Look up a message, and put in what it has places for.

    >>> _("Page {number}", number=3)
    'Page 3'
    """
    found = _catalogue(_spoken.page).gettext(message) if message else ""
    return found.format(**parts) if parts else found


def N_(message: str) -> str:
    """Mark a message that is looked up elsewhere; return it as it is."""
    return message


def ngettext(one: str, many: str, number: float, /, **parts: object) -> str:
    """Look up the form of a message that goes with a number.

    >>> ngettext("{team} is strong", "{team} are strong", 1, team="One team")
    'One team is strong'
    """
    # What is not whole is never one, and in no language zero.
    whole = int(number) if number == int(number) else 1000
    found = _catalogue(_spoken.page).ngettext(one, many, whole)
    return found.format(**parts) if parts else found


def has_words(message: str) -> bool:
    """Tell whether a template, or a line, has anything to translate.

    >>> has_words("<li>{}</li>"), has_words("# $title"), has_words("<p>All of {}</p>")
    (False, False, True)
    """
    return bool(LETTERS.search(NO_WORDS.sub(" ", message)))


def markdown_messages(text: str) -> list[str]:
    """List the messages of a text in Markdown."""
    return [message for _signs, message in _lines(text) if message]


def in_words(text: str) -> str:
    """Return a text in Markdown in the language that is spoken, line by line."""
    return "\n".join(
        f"{signs}{_(message)}" if message else signs for signs, message in _lines(text)
    )


def translated() -> dict[str, str]:
    """Return each message that the language of the page has, with its translation.

    Those with forms for several numbers are not among them.
    """
    path = FOLDER / f"{_spoken.page.partition('-')[0]}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        messages = [m for m in read_po(file) if m.id]
    return {
        message.id: message.string
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str)
    }


def _lines(text: str) -> list[tuple[str, str]]:
    """Split each line into the signs before it, and the message that it is."""
    made, in_code = [], False
    for line in text.split("\n"):
        in_code ^= line.lstrip().startswith("```")
        signs = "".join(SIGNS.findall(line)[:1])
        message = line.removeprefix(signs)
        is_message = not in_code and has_words(message) and not line.startswith("<!--")
        made.append((signs, message) if is_message else (line, ""))
    return made


@cache
def _catalogue(tag: str) -> NullTranslations:
    path = FOLDER / f"{tag.partition('-')[0]}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file, BytesIO() as compiled:
        write_mo(compiled, read_po(file))
        compiled.seek(0)
        return GNUTranslations(compiled)


_spoken = Spoken()

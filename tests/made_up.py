"""A made-up language, to find fixed words that no catalogue gave.

Messages are in letters of full width, and what the study says is in Greek ones: what is
left in Latin letters is neither.
"""

import re
from gettext import NullTranslations

import pandas as pd
import yaml
from bs4 import BeautifulSoup
from messages import collected

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in LATIN}
GREEK = str.maketrans(LATIN, "αβψδεφγηιξκλμνοπϙρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩΣΧΥΖ")
# What is filled in, looked up or read by machines stays.
KEPT = re.compile(r"<[^>]*>|\{[^}]*\}|\$\w+|&\w+;|\]\([^)]*\)|`[^`]*`")
READ = ("aria-label", "title", "alt", "placeholder")  # attributes that readers are told
ATTRIBUTE = re.compile(rf'((?:{"|".join(READ)})=")([^"]*)')
# Columns of ids, dates and choices of closed lists.
NO_TEXT = re.compile(
    r".*_ids?|.*_by|.*date.*|.*_on|.*_year|.*hash|segments.*|kind|strand|type|sector|"
    r"clearance|about|rating|sign|confidence|event|consent|url|self_published|wave|"
    r"role|value|status|people|authors?|stage|order|"
    r"methodological_limitations|coherence|adequacy|relevance"
)
SAID = ("name", "title", "definition", "meaning", "description", "text", "question")
SAID += ("source", "label", "answer", "about", "continues", "publisher", "place")
SAID += ("licence", "cite", "did", "examples", "cautions", "criteria_note")


class MadeUp(NullTranslations):
    """The language of full-width letters; it knows the messages that are collected."""

    def __init__(self):
        """Know every message, and both of its forms."""
        super().__init__()
        self.known = {
            form
            for message in collected()
            for form in ([message.id] if isinstance(message.id, str) else message.id)
        }

    def gettext(self, message):
        return wide(message) if message in self.known else message

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


def wide(text):
    """Write a message in letters of full width, but for what is no word."""
    text = ATTRIBUTE.sub(lambda found: found[1] + _outside(found[2], PLACE), text)
    return _outside(text, KEPT)


PLACE = re.compile(r"\{[^}]*\}")


def _outside(text, kept):
    pieces, at = [], 0
    for found in kept.finditer(text):
        pieces += [text[at : found.start()].translate(WIDE), found[0]]
        at = found.end()
    return "".join(pieces) + text[at:].translate(WIDE)


def in_greek(bundle):
    """Write in Greek letters what the study of a bundle says; its ids stay."""
    for path in bundle.glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in table:
            if not NO_TEXT.fullmatch(column):
                table[column] = table[column].str.translate(GREEK)
        table.to_csv(path, index=False)
    for path in bundle.glob("*.yml"):
        said = _in_greek(yaml.safe_load(path.read_text("utf-8")), path.stem)
        if path.stem == "study":
            said["language"] = "el"  # of dates
        written = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        path.write_text(written, encoding="utf-8")
    model = bundle / "model.md"
    if model.is_file():
        model.write_text(model.read_text("utf-8").translate(GREEK), encoding="utf-8")


def _in_greek(value, key):
    if isinstance(value, dict):
        every = "name" if key == "strands" else ""
        return {k: _in_greek(part, every or k) for k, part in value.items()}
    if isinstance(value, list):
        return [_in_greek(part, "text" if key == "limits" else key) for part in value]
    return value.translate(GREEK) if isinstance(value, str) and key in SAID else value


def words_left(html):
    """Yield what readers are told of a page that has Latin letters in it."""
    page = BeautifulSoup(html, "html.parser")
    for machine in page(["style", "script", "code", "pre"]):
        machine.extract()
    yield from (" ".join(text.split()) for text in page.find_all(string=True))
    for tag in page.find_all(True):
        yield from (tag[name] for name in READ if tag.get(name))

"""The sheets of a mapping workbook: columns, what cells offer, and what they mean."""

from typing import NamedTuple

from hiteval.importers.labels import LONGEST
from hiteval.importers.mapping import IGNORE, LATER
from hiteval.importers.mapping_values import EVERY, Place
from hiteval.importers.suggestions import Known, same
from hiteval.study.choices import CLEARANCES
from hiteval.workbooks.decision_sheets import whole_number
from hiteval.workbooks.matrix_cells import digest, one_line_end
from hiteval.workbooks.sheets import held

DIGITS = 12  # of the hash that stands for a name in its hidden column
GIVEN = {"name": 46, "codings": 9, "hint": 40}
EVERY_SOURCE = "Every source, unless its own row differs"
HEADINGS = {
    "codings": "Codings",
    "hint": "Hint",
    "criterion": "Criterion, or ignore",
    "coder": "Id of the coder, or ignore",
    "rating": "Rating",
    "team": "Id of the team, such as dementia",
    "strand": "Strand",
    "type": "Type, one word",
    "title": "Title",
    "date": "Date",
    "publisher": "Publisher",
    "url": "Address",
    "role": "Role",
    "consent": "Consent",
    "people": "People, by person_id",
    "clearance": "Clearance",
}
# What a cell may say in place of a level.
OTHER_RATINGS = {"codes": LATER, "weights": IGNORE}
CHOICES = {"consent": ["none", "summary", "quotes"], "clearance": CLEARANCES}
MAY_BE_IGNORED = ("criterion", "coder", "team", "rating")


class Part(NamedTuple):
    """A section of the mapping, its sheet, and the widths of the columns to fill in.

    ``pattern`` is an example of a line that may be added.
    """

    section: str
    title: str
    name: str
    widths: dict[str, int]
    pattern: str = ""

    def is_pattern(self, name: str) -> bool:
        """Tell whether a name that the mapping lacks may be added to it."""
        if len(name) > LONGEST:  # YAML could not hold it
            return False
        if self.section == "teams":
            return name.startswith("name: ")
        return bool(self.pattern) and "*" in name


PARTS = (
    Part(
        *("codes", "Codes", "Code"),
        {"criterion": 44, "rating": 9},
        pattern="Barriers/*",
    ),
    Part("coders", "Coders", "Person who coded", {"coder": 28}),
    Part(
        *("teams", "Teams", "Case, set, variable or pattern of names"),
        {"team": 28},
        pattern="name: alpha-*",
    ),
    Part("weights", "Weights", "Weight or score", {"rating": 20}),
    Part(
        *("sources", "Sources", "Source"),
        {
            "team": 20,
            "strand": 14,
            "type": 16,
            "title": 40,
            "date": 12,
            "publisher": 24,
            "url": 24,
            "role": 20,
            "consent": 11,
            "people": 16,
            "clearance": 11,
        },
    ),
)


def part_of(place: Place) -> Part:
    """Return the part that shows a line; that of all sources is among the sources."""
    section = "sources" if place == EVERY else place[0]
    return next(part for part in PARTS if part.section == section)


def shown_name(place: Place) -> str:
    """Return the name that stands for a line in its row, as a cell holds it."""
    return EVERY_SOURCE if place == EVERY else plainly(held(place[1]))


def plainly(text: str) -> str:
    """Return the text of a cell as it is compared: no space around, one line end."""
    return one_line_end(text).strip()


def place_id(place: Place) -> str:
    """Return what stands for a line in its hidden column."""
    return digest(place)[:DIGITS]


def offered(criterion_id: str, known: Known) -> str:
    """Write a criterion with its name, as cells offer it."""
    names = {c.id: c.name for c in known.framework.criteria}
    name = names.get(criterion_id)
    return f"{criterion_id}: {' '.join(name.split())}" if name else criterion_id


def names_for(field: str, known: Known) -> dict[str, str]:
    """Return what a cell may name, by ids: nothing where it holds any text."""
    return {
        "criterion": {c.id: c.name for c in known.framework.criteria},
        "coder": known.coders,
        "team": known.teams,
        "strand": known.strands,
    }.get(field, {})


def meant(field: str, text: str, known: Known) -> str:
    """Return the value that the plain text of a cell means; the text if it is none.

    A criterion is meant by its id, its name or both, as cells offer it; a rating by any
    sign and digits.
    """
    if field in MAY_BE_IGNORED and text.casefold() == IGNORE:
        return IGNORE
    if field == "rating" and text.casefold() == LATER:
        return LATER
    if field == "rating":
        number = whole_number(text)
        return text if number is None else str(number)
    first = text.partition(": ")[0]
    both = field == "criterion" and text == offered(first, known)
    return same(first if both else text, names_for(field, known)) or text

"""What a project means in a study: `mapping.yml`, checked strictly.

The file stays in the study folder: it says how every code became a criterion, every
user a coder and every source a team's, so it is part of the audit trail.
"""

import fnmatch
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from hiteval.files.yaml_file import read_yaml
from hiteval.readers import caps
from hiteval.readers.project import NOBODY
from hiteval.readers.sheets.table_form import TableForm
from hiteval.signs import level
from hiteval.study.record import Id, Record, Text

FILE = "mapping.yml"
IGNORE = "ignore"
LATER = "later"
Clearance = Literal["public", "internal"]
Consent = Literal["none", "summary", "quotes"]


def _spelt_out(value: object) -> object:
    """Take the words ignore and later, and a blank, for what they are short for."""
    if isinstance(value, dict) and value.get("rating") == LATER:
        return {**value, "rating": None, LATER: True}
    return {IGNORE: True} if value == IGNORE else _no_rows(value)


def _no_rows(value: object) -> object:
    return {} if value is None else value


def _by_level(value: object) -> object:
    """Write the levels in a key as codings have them, whatever signs were used."""
    if not isinstance(value, dict):
        return _no_rows(value)
    return {level(k) if isinstance(k, str) else k: told for k, told in value.items()}


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) else value  # a year


class Meaning(Record):
    """The meaning of a code.

    A code with a criterion and a rating is evidence by itself. A code with only a
    rating ("barrier") rates the other codes that the same person put on the passage.
    Of a code that is rated ``later``, what nothing else rates waits for people.
    """

    criterion: Id | None = None
    rating: int | None = None
    later: bool = False
    ignore: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nobody has said yet what the code means."""
        return not self.ignore and self.criterion is None and self.rating is None


class SourceFacts(Record):
    """What the study says of sources; blank values are those of ``all_sources``."""

    team: Id | None = None
    strand: Id | None = None
    type: Text | None = None
    title: Text | None = None
    date: Annotated[str, BeforeValidator(_as_text)] | None = None
    publisher: Text | None = None
    url: Text | None = None
    role: Text | None = None
    consent: Consent | None = None
    people: Text | None = None
    clearance: Clearance | None = None
    ignore: bool = False


Rows = BeforeValidator(_no_rows)
Levels = BeforeValidator(_by_level)
Short = BeforeValidator(_spelt_out)


class Mapping(Record):
    """The contents of `mapping.yml`.

    A blank value is a question that nobody has answered yet; whether it must be
    answered depends on the file that is imported.
    """

    codes: Annotated[dict[str, Annotated[Meaning, Short]], Rows] = Field(
        default_factory=dict
    )
    coders: Annotated[dict[str, Id | None], Rows] = Field(default_factory=dict)
    teams: Annotated[dict[str, Id | None], Rows] = Field(default_factory=dict)
    weights: Annotated[dict[str, int | Literal["ignore"] | None], Levels] = Field(
        default_factory=dict
    )
    all_sources: Annotated[SourceFacts, Rows] = SourceFacts()
    sources: Annotated[dict[str, Annotated[SourceFacts, Short]], Rows] = Field(
        default_factory=dict
    )
    summary: Literal["later", "comment", "passage"] = "later"
    conflicts: Literal["refuse", "mixed"] = "refuse"
    spreadsheet: Annotated[TableForm, Rows] = TableForm()

    def code(self, label: str) -> Meaning | None:
        """Return the meaning of a code: of its own line, then of patterns that fit.

        Upper and lower case are alike. A pattern such as ``Barriers/*`` is about every
        code below a code of this name, wherever that stands; the longest that fits
        fills in what the others leave blank.
        """
        alike = self._alike.get(label.casefold(), [])
        fitting = [self.codes[p] for p in self._patterns if fits(label, p)]
        found = [*filter(None, [self.codes.get(label)]), *alike, *fitting]
        criterion, rating, later = None, None, False
        for one in found:
            if one.ignore and criterion is None and rating is None:
                return one
            criterion = one.criterion if criterion is None else criterion
            if rating is None and not later:
                rating, later = one.rating, one.later
        told = Meaning(criterion=criterion, rating=rating, later=later)
        return told if found else None

    @cached_property  # asked of thousands of codes
    def _alike(self) -> dict[str, list[Meaning]]:
        found: dict[str, list[Meaning]] = {}
        for name, meaning in self.codes.items():
            found.setdefault(name.casefold(), []).append(meaning)
        return found

    @cached_property
    def _patterns(self) -> list[str]:
        return sorted((p for p in self.codes if "*" in p), key=len, reverse=True)

    def coder(self, file: str, user: str) -> str | None:
        """Return the coder that a user is, in one file if the mapping says so.

        Of two files that do not say who coded, the coders need not be one person.
        """
        everywhere = None if user == NOBODY else self.coders.get(user)
        return self.coders.get(f"{file}: {user}") or everywhere

    def facts(self, label: str) -> SourceFacts:
        """Return what is said of one source, after what is said of all."""
        own = self.sources.get(label, SourceFacts())
        return self.all_sources.model_copy(update=own.model_dump(exclude_none=True))

    def pattern_teams(self, name: str) -> set[str]:
        """Return the teams whose pattern of names (``name: alpha-*``) fits."""
        patterns = {
            label.removeprefix("name: "): team
            for label, team in self.teams.items()
            if label.startswith("name: ") and team not in (None, IGNORE)
        }
        return {
            str(team)
            for pattern, team in patterns.items()
            if fnmatch.fnmatchcase(name.casefold(), pattern.casefold())
        }


def fits(label: str, pattern: str) -> bool:
    """Match the path of a code, or its end, whose levels may be parted by a slash.

    >>> fits("Funding > Barriers > Time", "barriers/*"), fits("Barriers", "barriers/*")
    (True, False)
    """
    wanted = pattern.casefold()
    return any(fnmatch.fnmatchcase(path, wanted) for path in _paths(label))


@lru_cache(maxsize=caps.CODES)  # each is compared with every pattern
def _paths(label: str) -> list[str]:
    levels = label.casefold().split(" > ")
    ends = [levels[n:] for n in range(len(levels))]
    return [between.join(end) for end in ends for between in (" > ", "/")]


def read_mapping(study: Path) -> Mapping:
    """Read a study's mapping.

    Raises
    ------
    StudyError
        With one fault for each value that is wrong or unknown.
    """
    return Mapping.from_yaml(read_yaml(study / FILE), FILE)

"""What teams are evaluated against: areas, criteria and the rating scale."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from hiteval.record import FILE_NAME, FILE_NAME_IN_WORDS, Id, Record, Text

HEADINGS = {"team", "criterion"}  # columns beside criteria in the report's tables
Kind = Literal["process", "outcome"]


class Level(Record):
    """One level of the rating scale."""

    value: int
    name: Text
    meaning: Text


class ProposalRule(Record):
    """The parameters of the rule that proposes a rating from the evidence.

    ``explicit_sources`` is how many sources must give a concrete example for the
    outermost level; ``net_ratio`` is how many times as many sources must stand on one
    side as on the other before mixed evidence counts for that side.
    """

    explicit_sources: Annotated[int, Field(ge=1)]
    net_ratio: Annotated[float, Field(ge=1, strict=False)]


class RatingScale(Record):
    """The five levels -2 to +2 and the rule of proposal.

    *Missing* is not a level: it is the absence of one.
    """

    source: Text
    levels: Annotated[tuple[Level, ...], Field(strict=False)]
    proposal_rule: ProposalRule

    @model_validator(mode="after")
    def _five_levels(self) -> Self:
        if self.ratings != [-2, -1, 0, 1, 2]:
            raise ValueError("the levels -2, -1, 0, 1 and 2, each once")
        return self

    @property
    def ratings(self) -> list[int]:
        """The levels' values, lowest first."""
        return sorted(level.value for level in self.levels)


class Criterion(Record):
    """A checkable part of an area."""

    id: Id
    name: Text
    definition: Text


def _file_name(area_id: str) -> str:
    if not re.fullmatch(FILE_NAME, area_id):
        raise ValueError(FILE_NAME_IN_WORDS)
    return area_id


class Area(Record):
    """One of the broad things that successful teams develop."""

    id: Annotated[str, AfterValidator(_file_name)]
    name: Text
    kind: Kind
    definition: Text
    criteria: Annotated[tuple[Criterion, ...], Field(strict=False)]


class Framework(Record):
    """The areas and criteria of one evaluation, with the scale they are rated on."""

    id: Id
    title: Text
    source: Text
    criteria_note: str = ""
    areas: Annotated[tuple[Area, ...], Field(strict=False)]
    rating_scale: RatingScale

    @model_validator(mode="after")
    def _filled_and_ids_once(self) -> Self:
        if not self.areas or not all(area.criteria for area in self.areas):
            raise ValueError("at least one area, and a criterion in each")
        ids = [area.id for area in self.areas] + self.criterion_ids
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"each id once, not {twice[0]} twice")
        names = [criterion.name.strip().casefold() for criterion in self.criteria]
        if len(set(names)) < len(names) or not set(names).isdisjoint(HEADINGS):
            raise ValueError("a name for each criterion, each once, none of them Team")
        return self

    @property
    def criteria(self) -> list[Criterion]:
        """Every criterion, in the framework's order."""
        return [criterion for area in self.areas for criterion in area.criteria]

    @property
    def criterion_ids(self) -> list[str]:
        """Every criterion's id, in the framework's order."""
        return [criterion.id for criterion in self.criteria]

    @property
    def area_of(self) -> dict[str, str]:
        """The id of the area of each criterion."""
        return {c.id: area.id for area in self.areas for c in area.criteria}

    def area(self, area_id: str) -> Area:
        """Return one area.

        Raises
        ------
        KeyError
            If the framework has no such area.
        """
        return {area.id: area for area in self.areas}[area_id]

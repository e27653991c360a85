"""What teams are evaluated against: areas, criteria and the rating scale."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from hiteval.errors import Fault, StudyError, shown

Kind = Literal["process", "outcome"]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Text = Annotated[str, Field(min_length=1)]


class Plain(BaseModel):
    """A frozen record read from YAML: strict types, no unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def from_yaml(cls, values: dict[str, Any], file: str) -> Self:
        """Check what a YAML file holds.

        Raises
        ------
        StudyError
            With one fault for each value that is wrong, absent or unknown.
        """
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise StudyError(_faults(error, file)) from None


class Level(Plain):
    """One level of the rating scale."""

    value: int
    name: Text
    meaning: Text


class ProposalRule(Plain):
    """The parameters of the rule that proposes a rating from the evidence.

    ``explicit_sources`` is how many sources must give a concrete example for the
    outermost level; ``net_ratio`` is how many times as many sources must stand on one
    side as on the other before mixed evidence counts for that side.
    """

    explicit_sources: Annotated[int, Field(ge=1)]
    net_ratio: Annotated[float, Field(ge=1, strict=False)]


class RatingScale(Plain):
    """The five levels -2 to +2 and the rule of proposal.

    *Missing* is not a level: it is the absence of one.
    """

    source: Text
    levels: Annotated[tuple[Level, ...], Field(strict=False)]
    proposal_rule: ProposalRule

    @model_validator(mode="after")
    def _five_levels(self) -> Self:
        if sorted(self.values) != [-2, -1, 0, 1, 2]:
            raise ValueError("the levels -2, -1, 0, 1 and 2, each once")
        return self

    @property
    def values(self) -> list[int]:
        """The levels' values, lowest first."""
        return sorted(level.value for level in self.levels)


class Criterion(Plain):
    """A checkable part of an area."""

    id: Id
    name: Text
    definition: Text


class Area(Plain):
    """One of the broad things that successful teams develop."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    name: Text
    kind: Kind
    definition: Text
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, strict=False)]


class Framework(Plain):
    """The areas and criteria of one evaluation, with the scale they are rated on."""

    id: Id
    title: Text
    source: Text
    criteria_note: str = ""
    areas: Annotated[tuple[Area, ...], Field(min_length=1, strict=False)]
    rating_scale: RatingScale

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [area.id for area in self.areas] + self.criterion_ids
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"each id once, not {twice[0]} twice")
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


def _faults(error: ValidationError, file: str) -> list[Fault]:
    return [
        Fault(
            file,
            item["msg"].removeprefix("Value error, "),
            shown(item["input"]) if item["type"] != "missing" else "nothing",
            "Correct the file.",
            column=".".join(map(str, item["loc"])) or None,
        )
        for item in error.errors()
    ]

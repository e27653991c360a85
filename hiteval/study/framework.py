"""What teams are evaluated against: areas, criteria and the rating scale.

The rating scale may be of any length and wording. It has two sides or one: see
`RatingScale`.
"""

import re
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import AfterValidator, Field, model_validator

from hiteval.study.record import FILE_NAME, FILE_NAME_IN_WORDS, Id, Record, Text

HEADINGS = {"team", "criterion"}  # columns beside criteria in the report's tables
LEVELS = range(2, 12)  # how many a scale may have: nobody can tell more shades apart
BY_EXAMPLE = [-2, -1, 0, 1, 2]
Kind = Literal["process", "outcome"]
Form = Literal["by-example", "two-sided", "one-sided"]


ROUNDING = 1e-9  # in floating point 2.2 * 25 is more than 55
Share = Annotated[float, Field(ge=0, lt=1, strict=False)]


class Level(Record):
    """One level of the rating scale."""

    value: Annotated[int, Field(ge=-100, le=100)]
    name: Text
    meaning: Text


class ProposalRule(Record):
    """The parameters of the rule that proposes a rating from the evidence.

    ``net_ratio`` is how many times as many sources must be on one side of the neutral
    level as on the other, or on a one-sided scale must reach a level as do not. An
    outer level (on a one-sided scale, the highest) takes ``explicit_sources`` that
    reach it, and at least the share ``explicit_share`` of all sources. It allows the
    share ``contrary_share`` of all sources on the other side. A source that is mixed or
    neutral counts ``mixed_weight`` for each side. `hiteval.analysis.scoring` has the
    whole rule. The values by default are those of a rule by numbers alone.
    """

    explicit_sources: Annotated[int, Field(ge=1)]
    net_ratio: Annotated[float, Field(ge=1, strict=False)]
    explicit_share: Share = 0
    contrary_share: Share = 0
    mixed_weight: Annotated[float, Field(ge=0, le=0.5, strict=False)] = 0

    @property
    def parameters(self) -> dict[str, str]:
        """Each parameter as it is written, by its name."""
        return {name: f"{value:.4g}" for name, value in self}

    @property
    def at_work(self) -> dict[str, str]:
        """Those parameters that change what the rule would say without them."""
        return {name: v for name, v in self.parameters.items() if v != "0"}

    def outweighs(self, many: Any, few: Any) -> Any:
        """Tell where there are more of one kind, and ``net_ratio`` times as many.

        Equal numbers are mixed at any ratio: neither side may win by coming first.
        """
        return (many > few) & (many >= self.net_ratio * few - ROUNDING)

    def explicit_needed(self, sources: Any) -> Any:
        """Return how many of so many sources must reach an outer level."""
        share = np.ceil(self.explicit_share * sources - ROUNDING)
        return np.maximum(self.explicit_sources, share).astype("int64")

    def contrary_allowed(self, sources: Any) -> Any:
        """Return how many of so many sources may speak against an outer level."""
        return np.floor(self.contrary_share * sources + ROUNDING).astype("int64")


class RatingScale(Record):
    """The levels that a rating may have, and the rule of proposal.

    A scale of *two sides* has a neutral level, above which evidence supports a
    criterion and below which it is contrary: 0 of -2 to +2, or 3 of 1 to 5. It is 0
    where there are levels below 0; otherwise ``neutral`` names it. A scale without one
    has *one side*, as a scale of maturity from 0 to 5: evidence puts a criterion at a
    level, and none is contrary.

    *Missing* is not a level: it is the absence of one.
    """

    source: Text
    levels: Annotated[tuple[Level, ...], Field(strict=False)]
    neutral: int | None = None
    proposal_rule: ProposalRule

    @model_validator(mode="after")
    def _levels_once_and_neutral_between(self) -> Self:
        values = self.ratings
        if len(values) not in LEVELS or len(set(values)) < len(values):
            raise ValueError(
                f"{LEVELS[0]} to {LEVELS[-1]} levels, each value once, so that a scale "
                "of points becomes bands, such as 0, 25, 50, 75 and 100"
            )
        if (middle := self.middle) is None:
            return self
        if middle not in values[1:-1]:
            raise ValueError(
                f"a neutral level {middle} with levels above and below it, as there "
                "are levels below 0 or `neutral` names it"
            )
        return self

    @property
    def ratings(self) -> list[int]:
        """The levels' values, lowest first."""
        return sorted(level.value for level in self.levels)

    @property
    def middle(self) -> int | None:
        """The neutral level; none where the scale has one side."""
        signed = any(value < 0 for value in self.ratings)
        return 0 if self.neutral is None and signed else self.neutral

    @property
    def two_sided(self) -> bool:
        """Whether evidence can be contrary."""
        return self.middle is not None

    @property
    def form(self) -> Form:
        """What kind of scale it is, for words that suit one kind alone.

        On -2 to +2, the scale of the CFIR, the outermost levels are those of a
        *concrete example*; other scales of two sides may mean something else by theirs.
        """
        if not self.two_sided:
            return "one-sided"
        return "by-example" if self.ratings == BY_EXAMPLE else "two-sided"

    @property
    def above(self) -> list[int]:
        """The levels above the neutral one, the nearest first; of one side, all."""
        return [v for v in self.ratings if self.middle is None or v > self.middle]

    @property
    def below(self) -> list[int]:
        """The levels below the neutral one, the nearest first; of one side, none."""
        lower = self.middle
        return [v for v in reversed(self.ratings) if lower is not None and v < lower]

    def written(self, rating: float) -> str:
        """Write a rating: with its sign where the scale has signs; half points stay.

        >>> levels = [Level(value=v, name="n", meaning="m") for v in (-1, 0, 1)]
        >>> rule = ProposalRule(explicit_sources=2, net_ratio=2)
        >>> signed = RatingScale(source="s", levels=levels, proposal_rule=rule)
        >>> signed.written(1), signed.written(-1.0), signed.written(0.0)
        ('+1', '−1', '0')
        >>> plain = RatingScale(source="s", levels=levels[1:], proposal_rule=rule)
        >>> plain.written(1), plain.written(0.5)
        ('1', '0.5')
        """
        if self.ratings[0] >= 0:
            return f"{rating:g}"
        return f"{rating:+g}".replace("+0", "0").replace("-", "−")


class Criterion(Record):
    """A checkable part of an area.

    In a study with waves, ``since`` is the first wave that asked about it, and
    ``reworded`` lists the waves in which its wording changed.
    """

    id: Id
    name: Text
    definition: Text
    since: Id | None = None
    reworded: Annotated[tuple[Id, ...], Field(strict=False)] | None = None


def _file_name(area_id: str) -> str:
    if not re.fullmatch(FILE_NAME, area_id):
        raise ValueError(FILE_NAME_IN_WORDS)
    return area_id


class Area(Record):
    """One of the broad things that successful teams develop.

    ``kind`` is left out where a framework does not separate process from outcome.
    """

    id: Annotated[str, AfterValidator(_file_name)]
    name: Text
    kind: Kind | None = None
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

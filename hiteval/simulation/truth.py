"""The design of a study, its truth, and how far sources and people stray from it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEVELS = np.arange(-2, 3)
SHARES = (0.06, 0.11, 0.12, 0.39, 0.32)  # of LEVELS, somewhat graver than data/
ABSENT = 0.14  # of a team's criteria, of which no source speaks


@dataclass(frozen=True, slots=True)
class Design:
    """How large a study is, and the seed of everything drawn for it.

    ``documents`` counts first-person accounts too. The partnership comes on top of the
    ``teams``.
    """

    teams: int
    documents: int
    interviews: int
    coders: int
    seed: int

    def random(self, part: str) -> np.random.Generator:
        """Return the generator of one part: drawing more from it changes no other."""
        return np.random.default_rng([self.seed, *part.encode()])

    @property
    def sources(self) -> int:
        """How many there are: documents first, then interviews."""
        return self.documents + self.interviews

    @property
    def team_ids(self) -> list[str]:
        """Of the teams, then of the partnership."""
        return [*numbered("team-", self.teams), "partnership"]

    @property
    def coder_ids(self) -> list[str]:
        """Of the coders."""
        return numbered("coder-", self.coders)


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """How evidence strays from the truth: three probabilities.

    ``shown``: a source that speaks of a criterion shows the true level; else one beside
    it. ``read``: a coder rates a passage at the level that its source shows; else one
    beside it. ``missed``: a coder does not see that a passage speaks of a criterion.
    Nobody sees a criterion where there is none. All of it is drawn independently.
    """

    shown: float = 0.8
    read: float = 0.91
    missed: float = 0.2


NO_ERRORS = ErrorModel(shown=1, read=1, missed=0)


@dataclass(frozen=True, slots=True)
class Truth:
    """The level of every team on every criterion: both arrays are (teams, criteria).

    ``levels`` means nothing where ``present`` is false.
    """

    levels: Integers
    present: Flags

    def table(self, team_ids: list[str], criterion_ids: list[str]) -> pd.DataFrame:
        """Return one row per team and criterion; ``level`` is missing where absent."""
        cells = pd.MultiIndex.from_product([team_ids, criterion_ids])
        cells.names = ["team_id", "criterion_id"]
        level = pd.arrays.IntegerArray(self.levels.ravel(), ~self.present.ravel())
        return pd.DataFrame({"level": level}, index=cells).reset_index()


def draw_truth(design: Design, criteria: int) -> Truth:
    """Draw the truth; each team has at least one criterion present."""
    random = design.random("truth")
    shape = (design.teams + 1, criteria)
    levels = random.choice(LEVELS, shape, p=SHARES)
    chance = random.random(shape)
    present = (chance >= ABSENT) | (chance == chance.max(axis=1, keepdims=True))
    return Truth(levels, present)


def strayed(levels: Any, right: float, random: np.random.Generator) -> Integers:
    """Leave a level as it is with probability ``right``; else take one beside it.

    The ends of the scale have one neighbour, other levels two, equally likely.
    """
    step = random.choice([-1, 1], np.shape(levels))
    step = np.where(np.abs(levels + step) > LEVELS.max(), -step, step)
    right_there = random.random(np.shape(levels)) < right
    read: Integers = np.where(right_there, levels, levels + step)
    return read


def numbered(stem: str, count: int) -> list[str]:
    """Return ids of equal width, so that they sort as they count.

    >>> numbered("team-", 2)
    ['team-01', 'team-02']
    """
    width = max(2, len(str(count)))
    return [f"{stem}{n:0{width}}" for n in range(1, count + 1)]

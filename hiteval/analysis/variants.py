"""Variants of proposed ratings, counted by the level that they reach.

Every function gives counts of shape ``(cells, 1 + levels)``: for each team and
criterion, how many variants are missing, then how many reach each level of the scale.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.evidence import flags
from hiteval.analysis.scoring import NONE, Steps, proposed_step
from hiteval.study.framework import ProposalRule, RatingScale

EXPLICIT_SOURCES = (1, 2, 3)
NET_RATIOS = (1.0, 2.0, 3.0)
_BLOCK = 2**24  # counts held at once while resampling: 64 MB

Floats = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Draws:
    """How sources are drawn: the same seed gives the same draws, whatever the study.

    A team's draws depend on the seed and on its own evidence alone, so that neither
    other teams nor the names of its sources change them.
    """

    seed: int
    number: int = 2000


def without_a_source(rows: pd.DataFrame, totals: Any, scale: RatingScale) -> Steps:
    """Return the step of a cell's rating without the source of each row."""
    shown = rows.assign(sources=1)[["sources", *flags(scale)]]
    left = totals[:, rows["cell"]] - shown.to_numpy(dtype=np.int64).T
    return proposed_step(left, scale)


def parameters(totals: Any, scale: RatingScale) -> Counts:
    """Count the levels reached over the grid of the rule's parameters."""
    grid = [
        scale.proposal_rule.model_copy(
            update={"explicit_sources": explicit, "net_ratio": ratio}
        )
        for explicit, ratio in product(EXPLICIT_SOURCES, NET_RATIOS)
    ]
    scales = [scale.model_copy(update={"proposal_rule": rule}) for rule in grid]
    levels = [once(proposed_step(totals, other), other) for other in scales]
    counts: Counts = np.sum(levels, axis=0)
    return counts


def by_numbers(totals: Any, scale: RatingScale) -> Counts:
    """Count the level that each cell reaches by the rule without its shares.

    No variant where the rule has none: it is the rule by numbers alone.
    """
    rule = scale.proposal_rule
    plain = ProposalRule(
        explicit_sources=rule.explicit_sources, net_ratio=rule.net_ratio
    )
    other = scale.model_copy(update={"proposal_rule": plain})
    return once(proposed_step(totals, other), other) * (plain != rule)


def without_neutral(both: Any, totals: Any, scale: RatingScale) -> Counts:
    """Count the level that each cell reaches without sources that speak for no side.

    ``both`` is how many sources speak for both sides, which are kept. No variant where
    no source is neutral; a scale of one side has no such source.
    """
    sources, *shown = totals
    side = dict(zip(flags(scale), shown, strict=True))
    speaking = side["supporting"] + side["contrary"] - both
    step = proposed_step(np.array([speaking, *shown]), scale)
    return np.where((speaking < sources)[:, None], once(step, scale), 0)


def alone(parts: pd.DataFrame, cells: pd.DataFrame, scale: RatingScale) -> Counts:
    """Count the levels reached from one part of a team's evidence alone."""
    shown = ["sources", *flags(scale)]
    sums = parts.assign(sources=1).groupby(["cell", "part"])[shown].sum().reset_index()
    step = proposed_step(sums[shown].to_numpy().T, scale)
    counts = by_cell(sums["cell"].to_numpy(), step, len(cells), scale)
    of_team = parts.groupby("team_id")["part"].nunique()
    there_are = of_team.reindex(cells["team_id"], fill_value=0).to_numpy()
    counts[:, 0] += there_are - counts.sum(axis=1)
    return np.where(there_are[:, None] > 1, counts, 0)


def resampled(
    rows: pd.DataFrame, cells: pd.DataFrame, scale: RatingScale, draws: Draws
) -> Counts:
    """Count the levels reached when each team's sources are drawn anew."""
    team, teams = pd.factorize(cells["team_id"], sort=True)
    criterion, criteria = pd.factorize(cells["criterion_id"], sort=True)
    owner, shown = _flags_of_sources(rows, teams, criteria, scale)
    shape = (len(teams), len(criteria), 1 + len(scale.ratings))
    reached = np.zeros(shape, dtype=np.int64)
    sizes = np.bincount(owner, minlength=len(teams))
    first = np.cumsum(sizes) - sizes
    for size in np.unique(sizes[sizes > 1]):
        weights = _weights(int(size), draws)
        for block in _blocks(np.flatnonzero(sizes == size), shown[0].size, draws):
            of = first[block] + np.arange(size)[:, None]
            reached[block] = _levels_of_draws(weights, shown[of], scale)
    return reached[team, criterion]


def _flags_of_sources(
    rows: pd.DataFrame, teams: Any, criteria: Any, scale: RatingScale
) -> tuple[Counts, npt.NDArray[np.bool_]]:
    """Lay out what each source of a team shows: its team, and the flags by criterion.

    A team's sources are ordered by what they show, not by their names.
    """
    source, names = pd.factorize(rows["source_id"])
    team = teams.get_indexer(rows["team_id"]).astype(np.int64)
    pair, row, at = np.unique(
        team * len(names) + source, return_index=True, return_inverse=True
    )
    columns = ["any", *flags(scale)]
    shown = np.zeros((len(pair), len(columns), len(criteria)), dtype=np.bool_)
    cells = rows.assign(any=True)[columns].to_numpy(dtype=np.bool_)
    shown[at, :, criteria.get_indexer(rows["criterion_id"])] = cells
    packed = np.packbits(shown.reshape(len(pair), np.prod(shown.shape[1:])), axis=1)
    order = np.lexsort([*packed.T, team[row]])
    return team[row][order], shown[order]


def _weights(size: int, draws: Draws) -> Floats:
    """Draw how often each of a team's sources is in each draw: (draws, size)."""
    rng = np.random.default_rng([draws.seed, size])
    often = rng.multinomial(size, np.full(size, 1 / size), size=draws.number)
    return often.astype(np.float32)


def _blocks(teams: Counts, width: int, draws: Draws) -> Iterator[Counts]:
    """Split teams so that the counts of all draws fit in `_BLOCK`."""
    at_once = max(1, _BLOCK // (draws.number * width))
    yield from np.split(teams, np.arange(at_once, len(teams), at_once))


def _levels_of_draws(weights: Floats, shown: Any, scale: RatingScale) -> Counts:
    """Count the levels that draws reach, for teams with equally many sources.

    ``weights`` is (draws, sources), ``shown`` (sources, teams, 1 + flags, criteria);
    the result is (teams, criteria, 1 + levels).
    """
    size, *shape = shown.shape
    tallies = weights @ shown.reshape(size, -1).astype(np.float32)
    drawn = proposed_step(np.moveaxis(tallies.reshape(-1, *shape), 2, 0), scale)
    steps = (NONE, *range(len(scale.ratings)))
    counted = [np.count_nonzero(drawn == step, axis=0) for step in steps]
    return np.stack(counted, axis=-1)


def by_cell(cell: Any, step: Any, cells: int, scale: RatingScale) -> Counts:
    """Count levels for each cell, the missing ones first."""
    steps = 1 + len(scale.ratings)
    at = cell * steps + step.astype(np.int64) - NONE
    return np.bincount(at, minlength=cells * steps).reshape(cells, steps)


def once(step: Any, scale: RatingScale) -> Counts:
    """Count one level per cell."""
    return by_cell(np.arange(len(step)), step, len(step), scale)

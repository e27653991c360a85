"""Variants of proposed ratings, counted by the level that they reach.

Every function gives counts of shape ``(cells, 6)``: for each team and criterion, how
many variants are missing, then how many reach each of `LEVELS`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.scoring import SIDES, proposed_level
from hiteval.framework import ProposalRule

EXPLICIT_SOURCES = (1, 2, 3)
NET_RATIOS = (1.0, 2.0, 3.0)
LEVELS = np.arange(-2, 3)
NONE = -3  # stands for missing, so that level - NONE is a place to count in
_PLACES = 6
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


def without_a_source(rows: pd.DataFrame, totals: Any, rule: ProposalRule) -> Counts:
    """Count the levels reached when each source of a cell is left out in turn."""
    cell = rows["cell"].to_numpy()
    sources, *sides = totals[:, cell]
    left = np.stack(sides) - rows[SIDES].to_numpy(dtype=np.int64).T
    level = np.where(sources > 1, proposed_level(left, rule), NONE)
    return by_cell(cell, level, totals.shape[1])


def parameters(totals: Any) -> Counts:
    """Count the levels reached over the grid of the rule's parameters."""
    grid = [
        ProposalRule(explicit_sources=explicit, net_ratio=ratio)
        for explicit, ratio in product(EXPLICIT_SOURCES, NET_RATIOS)
    ]
    levels = [places(proposed_level(totals[1:], rule)) for rule in grid]
    counts: Counts = np.sum(levels, axis=0)
    return counts


def alone(parts: pd.DataFrame, cells: pd.DataFrame, rule: ProposalRule) -> Counts:
    """Count the levels reached from one part of a team's evidence alone."""
    sums = parts.groupby(["cell", "part"])[SIDES].sum().reset_index()
    level = proposed_level(sums[SIDES].to_numpy().T, rule)
    counts = by_cell(sums["cell"].to_numpy(), level, len(cells))
    of_team = parts.groupby("team_id")["part"].nunique()
    there_are = of_team.reindex(cells["team_id"], fill_value=0).to_numpy()
    counts[:, 0] += there_are - counts.sum(axis=1)
    return np.where(there_are[:, None] > 1, counts, 0)


def resampled(
    rows: pd.DataFrame, cells: pd.DataFrame, rule: ProposalRule, draws: Draws
) -> Counts:
    """Count the levels reached when each team's sources are drawn anew."""
    team, teams = pd.factorize(cells["team_id"], sort=True)
    criterion, criteria = pd.factorize(cells["criterion_id"], sort=True)
    owner, flags = _flags_of_sources(rows, teams, criteria)
    reached = np.zeros((len(teams), len(criteria), _PLACES), dtype=np.int64)
    sizes = np.bincount(owner, minlength=len(teams))
    first = np.cumsum(sizes) - sizes
    for size in np.unique(sizes[sizes > 1]):
        weights = _weights(int(size), draws)
        for block in _blocks(np.flatnonzero(sizes == size), flags[0].size, draws):
            of = first[block] + np.arange(size)[:, None]
            reached[block] = _levels_of_draws(weights, flags[of], rule)
    return reached[team, criterion]


def _flags_of_sources(
    rows: pd.DataFrame, teams: Any, criteria: Any
) -> tuple[Counts, npt.NDArray[np.bool_]]:
    """Lay out what each source of a team shows: its team, and the flags by criterion.

    A team's sources are ordered by what they show, not by their names.
    """
    source, names = pd.factorize(rows["source_id"])
    team = teams.get_indexer(rows["team_id"]).astype(np.int64)
    pair, row, at = np.unique(
        team * len(names) + source, return_index=True, return_inverse=True
    )
    flags = np.zeros((len(pair), 1 + len(SIDES), len(criteria)), dtype=np.bool_)
    shown = rows[SIDES].assign(any=True)[["any", *SIDES]].to_numpy(dtype=np.bool_)
    flags[at, :, criteria.get_indexer(rows["criterion_id"])] = shown
    packed = np.packbits(flags.reshape(len(pair), np.prod(flags.shape[1:])), axis=1)
    order = np.lexsort([*packed.T, team[row]])
    return team[row][order], flags[order]


def _weights(size: int, draws: Draws) -> Floats:
    """Draw how often each of a team's sources is in each draw: (draws, size)."""
    rng = np.random.default_rng([draws.seed, size])
    often = rng.multinomial(size, np.full(size, 1 / size), size=draws.number)
    return often.astype(np.float32)


def _blocks(teams: Counts, width: int, draws: Draws) -> Iterator[Counts]:
    """Split teams so that the counts of all draws fit in `_BLOCK`."""
    at_once = max(1, _BLOCK // (draws.number * width))
    yield from np.split(teams, np.arange(at_once, len(teams), at_once))


def _levels_of_draws(weights: Floats, flags: Any, rule: ProposalRule) -> Counts:
    """Count the levels that draws reach, for teams with equally many sources.

    ``weights`` is (draws, sources), ``flags`` (sources, teams, 5, criteria); the
    result is (teams, criteria, 6).
    """
    size, *shape = flags.shape
    tallies = weights @ flags.reshape(size, -1).astype(np.float32)
    present, *sides = np.moveaxis(tallies.reshape(-1, *shape), 2, 0)
    level = np.where(present > 0, proposed_level(np.stack(sides), rule), np.int8(NONE))
    counted = [np.count_nonzero(level == place, axis=0) for place in (NONE, *LEVELS)]
    return np.stack(counted, axis=-1)


def by_cell(cell: Any, level: Any, cells: int) -> Counts:
    """Count levels for each cell: (cells, 6), the missing ones first."""
    place = cell * _PLACES + level.astype(np.int64) - NONE
    return np.bincount(place, minlength=cells * _PLACES).reshape(cells, _PLACES)


def places(level: Any) -> Counts:
    """Count one level a cell."""
    return by_cell(np.arange(len(level)), level, len(level))

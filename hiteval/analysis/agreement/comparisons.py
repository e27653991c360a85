"""Comparisons between coders, question by question and at every level.

Three questions, kept apart:

*same criterion*: do coders give a segment the same criterion? A segment may be given
several criteria, so each pair of segment and criterion is one decision, given or not,
of every coder who saw the segment. For an area, a coder gave it who gave any criterion
of it.

*same rating*: where two or more coders gave a segment the same criterion, do they rate
it the same? Nothing else enters.

*tells of the same*: likewise, do they say that the segment tells of the same: of the
team, of its context, or of a baseline? It is asked only where codings of the study say.
"""

from dataclasses import dataclass

import numpy as np

from hiteval.analysis.agreement.coding_grid import CodingGrid, Flags
from hiteval.analysis.agreement.coincidences import Counts, Floats, count
from hiteval.catalogue import N_
from hiteval.study.choices import ABOUT
from hiteval.study.framework import Framework

SAME_CRITERION, SAME_RATING = N_("same criterion"), N_("same rating")
SAME_ABOUT = N_("tells of the same")
OVERALL, AREA, CRITERION = "overall", "area", "criterion"
NOT_GIVEN, GIVEN = 0.0, 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question at one level, counted for each source or team.

    ``subject_id`` is the area's or criterion's id, and *overall* for all together.
    """

    question: str
    level: str
    subject_id: str
    counts: Counts


def same_criterion(grid: CodingGrid, framework: Framework) -> list[Comparison]:
    """Count who gave a segment which criterion: overall, by area and by criterion.

    Overall pools the decisions on all criteria; a segment then counts once for each.
    """
    given = grid.given
    areas: dict[str, Flags] = {
        area: np.any(given[:, :, members], axis=2, keepdims=True)
        for area, members in _members(grid, framework).items()
    }
    criteria = {
        criterion_id: given[:, :, [k]]
        for k, criterion_id in enumerate(grid.criterion_ids)
    }
    subjects: dict[str, dict[str, Flags]] = {
        OVERALL: {OVERALL: given},
        AREA: areas,
        CRITERION: criteria,
    }
    return [
        Comparison(SAME_CRITERION, level, subject_id, _decisions(grid, chosen))
        for level, members in subjects.items()
        for subject_id, chosen in members.items()
    ]


def same_rating(grid: CodingGrid, framework: Framework) -> list[Comparison]:
    """Count who gave which rating: overall, by area and by criterion."""
    scale = framework.rating_scale.ratings
    return _both_gave(SAME_RATING, grid, grid.ratings, scale, framework)


def same_about(grid: CodingGrid, framework: Framework) -> list[Comparison]:
    """Count who says that a segment tells of what: overall, by area and by criterion.

    Nothing where no coding of the study says what it is about. What people settled
    afterwards does not enter: it is no coder's own.
    """
    if grid.about is None:
        return []
    numbers = list(range(len(ABOUT)))
    return _both_gave(SAME_ABOUT, grid, grid.about, numbers, framework)


def _both_gave(
    question: str,
    grid: CodingGrid,
    codings: Floats,
    categories: list[int],
    framework: Framework,
) -> list[Comparison]:
    """Compare what coders say wherever two or more gave a segment a criterion."""
    subjects = {
        OVERALL: {OVERALL: list(range(len(grid.criterion_ids)))},
        AREA: _members(grid, framework),
        CRITERION: {name: [k] for k, name in enumerate(grid.criterion_ids)},
    }
    return [
        Comparison(question, level, subject_id, counts)
        for level, members in subjects.items()
        for subject_id, chosen in members.items()
        for counts in [_coded_twice(grid, codings[:, :, chosen], categories)]
    ]


def _decisions(grid: CodingGrid, given: Flags) -> Counts:
    decided = np.where(grid.saw[:, :, None], given, np.nan)
    clusters = np.repeat(grid.cluster_of, given.shape[2])
    units = decided.reshape(len(decided), len(clusters))
    return count(units, [NOT_GIVEN, GIVEN], clusters, grid.n_clusters)


def _coded_twice(grid: CodingGrid, codings: Floats, categories: list[int]) -> Counts:
    segment, criterion = np.nonzero((~np.isnan(codings)).sum(axis=0) > 1)
    units = codings[:, segment, criterion]
    return count(units, categories, grid.cluster_of[segment], grid.n_clusters)


def _members(grid: CodingGrid, framework: Framework) -> dict[str, list[int]]:
    """List the numbers of the criteria of each area."""
    return {
        area.id: [grid.criterion_ids.index(criterion.id) for criterion in area.criteria]
        for area in framework.areas
    }

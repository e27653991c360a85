"""The rating that the evidence proposes by rule, and the profile of each area.

The rule is this project's own; the method page sets it out. It counts sources, not
segments, so that one long document cannot outweigh several short ones, and it is a
rule, not a mean.

*A two-sided scale*, adapted from published practice in rating CFIR constructs. Of n
sources S support a criterion and C are contrary; a source that does both, or neither,
counts ``mixed_weight`` (w) for each side: s = S + w (n - S - C), c = C + w (n - S - C).
On -2 to +2, where S2 of the supporting sources have a concrete example:

============================= =====================================================
no source                     missing
s > c and s >= net_ratio c    +2 if S2 >= ``explicit_sources``, S2 >= n
                              ``explicit_share`` and C <= n ``contrary_share``;
                              else +1
c > s and c >= net_ratio s    the same, mirrored: -2 or -1
otherwise                     0
============================= =====================================================

Shares keep the rule as exact with many sources as with few: with fixed numbers alone,
+1 drifts to +2 as sources gather, and one contrary source of any number prevents +2.
Scales with more levels on a side have them all by the line of the outer level.

*A one-sided scale*: the highest level that more sources reach than do not, and
``net_ratio`` times as many; the highest level of all must be reached by
``explicit_sources`` and by the share ``explicit_share`` as well. Where none is, the
lowest level. With a ``net_ratio`` of 1 this is the median of the sources' levels, and
the lower one where the median lies between two: as the level of an ordinal scale that
most have passed it needs no arithmetic on levels. In the Delphi study of SCIROCCO the
median settles people's ratings (see `hiteval.analysis.consensus`); to apply it to
sources is this project's own.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.evidence import flags
from hiteval.analysis.explanation import sentences
from hiteval.catalogue import N_
from hiteval.study.framework import Framework, ProposalRule, RatingScale

NONE = -1  # stands for missing among steps on the scale
NEUTRAL, MIXED = N_("neutral"), N_("mixed")
SUPPORTED, CONTRADICTED = N_("supported"), N_("contradicted")
MOSTLY_SUPPORTED = N_("mostly supported")
MOSTLY_CONTRADICTED = N_("mostly contradicted")
REACHED = N_("reached")

Steps = npt.NDArray[np.int8]


def propose(counts: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Propose a rating for every team on every criterion, with its reason.

    Parameters
    ----------
    counts : DataFrame
        From `hiteval.analysis.evidence.tally`.
    scale : RatingScale
        With the parameters of the rule.

    Returns
    -------
    DataFrame
        ``counts``, and beside them: ``rating`` (Int64, a level; missing, which is no
        level, where no segment was coded); ``finding`` (which line of the rule
        applied); ``because`` (the sentence that explains the rating).
    """
    step = proposed_step(counts[["sources", *flags(scale)]].to_numpy().T, scale)
    level = np.array(scale.ratings)[step]
    proposed = counts.assign(
        rating=pd.arrays.IntegerArray(level.astype(np.int64), step == NONE),
        finding=_finding(counts, step, scale),
    )
    return proposed.assign(because=sentences(proposed, scale))


def proposed_step(counts: npt.NDArray[Any], scale: RatingScale) -> Steps:
    """Apply the rule to counts of sources.

    Parameters
    ----------
    counts : array, shape (1 + flags, ...)
        How many sources there are, and how many raise each of
        `hiteval.analysis.evidence.flags`, in their order.
    scale : RatingScale
        As in `propose`.

    Returns
    -------
    array of int8, shape (...)
        The step of the level on the scale, 0 for the lowest; `NONE` where
        there is no source.
    """
    rule = _two_sides if scale.two_sided else _one_side
    step: Steps = np.where(counts[0] > 0, rule(counts, scale), np.int8(NONE))
    return step


def _two_sides(counts: npt.NDArray[Any], scale: RatingScale) -> Steps:
    sources, *shown = counts
    above, below = len(scale.above), len(scale.below)
    ups, downs = shown[: max(above, 2)], shown[max(above, 2) :]
    step: Steps = np.full(np.shape(sources), below, dtype=np.int8)
    step += _levels_reached(sources, ups[:above], downs[0], scale.proposal_rule)
    step -= _levels_reached(sources, downs[:below], ups[0], scale.proposal_rule)
    return step


def _levels_reached(sources: Any, side: Any, others: Any, rule: ProposalRule) -> Steps:
    """Count the levels that one side reaches from the neutral one."""
    mixed = rule.mixed_weight * (sources - side[0] - others)
    wins = rule.outweighs(side[0] + mixed, others + mixed)
    few_contrary = others <= rule.contrary_allowed(sources)
    reached: Steps = wins.astype(np.int8)
    for outer in side[1:]:
        reached += wins & few_contrary & (outer >= rule.explicit_needed(sources))
    return reached


def _one_side(counts: npt.NDArray[Any], scale: RatingScale) -> Steps:
    sources, *reached = counts
    rule = scale.proposal_rule
    step: Steps = np.zeros(np.shape(sources), dtype=np.int8)
    for number in reached:
        step += rule.outweighs(number, sources - number)
    too_few = reached[-1] < rule.explicit_needed(sources)
    step -= (step == len(reached)) & too_few
    return step


def _finding(counts: pd.DataFrame, step: Steps, scale: RatingScale) -> Any:
    """Name the line of the rule that applied."""
    if not scale.two_sided:
        return np.where(step == NONE, MISSING, REACHED)
    s, c, neutral = counts["supporting"], counts["contrary"], len(scale.below)
    applied: dict[str, Any] = {
        MISSING: step == NONE,
        NEUTRAL: (s == 0) & (c == 0),
        SUPPORTED: (c == 0) & (step > neutral),
        CONTRADICTED: (s == 0) & (step < neutral),
        MOSTLY_SUPPORTED: step > neutral,
        MOSTLY_CONTRADICTED: step < neutral,
    }
    return np.select(list(applied.values()), list(applied), MIXED)


def area_profiles(cells: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Describe each team's ratings in each area, without averaging them.

    Parameters
    ----------
    cells : DataFrame
        One row per team and criterion, every criterion of the framework present for
        each team: ``rating`` (Float64, as shown), ``basis`` (see
        `hiteval.analysis.consensus`) and ``segments`` (how many).
    framework : Framework
        Which criterion belongs to which area.

    Returns
    -------
    DataFrame
        One row per team and area, areas in the framework's order: ``criteria`` (how
        many there are), ``evidenced`` (that have a segment); one column for each level
        with the number of criteria at it, ``between`` (between two levels),
        ``uncertain`` (raters disagree), ``missing``; ``coverage`` (evidenced /
        criteria, 0 to 1); ``median`` of the ratings there are (Float64, half points
        kept, missing where there is none).
    """
    areas = [area.id for area in framework.areas]
    levels = framework.rating_scale.ratings
    rating = cells["rating"]
    flags = {str(level): (rating == level).fillna(False) for level in levels}
    flags |= {
        "between": rating.notna() & ~rating.isin(levels),
        "uncertain": cells["basis"] == UNCERTAIN,
        "missing": cells["basis"] == MISSING,
        "evidenced": cells["segments"] > 0,
    }
    area_id = pd.Categorical(cells["criterion_id"].map(framework.area_of), areas)
    groups = cells.assign(area_id=area_id, **flags).groupby(
        ["team_id", "area_id"], observed=True
    )
    profile = groups[list(flags)].sum()
    profile.insert(0, "criteria", groups.size())
    profile["coverage"] = profile["evidenced"] / profile["criteria"]
    profile["median"] = groups["rating"].median().astype("Float64")
    return profile.reset_index().astype({"area_id": "str"})

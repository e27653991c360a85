"""The rating that the evidence proposes by rule, and the profile of each area.

The rule is this project's own; the method page sets it out. It counts sources, not
segments, so that one long document cannot outweigh several short ones, and it is a
rule, not a mean.

*A two-sided scale*, adapted from published practice in rating CFIR constructs. With
sources on one side of the neutral level alone, the outermost level of that side that
``explicit_sources`` of them reach, or else the level next to the neutral one. With
sources on both sides, the level next to the neutral one on the side with more sources,
if they are ``net_ratio`` times as many; or else the neutral level. On -2 to +2:

================================= ================================================
supporting sources, none contrary +2 if ``explicit_sources`` reach it, else +1
contrary sources, none supporting -2 likewise, else -1
both                              +1, -1 or 0
================================= ================================================

*A one-sided scale*: the highest level that more sources reach than do not, and
``net_ratio`` times as many; the highest level of all must be reached by
``explicit_sources`` as well. Where none is, the lowest level. With a ``net_ratio`` of 1
this is the median of the sources' levels, and the lower one where the median lies
between two: as the level of an ordinal scale that most have passed it needs no
arithmetic on levels. In the Delphi study of SCIROCCO the median settles people's
ratings (see `hiteval.analysis.consensus`); to apply it to sources is this project's
own.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.evidence import flags
from hiteval.study.framework import Framework, RatingScale

NONE = -1  # stands for missing among steps on the scale
NEUTRAL, MIXED = "neutral", "mixed"
SUPPORTED, CONTRADICTED = "supported", "contradicted"
MOSTLY_SUPPORTED, MOSTLY_CONTRADICTED = "mostly supported", "mostly contradicted"
REACHED = "reached"

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
    because = (_because if scale.two_sided else _reached)(proposed, scale)
    return proposed.assign(because=because)


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
    _, *shown = counts
    above, below = len(scale.above), len(scale.below)
    ups, downs = shown[: max(above, 2)], shown[max(above, 2) :]
    s, c = ups[0], downs[0]
    explicit, ratio = _parameters(scale)
    step: Steps = below + _outweighs(s, c, ratio).astype(np.int8)
    for outer in ups[1:above]:
        step += (c == 0) & (outer >= explicit)
    step -= _outweighs(c, s, ratio)
    for outer in downs[1:below]:
        step -= (s == 0) & (outer >= explicit)
    return step


def _one_side(counts: npt.NDArray[Any], scale: RatingScale) -> Steps:
    sources, *reached = counts
    explicit, ratio = _parameters(scale)
    step: Steps = np.zeros(np.shape(sources), dtype=np.int8)
    for number in reached:
        step += _outweighs(number, sources - number, ratio)
    step -= (step == len(reached)) & (reached[-1] < explicit)
    return step


def _outweighs(many: Any, few: Any, ratio: np.float64) -> Any:
    """Tell where there are more of one kind, and ``ratio`` times as many.

    Equal numbers are mixed at any ratio: neither side may win by coming first.
    """
    # In floating point 2.2 * 25 is more than 55.
    return (many > few) & (many >= ratio * few - 1e-9)


def _parameters(scale: RatingScale) -> tuple[int, np.float64]:
    rule = scale.proposal_rule
    return rule.explicit_sources, np.float64(rule.net_ratio)


def _finding(counts: pd.DataFrame, step: Steps, scale: RatingScale) -> Any:
    """Name the line of the rule that applied."""
    if not scale.two_sided:
        return np.where(step == NONE, MISSING, REACHED)
    s, c, neutral = counts["supporting"], counts["contrary"], len(scale.below)
    fired: dict[str, Any] = {
        MISSING: step == NONE,
        NEUTRAL: (s == 0) & (c == 0),
        SUPPORTED: c == 0,
        CONTRADICTED: s == 0,
        MOSTLY_SUPPORTED: step > neutral,
        MOSTLY_CONTRADICTED: step < neutral,
    }
    return np.select(list(fired.values()), list(fired), MIXED)


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


def _because(proposed: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Build the sentence that explains each rating."""
    lowest, *_, highest = map(scale.written, scale.ratings)
    top, bottom = f" at {highest}; none ", f" at {lowest}; none "
    if scale.form == "by-example":
        top = bottom = " with a concrete example; none "
    support = _count(proposed["supporting"], "source supports it", "sources support it")
    against = _count(proposed["contrary"], "source is contrary", "sources are contrary")
    explicit = _count(proposed["supporting_explicitly"])
    explicitly_against = _count(proposed["contrary_explicitly"])
    sources = _count(proposed["sources"], "source", "sources")
    sentences: dict[str, Any] = {
        MISSING: "no segment was coded",
        NEUTRAL: sources + " with only neutral or mixed segments",
        SUPPORTED: support + ", " + explicit + top + "contrary",
        CONTRADICTED: against + ", " + explicitly_against + bottom + "supports it",
    }
    found = [proposed["finding"] == finding for finding in sentences]
    return pd.Series(
        np.select(found, list(sentences.values()), support + "; " + against),
        index=proposed.index,
        dtype="str",
    )


def _reached(proposed: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Say how many sources reach a rating on a one-sided scale, and the next one."""
    shown = ["sources", *flags(scale)]
    rows = zip(proposed["rating"], proposed[shown].to_numpy(), strict=True)
    return pd.Series(
        [_reach(rating, counts.tolist(), scale) for rating, counts in rows],
        index=proposed.index,
        dtype="str",
    )


def _reach(rating: Any, counts: list[int], scale: RatingScale) -> str:
    if pd.isna(rating):
        return "no segment was coded"
    levels, sources = scale.ratings, counts[0]
    step = levels.index(rating)
    parts = [
        f"{counts[at] or 'none'} at {scale.written(levels[at])}"
        + (" or above" if at + 1 < len(levels) else "")
        for at in (step, step + 1)
        if 0 < at < len(levels)
    ]
    explicit, ratio = _parameters(scale)
    top = counts[-1]
    if step + 2 == len(levels) and _outweighs(top, sources - top, ratio):
        parts.append(f"which takes {explicit}")
    return f"of {sources} source{'s' * (sources != 1)}, {', '.join(parts)}"


def _count(count: pd.Series, one: str = "", many: str = "") -> pd.Series:
    """Write a count with its noun and verb: none, 1 source, 2 sources."""
    number = count.astype("str").mask(count == 0, "none")
    return (number + np.where(count == 1, f" {one}", f" {many}")).str.strip()

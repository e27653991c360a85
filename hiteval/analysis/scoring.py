"""The rating that the evidence proposes, by rule, and what areas look like by it.

The rule is this project's own; the method page sets it out. It counts sources, not
segments, so that one long document cannot outweigh several short ones, and it is a
rule, not a mean.

*A scale of two sides*, adapted from published practice in rating CFIR constructs. Of n
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

*A scale of one side*: the highest level that more sources reach than do not, and
``net_ratio`` times as many; the highest level of all must be reached by
``explicit_sources`` and by the share ``explicit_share`` as well. Where none is, the
lowest level. With a ``net_ratio`` of 1
this is the median of the sources' levels, and the lower one where the median lies
between two: as the level of an ordinal scale that most have passed it needs no
arithmetic on levels. In the Delphi study of SCIROCCO the median settles people's
ratings (see `hiteval.analysis.consensus`); to apply it to sources is this project's
own.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.evidence import flags
from hiteval.study.framework import Framework, ProposalRule, RatingScale

NONE = -1  # stands for missing among places on the scale
TINY = 1e-9
NOTHING_CODED = "no segment was coded"
NEUTRAL, MIXED = "neutral", "mixed"
SUPPORTED, CONTRADICTED = "supported", "contradicted"
MOSTLY_SUPPORTED, MOSTLY_CONTRADICTED = "mostly supported", "mostly contradicted"
REACHED = "reached"

Places = npt.NDArray[np.int8]


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
        ``counts`` with ``rating`` (Int64, a level, missing where no segment was
        coded, which is no level), ``finding`` (which line of the rule fired) and
        ``because`` (the sentence that explains the rating).
    """
    place = proposed_place(counts[["sources", *flags(scale)]].to_numpy().T, scale)
    level = np.array(scale.ratings)[place]
    proposed = counts.assign(
        rating=pd.arrays.IntegerArray(level.astype(np.int64), place == NONE),
        finding=_finding(counts, place, scale),
    )
    return proposed.assign(because=_sentences(proposed, scale))


def proposed_place(counts: npt.NDArray[Any], scale: RatingScale) -> Places:
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
        The place of the level among those of the scale, 0 for the lowest; `NONE` where
        there is no source.
    """
    rule = _two_sides if scale.two_sided else _one_side
    place: Places = np.where(counts[0] > 0, rule(counts, scale), np.int8(NONE))
    return place


def _two_sides(counts: npt.NDArray[Any], scale: RatingScale) -> Places:
    sources, *shown = counts
    above, below = len(scale.above), len(scale.below)
    ups, downs = shown[: max(above, 2)], shown[max(above, 2) :]
    place: Places = np.full(np.shape(sources), below, dtype=np.int8)
    place += _steps(sources, ups[:above], downs[0], scale.proposal_rule)
    place -= _steps(sources, downs[:below], ups[0], scale.proposal_rule)
    return place


def _steps(sources: Any, side: Any, others: Any, rule: ProposalRule) -> Places:
    """Count the levels that one side reaches from the neutral one."""
    mixed = np.float64(rule.mixed_weight) * (sources - side[0] - others)
    ours, theirs = side[0] + mixed, others + mixed
    # Equal numbers are mixed at any ratio: neither side may win by coming first.
    wins = (ours > theirs) & _reaches(ours, rule.net_ratio * theirs)
    steps: Places = wins.astype(np.int8)
    for outer in side[1:]:
        enough = _explicit(outer, sources, rule)
        few_contrary = _reaches(rule.contrary_share * sources, others)
        steps += wins & enough & few_contrary
    return steps


def _explicit(outer: Any, sources: Any, rule: ProposalRule) -> Any:
    """Say where enough sources reach an outer level."""
    share = _reaches(outer, rule.explicit_share * sources)
    return (outer >= rule.explicit_sources) & share


def _reaches(number: Any, threshold: Any) -> Any:
    """Compare so that a third of three is one, however a third is stored."""
    return number >= np.asarray(threshold) - TINY


def _one_side(counts: npt.NDArray[Any], scale: RatingScale) -> Places:
    sources, *reached = counts
    rule = scale.proposal_rule
    place: Places = np.zeros(np.shape(sources), dtype=np.int8)
    for number in reached:
        rest = sources - number
        place += (number > rest) & _reaches(number, rule.net_ratio * rest)
    place -= (place == len(reached)) & ~_explicit(reached[-1], sources, rule)
    return place


def _finding(counts: pd.DataFrame, place: Places, scale: RatingScale) -> Any:
    """Name the line of the rule that fired."""
    if not scale.two_sided:
        return np.where(place == NONE, MISSING, REACHED)
    s, c, neutral = counts["supporting"], counts["contrary"], len(scale.below)
    fired: dict[str, Any] = {
        MISSING: place == NONE,
        NEUTRAL: (s == 0) & (c == 0),
        SUPPORTED: c == 0,
        CONTRADICTED: s == 0,
        MOSTLY_SUPPORTED: place > neutral,
        MOSTLY_CONTRADICTED: place < neutral,
    }
    return np.select(list(fired.values()), list(fired), MIXED)


def area_profiles(cells: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Describe each team's ratings in each area, without averaging them.

    Parameters
    ----------
    cells : DataFrame
        One row a team and criterion, every criterion of the framework present for each
        team: ``rating`` (Float64, as shown), ``basis`` (see
        `hiteval.analysis.consensus`) and ``segments`` (how many).
    framework : Framework
        Which criterion belongs to which area.

    Returns
    -------
    DataFrame
        One row a team and area, areas in the framework's order: ``criteria`` (how many
        there are), ``evidenced`` (that have a segment); one column for each level with
        the number of criteria at it, ``between`` (between two levels),
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


def _sentences(proposed: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Build the sentence that explains each rating, naming every source."""
    counted = ["sources", *(["both"] if scale.two_sided else []), *flags(scale)]
    explain = _weighed if scale.two_sided else _reached
    rows = zip(proposed["rating"], proposed[counted].to_numpy().tolist(), strict=True)
    return pd.Series(
        [
            "no segment was coded"
            if pd.isna(rating)
            else explain(rating, counts, scale)
            for rating, counts in rows
        ],
        index=proposed.index,
        dtype="str",
    )


def _weighed(_rating: Any, counts: list[int], scale: RatingScale) -> str:
    """Say how many sources are on each side of the neutral level, or on neither."""
    sources, both, *shown = counts
    outer = max(len(scale.above), 2)
    support, contrary = shown[0], shown[outer]
    neutral = sources - support - contrary + both
    if neutral == sources:
        return (
            "the only source is neutral" if sources == 1 else f"all {sources} neutral"
        )
    strongly = _strongly(support, shown[outer - 1], scale.ratings[-1], scale)
    strongly_contrary = _strongly(contrary, shown[-1], scale.ratings[0], scale)
    if support:
        parts = [f"{_of(support, sources)} {_verb(support, 'support')} it{strongly}"]
        against = f"{contrary or 'none'} {'are' if contrary > 1 else 'is'} contrary"
        parts.append(against + strongly_contrary)
    else:
        be = "are" if contrary > 1 else "is"
        parts = [f"{_of(contrary, sources)} {be} contrary{strongly_contrary}"]
        parts.append("none supports it")
    if both:
        parts.append(f"{both} {'do' if both > 1 else 'does'} both")
    if neutral:
        parts.append(f"{neutral} {'are' if neutral > 1 else 'is'} neutral")
    return "; ".join(parts)


def _of(number: int, sources: int) -> str:
    """Say how many of the sources: 3 sources; 2 of 3 sources."""
    known = f"{number} of {sources}" if number < sources else str(number)
    return f"{known} {_noun(sources)}"


def _noun(number: int) -> str:
    return "source" if number == 1 else "sources"


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _strongly(side: int, outer: int, level: int, scale: RatingScale) -> str:
    """Say how many sources of a side reach its outermost level."""
    if not side:
        return ""
    by_example = scale.form == "by-example"
    by = "with a concrete example" if by_example else f"at {scale.written(level)}"
    return f", {outer or 'none'} {by}"


def _reached(rating: Any, counts: list[int], scale: RatingScale) -> str:
    """Say how many sources reach a rating on a scale of one side, and the next one."""
    levels, sources, rule = scale.ratings, counts[0], scale.proposal_rule
    place = levels.index(rating)
    parts = [
        f"{counts[at] or 'none'} at {scale.written(levels[at])}"
        + (" or above" if at + 1 < len(levels) else "")
        for at in (place, place + 1)
        if 0 < at < len(levels)
    ]
    top, rest = counts[-1], sources - counts[-1]
    if place + 2 == len(levels) and top > rest and top >= rule.net_ratio * rest:
        share = math.ceil(rule.explicit_share * sources - TINY)
        parts.append(f"which takes {max(rule.explicit_sources, share)}")
    return f"of {sources} {_noun(sources)}, {', '.join(parts)}"

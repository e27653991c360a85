"""The sentence that explains a proposed rating and names every source counted."""

from typing import Any

import pandas as pd

from hiteval.analysis.evidence import flags
from hiteval.language import several
from hiteval.study.framework import RatingScale

NOTHING_CODED = "no segment was coded"


def sentences(proposed: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Build the sentence that explains each rating, naming every source."""
    pooled = proposed.get("in_confidence", pd.Series(pd.NA, proposed.index))
    counted = ["sources", *(["both"] if scale.two_sided else []), *flags(scale)]
    explain = _weighed if scale.two_sided else _reached
    rows = zip(proposed["rating"], proposed[counted].to_numpy().tolist(), strict=True)
    told = [
        NOTHING_CODED if pd.isna(rating) else explain(rating, counts, scale)
        for rating, counts in rows
    ]
    return pd.Series(
        [said + _together(strands) for said, strands in zip(told, pooled, strict=True)],
        index=proposed.index,
        dtype="str",
    )


def _together(strands: Any) -> str:
    """Say what stands for several sources, how many is not told, and counts as one."""
    if pd.isna(strands):
        return ""
    pools = strands.split("; ")
    return "".join(f"; all {several(pool)} count as one source" for pool in pools)


def _weighed(_rating: Any, counts: list[int], scale: RatingScale) -> str:
    """Say how many sources are on each side of the neutral level, or on neither."""
    sources, both, *shown = counts
    outer = max(len(scale.above), 2)
    support, contrary = shown[0], shown[outer]
    neutral = sources - support - contrary + both
    if neutral == sources:
        only = "the only source is neutral"
        return only if sources == 1 else f"all {sources} sources are neutral"
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
    """Say how many sources reach a rating on a one-sided scale, and the next one."""
    levels, sources, rule = scale.ratings, counts[0], scale.proposal_rule
    step = levels.index(rating)
    parts = [
        f"{counts[at] or 'none'} at {scale.written(levels[at])}"
        + (" or above" if at + 1 < len(levels) else "")
        for at in (step, step + 1)
        if 0 < at < len(levels)
    ]
    top = counts[-1]
    if step + 2 == len(levels) and rule.outweighs(top, sources - top):
        parts.append(f"which takes {rule.explicit_needed(sources)}")
    return f"of {sources} {_noun(sources)}, {', '.join(parts)}"

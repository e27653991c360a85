"""The sentence that explains a proposed rating and names every source counted."""

from typing import Any

import pandas as pd

from hiteval.analysis.evidence import flags
from hiteval.catalogue import N_, _, ngettext
from hiteval.language import several
from hiteval.study.framework import RatingScale

NOTHING_CODED = N_("no segment was coded")


def sentences(proposed: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Build the sentence that explains each rating, naming every source."""
    pooled = proposed.get("in_confidence", pd.Series(pd.NA, proposed.index))
    counted = ["sources", *(["both"] if scale.two_sided else []), *flags(scale)]
    explain = _weighed if scale.two_sided else _reached
    rows = zip(proposed["rating"], proposed[counted].to_numpy().tolist(), strict=True)
    told = [
        _(NOTHING_CODED) if pd.isna(rating) else explain(rating, counts, scale)
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
    said = [
        _("all {sources} count as one source", sources=several(pool)) for pool in pools
    ]
    return "".join(f"; {one}" for one in said)


def _weighed(_rating: Any, counts: list[int], scale: RatingScale) -> str:
    """Say how many sources are on each side of the neutral level, or on neither."""
    sources, both, *shown = counts
    outer = max(len(scale.above), 2)
    support, contrary = shown[0], shown[outer]
    neutral = sources - support - contrary + both
    if neutral == sources:
        if sources == 1:
            return _("the only source is neutral")
        return _("all {sources} are neutral", sources=_of(sources, sources))
    strongly = _strongly(support, shown[outer - 1], scale.ratings[-1], scale)
    strongly_contrary = _strongly(contrary, shown[-1], scale.ratings[0], scale)
    if support:
        known = _of(support, sources)
        parts = [
            ngettext(
                "{sources} supports it", "{sources} support it", support, sources=known
            )
            + strongly,
            _contrary(contrary, contrary) + strongly_contrary,
        ]
    else:
        parts = [_contrary(contrary, _of(contrary, sources)) + strongly_contrary]
        parts.append(_("none supports it"))
    if both:
        parts.append(
            ngettext("{number} does both", "{number} do both", both, number=both)
        )
    if neutral:
        parts.append(
            ngettext(
                "{number} is neutral", "{number} are neutral", neutral, number=neutral
            )
        )
    return "; ".join(parts)


def _contrary(contrary: int, written: object) -> str:
    if not contrary:
        return _("none is contrary")
    return ngettext(
        "{number} is contrary", "{number} are contrary", contrary, number=written
    )


def _of(number: int, sources: int) -> str:
    """Say how many of the sources: 3 sources; 2 of 3 sources."""
    every = f"{sources} {ngettext('source', 'sources', sources)}"
    if number == sources:
        return every
    return _("{number} of {whole}", number=number, whole=every)


def _strongly(side: int, outer: int, level: int, scale: RatingScale) -> str:
    """Say how many sources of a side reach its outermost level."""
    if not side:
        return ""
    if scale.form != "by-example":
        return f", {_at(outer, scale.written(level))}"
    if not outer:
        return ", " + _("none with a concrete example")
    return ", " + _("{number} with a concrete example", number=outer)


def _reached(rating: Any, counts: list[int], scale: RatingScale) -> str:
    """Say how many sources reach a rating on a one-sided scale, and the next one."""
    levels, sources, rule = scale.ratings, counts[0], scale.proposal_rule
    step = levels.index(rating)
    parts = [
        (_at_least if at + 1 < len(levels) else _at)(
            counts[at], scale.written(levels[at])
        )
        for at in (step, step + 1)
        if 0 < at < len(levels)
    ]
    top = counts[-1]
    if step + 2 == len(levels) and rule.outweighs(top, sources - top):
        parts.append(_("which takes {number}", number=rule.explicit_needed(sources)))
    return _(
        "of {sources}, {levels}", sources=_of(sources, sources), levels=", ".join(parts)
    )


def _at(number: int, level: str) -> str:
    if not number:
        return _("none at {level}", level=level)
    return _("{number} at {level}", number=number, level=level)


def _at_least(number: int, level: str) -> str:
    if not number:
        return _("none at {level} or above", level=level)
    return _("{number} at {level} or above", number=number, level=level)

"""The rule that proposes a rating: in words, line by line, and where it comes from."""

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.analysis.scoring import (
    CONTRADICTED,
    MIXED,
    MOSTLY_CONTRADICTED,
    MOSTLY_SUPPORTED,
    NEUTRAL,
    REACHED,
    SUPPORTED,
)
from hiteval.catalogue import N_, _
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import Html, markup, paragraphs
from hiteval.display.kit.table import table
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale
from hiteval.study.labels import Labels

OURS_BY_SIDES = (
    "The rule is this project's own, adapted from published practice in rating "
    "constructs of the CFIR. <em>Missing</em> means that no segment was coded. It is "
    "never counted as 0."
)
OURS_BY_LEVELS = (
    "The rule is this project's own. To settle people's ratings on such a scale by "
    "their median is published practice: a Delphi study of the SCIROCCO tool did so "
    "(doi:10.5334/ijic.7747). To do so with sources is ours. <em>Missing</em> means "
    "that no segment was coded. It is never counted as a level."
)
IN_WORDS: dict[float, str] = {
    2: N_("half"),
    3: N_("a third"),
    4: N_("a quarter"),
    5: N_("a fifth"),
    10: N_("a tenth"),
}
Line = tuple[str, str, int | None]  # evidence, finding, proposed rating


def in_words(evaluation: Evaluation) -> Html:
    """Say how a rating is proposed, on this study's form of scale."""
    scale, labels = evaluation.framework.rating_scale, evaluation.labels
    counts = _(
        "A coding is about the {team}, its context or a baseline. A segment counts if "
        "at least half of its coders on a criterion say the {team}. What people "
        "settled on a segment replaces its codings. Where a person coded a segment, no "
        "model's coding of it counts.",
        team=labels.team,
    )
    rated = [
        _(
            "A segment's rating is the median of its coders' ratings, of codings about "
            "the {team} alone.",
            team=labels.team,
        ),
        *(_how_sides(scale) if scale.two_sided else [_how_levels(labels)]),
        _(
            "The rule counts sources, so that one long document cannot outweigh "
            "several short ones. It is a rule, not a mean."
        ),
    ]
    said = [counts, " ".join(rated)]
    if not scale.two_sided:
        one_sided = _(
            "The scale has no contrary side: a low level is a level, and no evidence "
            "against the {team}.",
            team=labels.team,
        )
        said.append(one_sided)
    return paragraphs(said)


def _how_sides(scale: RatingScale) -> list[str]:
    how = _(
        "A source supports a criterion if one of its segments is rated above the "
        "neutral level, and contradicts it if one is rated below. It can do both. A "
        "level beyond the first of its side takes a number of sources that reach it."
    )
    if scale.form == "by-example":
        how = _(
            "A source supports a criterion if one of its segments is rated above 0, "
            "and contradicts it if one is rated below 0. It can do both."
        )
    if not scale.proposal_rule.mixed_weight:
        return [how]
    mixed = _(
        "One that does both, or neither, counts {weight} for each side.",
        weight=_share(scale.proposal_rule.mixed_weight),
    )
    return [how, mixed]


def _how_levels(labels: Labels) -> str:
    return _(
        "A source reaches a level if more than half of its segments do. The rating is "
        "the highest level that more sources reach than do not. With a net ratio of "
        "one it is the median of the sources' levels, and the lower one where that "
        "lies between two. The highest level of all also takes a number of sources, so "
        "that one alone cannot lift {a_team} there.",
        a_team=labels.a_team,
    )


def lines(evaluation: Evaluation) -> pd.DataFrame:
    """List the lines of the rule, and how many ratings each proposed.

    ``evidence, finding, rating`` (missing where none is proposed) and ``times``.
    """
    scale, proposed = evaluation.framework.rating_scale, evaluation.proposed
    every: list[Line] = [
        (_("No segment coded"), MISSING, None),
        *(_two_sides(scale) if scale.two_sided else _one_side(scale)),
    ]
    found = pd.DataFrame(every, columns=["evidence", "finding", "rating"])
    found = found.astype({"rating": "Int64"})
    counted = proposed.groupby(["finding", "rating"], dropna=False).size()
    found = found.merge(counted.rename("times").reset_index(), how="left")
    return found.fillna({"times": 0}).astype({"times": "int64"})


def as_table(lines: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the rule that proposes a rating, its parameters and how often it applied."""
    scale = evaluation.framework.rating_scale
    shown = pd.DataFrame(
        {
            _("Evidence"): lines["evidence"],
            _("Finding"): [_(finding) for finding in lines["finding"]],
            _("Proposed rating"): [chip(rating, scale) for rating in lines["rating"]],
            _("Times"): lines["times"],
        }
    )
    caption = _(
        "How the evidence proposes a rating, and how many times each line applied to "
        "{a_team}",
        a_team=evaluation.labels.a_team,
    )
    return table(shown, "rule", caption)


def source(evaluation: Evaluation) -> Html:
    """Say where the rule comes from, and that missing is no level."""
    if evaluation.framework.rating_scale.two_sided:
        return paragraphs([markup(OURS_BY_SIDES)])
    return paragraphs([markup(OURS_BY_LEVELS)])


def _two_sides(scale: RatingScale) -> list[Line]:
    middle = scale.ratings[len(scale.below)]
    ratio = f"{scale.proposal_rule.net_ratio:g}"
    supporting = _("Both, at least {ratio} times as many supporting", ratio=ratio)
    contrary = _("Both, at least {ratio} times as many contrary", ratio=ratio)
    one_side = [
        (_("Supporting sources, none contrary"), SUPPORTED, scale.above),
        (_("Contrary, none supporting"), CONTRADICTED, scale.below),
    ]
    two_sides = [
        (supporting, MOSTLY_SUPPORTED, scale.above),
        (contrary, MOSTLY_CONTRADICTED, scale.below),
    ]
    neutral = _("Only segments rated {level}", level=scale.written(middle))
    return [
        (neutral, NEUTRAL, middle),
        *(
            (f"{what}; {takes}", finding, level)
            for what, finding, side in one_side
            for takes, level in _outwards(side, scale)
        ),
        *(
            (f"{what}{takes}", finding, level)
            for what, finding, side in two_sides
            for takes, level in _against_some(side, scale)
        ),
        (_("Otherwise"), MIXED, middle),
    ]


def _against_some(side: list[int], scale: RatingScale) -> list[tuple[str, int]]:
    """Say what each level takes where there are sources on the other side."""
    allowed = _share(scale.proposal_rule.contrary_share)
    if not allowed:
        return [("", side[0])]
    outer = [line for line in _outwards(side, scale) if line[1] != side[0]]
    few = [
        _(
            "{needed}, and no more than {share} of all on the other side",
            needed=takes,
            share=allowed,
        )
        for takes, _level in outer
    ]
    levels = [level for _takes, level in outer]
    return [*zip([f"; {takes}" for takes in few], levels, strict=True), ("", side[0])]


def _outwards(side: list[int], scale: RatingScale) -> list[tuple[str, int]]:
    """Say what each level of a side takes, the outermost first."""
    number = _number(scale)
    if scale.form == "by-example":
        return [
            (_("{number} with a concrete example", number=number), side[1]),
            (_("fewer with a concrete example"), side[0]),
        ]
    further = [
        (_("{number} reach {level}", number=number, level=scale.written(level)), level)
        for level in side[1:]
    ]
    return [*reversed(further), (_("otherwise"), side[0])]


def _number(scale: RatingScale) -> str:
    """Say how many sources an outer level takes: 2 or more, and a third of all."""
    rule = scale.proposal_rule
    number, share = rule.explicit_sources, _share(rule.explicit_share)
    if share:
        return _("{number} or more, and {share} of all", number=number, share=share)
    return _("{number} or more", number=number)


def _share(share: float) -> str:
    """Write a share, in words where it is a plain one; nothing if there is none.

    >>> _share(1 / 3), _share(0.333), _share(0.15), _share(0)
    ('a third', 'a third', '15 %', '')
    """
    if not share:
        return ""
    plain = IN_WORDS.get(round(1 / share, 1))
    return _(plain) if plain else f"{100 * share:.4g} %"


def _one_side(scale: RatingScale) -> list[Line]:
    rule = scale.proposal_rule
    often = ""
    if rule.net_ratio > 1:
        often = ", " + _("{ratio} times as many", ratio=f"{rule.net_ratio:g}")
    lowest, *others, highest = scale.ratings
    top = _("More sources at {level} than below", level=scale.written(highest))
    lines: list[Line] = [(f"{top}{often}; {_number(scale)}", REACHED, highest)]
    for level in reversed(others):
        at = scale.written(level)
        evidence = _("More sources at {level} or above than below", level=at)
        lines.append((f"{evidence}{often}", REACHED, level))
    return [*lines, (_("Otherwise"), REACHED, lowest)]

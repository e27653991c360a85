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
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import Html, markup, paragraphs
from hiteval.display.kit.table import table
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale
from hiteval.study.labels import Labels

IN_WORDS: dict[float, str] = {
    2: "half",
    3: "a third",
    4: "a quarter",
    5: "a fifth",
    10: "a tenth",
}
Line = tuple[str, str, int | None]  # evidence, finding, proposed rating


def in_words(evaluation: Evaluation) -> Html:
    """Say how a rating is proposed, on this study's form of scale."""
    scale, labels = evaluation.framework.rating_scale, evaluation.labels
    how = _how_sides(scale) if scale.two_sided else _how_levels(labels)
    if scale.two_sided and scale.proposal_rule.mixed_weight:
        weight = _share(scale.proposal_rule.mixed_weight)
        how += f" One that does both, or neither, counts {weight} for each side."
    said = [
        f"A coding is about the {labels.team}, its context or a baseline. A segment "
        f"counts if at least half of its coders on a criterion say the {labels.team}. "
        "What people settled on a segment replaces its codings. Where a person coded "
        "a segment, no model's coding of it counts.",
        "A segment's rating is the median of its coders' ratings, of codings about the "
        f"{labels.team} alone. {how} The rule "
        "counts sources, so that one long document cannot outweigh several short ones. "
        "It is a rule, not a mean.",
    ]
    if not scale.two_sided:
        said.append(
            "The scale has no contrary side: a low level is a level, and no evidence "
            f"against the {labels.team}."
        )
    return paragraphs(said)


def _how_sides(scale: RatingScale) -> str:
    if scale.form == "by-example":
        return (
            "A source supports a criterion if one of its segments is rated above 0, "
            "and contradicts it if one is rated below 0. It can do both."
        )
    return (
        "A source supports a criterion if one of its segments is rated above the "
        "neutral level, and contradicts it if one is rated below. It can do both. A "
        "level beyond the first of its side takes a number of sources that reach it."
    )


def _how_levels(labels: Labels) -> str:
    return (
        "A source reaches a level if more than half of its segments do. The rating is "
        "the highest level that more sources reach than do not. With a net ratio of "
        "one it is the median of the sources' levels, and the lower one where that "
        "lies between two. The highest level of all also takes a number of sources, so "
        f"that one alone cannot lift {labels.a_team} there."
    )


def lines(evaluation: Evaluation) -> pd.DataFrame:
    """List the lines of the rule, and how many ratings each proposed.

    ``evidence, finding, rating`` (missing where none is proposed) and ``times``.
    """
    scale, proposed = evaluation.framework.rating_scale, evaluation.proposed
    every: list[Line] = [
        ("No segment coded", MISSING, None),
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
            "Evidence": lines["evidence"],
            "Finding": lines["finding"],
            "Proposed rating": [chip(rating, scale) for rating in lines["rating"]],
            "Times": lines["times"],
        }
    )
    caption = (
        "How the evidence proposes a rating, and how many times each line applied to "
        f"{evaluation.labels.a_team}"
    )
    return table(shown, "rule", caption)


def source(evaluation: Evaluation) -> Html:
    """Say where the rule comes from, and that missing is no level."""
    ours, no_level = (
        "The rule is this project's own. To settle people's ratings on such a scale by "
        "their median is published practice: a Delphi study of the SCIROCCO tool did "
        "so (doi:10.5334/ijic.7747). To do so with sources is ours.",
        "a level",
    )
    if evaluation.framework.rating_scale.two_sided:
        ours, no_level = (
            "The rule is this project's own, adapted from published practice in rating "
            "constructs of the CFIR.",
            "0",
        )
    never = (
        "{} <em>Missing</em> means that no segment was coded. It is never counted as "
        "{}."
    )
    return paragraphs([markup(never, ours, no_level)])


def _two_sides(scale: RatingScale) -> list[Line]:
    middle = scale.ratings[len(scale.below)]
    both = f"Both, at least {scale.proposal_rule.net_ratio:g} times as many"
    one_side = [
        ("Supporting sources, none contrary", SUPPORTED, scale.above),
        ("Contrary, none supporting", CONTRADICTED, scale.below),
    ]
    two_sides = [
        (f"{both} supporting", MOSTLY_SUPPORTED, scale.above),
        (f"{both} contrary", MOSTLY_CONTRADICTED, scale.below),
    ]
    return [
        (f"Only segments rated {scale.written(middle)}", NEUTRAL, middle),
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
        ("Otherwise", MIXED, middle),
    ]


def _against_some(side: list[int], scale: RatingScale) -> list[tuple[str, int]]:
    """Say what each level takes where there are sources on the other side."""
    allowed = _share(scale.proposal_rule.contrary_share)
    if not allowed:
        return [("", side[0])]
    outer = [line for line in _outwards(side, scale) if line[1] != side[0]]
    few = f"and no more than {allowed} of all on the other side"
    return [*((f"; {takes}, {few}", level) for takes, level in outer), ("", side[0])]


def _outwards(side: list[int], scale: RatingScale) -> list[tuple[str, int]]:
    """Say what each level of a side takes, the outermost first."""
    number = _number(scale)
    if scale.form == "by-example":
        return [
            (f"{number} with a concrete example", side[1]),
            ("fewer with a concrete example", side[0]),
        ]
    further = [(f"{number} reach {scale.written(level)}", level) for level in side[1:]]
    return [*reversed(further), ("otherwise", side[0])]


def _number(scale: RatingScale) -> str:
    """Say how many sources an outer level takes: 2 or more, and a third of all."""
    rule = scale.proposal_rule
    share = _share(rule.explicit_share)
    return f"{rule.explicit_sources} or more" + f", and {share} of all" * bool(share)


def _share(share: float) -> str:
    """Write a share, in words where it is a plain one; nothing if there is none.

    >>> _share(1 / 3), _share(0.333), _share(0.15), _share(0)
    ('a third', 'a third', '15 %', '')
    """
    if not share:
        return ""
    return IN_WORDS.get(round(1 / share, 1), f"{100 * share:.4g} %")


def _one_side(scale: RatingScale) -> list[Line]:
    rule = scale.proposal_rule
    often = f", {rule.net_ratio:g} times as many" if rule.net_ratio > 1 else ""
    lowest, *others = scale.ratings
    lines = []
    for level in reversed(others):
        highest = level == others[-1]
        reach = scale.written(level) + (" or above" * (not highest))
        number = f"; {_number(scale)}" * highest
        evidence = f"More sources at {reach} than below{often}{number}"
        lines.append((evidence, REACHED, level))
    return [*lines, ("Otherwise", REACHED, lowest)]

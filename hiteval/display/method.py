"""How the evaluation was made: framework, scale, rule, strands."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from hiteval.analysis.agreement.published_examples import check_published
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
from hiteval.display.kit.html import Html, escape
from hiteval.display.kit.table import definitions, table
from hiteval.display.kit.words import listed, with_kind
from hiteval.display.ratings import chip
from hiteval.language import day, numeral
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Criterion, RatingScale
from hiteval.study.settings import Wave

Line = tuple[str, str, int | None]  # evidence, finding, proposed rating


def study(evaluation: Evaluation) -> Html:
    """Show what the study says of itself."""
    settings = evaluation.study.settings
    rows = {
        "Question": escape(settings.question),
        "Continues": escape(settings.continues or None),
        "Period": f"{day(settings.period.start)} to {day(settings.period.end)}",
        "Framework": escape(evaluation.framework.title),
        "Licence": escape(settings.licence),
        "Edition": escape(settings.edition),
    }
    rows |= {f"Strand: {name}": escape(text) for name, text in settings.strands.items()}
    rows |= {f"Coder: {name}": escape(text) for name, text in settings.coders.items()}
    return definitions(rows, "study", "The study")


def framework(evaluation: Evaluation) -> Html:
    """Show every area and criterion with its definition."""
    waves = evaluation.whole.settings.waves
    rows = [
        (f"{with_kind(area)}: {area.definition}", c.name, _defined(c, waves))
        for area in evaluation.framework.areas
        for c in area.criteria
    ]
    shown = pd.DataFrame(rows, columns=["Area", "Criterion", "Definition"])
    caption = "Areas and criteria"
    return table(shown, "framework", caption, group="Area")


def _defined(criterion: Criterion, waves: Mapping[str, Wave]) -> str:
    """Define a criterion, with since when and in other words from when it is asked."""
    said = [criterion.definition]
    if criterion.since:
        said.append(f"Asked about since: {waves[criterion.since].name}.")
    if criterion.reworded:
        names = listed(waves[wave].name for wave in criterion.reworded)
        said.append(f"Asked in other words from: {names}.")
    return " ".join(said)


def framework_source(evaluation: Evaluation) -> Html:
    """Say where areas, criteria and scale come from."""
    rows = {
        "Areas": escape(evaluation.framework.source),
        "Criteria": escape(evaluation.framework.criteria_note or None),
        "Scale": escape(evaluation.framework.rating_scale.source),
    }
    return definitions(rows, "framework-source", "What is published and what is ours")


def scale(evaluation: Evaluation) -> Html:
    """Show the levels that a coder may give a segment."""
    of = evaluation.framework.rating_scale
    levels = sorted(of.levels, key=lambda level: -level.value)
    no_level = "0" if 0 in of.ratings else "a level"
    shown = pd.DataFrame(
        {
            "Rating": [chip(v, of) for v in (*(level.value for level in levels), None)],
            "Name": [level.name for level in levels] + ["Missing"],
            "Meaning for a segment": [level.meaning for level in levels]
            + [f"No segment was coded. Missing is not {no_level}."],
        }
    )
    return table(shown, "scale", "The rating scale", html_columns=["Rating"])


def rule(evaluation: Evaluation) -> Html:
    """Show the rule that proposes a rating, its parameters and how often it applied."""
    scale, proposed = evaluation.framework.rating_scale, evaluation.proposed
    lines = [
        ("No segment coded", MISSING, None),
        *(_two_sides(scale) if scale.two_sided else _one_side(scale)),
    ]
    fired = [
        (proposed["finding"] == finding)
        & (proposed["rating"].isna() if level is None else proposed["rating"] == level)
        for _, finding, level in lines
    ]
    shown = pd.DataFrame(
        {
            "Evidence": [evidence for evidence, _, _ in lines],
            "Finding": [finding for _, finding, _ in lines],
            "Proposed rating": [chip(level, scale) for _, _, level in lines],
            "Times": [int(times.fillna(False).sum()) for times in fired],
        }
    )
    caption = "How the evidence proposes a rating, and how many times each line applied"
    return table(shown, "rule", caption, html_columns=["Proposed rating"])


def _two_sides(scale: RatingScale) -> list[Line]:
    middle = scale.ratings[len(scale.below)]
    ratio = f"{scale.proposal_rule.net_ratio:g}"
    support, against = "Supporting sources, none contrary", "Contrary, none supporting"
    return [
        (f"Only segments rated {scale.written(middle)}", NEUTRAL, middle),
        *((f"{support}; {t}", SUPPORTED, v) for t, v in _outwards(scale.above, scale)),
        *(
            (f"{against}; {t}", CONTRADICTED, v)
            for t, v in _outwards(scale.below, scale)
        ),
        (
            f"Both, at least {ratio} times as many supporting",
            MOSTLY_SUPPORTED,
            scale.above[0],
        ),
        (
            f"Both, at least {ratio} times as many contrary",
            MOSTLY_CONTRADICTED,
            scale.below[0],
        ),
        ("Both, otherwise", MIXED, middle),
    ]


def _outwards(side: list[int], scale: RatingScale) -> list[tuple[str, int]]:
    """Say what each level of a side takes, the outermost first."""
    number = scale.proposal_rule.explicit_sources
    if scale.form == "by-example":
        many = f"{number} or more with a concrete example"
        few = f"fewer than {number} with a concrete example"
        return [(many, side[1]), (few, side[0])]
    further = [
        (f"{number} or more reach {scale.written(level)}", level) for level in side[1:]
    ]
    return [*reversed(further), ("otherwise", side[0])]


def _one_side(scale: RatingScale) -> list[Line]:
    rule = scale.proposal_rule
    often = f", {rule.net_ratio:g} times as many" if rule.net_ratio > 1 else ""
    lowest, *others = scale.ratings
    lines = []
    for level in reversed(others):
        highest = level == others[-1]
        reach = scale.written(level) + (" or above" * (not highest))
        number = f", {rule.explicit_sources} or more in all" * highest
        lines.append(
            (
                f"More sources at {reach} than below{often}{number}",
                REACHED,
                level,
            )
        )
    return [*lines, ("Otherwise", REACHED, lowest)]


def self_check() -> Html:
    """Run published worked examples, and show what was expected beside what was got."""
    rows = check_published()
    shown = pd.DataFrame(
        {
            "Example": rows["name"],
            "Published in": rows["source"],
            "Expected": rows["expected"].map(partial(numeral, places=3)),
            "Got": rows["got"].map(partial(numeral, places=3)),
            "Result": rows["agrees"].map({True: "agrees", False: "DIFFERS"}),
        }
    )
    return table(shown, "self-check", "Published worked examples, run with this report")

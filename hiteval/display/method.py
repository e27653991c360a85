"""How the evaluation was made: framework, scale, rule, strands."""

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.analysis.published_examples import check_published
from hiteval.analysis.scoring import (
    CONTRADICTED,
    MIXED,
    MOSTLY_CONTRADICTED,
    MOSTLY_SUPPORTED,
    NEUTRAL,
    SUPPORTED,
)
from hiteval.display.html import Html, escape
from hiteval.display.ratings import chip
from hiteval.display.table import definitions, table
from hiteval.evaluation import Evaluation


def study(evaluation: Evaluation) -> Html:
    """Show what the study says of itself."""
    settings = evaluation.study.settings
    rows = {
        "Question": escape(settings.question),
        "Continues": escape(settings.continues or None),
        "Period": f"{settings.period.start} to {settings.period.end}",
        "Framework": escape(evaluation.framework.title),
        "Licence": escape(settings.licence),
        "Edition": escape(settings.edition),
    }
    rows |= {f"Strand: {name}": escape(text) for name, text in settings.strands.items()}
    rows |= {f"Coder: {name}": escape(text) for name, text in settings.coders.items()}
    return definitions(rows, "study", "The study")


def framework(evaluation: Evaluation) -> Html:
    """Show every area and criterion with its definition."""
    rows = [
        (f"{area.name} ({area.kind}): {area.definition}", c.name, c.definition)
        for area in evaluation.framework.areas
        for c in area.criteria
    ]
    shown = pd.DataFrame(rows, columns=["Area", "Criterion", "Definition"])
    caption = "Areas and criteria"
    return table(shown, "framework", caption, group="Area")


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
    levels = sorted(evaluation.framework.rating_scale.levels, key=lambda lv: -lv.value)
    shown = pd.DataFrame(
        {
            "Rating": [chip(level.value) for level in levels] + [chip(None)],
            "Name": [level.name for level in levels] + ["Missing"],
            "Meaning for a segment": [level.meaning for level in levels]
            + ["No segment was coded. Missing is not 0."],
        }
    )
    return table(shown, "scale", "The rating scale", html_columns=["Rating"])


def rule(evaluation: Evaluation) -> Html:
    """Show the rule that proposes a rating, its parameters and how often it applied."""
    rule = evaluation.framework.rating_scale.proposal_rule
    many = f"{rule.explicit_sources} or more with a concrete example"
    few = f"fewer than {rule.explicit_sources} with a concrete example"
    ratio = f"{rule.net_ratio:g}"
    support, against = "Supporting sources, none contrary", "Contrary, none supporting"
    lines = [
        ("No segment coded", MISSING, None),
        ("Only segments rated 0", NEUTRAL, 0),
        (f"{support}; {many}", SUPPORTED, 2),
        (f"{support}; {few}", SUPPORTED, 1),
        (f"{against}; {many}", CONTRADICTED, -2),
        (f"{against}; {few}", CONTRADICTED, -1),
        (f"Both, at least {ratio} times as many supporting", MOSTLY_SUPPORTED, 1),
        (f"Both, at least {ratio} times as many contrary", MOSTLY_CONTRADICTED, -1),
        ("Both, otherwise", MIXED, 0),
    ]
    proposed = evaluation.proposed
    fired = proposed.groupby(["finding", proposed["rating"].fillna(0)]).size()
    shown = pd.DataFrame(
        {
            "Evidence": [evidence for evidence, _, _ in lines],
            "Finding": [finding for _, finding, _ in lines],
            "Proposed rating": [chip(level) for _, _, level in lines],
            "Times": [int(fired.get((f, level or 0), 0)) for _, f, level in lines],
        }
    )
    caption = "How the evidence proposes a rating, and how many times each line applied"
    return table(shown, "rule", caption, html_columns=["Proposed rating"])


def self_check() -> Html:
    """Run published worked examples, and show what was expected beside what was got."""
    rows = check_published()
    shown = pd.DataFrame(
        {
            "Example": rows["name"],
            "Published in": rows["source"],
            "Expected": rows["expected"].map("{:.3f}".format),
            "Got": rows["got"].map("{:.3f}".format),
            "Result": rows["agrees"].map({True: "agrees", False: "DIFFERS"}),
        }
    )
    return table(shown, "self-check", "Published worked examples, run with this report")

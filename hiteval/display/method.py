"""How the evaluation was made: framework, scale, rule, strands, and the run."""

import pandas as pd

from hiteval.analysis.published_examples import check_published
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
    """Show the rule that proposes a rating, with this study's parameters."""
    rule = evaluation.framework.rating_scale.proposal_rule
    explicit, ratio = rule.explicit_sources, f"{rule.net_ratio:g}"
    lines = [
        ("No segment coded", "missing"),
        ("Only segments rated 0", "0, neutral"),
        (
            "Supporting sources, none contrary",
            f"+2 if {explicit} or more give a concrete example, else +1",
        ),
        (
            "Contrary sources, none supporting",
            f"−2 if {explicit} or more give a concrete example, else −1",
        ),
        (f"Both, at least {ratio} times as many supporting", "+1"),
        (f"Both, at least {ratio} times as many contrary", "−1"),
        ("Both, otherwise", "0, mixed"),
    ]
    shown = pd.DataFrame(lines, columns=["Evidence", "Proposed rating"])
    return table(shown, "rule", "How the evidence proposes a rating")


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


def run_card(provenance: dict[str, str]) -> Html:
    """Show what the report was made from, so that it can be made again."""
    rows = {name: f"<code>{escape(value)}</code>" for name, value in provenance.items()}
    return definitions(rows, "run-card", "What this report was made from")

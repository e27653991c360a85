"""How the evaluation was made: framework, scale, strands."""

import pandas as pd

from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import TEXT_FILLER, Html, paragraphs
from hiteval.display.kit.table import definitions, table
from hiteval.display.kit.words import listed, with_kind
from hiteval.results.evaluation import Evaluation
from hiteval.study.settings import Author


def study(evaluation: Evaluation) -> Html:
    """Show what the study says of itself."""
    settings, day = evaluation.study.settings, evaluation.language.day
    rows = {
        "Question": settings.question,
        "Continues": settings.continues or TEXT_FILLER,
        "Period": f"{day(settings.period.start)} to {day(settings.period.end)}",
        "Framework": evaluation.framework.title,
        "Licence": settings.licence,
        "Edition": settings.edition or TEXT_FILLER,
    }
    rows |= {f"Strand: {name}": text for name, text in settings.strands.items()}
    rows |= {f"Coder: {name}": _who(coder) for name, coder in settings.coders.items()}
    rows |= {f"Author: {name}": _who(who) for name, who in settings.authors.items()}
    return definitions(rows, "study", "The study")


def _who(author: Author) -> str:
    """Say what somebody did, and of a model that it is one.

    >>> _who(Author(did="Coded", kind="model", name="a language model"))
    'Coded (a model: a language model)'
    """
    if author.kind == "person":
        return f"{author.did} ({author.name})" if author.name else author.did
    return (
        f"{author.did} (a model: {author.name})"
        if author.name
        else f"{author.did} (a model)"
    )


def criteria(evaluation: Evaluation) -> pd.DataFrame:
    """List what is asked: ``area, criterion_id, criterion, definition``.

    And from which waves: ``since``, and ``reworded``, separated by commas; both are
    names of waves, missing where the study has none or nothing changed.
    """
    waves = evaluation.whole.settings.waves
    rows = [
        (
            f"{with_kind(area)}: {area.definition}",
            c.id,
            c.name,
            c.definition,
            waves[c.since].name if c.since else None,
            listed(waves[wave].name for wave in c.reworded) if c.reworded else None,
        )
        for area in evaluation.framework.areas
        for c in area.criteria
    ]
    columns = ["area", "criterion_id", "criterion", "definition", "since", "reworded"]
    return pd.DataFrame(rows, columns=columns)


def framework(criteria: pd.DataFrame) -> Html:
    """Show every area and criterion with its definition."""
    since = "Asked about since: " + criteria["since"] + "."
    reworded = "Asked in other words from: " + criteria["reworded"] + "."
    parts = pd.DataFrame({0: criteria["definition"], 1: since, 2: reworded})
    shown = pd.DataFrame(
        {
            "Area": criteria["area"],
            "Criterion": criteria["criterion"],
            "Definition": [" ".join(row.dropna()) for _, row in parts.iterrows()],
        }
    )
    return table(shown, "framework", "Areas and criteria", group="Area")


def framework_source(evaluation: Evaluation) -> Html:
    """Say where areas, criteria and scale come from."""
    rows = {
        "Areas": evaluation.framework.source,
        "Criteria": evaluation.framework.criteria_note or TEXT_FILLER,
        "Scale": evaluation.framework.rating_scale.source,
    }
    return definitions(rows, "framework-source", "What is published and what is ours")


def levels(evaluation: Evaluation) -> pd.DataFrame:
    """List the levels that a coder may give a segment, the highest first.

    ``rating, name, meaning``; the last row, without a rating, says what missing means.
    """
    of = evaluation.framework.rating_scale
    ordered = sorted(of.levels, key=lambda level: -level.value)
    no_level = "0" if 0 in of.ratings else "a level"
    missing = (None, "Missing", f"No segment was coded. Missing is not {no_level}.")
    rows = [*((v.value, v.name, v.meaning) for v in ordered), missing]
    found = pd.DataFrame(rows, columns=["rating", "name", "meaning"])
    return found.astype({"rating": "Int64"})


def scale(levels: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the levels that a coder may give a segment."""
    of = evaluation.framework.rating_scale
    shown = pd.DataFrame(
        {
            "Rating": [chip(rating, of) for rating in levels["rating"]],
            "Name": levels["name"],
            "Meaning for a segment": levels["meaning"],
        }
    )
    return table(shown, "scale", "The rating scale")


def areas_in_words(evaluation: Evaluation) -> Html:
    """Say how areas are shown."""
    kinds = any(area.kind for area in evaluation.framework.areas)
    what = "Process and outcome" if kinds else "Areas"
    return paragraphs(
        [
            "An area is shown as its profile: how many criteria are at each level, how "
            "many have no evidence, and the median of those that have. "
            f"{what} are never averaged into one number."
        ]
    )


def self_check(checked: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show what was expected of published worked examples beside what was got."""
    numeral = evaluation.language.numeral
    shown = pd.DataFrame(
        {
            "Example": checked["name"],
            "Published in": checked["source"],
            "Expected": [numeral(value, places=3) for value in checked["expected"]],
            "Got": [numeral(value, places=3) for value in checked["got"]],
            "Result": checked["agrees"].map({True: "agrees", False: "DIFFERS"}),
        }
    )
    return table(shown, "self-check", "Published worked examples, run with this report")

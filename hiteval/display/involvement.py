"""Who shaped the evaluation, at which stage, and what changed because of it.

The columns of the table follow the short form of GRIPP2 (Staniszewska and others 2017,
doi 10.1136/bmj.j3453).
"""

from typing import Any

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, dates, listed, spoken, verb
from hiteval.results.evaluation import Evaluation
from hiteval.study.schema import STAGES

HOW_TO_ADD = "../plan-and-involvement.html#who-was-involved"
NONE = "No involvement is recorded in this edition."
ITEMS = {  # of the short form of GRIPP2: what it asks, and the column that says it
    "Aim": ("What involvement was for", "aim"),
    "Methods": ("How people were involved, at which stage", "what_they_did"),
    "Results": ("What came of it, good and bad", "what_changed"),
    "Discussion": ("How far it influenced the study as a whole", "what_changed"),
    "Reflections": ("What went well and what did not", "reflection"),
}


def overview(evaluation: Evaluation) -> Html:
    """State at which stages people were involved, and how often something changed."""
    found = evaluation.study.involvement
    coders = len(evaluation.study.settings.coders)
    method = link(addresses.result_page("method"), "Method")
    by_whom = f"{count(coders, 'coder')} coded the evidence; see {method}."
    if found.empty:
        how = link(HOW_TO_ADD, "How to record it")
        return paragraphs(
            [
                f"<strong>{NONE}</strong> Nobody may have been involved, or nobody "
                f"wrote it down: the tables cannot tell which. {how}.",
                by_whom,
            ]
        )
    silent = [stage for stage in STAGES if stage not in set(found["stage"])]
    changed = int(found["what_changed"].notna().sum())
    sentences = [
        f"{count(len(found), 'entry', 'entries')} "
        f"{verb(len(found), 'tells', 'tell')} of involvement, at "
        f"{len(STAGES) - len(silent)} of {len(STAGES)} stages.",
        f"{changed} of them {verb(changed, 'says', 'say')} what changed.",
    ]
    if silent:
        sentences.append(f"Nothing is recorded for: {listed(silent)}.")
    return paragraphs([*sentences, by_whom])


def by_stage(evaluation: Evaluation) -> Html:
    """Show who was involved at each stage, what they did and what changed."""
    found = evaluation.study.involvement
    if found.empty:
        return paragraphs([NONE])
    order = found["stage"].map(STAGES.index).sort_values(kind="stable").index
    found = found.loc[order]
    people = _people(found["people"], evaluation.study.settings.edition == "public")
    when = dates(found["date"], found["date_precision"])
    shown = pd.DataFrame(
        {
            "Stage": spoken(found["stage"]),
            "Who": [
                f"<strong>{escape(group)}</strong><br>{number}<br>{date}"
                for group, number, date in zip(
                    found["group"], people, when, strict=True
                )
            ],
            "What they did": [_did(entry) for entry in records(found)],
            "What changed": [_changed(entry) for entry in records(found)],
        }
    )
    caption = "Who was involved at each stage, and what changed because of it"
    columns = ["Who", "What they did", "What changed"]
    made = table(shown, "involvement", caption, columns, group="Stage", css="stacked")
    return Html(f"{made}{paragraphs(_rules(evaluation))}")


def checklist(evaluation: Evaluation) -> Html:
    """Count the entries that say something on each item of the short form of GRIPP2."""
    found = evaluation.study.involvement
    shown = pd.DataFrame(
        {
            "Item": list(ITEMS),
            "Asks": [asks for asks, _ in ITEMS.values()],
            "Said by": [
                f"{found[column].notna().sum()} of "
                f"{count(len(found), 'entry', 'entries')}"
                for _, column in ITEMS.values()
            ],
        }
    )
    caption = "The short form of GRIPP2 (doi 10.1136/bmj.j3453), item by item"
    return table(shown, "gripp", caption, css="stacked")


def _people(people: pd.Series, rounded: bool) -> pd.Series:
    number = ("about " if rounded else "") + people.astype("str")
    written = number + people.eq(1).map({True: " person"}).fillna(" people")
    return written.where(people.notna(), "number not given")


def _rules(evaluation: Evaluation) -> list[str]:
    settings = evaluation.study.settings
    if settings.edition != "public":
        return []
    rules = settings.editions.public
    small = f", or up to {rules.small_count} and so not shown" * (rules.small_count > 0)
    return [
        f"Numbers of people are rounded to the nearest {rules.round_to}. "
        f"One that is not given was not recorded{small}."
    ]


def _did(entry: Any) -> str:
    aim = "" if pd.isna(entry.aim) else f"<br>Aim: {escape(entry.aim)}"
    return f"{escape(entry.what_they_did)}{aim}"


def _changed(entry: Any) -> str:
    changed = (
        "What changed is not recorded."
        if pd.isna(entry.what_changed)
        else escape(entry.what_changed)
    )
    back = "" if pd.isna(entry.reflection) else escape(entry.reflection)
    return f"{changed}<br>Looking back: {back}" if back else changed

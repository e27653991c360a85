"""Who shaped the evaluation, at which stage, and what changed because of it.

Every function takes the table of involvement first.

The columns of the table follow the short form of GRIPP2 (Staniszewska and others 2017,
doi 10.1136/bmj.j3453).
"""

from typing import Any

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    escape,
    join,
    link,
    markup,
    paragraphs,
)
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates, listed, spoken, verb
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.choices import STAGES

NONE = "No involvement is recorded in this edition."
ITEMS = {  # of the short form of GRIPP2: what it asks, and the column that says it
    "Aim": ("What involvement was for", "aim"),
    "Methods": ("How people were involved, at which stage", "what_they_did"),
    "Results": ("What came of it, good and bad", "what_changed"),
    "Discussion": ("How far it influenced the study as a whole", "what_changed"),
    "Reflections": ("What went well and what did not", "reflection"),
}


def overview(entries: pd.DataFrame, evaluation: Evaluation) -> Html:
    """State at which stages people were involved, and how often something changed."""
    count = evaluation.language.count
    coders = counted(quantity("coders", evaluation), evaluation.language)
    method = link(addresses.result_page("method"), "Method")
    by_whom = markup("{} coded the evidence; see {}.", coders, method)
    if entries.empty:
        none = (
            "<strong>{}</strong> Nobody may have been involved, or nobody wrote it "
            "down: the tables cannot tell which."
        )
        return paragraphs([markup(none, NONE), by_whom])
    silent = [stage for stage in STAGES if stage not in set(entries["stage"])]
    changed = int(entries["what_changed"].notna().sum())
    sentences: list[Text] = [
        f"{count(len(entries), 'entry', 'entries')} "
        f"{verb(len(entries), 'tells', 'tell')} of involvement, at "
        f"{len(STAGES) - len(silent)} of {len(STAGES)} stages.",
        f"{changed} of them {verb(changed, 'says', 'say')} what changed.",
    ]
    if silent:
        sentences.append(f"Nothing is recorded for: {listed(silent)}.")
    return paragraphs([*sentences, by_whom])


def by_stage(entries: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show who was involved at each stage, what they did and what changed."""
    if entries.empty:
        return NOTHING
    order = entries["stage"].map(STAGES.index).sort_values(kind="stable").index
    entries = entries.loc[order]
    when = dates(entries["date"], entries["date_precision"], evaluation.language)
    people = [_people(number, evaluation) for number in entries["people"]]
    shown = pd.DataFrame(
        {
            "Stage": spoken(entries["stage"]),
            "Who": [
                markup("<strong>{}</strong><br>{}<br>{}", group, number, date)
                for group, number, date in zip(
                    entries["group"], people, when, strict=True
                )
            ],
            "What they did": [_did(entry) for entry in records(entries)],
            "What changed": [_changed(entry) for entry in records(entries)],
        }
    )
    caption = "Who was involved at each stage, and what changed because of it"
    made = table(shown, "involvement", caption, group="Stage", css="stacked")
    return join([made, paragraphs(_rules(evaluation))])


def checklist(entries: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count the entries that say something on each item of the short form of GRIPP2."""
    if entries.empty:
        return NOTHING
    say = evaluation.language
    of = say.count(len(entries), "entry", "entries")
    shown = pd.DataFrame(
        {
            "Item": list(ITEMS),
            "Asks": [asks for asks, _ in ITEMS.values()],
            "Said by": [
                f"{say.numeral(entries[column].notna().sum())} of {of}"
                for _, column in ITEMS.values()
            ],
        }
    )
    caption = "The short form of GRIPP2 (doi 10.1136/bmj.j3453), item by item"
    return table(shown, "gripp", caption, css="stacked")


def _people(number: Any, evaluation: Evaluation) -> str:
    if pd.isna(number):
        return "number not given"
    about = "about " if evaluation.study.settings.edition == "public" else ""
    return about + evaluation.language.count(number, "person", "people")


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


def _did(entry: Any) -> Html:
    if pd.isna(entry.aim):
        return escape(entry.what_they_did)
    return markup("{}<br>Aim: {}", entry.what_they_did, entry.aim)


def _changed(entry: Any) -> Html:
    unknown = "What changed is not recorded."
    changed = unknown if pd.isna(entry.what_changed) else entry.what_changed
    if pd.isna(entry.reflection):
        return escape(changed)
    return markup("{}<br>Looking back: {}", changed, entry.reflection)

"""Who shaped the evaluation, at which stage, and what changed because of it.

Every function takes the table of involvement first.

The columns of the table follow the short form of GRIPP2 (Staniszewska and others 2017,
doi 10.1136/bmj.j3453).
"""

from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    join,
    link,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates, listed, spoken
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.choices import STAGES

NONE = (
    "<strong>No involvement is recorded in this edition.</strong> Nobody may have been "
    "involved, or nobody wrote it down: the tables cannot tell which."
)
ITEMS = {  # of the short form of GRIPP2: what it asks, and the column that says it
    N_("Aim"): (N_("What involvement was for"), "aim"),
    N_("Methods"): (N_("How people were involved, at which stage"), "what_they_did"),
    N_("Results"): (N_("What came of it, good and bad"), "what_changed"),
    N_("Discussion"): (
        N_("How far it influenced the study as a whole"),
        "what_changed",
    ),
    N_("Reflections"): (N_("What went well and what did not"), "reflection"),
}


def overview(entries: pd.DataFrame, evaluation: Evaluation) -> Html:
    """State at which stages people were involved, and how often something changed."""
    count = evaluation.language.count
    coders = counted(quantity("coders", evaluation), evaluation.language)
    method = link(addresses.result_page("method"), _("Method"))
    by_whom = markup("{} coded the evidence; see {}.", coders, method)
    if entries.empty:
        return paragraphs([markup(NONE), by_whom])
    silent = [stage for stage in STAGES if stage not in set(entries["stage"])]
    changed = int(entries["what_changed"].notna().sum())
    told = ngettext(
        "{entries} tells of involvement, at {number} of {all} stages.",
        "{entries} tell of involvement, at {number} of {all} stages.",
        len(entries),
        entries=count(len(entries), "entry", "entries"),
        number=len(STAGES) - len(silent),
        all=len(STAGES),
    )
    came = ngettext(
        "{number} of them says what changed.",
        "{number} of them say what changed.",
        changed,
        number=changed,
    )
    sentences: list[Text] = [told, came]
    if silent:
        stages = listed(spoken(pd.Series(silent, dtype="str")))
        sentences.append(_("Nothing is recorded for: {stages}.", stages=stages))
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
            _("Stage"): spoken(entries["stage"]),
            _("Who"): [
                markup("<strong>{}</strong><br>{}<br>{}", group, number, date)
                for group, number, date in zip(
                    entries["group"], people, when, strict=True
                )
            ],
            _("What they did"): [_did(entry) for entry in records(entries)],
            _("What changed"): [_changed(entry) for entry in records(entries)],
        }
    )
    caption = _("Who was involved at each stage, and what changed because of it")
    made = table(shown, "involvement", caption, group=_("Stage"), css="stacked")
    return join([made, paragraphs(_rules(evaluation))])


def checklist(entries: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count the entries that say something on each item of the short form of GRIPP2."""
    if entries.empty:
        return NOTHING
    say = evaluation.language
    of = say.count(len(entries), "entry", "entries")
    shown = pd.DataFrame(
        {
            _("Item"): [_(item) for item in ITEMS],
            _("Asks"): [_(asks) for asks, _column in ITEMS.values()],
            _("Said by"): [
                _(
                    "{number} of {entries}",
                    number=say.numeral(entries[column].notna().sum()),
                    entries=of,
                )
                for _asks, column in ITEMS.values()
            ],
        }
    )
    caption = _("The short form of GRIPP2 (doi 10.1136/bmj.j3453), item by item")
    return table(shown, "gripp", caption, css="stacked")


def _people(number: Any, evaluation: Evaluation) -> str:
    if pd.isna(number):
        return _("number not given")
    people = evaluation.language.count(number, "person", "people")
    is_public = evaluation.study.settings.edition == "public"
    return _("about {people}", people=people) if is_public else people


def _rules(evaluation: Evaluation) -> list[str]:
    settings = evaluation.study.settings
    if settings.edition != "public":
        return []
    rules = settings.editions.public
    rounded = _(
        "Numbers of people are rounded to the nearest {number}.", number=rules.round_to
    )
    unknown = _("One that is not given was not recorded.")
    if rules.small_count > 0:
        unknown = _(
            "One that is not given was not recorded, or up to {number} and so not "
            "shown.",
            number=rules.small_count,
        )
    return [f"{rounded} {unknown}"]


def _did(entry: Any) -> Html:
    did = own_words(entry.what_they_did)
    return (
        did
        if pd.isna(entry.aim)
        else markup("{}<br>Aim: {}", did, own_words(entry.aim))
    )


def _changed(entry: Any) -> Text:
    changed: Text = _("What changed is not recorded.")
    if not pd.isna(entry.what_changed):
        changed = own_words(entry.what_changed)
    if pd.isna(entry.reflection):
        return changed
    return markup("{}<br>Looking back: {}", changed, own_words(entry.reflection))
